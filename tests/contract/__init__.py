"""Tests of the contracts between the parts. `infra` is imported first, because it tells aws_cdk which Node to use."""

from infra import NODE

__all__ = ["NODE"]
