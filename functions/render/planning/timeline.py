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
MIN_VIDEO_FRAMES: Final = 48
CLEAR_FRAMES: Final = 30
"""A photo is seen by itself for at least a second: outside its transitions, and before the end card."""
SHORT_CLEAR_FRAMES: Final = 24
"""The same in a film that is too short for all of its photos otherwise."""
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


def video_frames(voice_s: float, tail_s: float = TAIL_S) -> int:
    """Length of the film for a voice of `voice_s` seconds and `tail_s` after it."""
    return max(round((voice_s + tail_s) * FPS), MIN_VIDEO_FRAMES)


def pauses(words: Sequence[TimedWord]) -> dict[int, float]:
    """Frames in the middle of the voice's pauses, with how welcome a cut is there: 1 for sentences, 0.6 for phrases."""
    found: dict[int, float] = {}
    for word, following in pairwise(words):
        mark = word.text.rstrip("\"'”’»)]")[-1:]
        weight = 1.0 if mark and mark in SENTENCE_ENDS else 0.6 if mark and mark in PHRASE_ENDS else 0.0
        if weight:
            found[round((word.end_s + following.start_s) / 2 * FPS)] = weight
    return found


def frames_needed(photos: int, clear: int = CLEAR_FRAMES) -> int:
    """Frames in which each of `photos` is shown for `clear` frames, transitions between them not counted."""
    return photos * clear + (photos - 1) * FADE_FRAMES


def _shot_count(photos: int, stage: int, clear: int) -> int:
    """As many shots as photos, fewer when they would flash by, more when they would stand still."""
    fewest = -(-stage // MAX_SHOT_FRAMES)
    return min(_most_shots(stage, clear), max(photos, fewest))


def _most_shots(stage: int, clear: int) -> int:
    return max(1, (stage + FADE_FRAMES) // (clear + FADE_FRAMES))


def _photo_order(photos: int, shots: int) -> list[tuple[int, int]]:
    """(photo, take) of each shot; extra takes are dealt out from the first photo on and follow their photo directly."""
    takes = [shots // photos + (index < shots % photos) for index in range(photos)]
    return [(photo, take) for photo, count in enumerate(takes) for take in range(count)]


def _order(photos: int, stage: int, lengths: Mapping[int, int], clear: int) -> list[tuple[int, int]]:
    """(photo, take) of each shot: more shots than usual when clips are too short to fill the film."""
    count = _shot_count(photos, stage, clear)
    order = _photo_order(min(photos, count), count)
    while lengths and len(order) < _most_shots(stage, clear):
        bearable = (min(lengths.get(photo, MAX_SHOT_FRAMES), MAX_SHOT_FRAMES) for photo, _ in order)
        if sum(bearable) - FADE_FRAMES * (len(order) - 1) >= stage:
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


def _spans(stage: int, longest: Sequence[int], first: int) -> list[float]:
    """Distances between cuts: equal, but the first is at least `first` long."""
    spans = _even_spans(stage, longest)
    return spans if first <= spans[0] else [first, *_even_spans(stage - first, longest[1:])]


def _cuts(
    stage: int, longest: Sequence[int], marks: dict[int, float], beats: Sequence[int], clear: int, opening: int
) -> list[int]:
    """Middle frames of the transitions: evenly spread, moved to a phrase's end and then to a beat where one is near.

    Args:
        longest: most frames between the cuts on both sides of each shot.
        clear: least frames between two transitions.
        opening: frames under the title, after which the first shot is clear as well if there is time.
    """
    shots, half, apart = len(longest), FADE_FRAMES // 2, clear + FADE_FRAMES
    if shots == 1:
        return []
    edge = clear + half
    before, low = 0, max(edge, min(opening + edge, longest[0], stage - edge - (shots - 2) * apart))
    cuts: list[int] = []
    for index, even in enumerate(accumulate(_spans(stage, longest, low)[:-1]), start=1):
        high = min(stage - edge - (shots - 1 - index) * apart, before + longest[index - 1])
        low = min(max(low, stage - sum(longest[index:])), high)
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
    *,
    opening: int = 0,
    closing: int = 0,
) -> tuple[Shot, ...]:
    """Spread `photos` (at least 1) over `total` frames in order; neighbours overlap by one transition.

    Every photo is clear of transitions, and the last one of the end card, for `CLEAR_FRAMES`; for
    `SHORT_CLEAR_FRAMES` where there is no time for more. A film too short even for that shows the first photos only.

    Args:
        lengths: frames that the clips among the photos have, by number; no shot of a clip lasts longer, save under the
            end card, where its last frame stays.
        opening: frames from the film's first that lie under the title.
        closing: frames up to the film's last that lie under the end card.
    """
    stage = total - closing
    clear = CLEAR_FRAMES if frames_needed(photos) <= stage else SHORT_CLEAR_FRAMES
    order = _order(photos, stage, lengths, clear)
    beats = [round(beat_s * FPS) for beat_s in beats_s]
    cuts = _cuts(stage, _longest_spans(order, stage, lengths), pauses(words), beats, clear, opening)
    half = FADE_FRAMES // 2
    starts = [0, *(cut - half for cut in cuts)]
    ends = [*(cut + half for cut in cuts), total]
    return tuple(
        Shot(photo, take, start, end - start) for (photo, take), start, end in zip(order, starts, ends, strict=True)
    )
