"""The table of faults: what fails, how, and the right end."""

import signal
from typing import Any, Final

from testing.faults import acts
from testing.faults.faulty_cloud import STATES
from testing.faults.play import (
    CANCELED,
    COMPLETE,
    ERROR,
    GONE,
    REFUSED,
    Act,
    ProviderFault,
    Row,
    held,
)
from testing.faults.proxy import Action, Corrupt, Cut, CutAnswer, Delay, Hang, Reply, Rule
from vidx.jobs.model import Stage

NOTHING: Final[dict[str, int]] = {"script": 0, "voice": 0}
MODEL_SCRIPT: Final[dict[str, Any]] = {"script": None}
"""The script is written by the language model."""
GERMAN: Final[dict[str, Any]] = {
    "language": "de",
    "title": "Schreibtischlampe aus Messing",
    "description": "Schreibtischlampe aus Messing von 1962, 45 cm hoch, sie funktioniert einwandfrei.",
    "script": "Eine Schreibtischlampe aus Messing für 89,50 Dollar. Nimm sie mit nach Hause.",
}
"""Captions by transcription, since alignment supports only English."""
HOLDS: Final = {
    Stage.PHOTOS: held("PUT", r"/jobs/.*/photos/0$"),
    Stage.SCRIPT: held("PUT", r"/script\.json$"),
    Stage.TTS: held("PUT", r"/voice\.wav$"),
    Stage.CAPTIONS: held("PUT", r"/captions\.ass$"),
    Stage.RENDER: held("PUT", r"/render\.mp4$"),
    Stage.UPLOAD: held("COPY", r"/videos/.*\.mp4$"),
}
"""The write of each stage's result, at which a job is held: what the stage pays for is paid by then."""
BEFORE_RENDER: Final = held("GET", r"/captions\.ass$")
PAID_STAGES: Final = {Stage.SCRIPT: {"script": 2}, Stage.TTS: {"voice": 2}}
"""Stages that pay a provider, with what a job pays when the result of the first payment is lost."""
WORDS: Final = {
    Stage.PHOTOS: "photos",
    Stage.SCRIPT: "script",
    Stage.TTS: "voice",
    Stage.CAPTIONS: "captions",
    Stage.RENDER: "render",
    Stage.UPLOAD: "upload",
}
PROVIDER_ERRORS: Final = {
    "429": "429",
    "500": "500",
    "unauthorized": "401",
    "quota": "quota used up",
    "retired": "model retired",
}
INTERRUPTED: Final = ("JobInterrupted",)
OUTAGE: Final = 4
"""Number of failures that exceeds the three attempts of botocore, so that the state machine repeats the stage."""


def _script_rows() -> list[Row]:
    paid = {"script": 2, "voice": 1}
    words = {
        **PROVIDER_ERRORS,
        "malformed": "malformed answer",
        "refusal": "refusal",
        "untrue": "script with another price",
    }
    lasting = [
        Row(
            "OpenAI, script",
            f"{text}, lasting",
            paid={"script": 100, "voice": 1} if kind in {"malformed", "refusal", "untrue"} else {"voice": 1},
            provider=(ProviderFault("chat", kind),),
            changes=MODEL_SCRIPT,
            quick=kind == "retired",
        )
        for kind, text in words.items()
    ]
    return [
        *lasting,
        Row(
            "OpenAI, script",
            "no answer, once",
            paid=paid,
            provider=(ProviderFault("chat", "timeout", 1),),
            changes=MODEL_SCRIPT,
        ),
        Row(
            "OpenAI, script", "500, twice", paid=paid, provider=(ProviderFault("chat", "500", 2),), changes=MODEL_SCRIPT
        ),
    ]


