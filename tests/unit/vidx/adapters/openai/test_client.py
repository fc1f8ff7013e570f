"""The host of each endpoint, and the key that it gets."""

from vidx.adapters.openai.client import KEY_NAME, Host, host
from vidx.settings import settings

OPENAI = settings().openai_base_url
OTHER = "https://voice.example.com/v1"


def test_an_endpoint_without_a_host_uses_openai() -> None:
    assert host("", "SPEECH_API_KEY") == host() == Host(OPENAI, KEY_NAME)


def test_another_host_never_gets_the_openai_key() -> None:
    assert host(OTHER, "SPEECH_API_KEY") == Host(OTHER, "SPEECH_API_KEY")


def test_an_endpoint_that_names_openai_uses_the_openai_key() -> None:
    assert host(OPENAI, "SPEECH_API_KEY") == Host(OPENAI, KEY_NAME)
