"""Photos are decoded in a process that has nothing worth stealing and cannot take the stage with it."""

import os
import signal
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from functions.photos import decoder, photo, sandbox
from functions.photos.decoder import Answer, Request
from functions.photos.sandbox import PhotoDecoder
from testing.pictures import picture
from vidx.errors import ProcessKilled, RenderFailed, RenderStalled, StageFailed, UnusablePhoto
from vidx.ffmpeg import UPLOAD_MEMORY_BYTES
from vidx.options import FRAME_SIZES

FRAME = FRAME_SIZES["9:16"]
PHOTO = picture("JPEG", 400, 300)
NO_FFMPEG = Path("/nowhere/ffmpeg")
needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def size_of(copy: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(copy)).size


def test_one_process_makes_every_copy_of_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[sandbox._Process] = []

    class Counted(sandbox._Process):
        def __init__(self) -> None:
            super().__init__()
            started.append(self)

    monkeypatch.setattr(sandbox, "_Process", Counted)
    with PhotoDecoder(NO_FFMPEG) as decoder:
        decoder.prepare()
        working = decoder.working_copy(PHOTO, FRAME, 0)
        sizes = [size_of(copy) for copy in (working, decoder.web_copy(working), decoder.logo(picture("PNG", 200, 100)))]

    assert sizes == [(400, 300), (400, 300), (200, 100)]
    assert len(started) == 1
    assert started[0]._process.poll() is not None


def test_a_damaged_photo_is_refused_by_its_number_and_the_process_goes_on() -> None:
    with PhotoDecoder(NO_FFMPEG) as decoder:
        with pytest.raises(UnusablePhoto, match="photo 3 is damaged") as refusal:
            decoder.working_copy(PHOTO[: len(PHOTO) // 2], FRAME, 2)
        with pytest.raises(UnusablePhoto, match="the logo is damaged"):
            decoder.logo(b"no picture")

        assert decoder.working_copy(PHOTO, FRAME, 0)

    assert refusal.value.field == "photos[2]"


@needs_proc
def test_the_process_has_no_credentials_and_bounded_resources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s3cret")
    process = sandbox._Process()
    try:
        process.ask(Request(task="logo", size=0), b"")
        folder = Path(f"/proc/{process._process.pid}")
        environment = (folder / "environ").read_bytes().split(b"\0")
        limits = {line[:25].strip(): line[25:].split()[:2] for line in (folder / "limits").read_text().splitlines()}
    finally:
        process.stop()

    assert {entry.partition(b"=")[0] for entry in environment if entry} <= {b"PYTHONPATH", b"LD_LIBRARY_PATH"}
    assert limits["Max address space"] == [str(UPLOAD_MEMORY_BYTES)] * 2
    assert int(limits["Max open files"][0]) <= 64
    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max cpu time"][0] != "unlimited"


def ended_by(number: int) -> type[sandbox._Process]:
    """A process that `number` ends when it is asked for the first time."""

    class Struck(sandbox._Process):
        def ask(self, request: Request, file: bytes) -> tuple[Answer, bytes]:
            os.kill(self._process.pid, number)
            self._process.wait()
            return super().ask(request, file)

    return Struck


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGXCPU, signal.SIGABRT])
def test_a_photo_that_breaks_or_occupies_its_decoder_is_refused(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    healthy = sandbox._Process
    with PhotoDecoder(NO_FFMPEG) as decoder:
        monkeypatch.setattr(sandbox, "_Process", ended_by(number))
        with pytest.raises(UnusablePhoto, match="photo 1 is damaged"):
            decoder.working_copy(PHOTO, FRAME, 0)

        monkeypatch.setattr(sandbox, "_Process", healthy)
        assert decoder.working_copy(PHOTO, FRAME, 0)


def test_a_decoder_that_is_killed_is_not_the_photos_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_Process", ended_by(signal.SIGKILL))

    with PhotoDecoder(NO_FFMPEG) as decoder, pytest.raises(ProcessKilled, match="decoder was killed"):
        decoder.working_copy(PHOTO, FRAME, 0)


@pytest.mark.parametrize("error", [RenderFailed, RenderStalled, ProcessKilled])
def test_a_fault_of_ffmpeg_in_the_decoder_keeps_its_name(
    monkeypatch: pytest.MonkeyPatch, error: type[StageFailed]
) -> None:
    def fail(*_: object) -> bytes:
        raise error("a fault of FFmpeg")

    monkeypatch.setattr(photo, "make_working_copy", fail)
    monkeypatch.setattr(decoder, "allow_cpu_s", lambda _: None)  # it would bound this process
    request = Request(task="working_copy", size=0, frame=FRAME, index=0, ffmpeg=str(NO_FFMPEG))
    answer, _ = decoder.decode(request, b"")

    class Answering(sandbox._Process):
        def ask(self, request: Request, file: bytes) -> tuple[Answer, bytes]:
            return answer, b""

    monkeypatch.setattr(sandbox, "_Process", Answering)
    with PhotoDecoder(NO_FFMPEG) as photos, pytest.raises(error, match="a fault of FFmpeg"):
        photos.working_copy(PHOTO, FRAME, 0)


@pytest.mark.parametrize(
    "answer", [b"no JSON\n", b'{"size": -1}\n', b'{"size": 99999999999}\n', b'{"error": "Other"}\n']
)
def test_a_decoder_that_a_photo_has_taken_over_cannot_answer_what_it_likes(
    monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    class Hostile(sandbox._Process):
        def ask(self, request: Request, file: bytes) -> tuple[Answer, bytes]:
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process.stdout = BytesIO(answer)
            self._process.kill()
            return super().ask(request, file)

    monkeypatch.setattr(sandbox, "_Process", Hostile)

    with PhotoDecoder(NO_FFMPEG) as decoder, pytest.raises(StageFailed):
        decoder.working_copy(PHOTO, FRAME, 0)


def test_a_missing_ffmpeg_is_our_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    class WithoutFFmpeg(sandbox._Process):
        def ask(self, request: Request, file: bytes) -> tuple[Answer, bytes]:
            return Answer(error="RenderFailed", message="FFmpeg cannot be started"), b""

    monkeypatch.setattr(sandbox, "_Process", WithoutFFmpeg)

    with PhotoDecoder(NO_FFMPEG) as decoder, pytest.raises(RenderFailed, match="cannot be started"):
        decoder.working_copy(PHOTO, FRAME, 0)
