"""Every operation on records, secrets and files raises errors of ours when AWS or the storage fails."""

import inspect
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from testing.jobs import job_row
from testing.listings import CAR
from vidx.accounts import Closure, DeletedItems
from vidx.adapters import dynamodb, sqs
from vidx.adapters.dynamodb.accounts import DynamoAccounts
from vidx.adapters.dynamodb.ads import DynamoAds
from vidx.adapters.dynamodb.idempotency import idempotency_in
from vidx.adapters.dynamodb.jobs import DynamoJobs, DynamoStageJobs
from vidx.adapters.dynamodb.queue import DynamoQueue
from vidx.adapters.dynamodb.quotas import DynamoQuotas
from vidx.adapters.dynamodb.videos import DynamoVideos
from vidx.adapters.dynamodb.webhooks import DynamoDeliveries, DynamoWebhooks
from vidx.adapters.s3 import S3Publisher, S3Store
from vidx.adapters.sqs import SqsDeliveryQueue
from vidx.admission.limits import Charge, Limit, Reservation
from vidx.admission.queue import Pause, QueueEntry, QueueState
from vidx.ads import Report, new_ad
from vidx.errors import AccessRefused, RecordsUnavailable, StorageUnavailable, VidxError
from vidx.jobs.model import Failure, Stage, StageRecord
from vidx.moderation import Decision, Review, Verdict
from vidx.webhooks.model import Delivery, DeliveryTask, EventType, Webhook

NOW = datetime(2026, 11, 30, tzinfo=UTC)
JOB = job_row()
RECORD = StageRecord(started_at=NOW, attempt=1)
CHARGE = Charge(limit=next(iter(Limit)), subject="u1", amount=1, maximum=5, at=NOW)
DELIVERY = Delivery(
    webhook_id="w1", message_id="m1", owner="u1", type=EventType.JOB_COMPLETED, body="", created_at=NOW, expires_at=0
)
ARGUMENTS: dict[str, Any] = {
    "ad": new_ad(JOB, CAR, NOW).model_copy(update={"stems": ()}),
    "ad_id": "a1",
    "at": NOW,
    "attempt": 1,
    "before": JOB,
    "contact": None,
    "created_since": NOW,
    "cursor": None,
    "failure": Failure(code="RenderFailed", stage="render", message="no"),
    "family": "j1",
    "finished_before": NOW,
    "fraction": 0.5,
    "job": JOB,
    "job_id": "j1",
    "lease_s": 30.0,
    "limit": 5,
    "used.limit": next(iter(Limit)),
    "listing": CAR,
    "owner": "u1",
    "pause": Pause(since=NOW, by="arn", reason=""),
    "record": RECORD,
    "report": Report(at=NOW, reason="scam"),
    "run": RECORD,
    "spent": RECORD,
    "stage": Stage.TTS,
    "status": None,
    "stem": "videos/20261130_j1",
    "taken_down": frozenset(),
    "token": "t1",
    "condition": "attempt = :one",
    "expression": "SET attempt = :one",
    "values": {":one": 1},
    "names": {},
    "delay_s": 5,
    "charges": (CHARGE,),
    "delivery": DELIVERY,
    "entry": QueueEntry(execution="j1", job_id="j1", attempt=1, owner="u1", queued_at=NOW),
    "execution": "j1",
    "reservation": Reservation(execution="j1", job_id="j1", attempt=1, spent_before_micro_usd=0, charges=(CHARGE,)),
    "state": QueueState(),
    "events": (),
    "message": "no",
    "message_id": "m1",
    "next_attempt_at": None,
    "note": "",
    "now": NOW,
    "receipt": "r1",
    "run_s": 30.0,
    "retry_at": None,
    "review": Review(started_at=NOW, findings=()),
    "decision": Decision(verdict=Verdict.PASS, operator="u2", decided_at=NOW),
    "receipt_id": "rc_1",
    "closure": Closure(owner="u1", receipt_id="rc_1", closed_at=NOW),
    "items": DeletedItems(),
    "subject": "u1",
    "until": NOW,
    "secret": "whsec_1",
    "task": DeliveryTask(owner="u1", webhook_id="w1", message_id="m1", round=1),
    "webhook": Webhook(owner="u1", webhook_id="w1", url="https://example.test", events=(), secret="s", created_at=NOW),
    "webhook_id": "w1",
}
"""A value for each parameter of the adapters' methods; `method.parameter` where one method takes another type."""


