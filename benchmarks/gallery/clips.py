"""Contact sheets of a clip: a phone's pan in HDR between two photos, and its colours before and after tone mapping."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

import av
from PIL import Image

from benchmarks.gallery.sheet import Cell, save_sheet
from functions.photos.service import prepare_photos
from functions.render.service import render_job
from functions.render.toolchain import Toolchain
from testing.clips import ffmpeg
from testing.clock import FixedClock
from testing.jobs import MemoryJobs, job_row, snapshot_of
from testing.render_job import store_job
from testing.store import MemoryStore
from vidx import keys
from vidx.jobs.events import StageInput
from vidx.jobs.model import Stage
from vidx.jobs.stage_runner import StageRun

_EVENT: Final = StageInput(job_id="j1", attempt=1)
_FONTS: Final = Path("build/ffmpeg/fonts")
_SAMPLES: Final = Path("samples")
_CLIP_S, _VIDEO_S, _SCALE = 4, 7.5, 1 / 3
_PICTURES: Final = 10
_PAN: Final = "scale=-2:1600,crop=540:960:'(iw-540)/2+(t-2)*60':'(ih-960)/2+40*sin(t)'"
_TO_HLG: Final = (
    "zscale=tin=iec61966-2-1:pin=709:min=709:rin=limited:t=linear:npl=203:p=709,format=gbrpf32le,zscale=p=2020,"
    "zscale=t=arib-std-b67:m=2020_ncl:r=limited:npl=203,format=yuv420p10le,transpose=cclock"
)
"""ITU-R BT.2408: white at 203 cd/m², as in a phone's clip; and rotated sideways, as a phone stores it."""
_AS_SDR: Final = "setparams=color_trc=bt709:color_primaries=bt709:colorspace=bt709,"


def main() -> Iterator[Path]:
    """Write both sheets."""
    with tempfile.TemporaryDirectory() as name:
        phone = _phone_clip(Path(name))
        store = _store_after_photos_stage([_SAMPLES / "02-above.jpg", phone, _SAMPLES / "04-dials.jpg"])
        working = Path(name) / "working.mp4"
        working.write_bytes(store.objects[keys.working_copy(_EVENT.job_id, 1)])
        yield save_sheet("clip", _rows(_frames(store)))
        as_sdr, tone_mapped = _still(phone, _AS_SDR), _still(working)
        yield save_sheet(
            "clip-hdr", [[("HLG taken for SDR", as_sdr), ("as it is shown", tone_mapped), ("the photo", _photo())]]
        )


def _run(arguments: Sequence[str]) -> bytes:
    return subprocess.run([str(ffmpeg()), "-v", "error", "-y", *arguments], stdout=subprocess.PIPE, check=True).stdout


def _phone_clip(folder: Path) -> Path:
    """Write a pan over a photo in HLG, and return its path."""
    sideways, phone = folder / "sideways.mp4", folder / "phone.mov"
    source = ("-loop", "1", "-t", str(_CLIP_S), "-r", "30", "-i", str(_SAMPLES / "01-front.jpg"))
    tags = ("-colorspace", "bt2020nc", "-color_primaries", "bt2020", "-color_trc", "arib-std-b67", "-color_range", "tv")
    codec = (
        "-c:v",
        "libx265",
        "-preset",
        "ultrafast",
        "-crf",
        "16",
        "-tag:v",
        "hvc1",
        "-x265-params",
        "log-level=error",
    )
    _run([*source, "-vf", f"{_PAN},{_TO_HLG}", *codec, *tags, str(sideways)])
    _run(["-display_rotation:v:0", "-90", "-i", str(sideways), "-c", "copy", str(phone)])
    return phone


def _store_after_photos_stage(files: Sequence[Path]) -> MemoryStore:
    """Return the store of a job of these files, after its photos stage."""
    store, jobs = MemoryStore(), MemoryJobs()
    request = store_job(store, [b""] * len(files), seconds=_VIDEO_S)
    for key, path in zip(request.photo_keys, files, strict=True):
        store.put(key, path.read_bytes(), "application/octet-stream")
    row = job_row(_EVENT.job_id)
    jobs.create(row)
    run = StageRun(_EVENT, Stage.PHOTOS, snapshot_of(row), jobs, FixedClock())
    prepare_photos(_EVENT, run.report_progress, store, ffmpeg())
    return store


def _frames(store: MemoryStore) -> list[Image.Image]:
    toolchain = Toolchain(ffmpeg(), _FONTS.resolve(), Path("/nowhere"), _SCALE)
    result = render_job(_EVENT, lambda _: None, store, toolchain)
    with av.open(BytesIO(store.objects[result.video_key]), mode="r") as container:
        frames = list(container.decode(video=0))
    selection = (frames[int(len(frames) * (n + 0.5) / _PICTURES)] for n in range(_PICTURES))
    return [Image.fromarray(frame.to_ndarray(format="rgb24")) for frame in selection]


def _rows(pictures: Sequence[Image.Image]) -> list[list[Cell]]:
    for picture in pictures:
        picture.thumbnail((300, 300))
    half = len(pictures) // 2
    return [[("", picture) for picture in row] for row in (pictures[:half], pictures[half:])]


def _still(clip: Path, before: str = "") -> Image.Image:
    """Return the clip's frame at 2 s, upright."""
    output = ("-frames:v", "1", "-vf", f"{before}scale=-2:480", "-f", "image2pipe", "-c:v", "png", "-")
    return Image.open(BytesIO(_run(["-ss", "2", "-i", str(clip), *output]))).convert("RGB")


def _photo() -> Image.Image:
    """Return the part of the photo that the pan shows at 2 s."""
    crop = _PAN.replace("(t-2)*60", "0").replace("sin(t)", "sin(2)")
    chain = ("-vf", f"{crop},scale=-2:480", "-frames:v", "1", "-f", "image2pipe", "-c:v", "png", "-")
    return Image.open(BytesIO(_run(["-i", str(_SAMPLES / "01-front.jpg"), *chain]))).convert("RGB")
