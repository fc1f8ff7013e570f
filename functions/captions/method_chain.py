"""The timing methods in their order, and when to go on to the next one.

Each method is imported when its turn comes: importing numpy and the aligner takes twice as long as all other imports
of this function together.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from functions.captions.timing import Timing
from vidx.errors import ProviderFailed, Transient, VoiceIncomplete
from vidx.jobs.model import Fallback
from vidx.jobs.request import Listing
from vidx.models import ALIGNED
from vidx.observability import logger
from vidx.options import Language
from vidx.ports.providers import Transcriber
from vidx.speech import Token
from vidx.wav import Pcm, write

MIN_CONFIDENCE: Final = 0.6
"""Lowest confidence at which an alignment or a transcript is used. Correct ones measured above 0.8."""
LOW_CONFIDENCE: Final = "LowConfidence"
"""`Fallback.code` of a method whose confidence was too low."""


@dataclass(frozen=True)
class MethodChain:
    """The timing methods that this run may use.

    Attributes:
        order: method names in the order to try, validated by the settings. `proportional` follows when all fail, even
            if it is not named.
        transcriber: creates the recogniser when its turn comes, since its client is slow to import.
        last_try: no retry of the stage follows; an unavailable provider then means the next method.
        before_payment: called before the recogniser is paid; may raise an error to stop.
    """

    order: Sequence[str]
    transcriber: Callable[[], Transcriber]
    last_try: bool
    before_payment: Callable[[], None] = lambda: None


def time_tokens(script: Sequence[Token], voice: Pcm, listing: Listing, methods: MethodChain) -> Timing:
    """Return the times that the first sufficiently confident method finds.

    If two methods tell whether the voice breaks off, the later one counts: the recogniser in the usual order.

    Raises:
        VoiceIncomplete: the voice breaks off before the script's end.
        Transient: the recogniser is unavailable for now. The state machine retries the stage.
    """
    fallbacks: list[Fallback] = []
    is_complete = True
    for method in _usable_methods(methods.order, listing.language):
        if method == "transcription":
            methods.before_payment()
        try:
            timing = _run_method(method, script, voice, listing, methods)
        except (ProviderFailed, Transient) as error:
            if isinstance(error, Transient) and not methods.last_try:
                raise
            reason = {"code": error.code(), "reason": str(error)}
            logger.warning("captions method failed", extra={"method": method, **reason})
            fallbacks.append(Fallback(provider=method, code=error.code()))
            continue
        if timing is not None:
            is_complete = timing.is_complete
            if is_complete and timing.confidence >= MIN_CONFIDENCE:
                return timing
        logger.info("captions method skipped", extra={"method": method, "confidence": timing and timing.confidence})
        fallbacks.append(Fallback(provider=method, code=LOW_CONFIDENCE))
    if not is_complete:
        raise VoiceIncomplete("The recording ends before the script does.")
    return replace(_spread_by_letters(script, voice), fallbacks=tuple(fallbacks))


def _usable_methods(order: Sequence[str], language: Language) -> Iterator[str]:
    """Yield the methods before `proportional`, without those that do not know the language."""
    for method in takewhile(lambda name: name != "proportional", order):
        if method != "alignment" or language in ALIGNED:
            yield method


def _run_method(
    method: str, script: Sequence[Token], voice: Pcm, listing: Listing, methods: MethodChain
) -> Timing | None:
    match method:
        case "alignment":
            return _align(script, voice)
        case _:
            return _transcribe(script, voice, listing, methods)


def _align(script: Sequence[Token], voice: Pcm) -> Timing | None:
    from functions.captions import alignment

    return alignment.align(script, voice)


def _spread_by_letters(script: Sequence[Token], voice: Pcm) -> Timing:
    from functions.captions import proportional

    return proportional.spread_by_letters(script, voice)


def _transcribe(script: Sequence[Token], voice: Pcm, listing: Listing, methods: MethodChain) -> Timing:
    transcript = methods.transcriber().transcribe(write(voice), listing.language)
    from functions.captions import transcript_mapping

    return transcript_mapping.map_transcript(script, transcript, voice, listing.language, listing.context)
