"""When each photo is on screen: the film's length follows the voice, its cuts follow the voice's phrases.

The voice starts with the first frame (there is no lead-in), so caption times are film times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Final

from vidx.options import FPS, TAIL_S
from vidx.words import TimedWord

FADE_FRAMES: Final = 12
"""Length of a transition; even, so that a cut has a frame in its middle."""
MIN_SHOT_FRAMES: Final = 48
"""A photo is on screen for at least 1.6 s, its transitions included."""
MAX_SHOT_FRAMES: Final = 180
"""After 6 s even a lone photo is shown anew, from another distance."""
SNAP_FRAMES: Final = 24
"""How far a cut may move to meet the end of a phrase."""
BEAT_FRAMES: Final = 6
"""How far (0.2 s) a cut may then move to meet a beat of the music."""
SENTENCE_ENDS: Final = ".!?…"
PHRASE_ENDS: Final = ",;:–—"


@dataclass(frozen=True)
class Shot:
    """One stretch of one photo, in frames; `start` counts from the film's first frame.

    `take` counts the shots of the same photo from 0.
    """

    photo: int
    take: int
    start: int
    frames: int

    @property
    def end(self) -> int:
        """First frame in which the shot is gone."""
        return self.start + self.frames


def film_frames(voice_s: float, tail_s: float = TAIL_S) -> int:
    """Length of the film for a voice of `voice_s` seconds and `tail_s` after it; never less than one shot."""
    return max(round((voice_s + tail_s) * FPS), MIN_SHOT_FRAMES)


def boundaries(words: Sequence[TimedWord]) -> dict[int, float]:
    """Frames in the middle of the voice's pauses, with how welcome a cut is there: 1 for sentences, 0.6 for phrases."""
    found: dict[int, float] = {}
    for word, following in pairwise(words):
        mark = word.text.rstrip("\"'”’»)]")[-1:]
        weight = 1.0 if mark and mark in SENTENCE_ENDS else 0.6 if mark and mark in PHRASE_ENDS else 0.0
        if weight:
            found[round((word.end_s + following.start_s) / 2 * FPS)] = weight
    return found


def _shot_count(photos: int, total: int) -> int:
    """As many shots as photos, fewer when they would flash by, more when they would stand still."""
    fewest = -(-total // MAX_SHOT_FRAMES)
    return min(_most_shots(total), max(photos, fewest))


def _most_shots(total: int) -> int:
    return max(1, (total - FADE_FRAMES) // (MIN_SHOT_FRAMES - FADE_FRAMES))


def _photo_order(photos: int, shots: int) -> list[tuple[int, int]]:
    """(photo, take) of each shot; extra takes are dealt out from the first photo on and follow their photo directly."""
    takes = [shots // photos + (index < shots % photos) for index in range(photos)]
    return [(photo, take) for photo, count in enumerate(takes) for take in range(count)]


def _order(photos: int, total: int, lengths: Mapping[int, int]) -> list[tuple[int, int]]:
    """(photo, take) of each shot: more shots than usual when clips are too short to fill the film."""
    count = _shot_count(photos, total)
    order = _photo_order(min(photos, count), count)
    while lengths and len(order) < _most_shots(total):
        bearable = (min(lengths.get(photo, MAX_SHOT_FRAMES), MAX_SHOT_FRAMES) for photo, _ in order)
        if sum(bearable) - FADE_FRAMES * (len(order) - 1) >= total:
            break
        order = _photo_order(min(photos, count), len(order) + 1)
    return order


def _longest_spans(order: Sequence[tuple[int, int]], total: int, lengths: Mapping[int, int]) -> list[int]:
    """Most frames between the cuts of each shot: a clip's own length less its fades; a photo bears any."""
    last = len(order) - 1
    fades = [FADE_FRAMES // 2 * ((shot > 0) + (shot < last)) for shot in range(len(order))]
    return [lengths.get(photo, total + fade) - fade for (photo, _), fade in zip(order, fades, strict=True)]


def _even_spans(total: int, longest: Sequence[int]) -> list[float]:
    """Distances between cuts: equal, but for shots that cannot last so long; the others take over what is left."""
    spans = [0.0] * len(longest)
    left, waiting = float(total), sorted(range(len(longest)), key=lambda shot: longest[shot])
    while waiting:
        shot = waiting.pop(0)
        spans[shot] = min(float(longest[shot]), left / (len(waiting) + 1))
        left -= spans[shot]
    return spans


def _cuts(total: int, longest: Sequence[int], marks: dict[int, float], beats: Sequence[int]) -> list[int]:
    """Middle frames of the transitions: evenly spread, moved to a phrase's end and then to a beat where one is near.

    Args:
        longest: most frames between the cuts on both sides of each shot.
    """
    half, apart = FADE_FRAMES // 2, MIN_SHOT_FRAMES - FADE_FRAMES
    cuts: list[int] = []
    before, low, shots = 0, MIN_SHOT_FRAMES - half, len(longest)
    for index, even in enumerate(accumulate(_even_spans(total, longest)[:-1]), start=1):
        high = min(total - (MIN_SHOT_FRAMES - half) - (shots - 1 - index) * apart, before + longest[index - 1])
        low = min(max(low, total - sum(longest[index:])), high)
        ideal = min(max(round(even), low), high)
        near = {m: w for m, w in marks.items() if low <= m <= high and abs(m - ideal) <= SNAP_FRAMES}
        cut = max(near, key=lambda m: (near[m] - abs(m - ideal) / SNAP_FRAMES, -m), default=ideal)
        on_beat = [beat for beat in beats if low <= beat <= high and abs(beat - cut) <= BEAT_FRAMES]
        cut = min(on_beat, key=lambda beat: abs(beat - cut), default=cut)
        cuts.append(cut)
        before, low = cut, cut + apart
    return cuts


def plan_shots(
    photos: int,
    total: int,
    words: Sequence[TimedWord] = (),
    beats_s: Sequence[float] = (),
    lengths: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Shot, ...]:
    """Spread `photos` (at least 1) over `total` frames in order; neighbours overlap by one transition.

    A film too short to show every photo for 1.6 s shows the first ones only.

    Args:
        lengths: frames that the clips among the photos have, by number; no shot of a clip lasts longer.
    """
    order = _order(photos, total, lengths)
    beats = [round(beat_s * FPS) for beat_s in beats_s]
    cuts = _cuts(total, _longest_spans(order, total, lengths), boundaries(words), beats)
    half = FADE_FRAMES // 2
    starts = [0, *(cut - half for cut in cuts)]
    ends = [*(cut + half for cut in cuts), total]
    return tuple(
        Shot(photo, take, start, end - start) for (photo, take), start, end in zip(order, starts, ends, strict=True)
    )
