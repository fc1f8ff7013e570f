"""The timeline: which photo or clip is shown when. The video is as long as the voice; cuts follow the voice's phrases.

The voice starts with the first frame, so that caption times are video times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Final

from vidx.options import FPS, TAIL_S
from vidx.words import TimedWord

FADE_FRAMES: Final = 12
"""Length of a transition; an even number, so that the cut lies on a frame."""
MIN_VIDEO_FRAMES: Final = 48
CLEAR_FRAMES: Final = 30
"""Every photo is clear (without transition or end card) for at least this long: 1 s."""
SHORT_CLEAR_FRAMES: Final = 24
"""The same in a video that would otherwise be too short for all its photos: 0.8 s."""
MAX_SHOT_FRAMES: Final = 180
"""After 6 s a new shot starts, of the same photo at another distance if there is no other one."""
SNAP_FRAMES: Final = 24
"""Largest move of a cut to the end of a phrase: 0.8 s."""
BEAT_FRAMES: Final = 6
"""Largest further move of a cut to a beat of the music: 0.2 s."""
SENTENCE_ENDS: Final = ".!?…"
PHRASE_ENDS: Final = ",;:–—"


@dataclass(frozen=True)
class Shot:
    """A stretch of the video that shows one photo or clip, in frames; `start` counts from the video's first frame.

    `photo` is the number of the photo or clip, `take` the number of the shot among those of the same photo; both count
    from 0.
    """

    photo: int
    take: int
    start: int
    frames: int

    @property
    def end(self) -> int:
        """The first frame after the shot."""
        return self.start + self.frames


def video_frames(voice_s: float, tail_s: float = TAIL_S) -> int:
    """Return the video's length in frames, for a voice of `voice_s` seconds and `tail_s` seconds after it."""
    return max(round((voice_s + tail_s) * FPS), MIN_VIDEO_FRAMES)


def pauses(words: Sequence[TimedWord]) -> dict[int, float]:
    """Return frame → weight for the middle of each pause: 1 after sentences, 0.6 after phrases."""
    weights: dict[int, float] = {}
    for word, following in pairwise(words):
        mark = word.text.rstrip("\"'”’»)]")[-1:]
        weight = 1.0 if mark and mark in SENTENCE_ENDS else 0.6 if mark and mark in PHRASE_ENDS else 0.0
        if weight:
            weights[round((word.end_s + following.start_s) / 2 * FPS)] = weight
    return weights


def frames_needed(photos: int, clear: int = CLEAR_FRAMES) -> int:
    """Return the frames needed to show each of `photos` clear for `clear` frames, with transitions between them."""
    return photos * clear + (photos - 1) * FADE_FRAMES


def _shot_count(photos: int, body: int, clear: int) -> int:
    """Return the number of photos; fewer if shots would be too short, more if they would be too long."""
    fewest = -(-body // MAX_SHOT_FRAMES)
    return min(_most_shots(body, clear), max(photos, fewest))


def _most_shots(body: int, clear: int) -> int:
    return max(1, (body + FADE_FRAMES) // (clear + FADE_FRAMES))


def _photo_order(photos: int, shots: int) -> list[tuple[int, int]]:
    """Return (photo, take) of each shot. The first photos get the extra takes, which follow each other directly."""
    takes = [shots // photos + (index < shots % photos) for index in range(photos)]
    return [(photo, take) for photo, count in enumerate(takes) for take in range(count)]


def _order(photos: int, body: int, lengths: Mapping[int, int], clear: int) -> list[tuple[int, int]]:
    """Return (photo, take) of each shot; with more shots than usual when clips are too short to fill the video."""
    count = _shot_count(photos, body, clear)
    order = _photo_order(min(photos, count), count)
    while lengths and len(order) < _most_shots(body, clear):
        limits = (min(lengths.get(photo, MAX_SHOT_FRAMES), MAX_SHOT_FRAMES) for photo, _ in order)
        if sum(limits) - FADE_FRAMES * (len(order) - 1) >= body:
            break
        order = _photo_order(min(photos, count), len(order) + 1)
    return order


def _longest_spans(order: Sequence[tuple[int, int]], total: int, lengths: Mapping[int, int]) -> list[int]:
    """Return each shot's largest distance between cuts: a clip's length less its transitions; any for a photo."""
    last = len(order) - 1
    fades = [FADE_FRAMES // 2 * ((shot > 0) + (shot < last)) for shot in range(len(order))]
    return [lengths.get(photo, total + fade) - fade for (photo, _), fade in zip(order, fades, strict=True)]


def _even_spans(total: int, longest: Sequence[int]) -> list[float]:
    """Return equal distances between cuts; what too short clips cannot fill is spread over the other shots."""
    spans = [0.0] * len(longest)
    left, waiting = float(total), sorted(range(len(longest)), key=lambda shot: longest[shot])
    while waiting:
        shot = waiting.pop(0)
        spans[shot] = min(float(longest[shot]), left / (len(waiting) + 1))
        left -= spans[shot]
    return spans


def _spans(body: int, longest: Sequence[int], first: int) -> list[float]:
    """Return distances between cuts: equal, but the first one is at least `first`."""
    spans = _even_spans(body, longest)
    return spans if first <= spans[0] else [first, *_even_spans(body - first, longest[1:])]


def _cuts(
    body: int, longest: Sequence[int], marks: dict[int, float], beats: Sequence[int], clear: int, opening: int
) -> list[int]:
    """Return the middle frames of the transitions: evenly spread, then moved to a near end of a phrase and a near beat.

    Args:
        longest: largest distance between the cuts on both sides of each shot.
        clear: smallest number of frames between two transitions.
        opening: frames under the title; if there is time, the first shot is clear for `clear` frames after it.
    """
    shots, half, apart = len(longest), FADE_FRAMES // 2, clear + FADE_FRAMES
    if shots == 1:
        return []
    edge = clear + half
    before, low = 0, max(edge, min(opening + edge, longest[0], body - edge - (shots - 2) * apart))
    cuts: list[int] = []
    for index, even in enumerate(accumulate(_spans(body, longest, low)[:-1]), start=1):
        high = min(body - edge - (shots - 1 - index) * apart, before + longest[index - 1])
        low = min(max(low, body - sum(longest[index:])), high)
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

    Every photo is clear of transitions and the end card for `CLEAR_FRAMES`, or for `SHORT_CLEAR_FRAMES` where there is
    no time for more. A video that is too short even for that shows only the first photos.

    Args:
        lengths: number → frames of the clips among the photos. No shot of a clip is longer, except under the end card,
            where its last frame stays.
        opening: number of first frames that lie under the title.
        closing: number of last frames that lie under the end card.
    """
    body = total - closing  # frames before the end card
    clear = CLEAR_FRAMES if frames_needed(photos) <= body else SHORT_CLEAR_FRAMES
    order = _order(photos, body, lengths, clear)
    beats = [round(beat_s * FPS) for beat_s in beats_s]
    cuts = _cuts(body, _longest_spans(order, body, lengths), pauses(words), beats, clear, opening)
    half = FADE_FRAMES // 2
    starts = [0, *(cut - half for cut in cuts)]
    ends = [*(cut + half for cut in cuts), total]
    return tuple(
        Shot(photo, take, start, end - start) for (photo, take), start, end in zip(order, starts, ends, strict=True)
    )
