"""docs/security.md names the rights that the template gives, no more and no fewer."""

import json
import re
from typing import Final

import pytest

from infra.firewall import COUNTED, MANAGED_RULES
from infra.settings import Deployment
from local.paths import ROOT
from tests.contract.test_template import rights
from vidx.jobs.model import Stage

OBSERVED: Final = ("logs:", "xray:")
"""Every function writes logs and traces."""
SECRETS: Final = {"OpenAi": "OpenAI", "Storage": "storage", "Publish": "publishing"}


def text() -> str:
    return (ROOT / "docs/security.md").read_text(encoding="utf-8")


def roles() -> dict[str, tuple[str, ...]]:
    """The rows of the table, each with how the names of its roles begin in the template."""
    table = text().split("| role | ")[1].split("\n\n")[0]
    names = [line.split("|")[1].strip() for line in table.splitlines()[2:]]
    return {name: tuple(_role(each) for each in name.split(", ")) for name in names}


def _role(name: str) -> str:
    if name == "state machine":
        return "PipelineMachine"
    return f"Pipeline{name.capitalize()}" if name in set(Stage) else f"{name.capitalize()}Role"


def documented(name: str) -> tuple[str, str, str]:
    """Tables, secrets and other actions in the row of a role."""
    row = next(line for line in text().splitlines() if line.startswith(f"| {name} |"))
    _, tables, secrets, others = (cell.strip().replace("`", "") for cell in row.strip("| ").split("|"))
    return tables, secrets, others


def given(role: str) -> tuple[str, str, str]:
    """The same as the template has it."""
    tables: dict[str, set[str]] = {}
    secrets, others = set(), set()
    for action, on in rights(role):
        if action.startswith(OBSERVED):
            continue
        service, _, name = action.partition(":")
        if service == "dynamodb" and "Records" in on:
            for table in re.findall(r"Records([A-Z][a-z]+)[0-9A-F]{8}", on):
                tables.setdefault(table.lower(), set()).add(name)
        elif service == "secretsmanager":
            secrets |= {words for secret, words in SECRETS.items() if f'"Secrets{secret}' in on}
        else:
            others.add(action)
    by_table = "; ".join(f"{table}: {' '.join(sorted(actions))}" for table, actions in sorted(tables.items()))
    return by_table, ", ".join(sorted(secrets, key=str.lower)) or "none", " ".join(sorted(others)) or "–"


@pytest.mark.parametrize("name", roles())
def test_the_table_of_roles_is_that_of_the_template(name: str) -> None:
    for role in roles()[name]:
        assert documented(name) == given(role)


def test_every_role_of_ours_is_in_the_table() -> None:
    from tests.contract.synthesis import CDKS_OWN, of_type

    policies = json.dumps([
        policy["Roles"]
        for name, policy in of_type("AWS::IAM::Policy", ("packaging", "image")).items()
        if not name.startswith(CDKS_OWN)
    ])  # fmt: skip
    known = tuple(role for row in roles().values() for role in row)

    assert [role for role in re.findall(r'"Ref": "(\w+)"', policies) if not role.startswith(known)] == []


def test_the_firewall_is_named_with_its_rules_and_its_setting() -> None:
    firewall = text().split("### The firewall")[1].split("\n#")[0]

    assert all(f"`{rule}`" in firewall for rule in (*MANAGED_RULES, *COUNTED))
    assert "`firewall: true`" in firewall
    assert f"{Deployment.model_fields['requests_per_address'].default:,}" in firewall
