"""Invocations of Lambda functions: drafts, moderation, voice samples, withdrawals, and deletions in the background."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from vidx.adapters.aws import lambda_client
from vidx.errors import ProviderUnavailable, StageFailed, errors_by_code
from vidx.jobs.events import (
    DraftInput,
    DraftResult,
    TextModerationInput,
    TextModerationResult,
    VoiceSampleInput,
    VoiceSampleResult,
    WithdrawInput,
    WithdrawResult,
    dump,
    load,
)
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


def invoke(client: "LambdaClient", function: str, payload: Mapping[str, Any], result_name: str) -> Any:
    """Invoke a function and return its response.

    Args:
        result_name: name of the result, at the start of a sentence for users: `the script`.

    Raises:
        ProviderUnavailable: the function cannot be reached, or does not respond in time.
        StageFailed: it failed with an unknown error, which the message does not quote.
        VidxError: the function's own error, by its class name.
    """
    try:
        response = client.invoke(FunctionName=function, Payload=json.dumps(payload))
        result = json.loads(response["Payload"].read())
    except (ClientError, BotoCoreError, ValueError) as error:
        raise ProviderUnavailable(f"{result_name} cannot be made right now; try again in a minute") from error
    if "FunctionError" in response:
        kind = errors_by_code().get(str(result.get("errorType")))
        if kind is None:
            raise StageFailed(f"{result_name} could not be made; try again in a minute")
        raise kind(str(result.get("errorMessage")))
    return result


@dataclass(frozen=True)
class LambdaDrafts:
    """Implements `Drafts`."""

    client: "LambdaClient"
    function: str

    def write(self, request: DraftInput) -> DraftResult:
        return load(DraftResult, invoke(self.client, self.function, dump(request), "the script"))


@cache
def drafts() -> LambdaDrafts:
    """Return drafts by the function in the settings."""
    return LambdaDrafts(lambda_client(), settings().script_function)


@dataclass(frozen=True)
class LambdaTextModerations:
    """Implements `TextModerations`."""

    client: "LambdaClient"
    function: str

    def check(self, request: TextModerationInput) -> TextModerationResult:
        return load(TextModerationResult, invoke(self.client, self.function, dump(request), "the change"))


@cache
def text_moderations() -> LambdaTextModerations:
    """Return moderations by the script function."""
    return LambdaTextModerations(lambda_client(), settings().script_function)


@dataclass(frozen=True)
class LambdaVoiceSamples:
    """Implements `VoiceSamples`."""

    client: "LambdaClient"
    function: str

    def record(self, request: VoiceSampleInput) -> VoiceSampleResult:
        return load(VoiceSampleResult, invoke(self.client, self.function, dump(request), "the voice sample"))


@cache
def voice_samples() -> LambdaVoiceSamples:
    """Return voice samples by the function in the settings."""
    return LambdaVoiceSamples(lambda_client(), settings().tts_function)


WITHDRAW_WITHIN_S: Final = 10.0
"""When storage hangs, the files are deleted later: the API's caller does not wait any longer."""


@dataclass(frozen=True)
class LambdaWithdrawals:
    """Implements `Withdrawals`."""

    client: "LambdaClient"
    function: str

    def withdraw(self, request: WithdrawInput) -> WithdrawResult:
        return load(WithdrawResult, invoke(self.client, self.function, dump(request), "the change"))


@cache
def withdrawals() -> LambdaWithdrawals:
    """Withdrawals by the function named in the settings."""
    return LambdaWithdrawals(lambda_client(WITHDRAW_WITHIN_S), settings().upload_function)


@dataclass(frozen=True)
class LambdaDeletions:
    """Implements `Deletions` by an asynchronous invocation, which Lambda repeats twice if it fails."""

    client: "LambdaClient"
    function: str

    def start(self, owner: str) -> None:
        payload = json.dumps({"owner": owner})
        try:
            self.client.invoke(FunctionName=self.function, InvocationType="Event", Payload=payload)
        except (ClientError, BotoCoreError) as error:
            raise ProviderUnavailable("the deletion cannot be started right now") from error


@cache
def deletions() -> LambdaDeletions:
    """Return deletions by the function in the settings."""
    return LambdaDeletions(lambda_client(), settings().account_function)
