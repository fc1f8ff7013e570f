"""Computed inputs of a video: photos with texture, a voice-like sound, its words and captions."""

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from functions.render.compositing.frame_buffer import FrameBuffer
from testing.store import MemoryStore
from vidx import keys
from vidx.jobs.request import Listing, VideoChoices, VideoRequest
from vidx.options import Music, Overlay
from vidx.words import TimedWord, WordTimings

RATE_HZ = 24_000
SENTENCES = ("Look at this lovely bike, freshly serviced.", "It rides like new.", "Come and see it today!")
ASS_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: 1080
PlayResY: 1920
ScaledBorderAndShadow: yes
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Cap,Montserrat ExtraBold,84,&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,7,0,5,0,0,0,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


@dataclass
class GreySource:
    """A shot of one grey that records which frames were drawn."""

    grey: int = 128
    drawn: list[int] = field(default_factory=list)
    closed: int = 0

    def draw(self, frame: int, buffer: FrameBuffer) -> None:
        buffer.pixels.fill(self.grey)
        self.drawn.append(frame)

    def close(self) -> None:
        self.closed += 1


def photo(seed: int, width: int, height: int) -> bytes:
    """Return a JPEG with coarse and fine texture and a bright product-like block in its middle."""
    rng = np.random.default_rng(seed)
    picture = np.full((height, width, 3), rng.integers(60, 130, 3), np.float32)
    for cells in (4, 16, 64, 200):
        noise = rng.normal(0, 90 / cells**0.35, (cells, cells, 3)).astype(np.float32)
        picture += cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    image = np.clip(picture, 0, 255).astype(np.uint8)
    left, top, side = width // 2, height // 2, min(width, height) // 4
    cv2.rectangle(image, (left - side, top - side), (left + side, top + side), (230, 235, 235), -1)
    for row in range(-side + 20, side - 20, 24):
        cv2.line(image, (left - side + 20, top + row), (left + side - 20, top + row), (70, 80, 140), 5)
    cv2.putText(image, f"No {seed}", (left - side + 30, top), cv2.FONT_HERSHEY_DUPLEX, side / 90, (20, 20, 20), 9)
    return cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()


def words_for(seconds: float) -> WordTimings:
    """Return the words of `SENTENCES`, repeated as needed, spread over `seconds`."""
    texts = " ".join(SENTENCES).split()
    count = max(1, round(seconds * 2.6))
    each = seconds / count
    words = [TimedWord(text=texts[i % len(texts)], start_s=i * each, end_s=(i + 0.85) * each) for i in range(count)]
    return WordTimings(words=tuple(words), voice_s=seconds, method="proportional", confidence=1.0, model="test")


def voice(words: WordTimings) -> bytes:
    """Return a WAV that buzzes like a voice during the words and is nearly silent between them."""
    count = round(words.voice_s * RATE_HZ)
    time_s = np.arange(count) / RATE_HZ
    pitch = 120 + 15 * np.sin(2 * np.pi * 0.7 * time_s)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE_HZ
    buzz: NDArray[np.float64] = sum((np.sin(phase * h) / h for h in range(1, 20)), np.zeros(count))
    loud = np.zeros(count)
    for word in words.words:
        part = slice(round(word.start_s * RATE_HZ), round(word.end_s * RATE_HZ))
        loud[part] = np.hanning(loud[part].size)
    noise = np.random.default_rng(0).normal(0, 0.0005, count)
    return wav((0.25 * buzz * loud + noise)[:, None], RATE_HZ)


def wav(samples: NDArray[np.float64], rate_hz: int) -> bytes:
    """16-bit WAV of samples in -1…1, one column for each channel."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(samples.shape[1])
        out.setsampwidth(2)
        out.setframerate(rate_hz)
        out.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return file.getvalue()


def music(seconds: float = 8.0) -> bytes:
    """Return simple music: a chord with a pulse, in stereo."""
    time_s = np.arange(round(seconds * 48_000)) / 48_000
    chord = sum(np.sin(2 * np.pi * f * time_s) for f in (220.0, 277.2, 329.6)) / 3
    pulse = 0.4 + 0.6 * np.exp(-6 * (time_s % 0.5))
    return wav(np.stack([0.5 * chord * pulse, 0.4 * chord * pulse], axis=1), 48_000)


def _stamp(seconds: float) -> str:
    hundredths = round(seconds * 100)
    return f"{hundredths // 360000}:{hundredths // 6000 % 60:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"


def captions(words: WordTimings) -> bytes:
    """Return captions of one word each, in the middle of the safe area."""
    lines = [
        f"Dialogue: 0,{_stamp(word.start_s)},{_stamp(word.end_s)},Cap,,0,0,0,,{{\\pos(482,1000)}}{word.text}\n"
        for word in words.words
    ]
    return (ASS_HEAD + "".join(lines)).encode()


def store_request(
    store: MemoryStore, photo_keys: Sequence[str], seconds: float, choices: VideoChoices, job_id: str = "j1"
) -> VideoRequest:
    """Put the job's request, and all that the script, voice and captions stages write, into the store."""
    request = VideoRequest(
        job_id=job_id,
        owner="seller",
        listing=Listing(title="Bike", description="A lovely bike.", price=100),
        choices=choices,
        photo_keys=tuple(photo_keys),
    )
    words = words_for(seconds)
    store.put(keys.job_request(job_id), request.model_dump_json(by_alias=True).encode(), "application/json")
    store.put(keys.voice(job_id), voice(words), "audio/wav")
    store.put(keys.words(job_id), words.model_dump_json().encode(), "application/json")
    store.put(keys.captions_ass(job_id), captions(words), "text/x-ssa")
    return request


def store_job(
    store: MemoryStore,
    photos: list[bytes],
    seconds: float,
    music: Music = "none",
    job_id: str = "j1",
    overlays: tuple[Overlay, ...] = (),
) -> VideoRequest:
    """Put all that the render stage reads into the store."""
    for index, body in enumerate(photos):
        store.put(keys.working_copy(job_id, index), body, "image/jpeg")
    photo_keys = [f"uploads/seller/{n}" for n in range(len(photos))]
    return store_request(store, photo_keys, seconds, VideoChoices(music=music, overlays=overlays), job_id)


def stored_job(seconds: float = 2.0) -> tuple[MemoryStore, VideoRequest]:
    """Return a store with all inputs of a short video of one photo, and the job's request."""
    store = MemoryStore()
    return store, store_job(store, [photo(1, 300, 400)], seconds)
