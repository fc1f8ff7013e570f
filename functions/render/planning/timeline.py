"""The timeline: which photo or clip is shown when. Cuts follow the voice's phrases.

The video lasts as long as the voice and a short tail.

The voice starts with the first frame, so that caption times are video times.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Final

from vidx.options import FPS, TAIL_S
from vidx.words import TimedWord

TRANSITION_FRAMES: Final = 12
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
SENTENCE_WEIGHT: Final = 1.0
PHRASE_WEIGHT: Final = 0.6
"""How strongly a pause attracts a cut; each frame of distance costs 1 / `SNAP_FRAMES`."""


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


def end_mark(word: str) -> str:
    """Return the punctuation mark at the end of a word, before any closing quote or bracket; empty without one."""
    last = word.rstrip("\"'”’»)]")[-1:]
    return last if last and last in SENTENCE_ENDS + PHRASE_ENDS else ""


def pauses(words: Sequence[TimedWord]) -> dict[int, float]:
    """Return frame → weight for the middle of each pause: `SENTENCE_WEIGHT` or `PHRASE_WEIGHT`."""
    weights: dict[int, float] = {}
    for word, following in pairwise(words):
        if mark := end_mark(word.text):
            frame = round((word.end_s + following.start_s) / 2 * FPS)
            weights[frame] = SENTENCE_WEIGHT if mark in SENTENCE_ENDS else PHRASE_WEIGHT
    return weights


def frames_needed(photos: int, clear: int = CLEAR_FRAMES) -> int:
    """Return the frames needed to show each of `photos` clear for `clear` frames, with transitions between them."""
    return photos * clear + (photos - 1) * TRANSITION_FRAMES


def _shot_count(photos: int, body: int, clear: int) -> int:
    """Return the number of photos; fewer if shots would be too short, more if they would be too long."""
    min_shots = -(-body // MAX_SHOT_FRAMES)
    return min(_max_shots(body, clear), max(photos, min_shots))


def _max_shots(body: int, clear: int) -> int:
    return max(1, (body + TRANSITION_FRAMES) // (clear + TRANSITION_FRAMES))


def _distribute_takes(photos: int, shots: int) -> list[tuple[int, int]]:
    """Return (photo, take) of each shot. The first photos get the extra takes, which follow each other directly."""
    takes = [shots // photos + (index < shots % photos) for index in range(photos)]
    return [(photo, take) for photo, count in enumerate(takes) for take in range(count)]


def _plan_takes(photos: int, body: int, lengths: Mapping[int, int], clear: int) -> list[tuple[int, int]]:
    """Return (photo, take) of each shot; with more shots than usual when clips are too short to fill the video."""
    count = _shot_count(photos, body, clear)
    takes = _distribute_takes(min(photos, count), count)
    while lengths and len(takes) < _max_shots(body, clear):
        limits = (min(lengths.get(photo, MAX_SHOT_FRAMES), MAX_SHOT_FRAMES) for photo, _ in takes)
        if sum(limits) - TRANSITION_FRAMES * (len(takes) - 1) >= body:
            break
        takes = _distribute_takes(min(photos, count), len(takes) + 1)
    return takes


def _max_spans(takes: Sequence[tuple[int, int]], total: int, lengths: Mapping[int, int]) -> list[int]:
    """Return each shot's largest span, in frames from cut to cut: a clip's length less its transitions.

    A photo's span is not limited.
    """
    last = len(takes) - 1
    fades = [TRANSITION_FRAMES // 2 * ((shot > 0) + (shot < last)) for shot in range(len(takes))]
    return [lengths.get(photo, total + fade) - fade for (photo, _), fade in zip(takes, fades, strict=True)]


def _even_spans(total: int, max_spans: Sequence[int]) -> list[float]:
    """Return equal spans; what clips are too short to fill is spread over the other shots."""
    spans = [0.0] * len(max_spans)
    remaining, shots = float(total), sorted(range(len(max_spans)), key=lambda shot: max_spans[shot])
    for position, shot in enumerate(shots):
        spans[shot] = min(float(max_spans[shot]), remaining / (len(shots) - position))
        remaining -= spans[shot]
    return spans


def _target_spans(body: int, max_spans: Sequence[int], min_first: int) -> list[float]:
    """Return equal spans, but the first one is at least `min_first` frames."""
    spans = _even_spans(body, max_spans)
    return spans if min_first <= spans[0] else [min_first, *_even_spans(body - min_first, max_spans[1:])]


def _snap(target: float, earliest: int, latest: int, weights: Mapping[int, float], beats: Sequence[int]) -> int:
    """Return the frame for one cut, from `earliest` to `latest`.

    It is the frame closest to `target`, moved by up to `SNAP_FRAMES` to the most attractive pause in `weights`, then by
    up to `BEAT_FRAMES` to the nearest of `beats`.
    """
    ideal = min(max(round(target), earliest), latest)

    def attraction(pause: int) -> tuple[float, int]:
        return weights[pause] - abs(pause - ideal) / SNAP_FRAMES, -pause

    near_pauses = [frame for frame in weights if earliest <= frame <= latest and abs(frame - ideal) <= SNAP_FRAMES]
    cut = max(near_pauses, key=attraction, default=ideal)
    near_beats = [beat for beat in beats if earliest <= beat <= latest and abs(beat - cut) <= BEAT_FRAMES]
    return min(near_beats, key=lambda beat: abs(beat - cut), default=cut)


def plan_cuts(
    body: int,
    max_spans: Sequence[int],
    weights: Mapping[int, float],
    beats: Sequence[int] = (),
    *,
    clear: int = CLEAR_FRAMES,
    opening: int = 0,
) -> list[int]:
    """Return the cuts between shots, one fewer than shots, as frame numbers: the middles of the transitions.

    Cuts are spread evenly and moved to near pauses and beats, from the first to the last. Each leaves time for the
    shots that follow.

    For example, three photos in 360 frames, without words and music, have cuts at 120 and 240. A sentence that ends at
    frame 130 moves the first cut there; the second one stays at 240. With a beat at 133 the first cut moves on to 133.

    Args:
        body: frames before the end card.
        max_spans: for each shot, the largest number of frames between the cuts on both of its sides.
        weights: frame → weight of the voice's pauses, see `pauses`.
        beats: frame numbers of the music's beats.
        clear: smallest number of frames between two transitions.
        opening: frames under the title; if there is time, the first shot is clear for `clear` frames after it.
    """
    shots, spacing, margin = len(max_spans), clear + TRANSITION_FRAMES, clear + TRANSITION_FRAMES // 2
    if shots == 1:
        return []
    first_latest = min(max_spans[0], body - margin - (shots - 2) * spacing)
    earliest = max(margin, min(opening + margin, first_latest))
    targets = list(accumulate(_target_spans(body, max_spans, earliest)))[:-1]
    cuts: list[int] = []
    previous = 0
    for number, target in enumerate(targets, start=1):
        shots_after = shots - number
        latest = min(body - margin - (shots_after - 1) * spacing, previous + max_spans[number - 1])
        earliest = min(max(earliest, body - sum(max_spans[number:])), latest)
        previous = _snap(target, earliest, latest, weights, beats)
        cuts.append(previous)
        earliest = previous + spacing
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
    takes = _plan_takes(photos, body, lengths, clear)
    beats = [round(beat_s * FPS) for beat_s in beats_s]
    cuts = plan_cuts(body, _max_spans(takes, body, lengths), pauses(words), beats, clear=clear, opening=opening)
    half = TRANSITION_FRAMES // 2
    starts = [0, *(cut - half for cut in cuts)]
    ends = [*(cut + half for cut in cuts), total]
    return tuple(
        Shot(photo, take, start, end - start) for (photo, take), start, end in zip(takes, starts, ends, strict=True)
    )
