"""The video's audio: voice, and music ducked under it, levelled to the platforms' loudness and encoded as AAC."""

import math
from collections.abc import Callable
from typing import Final

from functions.render.audio.loudness import (
    Levelling,
    Loudness,
    first_levelling,
    gain_to,
    is_level,
    next_levelling,
    parse_loudness,
)
from functions.render.audio.music import MusicTrack
from vidx.ffmpeg import SAFE_INPUT, FFmpeg

RATE_HZ: Final = 48_000
VOICE_LUFS: Final = -18.0
MUSIC_LUFS: Final = -28.0
"""Loudness of the music before ducking; between phrases it plays 10 LU below the voice."""
DUCKING: Final = "sidechaincompress=threshold=0.02:ratio=2.5:attack=20:release=400"
"""Lowers the music by about 8 dB while the voice speaks; it returns within half a second."""
FADE_IN_S: Final = 0.3
FADE_OUT_S: Final = 0.8
MAX_TRIES: Final = 4
METER: Final = "ebur128=peak=true:framelog=quiet"
QUICK_METER: Final = "ebur128=peak=sample:framelog=quiet"
"""For audio that is levelled afterwards: true peaks take twice the time of the rest of the meter."""
STEREO: Final = f"aresample={RATE_HZ},aformat=sample_fmts=fltp:channel_layouts=stereo"

MIX: Final = "mix.wav"
AUDIO: Final = "audio.m4a"


def measure_loudness(ffmpeg: FFmpeg, name: str, meter: str) -> Loudness:
    """Measure the loudness of an audio file in FFmpeg's folder.

    Raises:
        RenderFailed: the file cannot be read.
    """
    return parse_loudness(ffmpeg.run(*SAFE_INPUT, name, "-map", "0:a", "-af", meter, "-f", "null", "-"))


def voice_chain(gain_db: float, video_s: float) -> str:
    """Return the filters that set the voice's gain and make it as long as the video."""
    return f"[0:a]volume={gain_db:.2f}dB,{STEREO},apad,atrim=duration={video_s:.4f}"


def mix_graph(voice_db: float, music_db: float, video_s: float) -> str:
    """Return the filter graph from voice (input 0) and looped, ducked music (input 1) to `[mix]`."""
    return ";".join(
        [
            f"{voice_chain(voice_db, video_s)},asplit=2[voice][key]",
            f"[1:a]{STEREO},aloop=loop=-1:size={math.ceil(video_s * RATE_HZ)},atrim=duration={video_s:.4f},"
            f"volume={music_db:.2f}dB,afade=t=in:d={FADE_IN_S},"
            f"afade=t=out:st={video_s - FADE_OUT_S:.4f}:d={FADE_OUT_S}[music]",
            f"[music][key]{DUCKING}[low]",
            f"[voice][low]amix=inputs=2:duration=first:normalize=0,{QUICK_METER}[mix]",
        ]
    )


def levelling_chain(levelling: Levelling) -> str:
    """Return gain and limiter; the limiter runs at four times the sample rate to catch peaks between samples."""
    if levelling.ceiling_db is None:
        return f"volume={levelling.gain_db:.2f}dB"
    ceiling = 10 ** (levelling.ceiling_db / 20)
    return (
        f"volume={levelling.gain_db:.2f}dB,aresample={4 * RATE_HZ},"
        f"alimiter=limit={ceiling:.4f}:attack=5:release=50:level=0:latency=1,aresample={RATE_HZ}"
    )


def _mix(ffmpeg: FFmpeg, voice: str, track: MusicTrack | None, video_s: float) -> Loudness:
    """Write the mix and return its loudness."""
    voice_db = gain_to(VOICE_LUFS, measure_loudness(ffmpeg, voice, QUICK_METER))
    inputs, graph = [*SAFE_INPUT, voice], f"{voice_chain(voice_db, video_s)},{QUICK_METER}[mix]"
    if track is not None:
        file = str(track.path)
        facts = track.facts and Loudness(track.facts.loudness_lufs, track.facts.peak_dbfs)
        music_db = gain_to(MUSIC_LUFS, facts or measure_loudness(ffmpeg, file, QUICK_METER))
        inputs, graph = [*inputs, "-t", f"{video_s:.4f}", *SAFE_INPUT, file], mix_graph(voice_db, music_db, video_s)
    return parse_loudness(ffmpeg.run(*inputs, "-filter_complex", graph, "-map", "[mix]", "-c:a", "pcm_f32le", MIX))


def _encode(ffmpeg: FFmpeg, levelling: Levelling) -> Loudness:
    """Level and encode the mix, and return the loudness of the result."""
    codec = ("-c:a", "aac", "-aac_coder", "fast", "-b:a", "128k", "-ar", str(RATE_HZ), "-ac", "2")
    ffmpeg.run(*SAFE_INPUT, MIX, "-af", levelling_chain(levelling), *codec, AUDIO)
    return measure_loudness(ffmpeg, AUDIO, METER)


def mix_audio(
    ffmpeg: FFmpeg, voice: str, track: MusicTrack | None, video_s: float, check: Callable[[], None]
) -> Loudness:
    """Write `AUDIO` of `video_s` seconds and return its loudness, measured after encoding. Silence stays silence.

    Args:
        voice: name of the voice's WAV file in FFmpeg's folder.
        check: called between FFmpeg runs; an exception that it raises stops the work.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    levelling = first_levelling(_mix(ffmpeg, voice, track, video_s))
    for _ in range(MAX_TRIES):
        check()
        measured = _encode(ffmpeg, levelling)
        if is_level(measured):
            break
        levelling = next_levelling(levelling, measured)
    return measured
