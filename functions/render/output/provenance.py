"""Marks in the video file that say that part of it is AI-generated: a comment that players show, and XMP for machines.

The XMP is a `uuid` box at the end of the file (XMP specification, part 3, 2020, 1.2.6: MPEG-4), so that the offsets in
the index stay valid. Value: https://cv.iptc.org/newscodes/digitalsourcetype/ ; property: IPTC Video Metadata Hub.
"""

import struct
from pathlib import Path
from typing import Final
from uuid import UUID

SOURCE_TYPE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
"""Real photos combined with output of a trained model: the voice, often the script."""
COMMENT: Final = f"Contains AI-generated media: the voice is synthetic. {SOURCE_TYPE}"
MARK: Final = ("-metadata", f"comment={COMMENT}")
"""FFmpeg's arguments that set the comment."""
XMP_BOX: Final = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac")
XMP: Final = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def mark_as_ai_generated(path: Path) -> None:
    """Append the XMP box to a finished MP4."""
    content = XMP_BOX.bytes + XMP.encode()
    with path.open("ab") as file:
        file.write(struct.pack(">I4s", 8 + len(content), b"uuid") + content)
