"""What the API's routes are given: the ports they work on, and who is calling."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Final

from aws_lambda_powertools.event_handler import Depends, Request

from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.ads import ads
from vidx.adapters.dynamodb.idempotency import idempotency
from vidx.adapters.dynamodb.jobs import jobs
from vidx.adapters.lambda_invoke import drafts, voice_samples, withdrawals
from vidx.adapters.s3 import store
from vidx.adapters.stepfunctions import executions
from vidx.errors import Unauthenticated
from vidx.ports import Ads, Clock, Drafts, Executions, Idempotency, Jobs, Store, VoiceSamples, Withdrawals
from vidx.settings import settings

FILES: Final = "files"
"""Where the resolver's context holds the files of a form."""


@dataclass(frozen=True)
class Ports:
    """The API's view of the world; `links` is the base of the links it hands out."""

    store: Store
    jobs: Jobs
    ads: Ads
    executions: Executions
    drafts: Drafts
    voice_samples: VoiceSamples
    withdrawals: Withdrawals
    idempotency: Idempotency
    clock: Clock
    links: str = ""


@cache
def ports() -> Ports:
    """The real ports, made on first use."""
    return Ports(
        store=store(),
        jobs=jobs(),
        ads=ads(),
        executions=executions(),
        drafts=drafts(),
        voice_samples=voice_samples(),
        withdrawals=withdrawals(),
        idempotency=idempotency(),
        clock=SystemClock(),
        links=settings().api_public_url,
    )


def user_of(event: Mapping[str, Any]) -> str:
    """Id of the signed-in user: the `sub` claim that API Gateway's authorizer has verified.

    Raises:
        Unauthenticated: the request carries no verified token.
    """
    user_id = event.get("requestContext", {}).get("authorizer", {}).get("jwt", {}).get("claims", {}).get("sub")
    if not user_id:
        raise Unauthenticated("sign in first: the request carries no valid bearer token")
    return str(user_id)


def caller(request: Request) -> str:
    return user_of(request.resolved_event.raw_event)


def sent_files(request: Request) -> Mapping[str, bytes]:
    """Files that came with the request itself, by upload key."""
    files: Mapping[str, bytes] = request.context.get(FILES, {})
    return files


Given = Annotated[Ports, Depends(ports)]
Caller = Annotated[str, Depends(caller)]
SentFiles = Annotated[Mapping[str, bytes], Depends(sent_files)]
