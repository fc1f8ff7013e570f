"""Routes that need no sign-in: what can be chosen, how the API works, whether it is up."""

import platform
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path, Query
from pydantic import Field

from functions.api import openapi
from functions.api.dependencies import Caller, PortsDependency
from functions.api.options import api_options
from functions.api.routes.common import OPEN, new_router, no_content
from functions.api.schemas.common import ResponseModel
from functions.api.schemas.options import Options
from functions.api.voice_samples import CACHE_S, record_sample, sample_url
from vidx.adapters.clock import SystemClock
from vidx.observability import is_cold_start
from vidx.options import Language, Voice
from vidx.settings import settings

router = new_router()


class Health(ResponseModel):
    status: Literal["ok"] = "ok"
    architecture: str = Field(description="Processor of the functions: `x86_64` or `aarch64`.")
    cold_start: bool = Field(description="Whether this request had to start an instance of the function.")


@router.get(
    "/api/options",
    tags=["about"],
    summary="Choices, defaults and limits",
    security=OPEN,
    description="Voices, music, formats, languages, categories and limits, as every other route checks them.",
)
def options() -> Options:
    return api_options(settings(), SystemClock().now().date())


@router.get(
    "/api/voices/<voice>/preview",
    tags=["about"],
    summary="What a voice sounds like",
    security=OPEN,
    status_code=302,
    responses={302: {"description": "`Location` leads to a WAV file, for an hour"}},
    description="A short sample, if the voice has one in this language yet; `POST` has it recorded.",
)
def voice_preview(
    voice: Annotated[Voice, Path()], ports: PortsDependency, language: Annotated[Language, Query()] = "en"
) -> Response[str]:
    url = sample_url(voice, language, ports, settings())
    headers: dict[str, str | list[str]] = {"Location": url, "Cache-Control": f"private, max-age={CACHE_S}"}
    return Response(302, "text/plain", "", headers)  # API Gateway calls an answer without a type JSON, which "" is not


@router.post(
    "/api/voices/<voice>/preview",
    tags=["about"],
    summary="Have a voice sample recorded",
    status_code=204,
    responses={204: {"description": "`GET` leads to the sample from now on"}},
    description=(
        "Records the sample if the voice has none in this language yet, which takes some seconds. Needs a sign-in, "
        "because the operator pays for it, once; counts against the caller's limit of an hour."
    ),
)
def record_voice_preview(
    voice: Annotated[Voice, Path()],
    owner: Caller,
    ports: PortsDependency,
    language: Annotated[Language, Query()] = "en",
) -> Response[str]:
    record_sample(voice, language, owner, ports, settings())
    return no_content()


@router.get(
    "/api/healthz",
    tags=["about"],
    summary="Is the API up?",
    security=OPEN,
    description="Answers without asking anything else.",
)
def healthz() -> Health:
    return Health(architecture=platform.machine(), cold_start=is_cold_start())


@router.get("/api/docs", include_in_schema=False, compress=True)
def docs_page() -> Response[str]:
    return Response(
        200, "text/html; charset=utf-8", openapi.page(), {"Content-Security-Policy": openapi.OWN_ORIGIN_ONLY}
    )
