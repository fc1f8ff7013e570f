"""Tests of the CDK app; `infra` comes first, since it tells aws_cdk which Node to run on."""

from infra import NODE

__all__ = ["NODE"]
