"""Script drafts: the script function invoked while the caller waits."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vidx.adapters.aws import lambda_client
from vidx.adapters.lambda_invoke import invoke
from vidx.jobs.events import DraftInput, DraftResult
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


@dataclass(frozen=True)
class LambdaDrafts:
    """Implements `Drafts`."""

    client: "LambdaClient"
    function: str

    def write(self, ask: DraftInput) -> DraftResult:
        return DraftResult.model_validate(invoke(self.client, self.function, ask.model_dump(mode="json"), "the script"))


@cache
def drafts() -> LambdaDrafts:
    """Drafts by the function named in the settings."""
    return LambdaDrafts(lambda_client(), settings().script_function)
