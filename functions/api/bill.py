"""A video's cost by its parts: of one being made (`status`) and of one that is thought of (`estimate`) alike."""

from collections.abc import Iterable
from typing import Protocol

from functions.api.wire import CostLines
from vidx import costs


class Paid(Protocol):
    """What a stage costs in US dollars, or is expected to."""

    @property
    def provider_usd(self) -> float: ...
    @property
    def compute_usd(self) -> float: ...
    @property
    def requests_usd(self) -> float: ...
    @property
    def storage_usd(self) -> float: ...


def bill(stages: Iterable[Paid], attempts: int = 1) -> CostLines:
    """The stages' costs and that of their executions, in parts and in all."""
    paid = list(stages)
    providers, compute, requests, storage = (
        sum(getattr(stage, part) for stage in paid)
        for part in ("provider_usd", "compute_usd", "requests_usd", "storage_usd")
    )
    orchestration = costs.orchestration_usd() * attempts
    return CostLines(
        total_usd=round(providers + compute + requests + storage + orchestration, 6),
        providers_usd=round(providers, 6),
        compute_usd=round(compute, 6),
        requests_usd=round(requests, 6),
        storage_usd=round(storage, 6),
        orchestration_usd=round(orchestration, 6),
        prices_as_of=costs.PRICES_AS_OF,
    )
