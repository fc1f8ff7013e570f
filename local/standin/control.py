"""Routes that OpenAI does not have: faults on order, counts of calls, health."""

from pydantic import BaseModel, Field, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local.standin.faults import Endpoint, Kind, Ledger


class FaultOrder(BaseModel):
    """`POST /_faults`: let the next `times` calls of `endpoint` fail."""

    endpoint: Endpoint
    kind: Kind
    times: int = Field(default=1, ge=1, le=1_000)


def control_routes(ledger: Ledger) -> list[Route]:
    async def order(request: Request) -> Response:
        try:
            wanted = FaultOrder.model_validate_json(await request.body())
        except ValidationError as error:
            return JSONResponse({"detail": error.errors(include_url=False, include_context=False)}, 422)
        ledger.order(wanted.endpoint, wanted.kind, wanted.times)
        return Response(status_code=204)

    async def clear(_request: Request) -> Response:
        ledger.ordered.clear()
        return Response(status_code=204)

    async def counts(_request: Request) -> Response:
        return JSONResponse(ledger.counts())

    async def reset(_request: Request) -> Response:
        ledger.reset_counts()
        return Response(status_code=204)

    async def health(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    return [
        Route("/_faults", order, methods=["POST"]),
        Route("/_faults", clear, methods=["DELETE"]),
        Route("/_calls", counts, methods=["GET"]),
        Route("/_calls", reset, methods=["DELETE"]),
        Route("/healthz", health),
    ]
