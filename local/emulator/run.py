"""Run MiniStack with the interpreter of its own environment, and change five things that it has no settings for.

- No Nagle's algorithm. Its Lambda Runtime API sends a response's headers and body separately. With Nagle's algorithm
  the body waits until the client acknowledges the headers, which takes 40 ms, on every call of a function.
- Events of EventBridge for a throttled function are delivered later, as AWS does for up to six hours. MiniStack drops
  them.
- A throttled stage fails with `Lambda.TooManyRequestsException`, as in AWS, and is retried for minutes. MiniStack's
  state machine calls it `Lambda.Unknown`, which stands for a dead worker and has one retry.
- CORS of the HTTP API. MiniStack keeps the template's configuration under the template's names (`AllowOrigins`) and
  looks for the API's (`allowOrigins`), so it answers every preflight request with 403.
- One thread watches the code for all functions' processes (`local/runtime/code_watch.py`).
"""

import json
import os
import socketserver
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from ministack.app import main
from ministack.services import apigateway, eventbridge, lambda_svc, stepfunctions

LONGEST_DELAY_S: Final = 10.0
Cors = dict[str, Any]
"""CORS of an HTTP API: origins, methods, headers."""


def deliver(arn: str, payload: str) -> None:
    """Invoke the function, again and again while it is throttled."""
    function, config, _ = lambda_svc._get_func_record_for_ref(arn)
    if not function or not config:
        return
    record = lambda_svc._execution_record_for_config(function, config)
    threading.Thread(target=_invoke_when_free, args=(record, json.loads(payload)), daemon=True).start()


def _invoke_when_free(record: dict[str, Any], event: dict[str, Any]) -> None:
    delay_s = 0.25
    while lambda_svc._execute_function_with_config_scope(record, event).get("throttle"):
        time.sleep(delay_s)
        delay_s = min(2 * delay_s, LONGEST_DELAY_S)


def with_throttle_name(call: Callable[[str, Any], Any]) -> Callable[[str, Any], Any]:
    """Let a function that calls a stage for the state machine name a throttled call as AWS does."""

    def call_named(function: str, event: Any) -> Any:
        try:
            return call(function, event)
        except stepfunctions._ExecutionError as failure:
            if _type_of(failure.cause) != "TooManyRequestsException":
                raise
            raise stepfunctions._ExecutionError("Lambda.TooManyRequestsException", failure.cause) from failure

    return call_named


def _type_of(cause: str) -> str:
    """`__type` of a failure's cause: only an answer of AWS's own has one, never a function's."""
    try:
        body = json.loads(cause)
    except ValueError:
        return ""
    return str(body.get("__type", "")) if isinstance(body, dict) and "errorType" not in body else ""


def with_api_names(answer: Callable[[Cors, str], Any]) -> Callable[[Cors, str], Any]:
    """Wrap a function so that it accepts a CORS configuration with the template's names."""

    def answer_for(configuration: Cors, origin: str) -> Any:
        return answer({name[:1].lower() + name[1:]: value for name, value in configuration.items()}, origin)

    return answer_for


if __name__ == "__main__":
    apigateway._cors_response_headers = with_api_names(apigateway._cors_response_headers)
    apigateway._cors_preflight_response = with_api_names(apigateway._cors_preflight_response)
    socketserver.StreamRequestHandler.disable_nagle_algorithm = True
    eventbridge._dispatch_to_lambda = deliver
    stepfunctions._call_lambda = with_throttle_name(stepfunctions._call_lambda)
    code_dir, stamps = os.environ.get("VIDX_CODE_DIR"), os.environ.get("VIDX_CODE_STAMPS")
    if code_dir and stamps:
        sys.path.insert(0, code_dir)
        from local.runtime.code_watch import watch

        threading.Thread(target=watch, args=(Path(code_dir), Path(stamps)), daemon=True).start()
    sys.exit(main())
