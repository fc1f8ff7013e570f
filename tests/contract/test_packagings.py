"""The template with container images for AWS and the one with local zip files differ in packaging only."""

from typing import Any, Final

from infra.environments import load
from infra.settings import EXAMPLES, ROOT
from tests.contract.synthesis import CDKS_OWN, functions, resources

WRAPPING: Final = frozenset({"Code", "PackageType", "Runtime", "Handler", "Layers", "ImageConfig"})
LOCAL_VARIABLES: Final = frozenset(
    {"CODE_DIR", "LAMBDA_PYTHON", "FFMPEG_BIN", "FONTS_DIR", "MUSIC_DIR", "WEBHOOK_LOOPBACK"}
)
"""Paths of the working tree and its programs, which an image has at fixed paths; and webhooks to this machine."""
ELSEWHERE: Final = {"packaging", "protected", "webhookLoopback"}
SITE: Final = ("Web", "Pages", CDKS_OWN)
"""Locally, the edge server replaces CloudFront and its bucket."""
SITE_VARIABLES: Final = frozenset({"API_PUBLIC_URL"})
"""The address of the site, which is that of CloudFront on AWS."""
KINDS_WITH_CODE: Final = "AWS::Lambda::Function"
LIMITS: Final = tuple(
    (name, str(value))
    for name, value in load("local", {}).model_dump(by_alias=True, exclude_unset=True).items()
    if name not in ELSEWHERE
)
"""The limits of the local cloud, for both."""


def unwrapped(resource: dict[str, Any]) -> dict[str, Any]:
    if resource["Type"] != KINDS_WITH_CODE:
        return resource
    properties = {name: value for name, value in resource["Properties"].items() if name not in WRAPPING}
    variables = properties["Environment"]["Variables"]
    properties["Environment"] = {
        "Variables": {name: value for name, value in variables.items() if name not in LOCAL_VARIABLES | SITE_VARIABLES}
    }
    return {**resource, "Properties": properties, "Metadata": None}


def system(packaging: str) -> dict[str, Any]:
    """The resources by the construct they belong to; the name of a published version tells its code, so it is cut."""
    by_name = resources(("packaging", packaging), *EXAMPLES.items(), *LIMITS)
    shared = {
        name: resource
        for name, resource in by_name.items()
        if not name.startswith(SITE) and not _is_alarm_of_metric_math(resource)
    }
    cut = {_cut(name): _unprotected(_rewritten(unwrapped(resource))) for name, resource in shared.items()}
    return {name: resource for name, resource in cut.items() if not _is_rule_of_tls(resource)}


def _is_alarm_of_metric_math(resource: dict[str, Any]) -> bool:
    """Whether the resource is an alarm on an expression, which the emulator refuses to create."""
    return resource["Type"] == "AWS::CloudWatch::Alarm" and "Metrics" in resource["Properties"]


def _is_rule_of_tls(resource: dict[str, Any]) -> bool:
    """Whether the resource does nothing but refuse calls of a queue without TLS, which the emulator does not have."""
    if resource["Type"] != "AWS::SQS::QueuePolicy":
        return False
    statements = resource["Properties"]["PolicyDocument"]["Statement"]
    return all("aws:SecureTransport" in str(statement.get("Condition")) for statement in statements)


def _unprotected(resource: dict[str, Any]) -> dict[str, Any]:
    """Leave out what protects data from deletion and the demand for TLS, which the local cloud does without."""
    protection = {"DeletionProtection", "DeletionProtectionEnabled"}
    properties = {name: value for name, value in resource.get("Properties", {}).items() if name not in protection}
    if resource["Type"] == "AWS::SQS::QueuePolicy" and not _is_rule_of_tls(resource):
        document = properties["PolicyDocument"]
        kept = [each for each in document["Statement"] if "aws:SecureTransport" not in str(each.get("Condition"))]
        properties = {**properties, "PolicyDocument": {**document, "Statement": kept}}
    unkept = {name: value for name, value in resource.items() if name not in {"DeletionPolicy", "UpdateReplacePolicy"}}
    return {**unkept, "Properties": properties}


def _cut(name: str) -> str:
    return name.split("CurrentVersion", maxsplit=1)[0] + "Version" if "CurrentVersion" in name else name


def _rewritten(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _rewritten(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_rewritten(value) for value in node]
    return _cut(node) if isinstance(node, str) else node


def test_image_and_zip_templates_differ_in_packaging_only() -> None:
    assert system("image") == system("zip")


def test_images_run_the_same_handlers_as_zip_files() -> None:
    images, zips = functions(("packaging", "image")), functions(("packaging", "zip"))

    assert images.keys() == {f"{path.parent.name.capitalize()}Function" for path in ROOT.glob("functions/*/handler.py")}
    for name, image in images.items():
        assert image["PackageType"] == "Image"
        assert image["ImageConfig"]["Command"] == [zips[name]["Handler"]]
