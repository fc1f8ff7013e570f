"""Bounds on the length of a voice-over. `docs/retries.md` has the table of what is noticed."""

import pytest

from functions.tts.audio import assemble_voiceover
from functions.tts.length_check import check_length
from local.openai_standin.espeak import voice_for
from local.openai_standin.speech import record_speech
from testing.espeak import speak
from testing.foreign_listings import FOREIGN_LISTINGS
from testing.listings import ALL
from vidx.errors import ProviderMalformed
from vidx.jobs.request import Listing
from vidx.options import LANGUAGES, VOICES, Language, Voice
from vidx.speech import SpokenText, normalize
from vidx.wav import Pcm

RATES = (140, 165, 190, 215)
"""Words per minute: from a slow reading to one faster than any provider's voice."""


def advert(language: Language) -> SpokenText:
    listing: Listing = {"en": ALL, **FOREIGN_LISTINGS}[language][0]
    return normalize(f"{listing.title}. {listing.description}", language, listing.context)


def recording(text: SpokenText, voice: Voice) -> Pcm:
    speech = record_speech(text.voice_text, voice, text.language)
    return Pcm(speech.samples.astype("<i2").tobytes(), speech.rate_hz)


def cut(recording: Pcm, share: float) -> Pcm:
    samples = len(recording.samples) // 2
    return Pcm(recording.samples[: 2 * int(samples * share)], recording.rate_hz)


def check(recording: Pcm, text: SpokenText, voice: Voice) -> None:
    check_length(assemble_voiceover([recording]).seconds, text.spoken_form, text.language, voice)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("voice", VOICES)
def test_a_whole_recording_is_accepted_in_every_voice_and_language(voice: Voice, language: Language) -> None:
    text = advert(language)

    check(recording(text, voice), text, voice)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words_per_minute", RATES)
def test_a_whole_recording_is_accepted_at_every_speed(words_per_minute: int, language: Language) -> None:
    text = advert(language)
    spoken = speak(text.voice_text, voice_for("alloy", language).name, words_per_minute).voice
    check_length(assemble_voiceover([Pcm(spoken.samples, 22_050)]).seconds, text.spoken_form, language, "alloy")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("share", [0.3, 0.4, 0.5])
def test_half_a_recording_is_refused(share: float, language: Language) -> None:
    text = advert(language)

    with pytest.raises(ProviderMalformed, match="cannot be"):
        check(cut(recording(text, "alloy"), share), text, "alloy")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recording_of_more_than_twice_the_length_is_refused(language: Language) -> None:
    text = advert(language)
    sound = recording(text, "alloy")

    with pytest.raises(ProviderMalformed, match="cannot be"):
        check(Pcm(sound.samples * 3, sound.rate_hz), text, "alloy")


@pytest.mark.parametrize("text", ["Call now.", "Oak chair, forty nine dollars.", "A B C D E F G"])
def test_short_and_spelled_texts_are_accepted(text: str) -> None:
    spoken = normalize(text, "en")

    check(recording(spoken, "alloy"), spoken, "alloy")
