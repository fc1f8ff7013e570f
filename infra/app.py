"""The CDK app: `cdk synth` needs neither an AWS account nor Docker."""

import os
import sys

from aws_cdk import App, Environment
from pydantic import ValidationError

from infra.settings import deployment
from infra.stack import Vidx


def main() -> int:
    app = App()
    account, region = os.environ.get("CDK_DEFAULT_ACCOUNT"), os.environ.get("CDK_DEFAULT_REGION")
    env = Environment(account=account, region=region) if account and region else None
    try:
        chosen = deployment(app.node)
    except ValidationError as error:
        print(f"infra: a context value cannot be used: {error}", file=sys.stderr)
        return 2
    Vidx(app, chosen, env)
    app.synth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
