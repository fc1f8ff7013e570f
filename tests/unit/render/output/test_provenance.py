"""Marks of AI-generated media in the video file."""

from pathlib import Path
from uuid import UUID

from functions.render.output.provenance import MARK, SOURCE_TYPE, mark_as_ai_generated
from vidx.media.byte_source import ByteSource
from vidx.media.iso_bmff import read_content, top_level_boxes


def test_xmp_is_appended_as_a_uuid_box(tmp_path: Path) -> None:
    path = tmp_path / "video.mp4"
    video = b"\0\0\0\x0cftypisom" + b"\0\0\0\x0amdatab"
    path.write_bytes(video)

    mark_as_ai_generated(path)

    source = ByteSource.from_path(path)
    boxes = list(top_level_boxes(source))
    content = read_content(source, boxes[-1])
    assert path.read_bytes().startswith(video), "offsets in the index stay valid"
    assert [box.kind for box in boxes] == [b"ftyp", b"mdat", b"uuid"]
    assert boxes[-1].end == source.size_bytes
    assert UUID(bytes=content[:16]) == UUID("be7acfcb-97a9-42e8-9c71-999491e3afac")
    assert f"<Iptc4xmpExt:DigitalSourceType>{SOURCE_TYPE}<" in content[16:].decode()


def test_players_show_a_comment() -> None:
    option, comment = MARK

    assert option == "-metadata"
    assert comment.startswith("comment=Contains AI-generated media")
