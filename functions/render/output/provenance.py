"""The film's machine-readable mark that a model made part of it: a comment that every player shows, and XMP.

XMP lies in a `uuid` box at the end of the file (XMP specification, part 3, 2020, 1.2.6: MPEG-4), where nothing that the
index points to moves. The value is IPTC's, https://cv.iptc.org/newscodes/digitalsourcetype/ ; the property is that of
the IPTC Video Metadata Hub.
"""

import struct
from pathlib import Path
from typing import Final
from uuid import UUID

SOURCE_TYPE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
"""Photos of real things put together with what a trained model made: the voice, often the script."""
COMMENT: Final = f"Contains AI-generated media: the voice is synthetic. {SOURCE_TYPE}"
MARK: Final = ("-metadata", f"comment={COMMENT}")
"""FFmpeg's arguments for it; nothing of any input's own metadata comes along."""
XMP_BOX: Final = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac")
XMP: Final = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def mark_as_ai_generated(video: Path) -> None:
    """Add the XMP box to a finished MP4."""
    content = XMP_BOX.bytes + XMP.encode()
    with video.open("ab") as file:
        file.write(struct.pack(">I4s", 8 + len(content), b"uuid") + content)
