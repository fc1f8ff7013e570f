"""Captions as WebVTT, for players and for people who cannot hear (https://www.w3.org/TR/webvtt1/)."""

from collections.abc import Sequence

from functions.captions.layout.cues import Cue


def write_webvtt(cues: Sequence[Cue]) -> str:
    """Return a WebVTT file with the same cues and lines."""
    blocks = [f"{_timestamp(cue.start_s)} --> {_timestamp(cue.end_s)}\n{_text(cue)}\n" for cue in cues]
    return "\n".join(["WEBVTT\n", *blocks])


def _text(cue: Cue) -> str:
    return "\n".join(escape_webvtt(line.text) for line in cue.lines)


def escape_webvtt(text: str) -> str:
    """Return `text` as WebVTT cue text: it forms no tag, no character reference and no `-->`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _timestamp(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{milliseconds // 1000:02d}.{milliseconds % 1000:03d}"
