"""The benchmark video by MoviePy 2, used as in MoneyPrinterTurbo: clips resized over time, cross-faded and composed.

Runs in an environment of its own: python moviepy_video.py spec.json video.mp4
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from moviepy import AudioFileClip, CompositeAudioClip, CompositeVideoClip, ImageClip, TextClip, afx, vfx
from PIL import Image, ImageOps


def shot(spec: dict[str, Any], plan: dict[str, Any]) -> CompositeVideoClip:
    """Return a shot of one photo, cropped to the frame and zoomed from one factor to the other."""
    size = tuple(spec["size"])
    still = ImageOps.fit(Image.open(plan["photo"]).convert("RGB"), size, Image.Resampling.LANCZOS)
    first, last, length_s = plan["zoom"][0], plan["zoom"][1], plan["length_s"]
    zoomed = ImageClip(np.asarray(still)).with_duration(length_s)
    zoomed = zoomed.resized(lambda t: first + (last - first) * t / length_s).with_position("center")
    clip = CompositeVideoClip([zoomed], size=size).with_duration(length_s).with_start(plan["start_s"])
    return clip.with_effects([vfx.CrossFadeIn(spec["fade_s"])]) if plan["start_s"] else clip


def caption(spec: dict[str, Any], cue: dict[str, Any]) -> TextClip:
    text = TextClip(
        font=spec["font"],
        text=cue["text"],
        font_size=round(spec["size"][0] * 0.065),
        color="white",
        stroke_color="black",
        stroke_width=6,
        method="caption",
        size=(round(spec["size"][0] * 0.9), round(spec["size"][1] * 0.1)),
    )
    timed = text.with_start(cue["start_s"]).with_end(cue["end_s"])
    return timed.with_position(("center", round(spec["size"][1] * 0.69)))


def main() -> None:
    spec = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    clips = [shot(spec, plan) for plan in spec["shots"]] + [caption(spec, cue) for cue in spec["cues"]]
    video = CompositeVideoClip(clips, size=tuple(spec["size"])).with_duration(spec["video_s"])
    music = AudioFileClip(spec["music"]).with_effects(
        [afx.MultiplyVolume(0.2), afx.AudioLoop(duration=spec["video_s"])]
    )
    video = video.with_audio(CompositeAudioClip([AudioFileClip(spec["voice"]), music]))
    video.write_videofile(
        sys.argv[2],
        fps=spec["fps"],
        codec="libx264",
        preset="superfast",
        audio_codec="aac",
        audio_bitrate="128k",
        threads=spec["threads"],
        ffmpeg_params=spec["x264"],
        logger=None,
    )


if __name__ == "__main__":
    main()
