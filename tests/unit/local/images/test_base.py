"""The stand-in for AWS's base image."""

import os
import shutil

import pytest

from local.errors import NotReady
from local.images import base


@pytest.mark.parametrize(("missing", "user"), [({"buildah"}, 0), ({"debootstrap"}, 0), (set(), 1000)])
def test_a_missing_build_tool_is_reported_with_all_that_are_needed(
    monkeypatch: pytest.MonkeyPatch, missing: set[str], user: int
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name in missing else f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: user)

    with pytest.raises(NotReady, match="Docker, Finch or Podman; or, on Debian as root: apt-get install buildah"):
        base.prepare()


def test_a_base_of_the_same_recipe_is_not_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(base, "succeeds", lambda command: command == ["buildah", "inspect", base.tag()])
    monkeypatch.setattr(base, "run", lambda command: pytest.fail("debootstrap ran"))

    assert base.prepare() == base.tag()
