"""`make sam-invoke FUNCTION=render [EVENT=render]`: one function with one sample event, on the running local cloud.

With a container engine, `sam local invoke` runs the function of the synthesized template in its image. Without one, the
box of the image runs it (`local/images/box.py`).
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any, Final

from local import cloud, sample_events, sample_job
from local.errors import LocalCloudError, NotReady
from local.images import base, build
from local.images.box import remove_leftovers
from local.images.buildah import WORK
from local.images.invoke import environment, has_boxes, invoke
from local.paths import ROOT

SAM: Final = ROOT / "build/sam/venv/bin/sam"
TEMPLATE: Final = WORK / "sam/template.json"
REGION: Final = "us-east-1"
FAILED: Final = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 the result is right, 1 it is not, or could not be had (the reason is on stderr)."""
    parser = argparse.ArgumentParser(prog="python -m local.images.sam", description=__doc__)
    parser.add_argument("function")
    parser.add_argument("event", nargs="?", help="name of a file in events/, such as script-draft")
    options = parser.parse_args(arguments)
    event = options.event or options.function
    try:
        if event not in sample_events.names(options.function):
            names = ", ".join(sample_events.names(options.function)) or "none"
            raise NotReady(f"{options.function} has no event {event}; its events are: {names}")
        result = invoke_sample(options.function, event)
        print(json.dumps(result, indent=2))
        sample_events.check(event, result)
    except LocalCloudError as error:
        print(f"sam-invoke: {error}", file=sys.stderr)
        return FAILED
    return 0


def invoke_sample(function: str, event: str) -> Any:
    """Prepare what the event needs on the running cloud, invoke the function, and return its result.

    Raises:
        NotReady: the machine has neither a container engine nor what the boxes need.
        SampleFailed: the function ended with an error.
    """
    running = cloud.running()
    engine = build.engine()
    if engine is None and not has_boxes():
        raise NotReady(base.MISSING)
    if engine or not (build.ROOTS / function).exists():
        arguments = {"RUN_AS": "root"} if engine else {}  # SAM adds its emulator to the image, as the image's user
        for _ in build.build([function], arguments):
            pass
    if sample_job.stages_before(function) is not None:
        sample_job.create(running)
        for stage in sample_job.stages_before(function) or ():
            sample_job.invoke(running, stage)
    settings = environment(sample_job.configuration(running, function), running.description.aws_endpoint)
    if engine:
        return _invoke_with_sam(function, event, settings)
    try:
        return invoke(function, [sample_events.sample(event)], settings).results[0]
    finally:
        remove_leftovers(WORK)


def _invoke_with_sam(function: str, event: str, settings: dict[str, str]) -> Any:
    templates = (json.loads(path.read_text(encoding="utf-8")) for path in build.CDK_OUT.glob("*.template.json"))
    template = next(each for each in templates if logical_id(function) in each["Resources"])
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(json.dumps(local_template(template, function, settings)), encoding="utf-8")
    command = [
        *(str(SAM), "local", "invoke", logical_id(function), "--template", str(TEMPLATE)),
        *("--event", str(sample_events.path_of(event)), "--region", REGION),
        *("--docker-network", "host", "--skip-pull-image"),
    ]
    process = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if process.returncode != 0:
        raise NotReady("sam local invoke failed; its messages are above")
    return json.loads(process.stdout)


def local_template(template: dict[str, Any], function: str, settings: dict[str, str]) -> dict[str, Any]:
    """Return a copy of the template in which a function has its local image and the settings of the local cloud."""
    resource = template["Resources"][logical_id(function)]
    variables = {name: value for name, value in settings.items() if not name.startswith(("AWS_LAMBDA_", "IMAGE_"))}
    properties = {
        **resource["Properties"],
        "Code": {"ImageUri": build.tag(function)},
        "Environment": {"Variables": variables},
    }
    # Without the metadata of the asset, SAM takes the image by its name.
    replaced = {"Type": resource["Type"], "Properties": properties}
    return {**template, "Resources": {**template["Resources"], logical_id(function): replaced}}


def logical_id(function: str) -> str:
    """Return the name of a function in the template, as `sam local invoke` takes it."""
    return f"{function.capitalize()}Function"


if __name__ == "__main__":
    sys.exit(main())
