"""The routes by topic."""

from aws_lambda_powertools.event_handler.api_gateway import Router

OPEN: list[dict[str, list[str]]] = [{}]
"""Needs no token; an empty list is what OpenAPI means by it too, but Powertools leaves that one out."""
POLL_AFTER_S = "2"
"""`Retry-After` of an unfinished job. The CLI and the page fall back to it, too."""


def new_router() -> Router:
    """A router without routes."""
    return Router()  # type: ignore[no-untyped-call]  # Powertools leaves its constructor without types
