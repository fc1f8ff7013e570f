"""OpenAI's errors: their status codes and JSON bodies, word for word where clients look."""

from starlette.responses import JSONResponse


class ApiError(Exception):
    """An error as the API sends it; https://developers.openai.com/api/docs/guides/error-codes"""

    def __init__(self, status: int, message: str, kind: str, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"message": message, "type": kind, "param": param, "code": code}}

    def response(self) -> JSONResponse:
        return JSONResponse(self.body, self.status)


def missing_key() -> ApiError:
    message = "You didn't provide an API key. You need to provide your API key in an Authorization header."
    return ApiError(401, message, "invalid_request_error")


def wrong_key(key: str) -> ApiError:
    message = f"Incorrect API key provided: {key[:3]}****. You can find your API key at https://platform.openai.com."
    return ApiError(401, message, "invalid_request_error", "invalid_api_key")


def unknown_model(model: str) -> ApiError:
    message = f"The model `{model}` does not exist or you do not have access to it."
    return ApiError(404, message, "invalid_request_error", "model_not_found")


def retired_model(model: str) -> ApiError:
    message = f"The model `{model}` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations"
    return ApiError(404, message, "invalid_request_error", "model_not_found")


def bad_request(message: str, param: str | None = None, code: str | None = None) -> ApiError:
    return ApiError(400, message, "invalid_request_error", code, param)


def rate_limited() -> ApiError:
    message = "Rate limit reached for requests. Please try again in 1s."
    return ApiError(429, message, "requests", "rate_limit_exceeded")


def no_quota() -> ApiError:
    message = "You exceeded your current quota, please check your plan and billing details."
    return ApiError(429, message, "insufficient_quota", "insufficient_quota")


def server_error() -> ApiError:
    message = "The server had an error while processing your request. Sorry about that!"
    return ApiError(500, message, "server_error")


def refused() -> ApiError:
    message = "Your request was rejected as a result of our safety system."
    return ApiError(400, message, "invalid_request_error", "content_policy_violation")