def client_error(code: str, status: int) -> ClientError:
    response: Any = {"Error": {"Code": code, "Message": "no"}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(response, "UpdateItem")


URL = {"endpoint_url": "https://example.test"}
TRANSIENT = [
    client_error("ThrottlingException", 400),
    client_error("ProvisionedThroughputExceededException", 400),
    client_error("RequestLimitExceeded", 400),
    client_error("InternalServerError", 500),
    client_error("ServiceUnavailable", 503),
    client_error("SlowDown", 503),
    client_error("429", 429),
    ConnectTimeoutError(**URL),
    ReadTimeoutError(**URL),
    EndpointConnectionError(**URL),
]
REFUSED = [
    client_error("AccessDeniedException", 400),
    client_error("AccessDenied", 403),
    client_error("ResourceNotFoundException", 400),
    client_error("ValidationException", 400),
    NoCredentialsError(),
    ParamValidationError(report="no such parameter"),
]


class _Exceptions:
    class ConditionalCheckFailedException(ClientError): ...

    class TransactionCanceledException(ClientError): ...

    class TransactionConflictException(ClientError): ...


class FailingClient:
    """A client of which every operation raises the error."""

    exceptions = _Exceptions

    def __init__(self, error: Exception) -> None:
        self._error = error

    def get_paginator(self, _operation: str) -> "FailingClient":
        return self

    def __getattr__(self, _operation: str) -> Callable[..., Any]:
        def fail(*_args: object, **_kwargs: object) -> Any:
            raise self._error

        return fail


def operations(adapter: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The adapter's public methods, each with its arguments."""
    for name, method in inspect.getmembers(adapter, inspect.ismethod):
        if not name.startswith("_"):
            parameters = inspect.signature(method).parameters
            yield name, partial(method, **{parameter: argument(name, parameter) for parameter in parameters})


def argument(method: str, parameter: str) -> Any:
    own = f"{method}.{parameter}"
    return ARGUMENTS[own if own in ARGUMENTS else parameter]


def adapters(error: Exception) -> list[Any]:
    client: Any = FailingClient(error)
    return [
        DynamoStageJobs(client, "jobs"),
        DynamoJobs(client, "jobs"),
        DynamoAds(client, "ads", "jobs", "videos"),
        DynamoVideos(client, "videos", "jobs"),
        DynamoQueue(client, "admission"),
        DynamoQuotas(client, "admission"),
        DynamoAccounts(client, "accounts"),
        DynamoWebhooks(client, "webhooks"),
        DynamoDeliveries(client, "deliveries"),
        SqsDeliveryQueue(client, "https://queue.test", "https://dead.test"),
    ]


def raised(call: Callable[[], Any]) -> type[BaseException]:
    with pytest.raises(Exception) as caught:  # noqa: PT011 (the test compares the type)
        call()
    return caught.type


def test_every_adapter_of_tables_and_queues_is_tested() -> None:
    modules = [sqs, *(import_module(f"{dynamodb.__name__}.{found.name}") for found in iter_modules(dynamodb.__path__))]
    named = {member for module in modules for member in vars(module).values() if isinstance(member, type)}
    ours = {member for member in named if "client" in getattr(member, "__dataclass_fields__", {})}

    assert ours == {type(adapter) for adapter in adapters(NoCredentialsError())}


@pytest.mark.parametrize("error", TRANSIENT, ids=lambda error: str(error)[:70])
def test_records_that_cannot_be_reached_are_worth_another_try(error: Exception) -> None:
    kinds = {name: raised(call) for adapter in adapters(error) for name, call in operations(adapter)}

    assert len(kinds) > 20
    assert {name: kind for name, kind in kinds.items() if kind is not RecordsUnavailable} == {}


@pytest.mark.parametrize("error", REFUSED, ids=lambda error: str(error)[:70])
def test_refused_requests_are_faults_of_ours(error: Exception) -> None:
    kinds = {name: raised(call) for adapter in adapters(error) for name, call in operations(adapter)}

    assert {name: kind for name, kind in kinds.items() if kind is not AccessRefused} == {}


@pytest.mark.filterwarnings("ignore:Couldn't determine the remaining time left")
@pytest.mark.parametrize(
    ("error", "kind"),
    [(TRANSIENT[0], RecordsUnavailable), (TRANSIENT[-1], RecordsUnavailable), (REFUSED[0], AccessRefused)],
)
def test_repeated_requests_are_looked_up_likewise(error: Exception, kind: type[VidxError]) -> None:
    client: Any = FailingClient(error)

    with pytest.raises(kind):
        idempotency_in(client, "jobs").run("u1", "key", "{}", dict)


def publisher(client: Any) -> S3Publisher:
    return S3Publisher(lambda: client, "work", "public", "")


STORAGE_CALLS: dict[str, Callable[[Any], Any]] = {
    "get": lambda client: S3Store(lambda: client, "work").get("k"),
    "head": lambda client: S3Store(lambda: client, "work").head("k"),
    "read_range": lambda client: S3Store(lambda: client, "work").read_range("k", 0, 1),
    "put": lambda client: S3Store(lambda: client, "work").put("k", b"", "text/plain"),
    "copy": lambda client: S3Store(lambda: client, "work").copy("k", "l"),
    "delete": lambda client: S3Store(lambda: client, "work").delete("k"),
    "publish": lambda client: S3Publisher(lambda: client, "work", "public", "").publish(
        "k", "l", "text/plain", "no-cache"
    ),
    "withdraw": lambda client: S3Publisher(lambda: client, "work", "public", "").withdraw("l"),
}


@pytest.mark.parametrize("operation", STORAGE_CALLS)
@pytest.mark.parametrize("error", [*TRANSIENT[4:], *REFUSED[:2], *REFUSED[3:]], ids=lambda error: str(error)[:70])
def test_the_storage_is_unavailable_or_refuses(operation: str, error: Exception) -> None:
    with pytest.raises(StorageUnavailable if error in TRANSIENT else AccessRefused):
        STORAGE_CALLS[operation](FailingClient(error))