def _voice_rows() -> list[Row]:
    recordings = {
        "malformed": "HTML in place of audio",
        "empty": "empty audio",
        "silent": "silent audio",
        "truncated": "audio that breaks off at 40 %",
    }
    rows = [
        Row(
            "OpenAI, voice",
            f"{text}, lasting",
            provider=(ProviderFault("speech", kind),),
        )
        for kind, text in {**PROVIDER_ERRORS, "refusal": "refusal"}.items()
    ]
    rows += [
        Row(
            "OpenAI, voice",
            f"{text}, lasting",
            paid={"voice": 5},
            provider=(ProviderFault("speech", kind),),
            quick=kind == "truncated",
        )
        for kind, text in recordings.items()
    ]
    everywhere = {
        "500": ("500 of all three providers", ("ProviderUnavailable",)),
        "unauthorized": ("401 of all three providers", ("ProviderUnauthorized",)),
        "truncated": ("audio of all three providers breaks off", ("ProviderMalformed",)),
    }
    rows += [
        Row(
            "OpenAI, voice",
            text,
            status=(ERROR,),
            codes=codes,
            paid={"voice": 7 if kind == "truncated" else 1},
            provider=tuple(ProviderFault(each, kind) for each in ("speech", "realtime", "polly")),
            quick=kind == "500",
        )
        for kind, (text, codes) in everywhere.items()
    ]
    return [*rows, Row("OpenAI, voice", "no answer, once", provider=(ProviderFault("speech", "timeout", 1),))]


def _captions_rows() -> list[Row]:
    paid = {"voice": 1, "captions": 1}
    words = {**PROVIDER_ERRORS, "malformed": "malformed answer", "refusal": "refusal"}
    return [
        Row(
            "OpenAI, captions",
            f"{text}, lasting",
            paid={**paid, "captions": 5},
            provider=(ProviderFault("transcriptions", kind),),
            changes=GERMAN,
            quick=kind == "malformed",
        )
        for kind, text in words.items()
    ] + [
        Row(
            "OpenAI, captions",
            "no answer, once",
            paid=paid,
            provider=(ProviderFault("transcriptions", "timeout", 1),),
            changes=GERMAN,
        )
    ]


WRITES: Final = {
    "photos/0": "photo", "script.json": "script", "voice.wav": "voice", "words.json": "word times",
    "captions.ass": "captions", "captions.vtt": "captions for the page", "render.mp4": "video",
    "thumbnail.jpg": "thumbnail", "preview.webp": "preview",
}  # fmt: skip
"""What the stages write under `jobs/{id}/`."""


def _writes(name: str) -> str:
    return rf"/jobs/[0-9a-f]+/{name.replace('.', '[.]')}$"


