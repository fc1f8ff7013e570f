"""Map AWS's errors to ours, for the services that store records, secrets and files.

botocore repeats a failed call before it raises; docs/retries.md lists the clients and their attempts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final, TypeVar

from aws_lambda_powertools import Logger
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    IncompleteReadError,
    ResponseStreamingError,
)
from botocore.exceptions import (
    ConnectionError as BotoConnectionError,
)

from vidx.errors import AccessRefused, Transient

Adapter = TypeVar("Adapter")
logger = Logger()

# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
# https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html
TRANSIENT_CODES: Final = frozenset(
    {
        "InternalFailure",
        "InternalServerError",
        "InternalServiceError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceeded",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServiceUnavailable",
        "SlowDown",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)
SERVER_ERROR: Final = 500
TOO_MANY_REQUESTS: Final = 429
NETWORK_ERRORS: Final = (BotoConnectionError, HTTPClientError, IncompleteReadError, ResponseStreamingError)
"""No connection, no answer in time, or an answer that breaks off."""


def is_transient(error: ClientError) -> bool:
    """Return whether AWS may grant the same request later."""
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    code = error.response.get("Error", {}).get("Code")
    return status >= SERVER_ERROR or status == TOO_MANY_REQUESTS or code in TRANSIENT_CODES


@contextmanager
def mapped_errors(service: str, unavailable: type[Transient]) -> Iterator[None]:
    """Replace botocore's errors.

    Args:
        service: what the message calls the service: `our records`.

    Raises:
        Transient: the error `unavailable`: throttled, too slow, not reachable, or an error on the service's side.
        AccessRefused: the service refuses the request: no permission, no such table, an invalid request of ours.
    """
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if is_transient(error):
            logger.warning("AWS is unavailable", extra={"operation": error.operation_name, "code": code})
            raise unavailable(unavailable_message(service)) from error
        raise AccessRefused(f"AWS refuses a request to {service} ({error.operation_name}: {code})") from error
    except NETWORK_ERRORS as error:
        logger.warning("AWS is unavailable", extra={"code": type(error).__name__})
        raise unavailable(unavailable_message(service)) from error
    except BotoCoreError as error:
        raise AccessRefused(f"a request to {service} cannot be sent ({type(error).__name__})") from error


def unavailable_message(service: str) -> str:
    """Return what callers read while a service is down."""
    return f"{service} cannot be reached just now; nothing is lost, try again in a minute"


def maps_errors(service: str, unavailable: type[Transient]) -> Callable[[type[Adapter]], type[Adapter]]:
    """Return a class decorator that applies `mapped_errors` to every public method of an adapter."""

    def decorate(adapter: type[Adapter]) -> type[Adapter]:
        for name, member in list(vars(adapter).items()):
            if callable(member) and not name.startswith("_"):
                setattr(adapter, name, _mapped(member, service, unavailable))
        return adapter

    return decorate


def _mapped(method: Callable[..., Any], service: str, unavailable: type[Transient]) -> Callable[..., Any]:
    @wraps(method)
    def call(*args: Any, **kwargs: Any) -> Any:
        with mapped_errors(service, unavailable):
            return method(*args, **kwargs)

    return call
