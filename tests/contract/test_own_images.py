"""`make images` replaces the base image by its name, so the Dockerfile must use one base image only."""

import re

from infra.settings import ROOT
from local.images.build import AWS_BASE


def test_the_dockerfile_starts_from_the_replaceable_base_image() -> None:
    bases = re.findall(r"^FROM (\S+)", (ROOT / "functions/Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)

    assert {base for base in bases if "/" in base} == {AWS_BASE}
