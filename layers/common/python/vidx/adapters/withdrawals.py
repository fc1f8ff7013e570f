"""Public files taken down by the upload function, which alone may write the public bucket."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vidx.adapters.aws import lambda_client
from vidx.adapters.lambda_invoke import invoke
from vidx.jobs.events import WithdrawInput, WithdrawResult, dump, load
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


@dataclass(frozen=True)
class LambdaWithdrawals:
    """Implements `Withdrawals`."""

    client: "LambdaClient"
    function: str

    def withdraw(self, ask: WithdrawInput) -> WithdrawResult:
        return load(WithdrawResult, invoke(self.client, self.function, dump(ask), "the change"))


@cache
def withdrawals() -> LambdaWithdrawals:
    """Withdrawals by the function named in the settings."""
    return LambdaWithdrawals(lambda_client(), settings().upload_function)
