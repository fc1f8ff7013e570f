"""Structured logs and metrics, one of each per process (service name from `POWERTOOLS_SERVICE_NAME`)."""

from typing import Final

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from vidx.steps import StageResult

NAMESPACE: Final = "vidx"

logger = Logger()
metrics = Metrics(namespace=NAMESPACE)


def record(result: StageResult, seconds: float) -> None:
    """Count a finished stage: its seconds, its fees, and whether it could reuse earlier work."""
    metrics.add_metric("StageSeconds", MetricUnit.Seconds, seconds)
    metrics.add_metric("ProviderUsd", MetricUnit.NoUnit, result.provider_usd)
    metrics.add_metric("Reused", MetricUnit.Count, float(result.reused))
    logger.info("stage finished", extra={"result": result.model_dump(mode="json"), "seconds": round(seconds, 3)})
