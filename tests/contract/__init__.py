"""Tests of the contracts between the parts; `infra` comes first, since it tells aws_cdk which Node to run on."""

from infra import NODE

__all__ = ["NODE"]
