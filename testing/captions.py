"""Helpers of the captions tests: jobs with a voice, recognisers, timed words, and frames drawn by libass."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

import imageio_ffmpeg
import numpy as np
import pysubs2
from hypothesis import settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from functions.captions import ass
from functions.captions.layout.canvas import Canvas
from functions.captions.layout.cues import Cue, lay_out_cues
from functions.captions.method_chain import MethodChain
from functions.captions.service import write_captions
from functions.captions.theme import STYLE_METRICS
from testing.espeak import speak
from testing.store import MemoryStore
from vidx import costs, keys
from vidx.errors import ProviderRetired
from vidx.jobs.events import CaptionsResult, StageInput
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.options import FRAME_SIZES, CaptionStyle, FrameSize
from vidx.ports.providers import RecognizedWord, Transcriber, Transcript
from vidx.script import Script
from vidx.speech import to_voice_text
from vidx.typography.measure import width_em
from vidx.usage import USAGE_COUNTER
from vidx.wav import Pcm, write
from vidx.words import TimedWord, WordTimings

EVENT = StageInput(job_id="j1", attempt=1)
SENTENCE = "This oak chair costs only $49.99 today!"
BRAND = "#FFD60A"
VERTICAL = Canvas(FRAME_SIZES["9:16"], STYLE_METRICS["pop"])
RATE_HZ = 24_000
FONTS: Final = Path(__file__).parents[1] / "build" / "ffmpeg" / "fonts"
NO_SYSTEM_FONTS: Final = {"FONTCONFIG_FILE": "/nowhere/fonts.conf"}
FONT_TAGS = re.compile(r"(?<!\\)\{\\fn[A-Za-z ]*\}")
"""Tags that switch the font within a text. A brace of the text itself has a backslash before it."""
HOSTILE = (
    r"{\an8}Top {\fs500}huge one\Ntwo \h {\p1}m0,0 <b>bold</b> <i> & &lt; 00:00.000-->00:01.000 NOTE STYLE {unclosed \{"
)

Mask = NDArray[np.bool_]
"""One value per pixel of a frame."""

few_examples = settings(max_examples=50)
_texts = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "M"]), min_size=1, max_size=30)


def job_with_voice(text: str = SENTENCE, voice_text: str | None = None, spoken_form: str = "") -> MemoryStore:
    """Return a store with a request, a script and a voice.

    Args:
        voice_text: what the voice reads instead of the script.
        spoken_form: spoken form that the script has for its text.
    """
    request = VideoRequest(
        job_id="j1",
        owner="u1",
        listing=Listing(title="Oak chair", description="Solid oak.", price=Decimal("49.99")),
        choices=VideoChoices(),
        photo_keys=("uploads/u1/a",),
    )
    script = Script(
        hook=text,
        sentences=(),
        call_to_action="",
        spoken=(spoken_form,) if spoken_form else (),
        word_count=7,
        estimated_s=3.0,
        provider="seller",
        model="seller",
    )
    voice = speak(to_voice_text(voice_text, "en") if voice_text else script.spoken_text("en").voice_text).voice
    store = MemoryStore()
    store.put(keys.job_request("j1"), request.model_dump_json(by_alias=True).encode(), "application/json")
    store.put(keys.script("j1"), script.model_dump_json().encode(), "application/json")
    store.put(keys.voice("j1"), write(voice), "audio/wav")
    return store


@dataclass
class Recogniser:
    """Returns `words` for every voice, or raises `failure`. `calls` has the language of each paid call."""

    words: tuple[RecognizedWord, ...] = ()
    failure: BaseException | None = None
    calls: list[str] = field(default_factory=list)

    def transcribe(self, wav: bytes, language: str) -> Transcript:
        assert wav.startswith(b"RIFF")
        self.calls.append(language)
        if self.failure is not None:
            raise self.failure
        USAGE_COUNTER.add_fee(costs.transcription_usd("whisper-1", 60.0))
        return Transcript(self.words, provider="openai", model="whisper-1")


def recogniser_of(text: str, word_s: float = 0.4) -> Recogniser:
    """Return a recogniser that hears the words of `text` one after the other, each `word_s` long."""
    words = tuple(RecognizedWord(word, at * word_s, (at + 1) * word_s) for at, word in enumerate(text.split()))
    return Recogniser(words)


def run_captions(
    store: MemoryStore,
    order: Sequence[str] = ("alignment", "transcription", "proportional"),
    recogniser: Recogniser | None = None,
    last_try: bool = False,
) -> CaptionsResult:
    """Run the captions stage on a store of `job_with_voice`; without a recogniser, transcription fails."""
    methods = MethodChain(order, lambda: recogniser or Recogniser(failure=ProviderRetired("gone")), last_try)
    return write_captions(EVENT, store, methods, lambda _: None)


def _conforms(recogniser: Recogniser) -> Transcriber:
    """Let the type checker compare the fake with its port. Never called."""
    return recogniser


@st.composite
def timed_words(draw: st.DrawFn) -> WordTimings:
    """Generate any words at any pace, some with pauses between them."""
    steps = draw(st.lists(st.tuples(_texts, st.integers(1, 900), st.integers(0, 1500)), min_size=1, max_size=30))
    words: list[TimedWord] = []
    now_ms = 0
    for text, length_ms, pause_ms in steps:
        words.append(TimedWord(text=text, start_s=now_ms / 1000, end_s=(now_ms + length_ms) / 1000))
        now_ms += length_ms + pause_ms
    return WordTimings(words=tuple(words), voice_s=now_ms / 1000, method="alignment", confidence=1.0, model="m")


def timed_text(text: str, word_s: float = 0.35) -> WordTimings:
    """Return the words of the text one after the other, each `word_s` long."""
    words = tuple(
        TimedWord(text=word, start_s=round(at * word_s, 3), end_s=round((at + 1) * word_s, 3))
        for at, word in enumerate(text.split())
    )
    return WordTimings(words=words, voice_s=len(words) * word_s, method="alignment", confidence=1.0, model="m")


def first_cue(text: str) -> Cue:
    return lay_out_cues(timed_text(text), VERTICAL)[0]


def events(text: str, caption_style: CaptionStyle, brand: str = BRAND) -> list[pysubs2.SSAEvent]:
    """Return the ASS events of the captions of `text` in a vertical frame."""
    canvas = Canvas(VERTICAL.frame, STYLE_METRICS[caption_style])
    file = ass.write_ass(lay_out_cues(timed_text(text), canvas), canvas.frame, caption_style, brand)
    return pysubs2.SSAFile.from_string(file).events


def draw_text(text: str, at_s: float, frame: FrameSize, folder: Path, caption_style: CaptionStyle = "pop") -> Mask:
    """Return the pixels of the frame at `at_s` that the captions of `text` cover."""
    cues = lay_out_cues(timed_text(text), Canvas(frame, STYLE_METRICS[caption_style]))
    return draw_cues(cues, at_s, frame, folder, caption_style)


def draw_cues(
    cues: Sequence[Cue], at_s: float, frame: FrameSize, folder: Path, caption_style: CaptionStyle = "pop"
) -> Mask:
    """Return the pixels of the frame at `at_s` that the cues cover: those that libass changes on a green frame."""
    (folder / "captions.ass").write_text(ass.write_ass(cues, frame, caption_style, BRAND), "utf-8")
    source = f"color=0x00FF00:s={frame.width_px}x{frame.height_px}:r=100:d=0.01,format=gbrp"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "fatal", "-f", "lavfi", "-i", source]
    command += ["-vf", f"setpts=PTS+{at_s}/TB,ass=captions.ass:fontsdir={FONTS}", "-frames:v", "1"]
    command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, cwd=folder, env=NO_SYSTEM_FONTS, capture_output=True, check=True).stdout
    red, green, blue = np.moveaxis(np.frombuffer(raw, np.uint8).reshape(frame.height_px, frame.width_px, 3), 2, 0)
    return np.asarray((red > 24) | (green < 255 - 24) | (blue > 24))


def ink_box(cue: Cue, canvas: Canvas) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the cue's ink at its largest, in pixels."""
    words = cue.placed_words
    margin_px = cue.em_px * canvas.metrics.overhang
    return (
        min(word.x_px - width_em(word.text) * cue.em_px / 2 for word in words) - margin_px,
        min(word.y_px for word in words) - cue.em_px * canvas.metrics.half_height,
        max(word.x_px + width_em(word.text) * cue.em_px / 2 for word in words) + margin_px,
        max(word.y_px for word in words) + cue.em_px * canvas.metrics.half_height,
    )


def ink_bounds(covered: Mask) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the covered pixels."""
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]), int(rows[-1])


def tones(*parts: tuple[float, bool]) -> Pcm:
    """Return parts with and without a tone one after the other, each with its length in seconds."""
    samples = [np.sin(np.arange(round(seconds * RATE_HZ)) * 0.2) * 10_000 * loud for seconds, loud in parts]
    return Pcm(np.concatenate(samples).astype("<i2").tobytes(), RATE_HZ)
