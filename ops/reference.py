"""Write docs/ops.md from the code of the commands: `python -m ops.reference`."""

from pathlib import Path
from typing import Final

import typer
from typer.cli import get_docs_for_click
from typer.main import get_command

from ops.main import app

TARGET: Final = Path(__file__).parents[1] / "docs" / "ops.md"
NOTICE: Final = "<!-- Written by `python -m ops.reference` from the code; change the code, not this file. -->"
PERMISSIONS: Final = """## Permissions

The commands use the credentials that the AWS CLI uses: a profile, `aws sso login`, or the environment. The stack has a
managed policy with what they need and no more; its ARN is the output `OperatorPolicyArn`. Attach it to the role of the
people on call. It reads no secret and no file of a seller (`infra/operators.py`):

| service | what for |
| --- | --- |
| CloudFormation, Lambda: names and settings of the functions | to find tables, limits and models of the deployment |
| DynamoDB: jobs, listings, accounts, admission | to read and change what the API changes; `top` scans the counters |
| Step Functions | to read the history of executions, to start and to stop them |
| CloudWatch Logs of the functions | the log lines of a job |
| Lambda: invoke `account` and `upload` | `erase` and `cancel` |
| Cognito: list users, disable, enable, sign out | to find a seller, and to stop one who floods the service |

Who may attach it may erase accounts: it belongs to few people. Every call is in AWS CloudTrail with its user.
"""


def reference() -> str:
    """Return the text of docs/ops.md."""
    command = get_command(app)
    commands = get_docs_for_click(
        obj=command, ctx=typer.Context(command), name="vidx ops", title="vidx ops: commands for operators"
    )
    return "\n".join([NOTICE, "", _tidy(commands), PERMISSIONS])


def _tidy(markdown: str) -> str:
    return "\n".join(line.rstrip() for line in markdown.splitlines()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
