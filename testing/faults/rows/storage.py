"""Faults of the storage, and objects that are gone between two stages."""

from typing import Any, Final

from testing.faults import acts
from testing.faults.play import ERROR, REFUSED, Act, Row, held
from testing.faults.proxy import Corrupt, Cut, CutAnswer, Delay, Hang, Reply, Rule
from testing.faults.rows.stages import BEFORE_RENDER, HOLDS, OUTAGE
from vidx.jobs.model import Stage

NOTHING: Final[dict[str, int]] = {"script": 0, "voice": 0}

WRITES: Final = {
    "photos/0": "photo", "photos/0.web": "photo for the page", "moderation.json": "moderation", "script.json": "script",
    "voice.wav": "voice", "words.json": "word times", "captions.ass": "captions",
    "captions.vtt": "captions for the page", "render.mp4": "video", "thumbnail.jpg": "thumbnail",
    "preview.webp": "preview",
}  # fmt: skip
"""What the stages write under `jobs/{id}/`."""


PUBLIC: Final = {
    "[.]mp4": "video",
    "_1[.]jpg": "photo",
    "_[0-9a-f]{32}[.]jpg": "thumbnail",
    "[.]webp": "preview",
    "[.]vtt": "captions",
}
"""What the upload stage copies to the public bucket, by the ends of the keys."""


def _writes(name: str) -> str:
    return rf"/jobs/[0-9a-f]+/{name.replace('.', '[.]')}$"


def storage_rows() -> list[Row]:
    slow_down = Reply(503, "SlowDown")
    rows = [
        Row(
            "R2",
            f"503 on the write of the {text}, {OUTAGE} times",
            rules=(Rule(slow_down, "s3", "PUT", _writes(name), OUTAGE),),
        )
        for name, text in WRITES.items()
    ]
    rows += [
        *(
            Row(
                "R2",
                f"503 on the copy of the public {text}, {OUTAGE} times",
                rules=(Rule(slow_down, "s3", "COPY", rf"/videos/.*{end}$", OUTAGE),),
            )
            for end, text in PUBLIC.items()
        ),
        Row(
            "R2",
            "503 on the write of the request",
            status=(REFUSED,),
            codes=("StorageUnavailable",),
            rules=(Rule(slow_down, "s3", "PUT", _writes("job.json")),),
        ),
        Row(
            "R2",
            "503 on every read of the uploaded photo",
            status=(REFUSED,),
            codes=("StorageUnavailable",),
            rules=(Rule(slow_down, "s3", "GET", "/uploads/"),),
        ),
    ]
    for name in ("photos/0", "captions.ass", "render.mp4"):
        rows.append(
            Row(
                "R2",
                f"503 on the write of the {WRITES[name]}, lasting",
                status=(ERROR,),
                codes=("StorageUnavailable",),
                rules=(Rule(slow_down, "s3", "PUT", _writes(name)),),
            )
        )
    for name in ("photos/0", "voice.wav.probe", "render.mp4"):
        rows.append(
            Row(
                "R2",
                f"403 on the write of the {WRITES.get(name, 'voice')}, lasting",
                status=(ERROR,),
                codes=("AccessRefused",),
                rules=(Rule(Reply(403, "AccessDenied"), "s3", "PUT", _writes(name)),),
            )
        )
    for name in ("voice.wav", "render.mp4"):
        rows.append(
            Row("R2", f"write of the {WRITES[name]} hangs, once", rules=(Rule(Hang(), "s3", "PUT", _writes(name), 1),))
        )
    return [
        *rows,
        Row(
            "R2",
            "down, from the request on",
            status=(REFUSED,),
            codes=("StorageUnavailable",),
            rules=(Rule(Cut(), "s3"),),
        ),
        Row(
            "R2",
            "down, from the voice stage on; nothing is paid",
            status=(ERROR,),
            codes=("StorageUnavailable",),
            rules=(Rule(Cut(), "s3", "PUT|GET|HEAD", "voice"),),
        ),
        Row("R2", "every answer one second late", rules=(Rule(Delay(1.0), "s3"),)),
        Row(
            "R2",
            f"connection lost in {OUTAGE} reads",
            rules=(Rule(CutAnswer(), "s3", "GET", "/jobs/", OUTAGE),),
        ),
        Row(
            "R2",
            f"connection lost in {OUTAGE} writes",
            rules=(Rule(Cut(), "s3", "PUT", "/jobs/.*/(voice|photos)", OUTAGE),),
        ),
        Row(
            "R2",
            "wrong checksum of the public video",
            status=(ERROR,),
            codes=("PublishFailed",),
            rules=(Rule(Corrupt(), "s3", "HEAD", r"/videos/"),),
        ),
        Row(
            "R2",
            "upload of a photo cut off before it is stored",
            upload_rules=(Rule(Cut(), "s3", "PUT", "/uploads/", 1),),
        ),
        Row(
            "R2",
            "upload of a photo cut off after it is stored",
            upload_rules=(Rule(CutAnswer(), "s3", "PUT", "/uploads/", 1),),
            rules=(),
        ),
    ]


def missing_rows() -> list[Row]:
    """Objects that are gone between two stages."""

    def gone(text: str, hold: Rule, act: Act, **changes: Any) -> Row:
        right: dict[str, Any] = {"status": (ERROR,), "codes": ("ArtifactMissing",), **changes}
        return Row("Objects", f"{text} gone", hold=hold, act=act, **right)

    return [
        gone("working copy of the photo", HOLDS[Stage.CAPTIONS], acts.remove("photos/0")),
        gone("script", HOLDS[Stage.TTS], acts.remove("script.json"), paid={"script": 2}),
        gone("voice", HOLDS[Stage.CAPTIONS], acts.remove("voice.wav"), paid={"voice": 2}),
        gone("word times", held("GET", r"/words\.json$"), acts.remove("words.json")),
        gone("captions", BEFORE_RENDER, acts.remove("captions.ass")),
        gone("thumbnail", held("COPY", r"/videos/.*_[0-9a-f]{32}[.]jpg$"), acts.remove("thumbnail.jpg")),
        gone("video", HOLDS[Stage.UPLOAD], acts.remove("render.mp4")),
        gone(
            "request",
            HOLDS[Stage.PHOTOS],
            acts.remove("job.json"),
            codes=("FilesExpired",),
            paid=NOTHING,
            retry="refused 410",
        ),
        gone(
            "uploaded photo",
            held("GET", "/jobs/.*/job[.]json$"),
            acts.remove_uploads,
            codes=("FilesExpired",),
            paid=NOTHING,
            retry="refused 410",
        ),
        Row(
            "Objects",
            "photo damaged after its check",
            status=(ERROR,),
            codes=("UnusablePhoto",),
            paid=NOTHING,
            retry="error UnusablePhoto",
            hold=held("GET", "/jobs/.*/job[.]json$"),
            act=acts.damage_uploads,
        ),
    ]
