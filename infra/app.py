"""The CDK app: `cdk synth` needs neither an AWS account nor Docker."""

import os
import sys

from aws_cdk import App, Environment

from infra.environments import SettingsError, deployment
from infra.firewall import Firewall
from infra.stacks import Stacks


def main() -> int:
    app = App()
    account, region = os.environ.get("CDK_DEFAULT_ACCOUNT"), os.environ.get("CDK_DEFAULT_REGION")
    env = Environment(account=account, region=region) if account and region else None
    try:
        settings = deployment(app.node)
    except SettingsError as error:
        print(f"infra: nothing was deployed, because the settings cannot be used:\n{error}", file=sys.stderr)
        return 2
    firewall = Firewall(app, settings, account) if settings.firewall else None
    Stacks(app, settings, env, firewall.arn if firewall else None)
    app.synth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
