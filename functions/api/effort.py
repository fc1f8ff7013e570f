"""What each stage takes before it is known: time, requests, bytes; for `estimate` alone.

Seconds are reasoned, not measured in AWS: rather too long than too short, since a seller waits by them. Script and
voice are what models take to answer, where the local stand-in is faster; render is 23 CPU s for 20 s of film, on two
cores that also do other things. A photo's copy for its listing has 0.16 MB, the mean of the five samples. Other
requests and megabytes are those that METER (`vidx.usage`) counted in local jobs of 1 and of 5 photos: samples of 0.5
MB, a film of 17 s.

A clip takes what one of 20 s in 1080p at 16 Mbit/s took in `develop_clip` (a photo in motion under mild noise): 31.6
CPU s, which are 27 s of the 1.16 processors that Lambda gives 2 GiB; 40 MB of original and 30 of working copy.
"""

from typing import Final, NamedTuple

from vidx.jobs.model import Stage
from vidx.usage import BYTES_PER_GB, Usage

MB: Final = 1_000_000
CLIP_S: Final = 27.0
CLIP_MB: Final = 70.0


class Rate(NamedTuple):
    """An amount: so much in any case, and more for each second of film, each photo or clip, and each clip besides."""

    base: float
    per_film_s: float = 0.0
    per_photo: float = 0.0
    per_clip: float = 0.0

    def of(self, film_s: float, photos: int, clips: int) -> float:
        """`photos` counts photos and clips together."""
        return self.base + self.per_film_s * film_s + self.per_photo * photos + self.per_clip * clips


class Effort(NamedTuple):
    """What a stage takes."""

    memory_gib: float
    seconds: Rate
    writes: Rate
    """Of objects; an original counts as one, as METER has it."""
    reads: Rate
    stored_mb: Rate
    row_writes: Rate = Rate(2)
    """Lease and result; render, photos and upload tell their progress beside."""

    def used(self, film_s: float, photos: int, clips: int) -> Usage:
        """What METER will have counted when the stage has ended."""
        writes, reads, stored_mb, row_writes = (
            rate.of(film_s, photos, clips) for rate in (self.writes, self.reads, self.stored_mb, self.row_writes)
        )
        return Usage(round(writes), round(reads), stored_mb * MB / BYTES_PER_GB, round(row_writes), table_reads=1)


EFFORTS: Final[dict[Stage, Effort]] = {
    Stage.PHOTOS: Effort(
        2.0,
        Rate(0.3, per_photo=0.5, per_clip=CLIP_S),
        Rate(0, per_photo=3),
        Rate(3, per_photo=4),
        Rate(0.0, per_photo=1.16, per_clip=CLIP_MB),
        Rate(1, per_photo=1),
    ),
    Stage.SCRIPT: Effort(0.5, Rate(3.0), Rate(1), Rate(2), Rate(0.0)),
    Stage.TTS: Effort(0.5, Rate(1.0, 0.2), Rate(1), Rate(3), Rate(0.0, 0.045)),
    Stage.CAPTIONS: Effort(1.0, Rate(0.5, 0.05), Rate(3), Rate(6), Rate(0.02)),
    Stage.RENDER: Effort(
        3008 / 1024, Rate(1.5, 0.7, 0.1), Rate(3), Rate(5, per_photo=1), Rate(0.0, 0.25), Rate(3, 0.7, 0.1)
    ),
    Stage.UPLOAD: Effort(
        0.25,
        Rate(0.6),
        Rate(4, per_photo=1),
        Rate(18, per_photo=1),
        Rate(0.0, 0.25, per_photo=0.16),
        Rate(4, per_photo=1),
    ),
}
