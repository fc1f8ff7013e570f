"""Parsing of written music: chord names, melodies and drum patterns become notes in beats."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

STEPS: Final = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
SIGNS: Final = {"#": 1, "b": -1}
QUALITIES: Final = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "7": (0, 4, 7, 10),
    "m7": (0, 3, 7, 10),
    "maj7": (0, 4, 7, 11),
    "maj9": (0, 4, 7, 11, 14),
    "m9": (0, 3, 7, 10, 14),
    "sus4": (0, 5, 7),
    "sus2": (0, 2, 7),
    "add9": (0, 4, 7, 14),
    "6": (0, 4, 7, 9),
}
"""Semitones above the root."""


class Note(NamedTuple):
    """A note: MIDI number (60 is middle C), times in beats, `velocity` 0...1."""

    at: float
    pitch: int
    length: float
    velocity: float = 0.8


class Chord(NamedTuple):
    """A chord as pitch class of its bass and semitones above it."""

    root: int
    intervals: tuple[int, ...]

    def voiced(self, lowest: int, count: int) -> list[int]:
        """`count` ascending pitches of the chord, from MIDI number `lowest` up."""
        classes = {(self.root + step) % 12 for step in self.intervals}
        return [pitch for pitch in range(lowest, lowest + 60) if pitch % 12 in classes][:count]

    def bass(self, lowest: int) -> int:
        """The root, at or above MIDI number `lowest`."""
        return lowest + (self.root - lowest) % 12


def chord(name: str) -> Chord:
    """Read a chord name such as `F#m7`."""
    step, rest = STEPS[name[0]], name[1:]
    if rest[:1] in SIGNS:
        step, rest = step + SIGNS[rest[0]], rest[1:]
    return Chord(step % 12, QUALITIES[rest])


def chords(names: str) -> list[Chord]:
    """Read chord names, one a bar."""
    return [chord(name) for name in names.split()]


def pitch(name: str) -> int:
    """MIDI number of a note name such as `Bb4`."""
    sign = SIGNS.get(name[1], 0)
    return 12 * (int(name[-1]) + 1) + STEPS[name[0]] + sign


def melody(line: str, start: float = 0.0, velocity: float = 0.8) -> list[Note]:
    """Read `D5:1.5 -:0.5 ...`: note name or rest, and beats; `|` is there for the reader."""
    notes, at = [], start
    for token in line.replace("|", " ").split():
        name, _, beats = token.partition(":")
        length = float(beats)
        if name != "-":
            notes.append(Note(at, pitch(name), length, velocity))
        at += length
    return notes


def arpeggio(bars: Sequence[Chord], beats: int, step: float, order: Sequence[int], lowest: int) -> list[Note]:
    """Walk through each bar's chord in `order` (indices into its voicing), a note every `step` beats."""
    notes = []
    for bar, harmony in enumerate(bars):
        voicing = harmony.voiced(lowest, max(order) + 1)
        for i in range(round(beats / step)):
            velocity = 0.85 if i * step % 1 == 0 else 0.66
            notes.append(Note(bar * beats + i * step, voicing[order[i % len(order)]], step, velocity))
    return notes


def comp(bars: Sequence[Chord], beats: int, hits: Iterable[tuple[float, float]], lowest: int, count: int) -> list[Note]:
    """Each bar's chord at `hits` (beat in the bar, length), `count` notes from `lowest` up."""
    return [
        Note(bar * beats + at, tone, length, 0.72 if at % 1 else 0.82)
        for bar, harmony in enumerate(bars)
        for at, length in hits
        for tone in harmony.voiced(lowest, count)
    ]


def bass_line(bars: Sequence[Chord], beats: int, hits: Iterable[tuple[float, float, int]], lowest: int) -> list[Note]:
    """Roots at `hits` (beat in the bar, length, semitones above the root)."""
    return [
        Note(bar * beats + at, harmony.bass(lowest) + above, length)
        for bar, harmony in enumerate(bars)
        for at, length, above in hits
    ]


def pattern(steps: str, beats: int, bars: Iterable[int]) -> list[tuple[float, float]]:
    """Read a bar of drum hits, `X` loud, `x` soft, `.` none, and repeat it in `bars`: (beat, velocity)."""
    grid = steps.replace(" ", "")
    return [
        (bar * beats + i * beats / len(grid), 1.0 if mark == "X" else 0.55)
        for bar in bars
        for i, mark in enumerate(grid)
        if mark != "."
    ]
