"""The benchmark video by FFmpeg alone: zoompan on photos that are scaled up four times, so that its steps are small."""

from typing import Any, Final

UPSCALE: Final = 4


def _shot(spec: dict[str, Any], number: int) -> str:
    (width, height), plan = spec["size"], spec["shots"][number]
    first, last = plan["zoom"]
    frames = plan["frames"]
    big = f"{width * UPSCALE}:{height * UPSCALE}"
    zoom = f"{first}+({last}-{first})*on/{frames}"
    return (
        f"[{number}:v]scale={big}:force_original_aspect_ratio=increase:flags=lanczos,crop={big},setsar=1,"
        f"zoompan=z='{zoom}':x='iw/2-(iw/zoom/2)':y='ih/2-(ih/zoom/2)':d={frames}:s={width}x{height}:fps={spec['fps']},"
        f"format=yuv420p[s{number}]"
    )


def graph(spec: dict[str, Any]) -> str:
    """Return the filter graph from all photos, voice and music to `[v]` and `[a]`."""
    shots = spec["shots"]
    parts = [_shot(spec, number) for number in range(len(shots))]
    label = "s0"
    for number, plan in enumerate(shots[1:], start=1):
        parts.append(
            f"[{label}][s{number}]xfade=transition=fade:duration={spec['fade_s']}:offset={plan['start_s']}[x{number}]"
        )
        label = f"x{number}"
    voice, music = len(shots), len(shots) + 1
    parts.append(f"[{label}]ass={spec['ass']}:fontsdir={spec['fonts']}[v]")
    parts.append(
        f"[{voice}:a]aresample=48000,apad,atrim=duration={spec['video_s']},asplit=2[say][key];"
        f"[{music}:a]aresample=48000,aloop=loop=-1:size=5760000,atrim=duration={spec['video_s']},volume=0.3[low];"
        "[low][key]sidechaincompress=threshold=0.02:ratio=2.5[duck];[say][duck]amix=inputs=2:duration=first,"
        "alimiter=limit=0.89[a]"
    )
    return ";".join(parts)


def arguments(spec: dict[str, Any], video: str) -> list[str]:
    inputs = [part for plan in spec["shots"] for part in ("-i", plan["photo"])]
    sound = ["-i", spec["voice"], "-i", spec["music"]]
    codecs = ["-c:v", "libx264", "-preset", "superfast", *spec["x264"], "-c:a", "aac", "-b:a", "128k"]
    output = ["-map", "[v]", "-map", "[a]", "-t", str(spec["video_s"])]
    return ["-v", "error", "-nostdin", "-y", *inputs, *sound, "-filter_complex", graph(spec), *output, *codecs, video]
