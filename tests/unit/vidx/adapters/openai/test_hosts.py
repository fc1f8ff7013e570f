"""Which host an endpoint has, and which key that host gets to see."""

from vidx.adapters.openai.client import KEY_NAME, Host, host
from vidx.settings import settings

OPENAI = settings().openai_base_url
OTHER = "https://voice.example.com/v1"


def test_an_endpoint_without_a_host_of_its_own_is_openais() -> None:
    assert host("", "SPEECH_API_KEY") == host() == Host(OPENAI, KEY_NAME)


def test_another_host_never_sees_openais_key() -> None:
    assert host(OTHER, "SPEECH_API_KEY") == Host(OTHER, "SPEECH_API_KEY")


def test_openai_by_its_own_name_keeps_its_key() -> None:
    assert host(OPENAI, "SPEECH_API_KEY") == Host(OPENAI, KEY_NAME)
