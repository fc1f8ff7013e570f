"""Dependencies of the routes: the ports, the caller, and files sent with the request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Final

from aws_lambda_powertools.event_handler import Depends, Request

from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.accounts import accounts
from vidx.adapters.dynamodb.ads import ads
from vidx.adapters.dynamodb.idempotency import idempotency
from vidx.adapters.dynamodb.jobs import jobs
from vidx.adapters.dynamodb.queue import queue
from vidx.adapters.dynamodb.quotas import quotas
from vidx.adapters.dynamodb.videos import videos
from vidx.adapters.dynamodb.webhooks import deliveries, webhooks
from vidx.adapters.lambda_invoke import deletions, drafts, text_moderations, voice_samples, withdrawals
from vidx.adapters.s3 import short_timeout_store
from vidx.adapters.sqs import delivery_queue
from vidx.adapters.stepfunctions import executions
from vidx.admission.limits import AdmissionLimits, Limit, charge
from vidx.errors import AccountClosed, Forbidden, RecordsUnavailable, Unauthenticated
from vidx.moderation import OPERATORS
from vidx.observability import logger, seller_hash
from vidx.ports.accounts import Accounts, Deletions
from vidx.ports.admission import Queue, Quotas
from vidx.ports.ads import Ads
from vidx.ports.clock import Clock
from vidx.ports.executions import Executions
from vidx.ports.idempotency import Idempotency
from vidx.ports.invocations import Drafts, TextModerations, VoiceSamples, Withdrawals
from vidx.ports.jobs import Jobs
from vidx.ports.storage import Store
from vidx.ports.videos import Videos
from vidx.ports.webhooks import Deliveries, DeliveryQueue, Webhooks
from vidx.settings import settings

READS: Final = frozenset({"GET", "HEAD"})
FORM_FILES: Final = "files"
"""Name of a form's files in the resolver's context."""
GROUPS: Final = "cognito:groups"
"""Claim with the user's groups."""


@dataclass(frozen=True)
class Ports:
    """The ports that the API uses; `links` is the base address of links in its responses."""

    open_store: Callable[[], Store]
    """Opens storage at its first use, so that a route without files needs neither storage nor its secret."""
    jobs: Jobs
    ads: Ads
    videos: Videos
    executions: Executions
    drafts: Drafts
    text_moderations: TextModerations
    voice_samples: VoiceSamples
    withdrawals: Withdrawals
    idempotency: Idempotency
    webhooks: Webhooks
    deliveries: Deliveries
    delivery_queue: DeliveryQueue
    quotas: Quotas
    queue: Queue
    accounts: Accounts
    deletions: Deletions
    clock: Clock
    links: str = ""
    limits: AdmissionLimits = field(default_factory=AdmissionLimits)

    @property
    def store(self) -> Store:
        return self.open_store()


@cache
def ports() -> Ports:
    """The real ports, created at first use."""
    return Ports(
        open_store=short_timeout_store,
        jobs=jobs(),
        ads=ads(),
        videos=videos(),
        executions=executions(),
        drafts=drafts(),
        text_moderations=text_moderations(),
        voice_samples=voice_samples(),
        withdrawals=withdrawals(),
        idempotency=idempotency(),
        webhooks=webhooks(),
        deliveries=deliveries(),
        delivery_queue=delivery_queue(),
        quotas=quotas(),
        queue=queue(),
        accounts=accounts(),
        deletions=deletions(),
        clock=SystemClock(),
        links=settings().api_public_url,
        limits=settings(),
    )


def request_id_of(event: Mapping[str, Any]) -> str:
    """Return API Gateway's id of the request, which its access log has as well; empty if the event has none."""
    return str(event.get("requestContext", {}).get("requestId", ""))


def request_id(request: Request) -> str:
    """API Gateway's id of the request."""
    return request_id_of(request.resolved_event.raw_event)


RequestId = Annotated[str, Depends(request_id)]


def user_of(event: Mapping[str, Any]) -> str:
    """Return the id of the signed-in user: the `sub` claim that API Gateway's authorizer has verified.

    Raises:
        Unauthenticated: the request carries no verified token.
    """
    user_id = _claims(event).get("sub")
    if not user_id:
        raise Unauthenticated("sign in first: the request carries no valid bearer token")
    return str(user_id)


def operator_of(event: Mapping[str, Any]) -> str:
    """Return the id of the signed-in user, who is in the group of operators.

    API Gateway passes the claim of the groups as text: `[operators testers]`.

    Raises:
        Unauthenticated: the request carries no verified token.
        Forbidden: the user is no operator.
    """
    user_id = user_of(event)
    if OPERATORS not in str(_claims(event).get(GROUPS, "")).strip("[]").split():
        raise Forbidden("only operators may do this; sign in as one")
    return user_id


def _claims(event: Mapping[str, Any]) -> Mapping[str, Any]:
    claims: Mapping[str, Any] = event.get("requestContext", {}).get("authorizer", {}).get("jwt", {}).get("claims", {})
    return claims


PortsDependency = Annotated[Ports, Depends(ports)]


def signed_in(request: Request, ports: PortsDependency) -> str:
    """Return the id of the signed-in user, whose account may be closed, and count the request.

    Raises:
        Unauthenticated: the request carries no verified token.
        LimitReached: the user sends too many requests per second.
    """
    user = user_of(request.resolved_event.raw_event)
    logger.append_keys(seller=seller_hash(user))
    try:
        ports.quotas.take([charge(Limit.REQUESTS, user, 1, ports.limits, ports.clock.now())])
    except RecordsUnavailable:
        logger.warning("a request is not counted, because the counters are not available", exc_info=True)
    return user


SignedIn = Annotated[str, Depends(signed_in)]


def caller(request: Request, user_id: SignedIn, ports: PortsDependency) -> str:
    """Return the id of the signed-in user. Tokens work for up to an hour after the account was closed.

    Raises:
        AccountClosed: the request would change something in a closed account.
    """
    if request.method not in READS and ports.accounts.get(user_id):
        raise AccountClosed(
            "this account is being deleted, so nothing can be changed; create a new account to continue"
        )
    return user_id


def form_files(request: Request) -> Mapping[str, bytes]:
    """Files sent in the request itself, by upload key."""
    files: Mapping[str, bytes] = request.context.get(FORM_FILES, {})
    return files


Caller = Annotated[str, Depends(caller)]


def operator(request: Request, _: Caller) -> str:
    """Return the id of the signed-in operator, and count the request.

    Raises the errors of `caller` and `operator_of`.
    """
    return operator_of(request.resolved_event.raw_event)


Operator = Annotated[str, Depends(operator)]
"""Id of the caller, who is an operator."""
FormFiles = Annotated[Mapping[str, bytes], Depends(form_files)]
