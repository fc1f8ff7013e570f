"""Compares the templates of this tree with those of the last release: `python -m infra.template_diff [TAG]`.

It prints each resource that is new, gone or different, and fails if a deploy would delete or replace one with data.
"""

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from infra.settings import EXAMPLES, ROOT

GIT: Final = shutil.which("git") or "git"
OUT: Final = ROOT / "build/template-diff"
CONTEXT: Final = {"environment": "dev", "protected": "true", **EXAMPLES}
"""As in production, whose file takes no other values."""
FIXED: Final[dict[str, tuple[str, ...]]] = {
    "AWS::DynamoDB::Table": ("TableName", "KeySchema"),
    "AWS::Cognito::UserPool": ("UserPoolName", "AliasAttributes", "UsernameAttributes", "UsernameConfiguration"),
    "AWS::SecretsManager::Secret": ("Name",),
    "AWS::S3::Bucket": ("BucketName",),
}
"""Kinds that hold data, and the properties whose change replaces the resource, by CloudFormation's reference."""
Resources = Mapping[str, Mapping[str, Any]]


class Change(NamedTuple):
    """A resource that differs. `loss` says what a deploy would do to its data; empty: nothing."""

    stack: str
    resource: str
    kind: str
    what: str
    loss: str = ""

    def __str__(self) -> str:
        return f"{self.what:<8}{self.stack:<14}{self.kind:<36}{self.resource}{f'  {self.loss}' if self.loss else ''}"


def changes(before: Mapping[str, Resources], after: Mapping[str, Resources]) -> Iterator[Change]:
    """Return the differences between the resources of two sets of stacks."""
    for stack in sorted({*before, *after}):
        old, new = before.get(stack, {}), after.get(stack, {})
        for name in sorted({*old, *new}):
            if name not in new:
                kind = old[name]["Type"]
                loss = "its data would be deleted or left behind" if kind in FIXED else ""
                yield Change(stack, name, kind, "gone", loss)
            elif name not in old:
                yield Change(stack, name, new[name]["Type"], "new")
            elif old[name] != new[name]:
                yield Change(stack, name, new[name]["Type"], "changed", _replacement(old[name], new[name]))


def _replacement(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """Return why a deploy would replace a resource that holds data; empty if it would not."""
    kind = old["Type"]
    if kind not in FIXED:
        return ""
    if new["Type"] != kind:
        return "its data would be deleted or left behind"
    names = [name for name in FIXED[kind] if _property(old, name) != _property(new, name)]
    return f"it would be replaced by an empty one: {', '.join(names)}" if names else ""


def _property(resource: Mapping[str, Any], name: str) -> Any:
    return resource.get("Properties", {}).get(name)


def synthesise(tree: Path, out: Path) -> dict[str, Resources]:
    """Return the resources by stack of the app in a tree."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tree}{os.pathsep}{tree / 'layers/common/python'}",
        "CDK_CONTEXT_JSON": json.dumps(CONTEXT),
        "CDK_OUTDIR": str(out),
    }
    subprocess.run([sys.executable, "-m", "infra.app"], cwd=tree, env=environment, check=True)
    return {
        path.name.partition(".")[0]: json.loads(path.read_text(encoding="utf-8"))["Resources"]
        for path in sorted(out.glob("*.template.json"))
    }


def last_release() -> str:
    """Return the newest tag before this commit; empty if there is none."""
    command = [GIT, "describe", "--tags", "--abbrev=0"]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return process.stdout.strip()


def unpack(commit: str, folder: Path) -> None:
    """Write the files of a commit to a folder.

    Raises:
        CalledProcessError: there is no such commit.
    """
    archive = subprocess.run([GIT, "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 no data would be lost, 1 some would."""
    parser = argparse.ArgumentParser(prog="python -m infra.template_diff", description=__doc__)
    parser.add_argument("release", nargs="?", help="tag or commit; default: the last tag")
    release = parser.parse_args(arguments).release or last_release()
    if not release:
        print("there is no release yet: nothing to compare with")
        return 0
    tree = OUT / "tree"
    unpack(release, tree)
    found = list(changes(synthesise(tree, OUT / "before"), synthesise(ROOT, OUT / "after")))
    print(f"changes of the templates since {release}:" if found else f"no change of the templates since {release}")
    for change in found:
        print(change)
    return 1 if any(change.loss for change in found) else 0


if __name__ == "__main__":
    sys.exit(main())
