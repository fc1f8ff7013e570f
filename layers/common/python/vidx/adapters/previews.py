"""Samples of the voices: the tts function invoked while the caller waits."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vidx.adapters.aws import lambda_client
from vidx.adapters.lambda_invoke import invoke
from vidx.jobs.events import PreviewInput, PreviewResult, dump, load
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


@dataclass(frozen=True)
class LambdaPreviews:
    """Implements `Previews`."""

    client: "LambdaClient"
    function: str

    def record(self, ask: PreviewInput) -> PreviewResult:
        return load(PreviewResult, invoke(self.client, self.function, dump(ask), "the voice sample"))


@cache
def previews() -> LambdaPreviews:
    """Samples by the function named in the settings."""
    return LambdaPreviews(lambda_client(), settings().tts_function)
