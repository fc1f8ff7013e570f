"""Whether the script's end is heard. `docs/retries.md` has the table of what is noticed."""

import pytest

from functions.captions.timing import speakable
from functions.captions.transcript_mapping import map_transcript
from local.openai_standin.speech import record_speech
from testing.foreign_listings import FOREIGN_LISTINGS
from testing.listings import ALL
from vidx.jobs.request import Listing
from vidx.options import LANGUAGES, VOICES, Language, Voice
from vidx.ports.providers import RecognizedWord, Transcript
from vidx.speech import SpokenText, normalize
from vidx.wav import Pcm

TAIL_S = 0.2
"""Silence that the voice stage adds at the end."""


def advert(language: Language) -> SpokenText:
    listing: Listing = {"en": ALL, **FOREIGN_LISTINGS}[language][0]
    return normalize(f"{listing.title}. {listing.description}", language, listing.context)


def is_complete(language: Language, share: float, voice: Voice = "alloy", unheard: int = 0) -> bool:
    """Return the verdict on a recording cut to `share`, of which the last `unheard` words are not recognised."""
    text = advert(language)
    speech = record_speech(text.voice_text, voice, language)
    kept = int(len(speech.samples) * share)
    cut_s = kept / speech.rate_hz
    sound = Pcm(speech.samples[:kept].astype("<i2").tobytes() + bytes(2 * int(TAIL_S * speech.rate_hz)), speech.rate_hz)
    words = [RecognizedWord(word.text, word.start_s, word.end_s) for word in speech.words if word.end_s <= cut_s]
    transcript = Transcript(tuple(words[: len(words) - unheard]), "openai", "whisper-1")
    return map_transcript(speakable(text.tokens), transcript, sound, language).is_complete


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("voice", VOICES)
def test_a_whole_voice_is_complete(voice: Voice, language: Language) -> None:
    assert is_complete(language, 1.0, voice)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", [0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
def test_a_voice_that_breaks_off_is_noticed(share: float, language: Language) -> None:
    assert not is_complete(language, share)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unheard", [1, 3, 6])
def test_an_end_that_the_recogniser_missed_is_no_missing_end(unheard: int, language: Language) -> None:
    assert is_complete(language, 1.0, unheard=unheard)


def test_a_voice_of_which_nothing_is_heard_is_not_judged() -> None:
    text = advert("en")
    nothing = Transcript((), "openai", "whisper-1")

    assert map_transcript(speakable(text.tokens), nothing, Pcm(bytes(48_000), 24_000), "en").is_complete
