"""Faults of processes and disks: workers, FFmpeg and the emulator."""

import signal

from testing.faults import acts
from testing.faults.faulty_cloud import STATES
from testing.faults.play import COMPLETE, ERROR, Row, held
from testing.faults.rows.stages import BEFORE_RENDER, HOLDS, INTERRUPTED, PAID_STAGES, WORDS
from vidx.jobs.model import Stage


def process_rows() -> list[Row]:
    """Return the rows. A killed worker takes the result of its payment along; the write of one that hangs arrives."""
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
                alone=True,
            )
        )
        rows.append(
            Row(
                "Workers",
                f"worker of the {WORDS[stage]} stage hangs until its time-out (20 s here)",
                hold=HOLDS[stage],
                act=acts.stop_workers(folder),
                alone=True,
                timeouts=dict.fromkeys(STATES[stage], 20),
            )
        )
    return [
        *rows,
        Row("FFmpeg", "killed", hold=BEFORE_RENDER, act=acts.signal_ffmpeg(signal.SIGKILL), alone=True),
        Row("FFmpeg", "stopped", hold=BEFORE_RENDER, act=acts.signal_ffmpeg(signal.SIGSTOP), alone=True),
        Row(
            "Disk",
            "full in the render stage",
            status=(ERROR,),
            codes=("RenderFailed", "StageFailed"),
            hold=BEFORE_RENDER,
            act=acts.fill_disk("render"),
            alone=True,
        ),
        Row(
            "Disk",
            "full in the photos stage",
            status=(ERROR, COMPLETE),
            codes=("StageFailed",),
            hold=held("GET", "/jobs/.*/job[.]json$"),
            act=acts.fill_disk("photos"),
            alone=True,
        ),
        Row(
            "Emulator",
            "stopped and started in the voice stage",
            status=(COMPLETE, ERROR),
            codes=INTERRUPTED,
            paid={"voice": 2},
            hold=HOLDS[Stage.TTS],
            act=acts.restart,
            alone=True,
        ),
        Row(
            "Emulator",
            "killed in the render stage; what it had not saved is requested again",
            paid={"script": 2, "voice": 2},
            status=(COMPLETE, ERROR),
            codes=INTERRUPTED,
            hold=HOLDS[Stage.RENDER],
            act=acts.kill_emulator,
            alone=True,
        ),
    ]
