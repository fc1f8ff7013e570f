"""The methods in their order, and when to go on to the next.

A method is imported when its turn comes: numpy and the aligner take twice as long as all the rest of the function.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from functions.captions.timing import Timing
from vidx.errors import ProviderFailed, Transient
from vidx.jobs.request import Listing
from vidx.models import ALIGNED
from vidx.observability import logger
from vidx.options import Language
from vidx.ports import Transcriber
from vidx.speech import Token
from vidx.wav import Pcm, write

ENOUGH: Final = 0.6
"""Least confidence with which alignment or transcription is taken; the measured right answers are above 0.8."""


@dataclass(frozen=True)
class Ways:
    """How times may be found here and now.

    Attributes:
        order: method names in the order to try, whose form the settings have checked; `proportional` follows when
            they all fail, named or not.
        transcriber: makes the recogniser when its turn comes, since its client is slow to import.
        last_try: no retry follows, so that an unavailable provider means the next method.
    """

    order: Sequence[str]
    transcriber: Callable[[], Transcriber]
    last_try: bool


def find_times(script: Sequence[Token], voice: Pcm, listing: Listing, ways: Ways) -> Timing:
    """Times from the first method that is sure enough of them.

    Raises:
        Transient: the recogniser is unavailable for now, and the stage will be tried again.
    """
    for method in ways.order:
        timing = _try(method, script, voice, listing, ways)
        if timing is not None and (timing.confidence >= ENOUGH or timing.method == "proportional"):
            return timing
        logger.info("captions method passed over", extra={"method": method, "confidence": timing and timing.confidence})
    return _spread(script, voice)


def _try(method: str, script: Sequence[Token], voice: Pcm, listing: Listing, ways: Ways) -> Timing | None:
    match method:
        case "alignment":
            return _align(script, voice, listing.language)
        case "transcription":
            return _transcribe(script, voice, listing, ways)
        case _:
            return _spread(script, voice)


def _align(script: Sequence[Token], voice: Pcm, language: Language) -> Timing | None:
    from functions.captions import alignment

    return alignment.time_by_alignment(script, voice) if language in ALIGNED else None


def _spread(script: Sequence[Token], voice: Pcm) -> Timing:
    from functions.captions import proportional

    return proportional.spread(script, voice)


def _transcribe(script: Sequence[Token], voice: Pcm, listing: Listing, ways: Ways) -> Timing | None:
    try:
        transcript = ways.transcriber().transcribe(write(voice), listing.language)
    except ProviderFailed as error:
        logger.warning("transcription failed", extra={"code": error.code(), "reason": str(error)})
        return None
    except Transient as error:
        if not ways.last_try:
            raise
        logger.warning("transcription unavailable", extra={"code": error.code(), "reason": str(error)})
        return None
    from functions.captions import transcription

    return transcription.carry_over(script, transcript, voice, listing.language, listing.context)
