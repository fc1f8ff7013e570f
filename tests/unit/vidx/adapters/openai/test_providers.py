"""The OpenAI adapters that a process creates from its settings."""

import pytest
from pydantic import BaseModel

from vidx.adapters.openai.providers import language_models as writers_of_this_process
from vidx.adapters.openai.providers import speech as speech_of_this_process
from vidx.adapters.openai.providers import transcriber as transcriber_of_this_process
from vidx.errors import (
    ProviderUnauthorized,
)

INSTRUCTIONS = "Write 30 to 40 spoken words, best 35."
FACTS = '<listing>{"title": "Blue lamp", "description": "Bright and small.", "price": "$20"}</listing>'


class Form(BaseModel):
    hook: str
    sentences: list[str]
    call_to_action: str


def test_a_missing_key_is_an_error_of_the_first_call() -> None:
    (writer,) = writers_of_this_process().values()
    speech, transcriber = speech_of_this_process(), transcriber_of_this_process()

    with pytest.raises(ProviderUnauthorized):
        writer.write(INSTRUCTIONS, FACTS, Form)
    with pytest.raises(ProviderUnauthorized):
        speech.speak("A lamp.", "alloy", "en")
    with pytest.raises(ProviderUnauthorized):
        transcriber.transcribe(b"", "en")
