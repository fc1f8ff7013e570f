"""api: one HTTP request of API Gateway (payload format 2.0) in, one response out."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.api.app import answer, build
from vidx.adapters.idempotency import CONFIG
from vidx.observe import logger

app = build()


@logger.inject_lambda_context(clear_state=True)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    CONFIG.register_lambda_context(context)
    return answer(app, event, context)
