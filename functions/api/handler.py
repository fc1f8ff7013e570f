"""api: one HTTP request of API Gateway (payload format 2.0) in, one response out; or, once a day, a look at models."""

from datetime import date, datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api.app import build, respond
from functions.api.dependencies import request_id_of
from vidx.adapters.certificates import certificate_expiry
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.idempotency import register_invocation
from vidx.models import configured_models, shutting_down
from vidx.observability import logger, record_certificate, warn_about_shutdowns
from vidx.settings import Settings, settings

app = build()


@logger.inject_lambda_context(clear_state=True)
def http_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer a request."""
    register_invocation(context)
    logger.append_keys(request_id=request_id_of(event))
    return respond(app, event, context)


@logger.inject_lambda_context(clear_state=True)
def watch_handler(_event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Warn of models that are about to shut down, once a day, so that the warning does not wait for a job.

    Then measure how long the certificate of the site's domain is valid.
    """
    now = SystemClock().now()
    warn_of_configured_models(settings(), now.date())
    if settings().certificate_arn:
        measure_certificate(settings().certificate_arn, now)
    return {}


def measure_certificate(arn: str, now: datetime) -> None:
    """Record the days until the certificate expires.

    Raises:
        RecordsUnavailable, AccessRefused: it cannot be read. Lambda tries again, then the event is a dead letter.
    """
    expires_at = certificate_expiry(arn)
    if expires_at is not None:
        record_certificate(expires_at, now)


def warn_of_configured_models(settings: Settings, today: date) -> None:
    """Warn of every configured model that is about to shut down, in the name of the stage that uses it."""
    for stage, models in configured_models(settings).items():
        warn_about_shutdowns(stage, shutting_down(models, today))


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """The function's one entry: what the clock sends goes to the look at the models, anything else is a request."""
    handle = watch_handler if "check" in event else http_handler
    reply: dict[str, Any] = handle(event, context)
    return reply
