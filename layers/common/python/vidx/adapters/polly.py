"""Speech by Amazon Polly. It needs no key but the function's role, and AWS has never shut down one of its engines.

Polly returns PCM at 16 kHz at most; at 24 kHz it returns MP3 and Ogg only. 16 kHz is enough: the aligner works at 16
kHz, and the render stage resamples.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

from vidx import costs, wav
from vidx.adapters import aws, voices
from vidx.errors import (
    ProviderMalformed,
    ProviderRateLimited,
    ProviderRefused,
    ProviderRetired,
    ProviderUnauthorized,
    ProviderUnavailable,
    VidxError,
)
from vidx.ports.providers import Synthesis, TextToSpeech
from vidx.settings import settings
from vidx.usage import USAGE_COUNTER

if TYPE_CHECKING:
    from mypy_boto3_polly import PollyClient

PROVIDER: Final = "polly"
RATE_HZ: Final = 16_000
_SOUND: Final = "audio/pcm"
# https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html and CommonErrors.html there
_DENIED: Final = frozenset({401, 403})
_THROTTLED: Final = frozenset({"ThrottlingException", "TooManyRequestsException", "Throttling"})
_GONE: Final = frozenset({"EngineNotSupportedException", "LanguageNotSupportedException"})
_RATE: Final = 429
_SERVER: Final = 500
_NOT_FOUND: Final = 404


class PollySpeech:
    """Implements `TextToSpeech`. It sends plain text, so that nothing in a script is parsed as SSML."""

    def __init__(self, connect: "Callable[[], PollyClient]", engine: Literal["neural", "standard"]) -> None:
        self._connect = connect
        self._engine = engine

    def speak(self, text: str, voice: str, language: str) -> Synthesis:
        speaker, model = voices.polly_voice(voice, language, self._engine), f"{PROVIDER}-{self._engine}"
        with _mapped_errors(model):
            response = self._connect().synthesize_speech(
                Text=text,
                TextType="text",
                VoiceId=speaker,
                Engine=self._engine,
                OutputFormat="pcm",
                SampleRate=str(RATE_HZ),
            )
            USAGE_COUNTER.add_fee(costs.speech_usd(model, int(response.get("RequestCharacters") or len(text))))
            sound = response["AudioStream"].read()
        if response["ContentType"] != _SOUND or not sound or len(sound) % 2:
            raise ProviderMalformed(f"Amazon Polly's answer is no sound ({model}).")
        return Synthesis(wav=wav.write(wav.Pcm(sound, RATE_HZ)), provider=PROVIDER, model=model)


@cache
def polly() -> TextToSpeech:
    """Return Polly with the engine in the settings. Its client is created at the first call."""
    return PollySpeech(aws.polly, settings().polly_engine)


@contextmanager
def _mapped_errors(model: str) -> Iterator[None]:
    """Raise a leaf of `Transient` or `ProviderFailed` for every error of botocore."""
    try:
        yield
    except ClientError as error:
        raise _polly_error(error, model) from error
    except NoCredentialsError as error:
        raise ProviderUnauthorized("There are no credentials for Amazon Polly.") from error
    except BotoCoreError as error:
        raise ProviderUnavailable(f"Amazon Polly did not answer in time ({model}).") from error


def _polly_error(error: ClientError, model: str) -> VidxError:
    code, status = error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
    if code in _THROTTLED or status == _RATE:
        return ProviderRateLimited(f"Amazon Polly is busy: too many requests for now ({model}).")
    if status in _DENIED:
        return ProviderUnauthorized(f"The function may not use Amazon Polly ({code}).")
    if code in _GONE or status == _NOT_FOUND:
        return ProviderRetired(f"Amazon Polly does not offer {model} here ({code}).")
    if status >= _SERVER:
        return ProviderUnavailable(f"Amazon Polly is having trouble (HTTP {status}, {model}).")
    return ProviderRefused(f"Amazon Polly declined the request ({code}, {model}).")
