"""`make images` replaces the base image by name: it must be the one that the Dockerfile names everywhere."""

import re

from infra.settings import ROOT
from local.images.build import AWS_BASE


def test_the_dockerfile_stands_on_the_base_that_can_be_replaced() -> None:
    bases = re.findall(r"^FROM (\S+)", (ROOT / "functions/Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)

    assert {base for base in bases if "/" in base} == {AWS_BASE}
