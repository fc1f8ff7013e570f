"""CPU time of the whole render stage against x264 alone on the same frames with the same settings.

    python -m benchmarks.render [--seconds 20] [--photos 5] [--rounds 3] [--scale 1.0]

Both run in turn, so that a change of the machine's speed affects both alike, and medians are compared. The frames of
the stage, captions included, are written to a temporary file first (3.1 MB each at full size).
"""

import io
import sys
import tempfile
from pathlib import Path

from benchmarks.render_run import FFMPEG, LAYER, Run, arguments, median, planned, render_apart, run_measured
from benchmarks.report import Figure, write_results
from functions.render.compositing.frame_buffer import FrameBuffer
from functions.render.output.encoder import CAPTIONS, captioned_frames, raw_input, x264_output
from functions.render.service import scaled_format
from functions.render.subtitle_fonts import prepare_fonts, write_ass
from testing.render_job import captions, words_for
from vidx.ffmpeg import FFmpeg, cpu_count

MEMORY_VIDEO_S = 30.0


def write_frames(path: Path, seconds: float, count: int, scale: float) -> None:
    """Write the frames that the stage encodes, captions burned in, as one raw file."""
    ffmpeg = FFmpeg(FFMPEG, path.parent)
    prepare_fonts(ffmpeg.folder, LAYER / "fonts")
    write_ass(ffmpeg.folder, CAPTIONS, captions(words_for(seconds)).decode())
    with planned(seconds, count, scale) as compositor:
        raw = [*captioned_frames(compositor.frame_format), "-f", "rawvideo", "-pix_fmt", "yuv420p", path.name]
        buffer, scratch = (FrameBuffer.of(compositor.frame_format) for _ in range(2))
        with ffmpeg.start_encoder(raw, sys.stderr.buffer) as process:
            assert isinstance(process.stdin, io.RawIOBase)
            with io.BufferedWriter(process.stdin) as pipe:
                for frame in range(compositor.frame_count):
                    compositor.draw(frame, buffer, scratch)
                    pipe.write(buffer.read_only.data)
    if process.returncode:
        raise SystemExit("FFmpeg failed")


def x264_alone(raw_video: Path, scale: float) -> Run:
    """Encode the raw file only."""
    *options, _pipe = raw_input(scaled_format("9:16", scale))
    source = [*options, str(raw_video)]
    return run_measured([FFMPEG, "-v", "error", "-nostdin", *source, *x264_output(cpu_count()), "-f", "null", "-"])


def main() -> None:
    options = arguments(__doc__, seconds=20.0, photos=5, rounds=3, scale=1.0)
    stage: list[Run] = []
    x264: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        raw_video = Path(folder, "frames.yuv")
        write_frames(raw_video, options.seconds, options.photos, options.scale)
        for _ in range(options.rounds):
            x264.append(x264_alone(raw_video, options.scale))
            stage.append(render_apart(options.seconds, options.photos, options.scale))
    long = render_apart(MEMORY_VIDEO_S, options.photos, options.scale, memory=True)
    figures = [
        Figure("CPU, stage ÷ x264 alone", median(stage, "cpu_s") / median(x264, "cpu_s"), limit=1.25),
        Figure("wall, stage ÷ x264 alone", median(stage, "wall_s") / median(x264, "wall_s"), limit=1.3),
        Figure(f"peak memory of the process tree, {long['video_s']:.0f} s", long["memory_mib"], "MiB", "≤", 700, 0),
        Figure("CPU, stage", median(stage, "cpu_s"), "s", digits=1),
        Figure("CPU, x264 alone", median(x264, "cpu_s"), "s", digits=1),
        Figure("wall, stage", median(stage, "wall_s"), "s", digits=1),
        Figure("size of the video", stage[0]["megabytes"], "MB", digits=1),
    ]
    method = (
        f"A video of {stage[0]['video_s']:.1f} s from {options.photos} photos, whole stage (photos decoded, sound "
        f"mixed, captions burnt in) and x264 alone on the same raw frames, in turn; medians of {options.rounds} rounds."
    )
    write_results("render", "Render stage against x264 alone", method, figures)


if __name__ == "__main__":
    main()
