"""The CDK app: `cdk synth` needs neither an AWS account nor Docker."""

import os
import sys

from aws_cdk import App, Environment
from pydantic import ValidationError

from infra.firewall import Firewall
from infra.settings import deployment
from infra.stack import Vidx


def main() -> int:
    app = App()
    account, region = os.environ.get("CDK_DEFAULT_ACCOUNT"), os.environ.get("CDK_DEFAULT_REGION")
    env = Environment(account=account, region=region) if account and region else None
    try:
        settings = deployment(app.node)
    except ValidationError as error:
        print(f"infra: a context value cannot be used: {error}", file=sys.stderr)
        return 2
    firewall = Firewall(app, settings, account) if settings.firewall else None
    Vidx(app, settings, env, firewall.arn if firewall else None)
    app.synth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
