"""One function asked by another, which waits for the answer."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from vidx.errors import ProviderUnavailable, StageFailed, by_code

if TYPE_CHECKING:
    from mypy_boto3_lambda import LambdaClient


def invoke(client: "LambdaClient", function: str, ask: Mapping[str, Any], what: str) -> Any:
    """The function's answer to `ask`.

    Args:
        what: what is being asked for, as a sentence begins with it: `the script`.

    Raises:
        ProviderUnavailable: the function cannot be reached, or does not answer in time.
        StageFailed: it failed by an error that is none of ours, of which nothing is quoted.
        VidxError: its own error again, by its class name.
    """
    try:
        answer = client.invoke(FunctionName=function, Payload=json.dumps(ask))
        payload = json.loads(answer["Payload"].read())
    except (ClientError, BotoCoreError, ValueError) as error:
        raise ProviderUnavailable(f"{what} cannot be made right now; try again in a minute") from error
    if "FunctionError" in answer:
        kind = by_code().get(str(payload.get("errorType")))
        if kind is None:
            raise StageFailed(f"{what} could not be made; try again in a minute")
        raise kind(str(payload.get("errorMessage")))
    return payload
