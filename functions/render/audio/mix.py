"""The film's sound: the voice, music ducked under it, brought to the platforms' loudness and encoded once."""

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
from functions.render.ffmpeg import SAFE_INPUT, FFmpeg

RATE_HZ: Final = 48_000
VOICE_LUFS: Final = -18.0
MUSIC_LUFS: Final = -28.0
"""Music before ducking, against a voice at `VOICE_LUFS`; between phrases it stands 10 LU below the voice."""
DUCK: Final = "sidechaincompress=threshold=0.02:ratio=2.5:attack=20:release=400"
"""Takes some 8 dB off the music while the voice speaks, and lets it return within half a second."""
FADE_IN_S: Final = 0.3
FADE_OUT_S: Final = 0.8
TRIES: Final = 4
METER: Final = "ebur128=peak=true:framelog=quiet"
QUICK_METER: Final = "ebur128=peak=sample:framelog=quiet"
"""For what is levelled afterwards: true peaks cost twice as much as all the rest of the meter."""
STEREO: Final = f"aresample={RATE_HZ},aformat=sample_fmts=fltp:channel_layouts=stereo"

MIX: Final = "mix.wav"
AUDIO: Final = "sound.m4a"


def measure_loudness(ffmpeg: FFmpeg, name: str, meter: str) -> Loudness:
    """Loudness of a sound file in the workshop.

    Raises:
        RenderFailed: it cannot be read.
    """
    return parse_loudness(ffmpeg.run(*SAFE_INPUT, name, "-map", "0:a", "-af", meter, "-f", "null", "-"))


def voice_chain(gain_db: float, video_s: float) -> str:
    """Filters that make the voice as long as the film."""
    return f"[0:a]volume={gain_db:.2f}dB,{STEREO},apad,atrim=duration={video_s:.4f}"


def mix_graph(voice_db: float, music_db: float, video_s: float) -> str:
    """Filter graph of voice (input 0) and looped, ducked music (input 1) to `[mix]`."""
    return ";".join(
        [
            f"{voice_chain(voice_db, video_s)},asplit=2[voice][key]",
            f"[1:a]{STEREO},aloop=loop=-1:size={math.ceil(video_s * RATE_HZ)},atrim=duration={video_s:.4f},"
            f"volume={music_db:.2f}dB,afade=t=in:d={FADE_IN_S},"
            f"afade=t=out:st={video_s - FADE_OUT_S:.4f}:d={FADE_OUT_S}[bed]",
            f"[bed][key]{DUCK}[low]",
            f"[voice][low]amix=inputs=2:duration=first:normalize=0,{QUICK_METER}[mix]",
        ]
    )


def levelling_chain(levelling: Levelling) -> str:
    """Gain and limiter; the limiter works at four times the rate so as to see the peaks between samples."""
    if levelling.ceiling_db is None:
        return f"volume={levelling.gain_db:.2f}dB"
    ceiling = 10 ** (levelling.ceiling_db / 20)
    return (
        f"volume={levelling.gain_db:.2f}dB,aresample={4 * RATE_HZ},"
        f"alimiter=limit={ceiling:.4f}:attack=5:release=50:level=0:latency=1,aresample={RATE_HZ}"
    )


def _mix(ffmpeg: FFmpeg, voice: str, track: MusicTrack | None, video_s: float) -> Loudness:
    """Write the mix and tell how loud it is."""
    voice_db = gain_to(VOICE_LUFS, measure_loudness(ffmpeg, voice, QUICK_METER))
    inputs, graph = [*SAFE_INPUT, voice], f"{voice_chain(voice_db, video_s)},{QUICK_METER}[mix]"
    if track is not None:
        file = str(track.path)
        known = track.facts and Loudness(track.facts.loudness_lufs, track.facts.peak_dbfs)
        music_db = gain_to(MUSIC_LUFS, known or measure_loudness(ffmpeg, file, QUICK_METER))
        inputs, graph = [*inputs, "-t", f"{video_s:.4f}", *SAFE_INPUT, file], mix_graph(voice_db, music_db, video_s)
    return parse_loudness(ffmpeg.run(*inputs, "-filter_complex", graph, "-map", "[mix]", "-c:a", "pcm_f32le", MIX))


def _encode(ffmpeg: FFmpeg, levelling: Levelling) -> Loudness:
    """Level and encode the mix, and tell how loud the encoded sound is."""
    codec = ("-c:a", "aac", "-aac_coder", "fast", "-b:a", "128k", "-ar", str(RATE_HZ), "-ac", "2")
    ffmpeg.run(*SAFE_INPUT, MIX, "-af", levelling_chain(levelling), *codec, AUDIO)
    return measure_loudness(ffmpeg, AUDIO, METER)


def mix_audio(
    ffmpeg: FFmpeg, voice: str, track: MusicTrack | None, video_s: float, check: Callable[[], None]
) -> Loudness:
    """Write `AUDIO` of `video_s` seconds; `check` is called between the steps and may stop the work by raising.

    The result is what was measured after encoding; silence stays silence.

    Raises:
        RenderFailed: FFmpeg fails.
    """
    levelling = first_levelling(_mix(ffmpeg, voice, track, video_s))
    for _ in range(TRIES):
        check()
        measured = _encode(ffmpeg, levelling)
        if is_level(measured):
            break
        levelling = next_levelling(levelling, measured)
    return measured
