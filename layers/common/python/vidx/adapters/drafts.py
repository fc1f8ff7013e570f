"""Script drafts: the script function invoked while the caller waits."""

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from vidx.adapters.aws import lambda_client
from vidx.errors import ProviderUnavailable, StageFailed, by_code
from vidx.settings import settings
from vidx.steps import DraftInput, DraftResult, dump

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


@dataclass(frozen=True)
class LambdaDrafts:
    """Implements `Drafts`."""

    client: "LambdaClient"
    function: str

    def write(self, ask: DraftInput) -> DraftResult:
        try:
            answer = self.client.invoke(FunctionName=self.function, Payload=json.dumps(dump(ask)))
            payload = json.loads(answer["Payload"].read())
        except (ClientError, BotoCoreError, ValueError) as error:
            raise ProviderUnavailable("the script writer cannot be reached right now") from error
        if "FunctionError" in answer:
            raise _error_of(payload)
        return DraftResult.model_validate(payload)


def _error_of(payload: dict[str, Any]) -> Exception:
    """The function's own error again, by its class name; of anything else nothing is quoted."""
    kind = by_code().get(str(payload.get("errorType")))
    if kind is None:
        return StageFailed("the script could not be written; try again in a minute")
    return kind(str(payload.get("errorMessage")))


@cache
def drafts() -> LambdaDrafts:
    """Drafts by the function named in the settings."""
    return LambdaDrafts(lambda_client(), settings().script_function)