def _storage_rows() -> list[Row]:
    slow_down = Reply(503, "SlowDown")
    rows = [
        Row(
            "R2",
            f"503 on the write of the {text}, {OUTAGE} times",
            rules=(Rule(slow_down, "s3", "PUT", _writes(name), OUTAGE),),
            quick=name == "voice.wav",
        )
        for name, text in WRITES.items()
    ]
    rows += [
        Row(
            "R2",
            f"503 on the copy of the public video, {OUTAGE} times",
            rules=(Rule(slow_down, "s3", "COPY", r"/videos/.*mp4$", OUTAGE),),
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
                quick=name == "voice.wav.probe",
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
            quick=True,
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


def _missing_rows() -> list[Row]:
    """Objects that are gone between two stages."""

    def gone(text: str, hold: Rule, act: Act, **changes: Any) -> Row:
        right: dict[str, Any] = {"status": (ERROR,), "codes": ("ArtifactMissing",), **changes}
        return Row("Objects", f"{text} gone", hold=hold, act=act, **right)

    return [
        gone("working copy of the photo", HOLDS[Stage.CAPTIONS], acts.remove("photos/0")),
        gone("script", HOLDS[Stage.TTS], acts.remove("script.json")),
        gone("voice", HOLDS[Stage.CAPTIONS], acts.remove("voice.wav"), paid={"voice": 2}),
        gone("word times", held("GET", r"/words\.json$"), acts.remove("words.json")),
        gone("captions", BEFORE_RENDER, acts.remove("captions.ass")),
        gone("thumbnail", held("COPY", r"/videos/.*\.jpg$"), acts.remove("thumbnail.jpg")),
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
            quick=True,
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
            quick=True,
        ),
    ]


def _table_rows() -> list[Row]:
    faults: dict[str, Action] = {
        "throttled": Reply(400, "ThrottlingException"),
        "500": Reply(500, "InternalServerError"),
        "connection lost": Cut(),
    }
    rows = [
        Row(
            "DynamoDB",
            f"{operation} {text}, {OUTAGE} times",
            status=(COMPLETE, REFUSED),
            codes=("RecordsUnavailable",),
            rules=(Rule(action, "dynamodb", operation, "", OUTAGE),),
            quick=(operation, text) == ("UpdateItem", "throttled"),
        )
        for operation in ("GetItem", "UpdateItem", "PutItem", "Query", "TransactWriteItems")
        for text, action in faults.items()
    ]
    rows += [
        Row(
            "DynamoDB",
            f"{operation} without an answer, once",
            status=(COMPLETE, REFUSED),
            codes=("RecordsUnavailable",),
            rules=(Rule(Hang(), "dynamodb", operation, "", 1),),
        )
        for operation in ("GetItem", "UpdateItem", "TransactWriteItems")
    ]
    rows += [
        Row(
            "DynamoDB",
            f"down in the {WORDS[stage]} stage for a second",
            hold=HOLDS[stage],
            act=acts.outage(Rule(Reply(500, "InternalServerError"), "dynamodb"), 1.0),
            status=(COMPLETE,),
        )
        for stage in (Stage.PHOTOS, Stage.TTS, Stage.RENDER)
    ]
    rows += [
        Row(
            "DynamoDB",
            f"down for the state machine in “{state}”",
            status=(ERROR,),
            without_table=(state,),
            codes=("StageFailed", *INTERRUPTED),
        )
        for state in ("Find ad", "Complete and publish")
    ]
    rows += [
        Row(
            "DynamoDB",
            f"down for the state machine in “{state}” after a failed voice",
            status=(ERROR,),
            codes=("ProviderUnauthorized",),
            without_table=(state,),
            quick=state == "Record failure",
            provider=tuple(ProviderFault(each, "unauthorized") for each in ("speech", "realtime", "polly")),
        )
        for state in ("Record failure", "Find failed ad", "Fail ad")
    ]
    return [
        *rows,
        Row(
            "DynamoDB",
            "job's row deleted in the render stage",
            status=(GONE,),
            retry=None,
            hold=HOLDS[Stage.RENDER],
            act=acts.delete_row,
        ),
    ]


def _execution_rows() -> list[Row]:
    start_failed: dict[str, Any] = {
        "status": (COMPLETE, ERROR, REFUSED),
        "codes": ("PipelineUnavailable", *INTERRUPTED),
    }
    rows = [
        Row(
            "Step Functions",
            "StartExecution throttled, 4 times",
            rules=(Rule(Reply(400, "ThrottlingException"), "states", "StartExecution", "", OUTAGE),),
            **start_failed,
        ),
        Row(
            "Step Functions",
            "StartExecution fails with 500, lasting",
            rules=(Rule(Reply(500, "InternalFailure"), "states", "StartExecution"),),
            act=acts.wait(5),
            **start_failed,
        ),
        Row(
            "Step Functions",
            "StartExecution without an answer, once",
            rules=(Rule(Hang(), "states", "StartExecution", "", 1),),
            **start_failed,
        ),
    ]
    rows += [
        Row(
            "Step Functions",
            f"StopExecution in the {WORDS[stage]} stage",
            status=(ERROR,),
            codes=INTERRUPTED,
            paid=PAID_STAGES.get(stage, {}),
            hold=HOLDS[stage],
            act=acts.stop_execution,
            quick=stage is Stage.TTS,
        )
        for stage in Stage
    ]
    rows += [
        Row(
            "Delivery",
            f"{WORDS[stage]} stage called twice at once",
            hold=HOLDS[stage],
            act=acts.call_again(stage),
            quick=stage is Stage.TTS,
        )
        for stage in Stage
    ]
    return [
        *rows,
        Row("Delivery", "every stage called again after the end", act=acts.call_late(tuple(Stage))),
    ]


def _process_rows() -> list[Row]:
    rows = []
    for stage in Stage:
        folder = stage.value
        killed = (ERROR,) if stage in PAID_STAGES else (COMPLETE,)
        rows.append(
            Row(
                "Workers",
                f"worker of the {WORDS[stage]} stage killed",
                status=killed,
                codes=("PaymentInterrupted",),
                paid=PAID_STAGES.get(stage, {}),
                hold=HOLDS[stage],
                act=acts.kill_workers(folder),
            )
        )
        rows.append(
            Row(
                "Workers",
                f"worker of the {WORDS[stage]} stage hangs until its time-out (20 s here)",
                status=(ERROR, COMPLETE),
                codes=("StageFailed",),
                paid=PAID_STAGES.get(stage, {}),
                hold=HOLDS[stage],
                act=acts.stop_workers(folder),
                timeouts=dict.fromkeys(STATES[stage], 20),
            )
        )
    return [
        *rows,
        Row(
            "FFmpeg",
            "killed",
            status=(COMPLETE, ERROR),
            codes=("RenderFailed",),
            hold=BEFORE_RENDER,
            act=acts.signal_ffmpeg(signal.SIGKILL),
        ),
        Row("FFmpeg", "stopped", hold=BEFORE_RENDER, act=acts.signal_ffmpeg(signal.SIGSTOP)),
        Row(
            "Disk",
            "full in the render stage",
            status=(ERROR,),
            codes=("RenderFailed", "StageFailed"),
            hold=BEFORE_RENDER,
            act=acts.fill_disk("render"),
        ),
        Row(
            "Disk",
            "full in the photos stage",
            status=(ERROR, COMPLETE),
            codes=("StageFailed",),
            hold=held("GET", "/jobs/.*/job[.]json$"),
            act=acts.fill_disk("photos"),
        ),
        Row(
            "Emulator",
            "stopped and started in the voice stage",
            status=(COMPLETE, ERROR),
            codes=INTERRUPTED,
            paid={"voice": 2},
            hold=HOLDS[Stage.TTS],
            act=acts.restart,
        ),
        Row(
            "Emulator",
            "killed in the render stage; what it had not saved is requested again",
            paid={"voice": 2},
            status=(COMPLETE, ERROR),
            codes=INTERRUPTED,
            hold=HOLDS[Stage.RENDER],
            act=acts.kill_emulator,
        ),
    ]


def _seller_rows() -> list[Row]:
    rows = [
        Row(
            "Seller",
            f"cancels in the {WORDS[stage]} stage, then retries",
            status=(CANCELED,),
            paid=PAID_STAGES.get(stage, {}),
            hold=HOLDS[stage],
            act=acts.cancel,
            quick=stage is Stage.PHOTOS,
        )
        for stage in Stage
    ]
    rows += [
        Row(
            "Seller",
            f"deletes the listing in the {WORDS[stage]} stage",
            status=(COMPLETE, CANCELED),
            retry=None,
            hold=HOLDS[stage],
            act=acts.delete_listing,
        )
        for stage in (Stage.TTS, Stage.UPLOAD)
    ]
    return [
        *rows,
        Row(
            "Seller",
            "sends two retries at once",
            act=acts.retry_twice,
            quick=True,
            provider=tuple(ProviderFault(each, "unauthorized") for each in ("speech", "realtime", "polly")),
        ),
    ]


ROWS: Final = (
    *_script_rows(),
    *_voice_rows(),
    *_captions_rows(),
    *_storage_rows(),
    *_missing_rows(),
    *_table_rows(),
    *_execution_rows(),
    *_process_rows(),
    *_seller_rows(),
)
