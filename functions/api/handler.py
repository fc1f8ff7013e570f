"""api: one HTTP request of API Gateway (payload format 2.0) in, one response out; or, once a day, a look at models."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api.app import answer, build
from functions.api.watch import watch_models
from vidx.adapters.clock import SystemClock
from vidx.adapters.dynamodb.idempotency import register_invocation
from vidx.observability import logger
from vidx.settings import settings

app = build()


@logger.inject_lambda_context(clear_state=True)
def http_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer a request."""
    register_invocation(context)
    return answer(app, event, context)


@logger.inject_lambda_context(clear_state=True)
def watch_handler(_event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Warn of models that are about to shut down."""
    watch_models(settings(), SystemClock().now().date())
    return {}


def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """The function's one entry: what the clock sends goes to the look at the models, anything else is a request."""
    handle = watch_handler if "check" in event else http_handler
    reply: dict[str, Any] = handle(event, context)
    return reply
