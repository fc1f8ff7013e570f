"""Checks the synthesised templates and the state machine: cdk-nag, cfn-lint, checkov and asl-validator (`make nag`).

The deployment that it checks uses every optional part: a domain, the firewall, a budget, alarms by e-mail and in Slack.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks, ServerlessChecks

from infra import NODE
from infra.firewall import Firewall
from infra.settings import EXAMPLES, ROOT, Deployment
from infra.stacks import Stacks
from local import node

OUT: Final = ROOT / "build/nag/cdk.out"
TOOLS: Final = ROOT / "build/nag/venv/bin"
ASL_VALIDATOR: Final = ROOT / "node_modules/asl-validator/dist/bin/asl-validator.js"
ACCOUNT: Final = "111122223333"
"""The account of AWS's own examples. Nothing is deployed."""
FIREWALL_ARN: Final = f"arn:aws:wafv2:us-east-1:{ACCOUNT}:global/webacl/vidx/12345678-1234-1234-1234-123456789012"
CONTEXT: Final = {
    **EXAMPLES,
    "packaging": "image",
    "siteDomain": "ads.example.com",
    "certificateArn": f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/12345678-1234-1234-1234-123456789012",
    "firewall": "true",
    "canary": "true",
    "provisionedConcurrency": "1",
    "alarmEmail": "operator@example.com",
    "slackChannel": "C0123456789",
    "slackSecret": "vidx/slack",
    "budgetUsdPerMonth": "100",
}
NOT_LINTED: Final = {
    "W3005": "The CDK writes dependencies out that CloudFormation would also find.",
    "W3045": "CloudFront's log delivery needs the ACL that the CDK sets on the bucket of access logs.",
}
"""Rules of cfn-lint that do not hold for templates of the CDK, with the reason."""


def _app(folder: str, *, is_single: bool) -> App:
    app = App(outdir=str(OUT / folder))
    deployment = Deployment.model_validate(CONTEXT)
    Firewall(app, deployment, ACCOUNT)
    Stacks(app, deployment, firewall_arn=FIREWALL_ARN, is_single=is_single)
    return app


def synthesise() -> list[Path]:
    """Write the templates and return their paths.

    cdk-nag checks one stack with everything, in which acknowledged findings have the names of their resources.

    Raises:
        SystemExit: cdk-nag found something, which it has printed.
    """
    checked = _app("single", is_single=True)
    Validations.of(checked).add_plugins(AwsSolutionsChecks(checked), ServerlessChecks(checked))
    try:
        checked.synth()
    except RuntimeError as error:
        raise SystemExit(f"cdk-nag: {error}") from error
    _app("stacks", is_single=False).synth()
    return sorted((OUT / "stacks").glob("*.template.json"))


def run(*command: str | Path) -> bool:
    print("$", *(Path(part).name if isinstance(part, Path) else part for part in command), flush=True)
    environment = os.environ | {"LOG_LEVEL": "ERROR"}
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False).returncode == 0


def main() -> int:
    node.install()
    templates = synthesise()
    results = [
        run(TOOLS / "cfn-lint", "--ignore-checks", *NOT_LINTED, "--", *templates),
        run(
            *(TOOLS / "checkov", "--framework", "cloudformation", "--quiet", "--compact"),
            *(part for template in templates for part in ("--file", template)),
        ),
        run(NODE, ASL_VALIDATOR, "--json-path", ROOT / "statemachine.asl.json"),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
