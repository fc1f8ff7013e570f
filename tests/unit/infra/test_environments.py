"""One file holds an environment's settings, and whatever is wrong is refused with what would be right."""

from pathlib import Path
from typing import Any

import pytest
from aws_cdk import App

from infra import environments
from infra.environments import SettingsError, deployment, load
from infra.settings import EXAMPLES

PROTECTED = "protected: true\nstorageEndpoint: https://s3.test\npublicBaseUrl: https://media.test\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "prod.yaml").write_text(PROTECTED + "maxExecutions: 40\n", encoding="utf-8")
    (tmp_path / "dev.yaml").write_text(PROTECTED.replace("true", "false"), encoding="utf-8")
    return tmp_path


def refusal(environment: str, overrides: dict[str, Any], folder: Path = environments.FOLDER) -> str:
    with pytest.raises(SettingsError) as caught:
        load(environment, overrides, folder)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("logRetentionDays", "90", 90),
        ("renderMemoryMb", "4096", 4096),
        ("spendUsdPerDay", "2.5", 2.5),
        ("firewall", "true", True),
        ("firewall", "false", False),
        ("webOrigins", "https://a.test,https://b.test", ("https://a.test", "https://b.test")),
    ],
)
def test_the_text_of_the_command_line_becomes_the_settings_value(name: str, text: str, value: Any) -> None:
    chosen = load("", {**EXAMPLES, name: text})

    assert chosen.model_dump(by_alias=True)[name] == value


@pytest.mark.parametrize(
    ("name", "text", "right"),
    [
        ("logRetentionDays", "45", "1, 3, 7, 14, 30, 60, 90, 180 or 365"),
        ("renderMemoryMb", "much", "integer"),
        ("renderMemoryMb", "20000", "less than or equal to 10240"),
        ("firewall", "perhaps", "boolean"),
    ],
)
def test_a_wrong_value_is_refused_with_what_would_be_right(name: str, text: str, right: str) -> None:
    message = refusal("", {**EXAMPLES, name: text})

    assert message.startswith(f"{name} (-c): ")
    assert right in message
    assert text in message


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("logRetentiondays", "logRetentionDays"),
        ("log_retention_days", "logRetentionDays"),
        ("render-memory", "renderMemoryMb"),
        ("alarmMail", "alarmEmail"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest_one(name: str, nearest: str) -> None:
    assert refusal("", {**EXAMPLES, name: "1"}) == f"{name} (-c): there is no such setting; did you mean {nearest}?"


def test_an_unknown_name_in_a_file_is_refused_with_the_file(folder: Path) -> None:
    (folder / "dev.yaml").write_text("alarmMail: a@b.test\n", encoding="utf-8")

    assert refusal("dev", {}, folder).startswith(
        "alarmMail (dev.yaml): there is no such setting; did you mean alarmEma"
    )


def test_every_problem_is_named_at_once() -> None:
    assert len(refusal("", {**EXAMPLES, "packaging": "tar", "frameScale": "2"}).splitlines()) == 2


@pytest.mark.parametrize("environment", ["dev", "prod"])
def test_a_new_environment_asks_for_what_only_the_operator_knows(environment: str) -> None:
    message = refusal(environment, {})

    assert "storageEndpoint is missing: the address of the storage" in message
    assert "publicBaseUrl is missing: the public address of the public bucket" in message
    assert f"infra/environments/{environment}.yaml" in message


def test_production_never_depends_on_an_option_that_can_be_forgotten(folder: Path) -> None:
    assert load("prod", {}, folder).max_executions == 40
    message = refusal("prod", {"maxExecutions": "50"}, folder)

    assert "the next deploy without this option would revert it" in message
    assert "Write `maxExecutions: 50` into" in message


def test_the_command_line_replaces_values_of_an_unprotected_environment(folder: Path) -> None:
    assert load("dev", {"logRetentionDays": "90"}, folder).log_retention_days == 90


def test_a_misspelt_environment_is_refused_with_those_that_exist() -> None:
    assert refusal("prd", {}) == "environment: there is no 'prd'; did you mean prod?: dev, local, prod"


def test_a_name_that_is_set_twice_is_refused(folder: Path) -> None:
    (folder / "dev.yaml").write_text("spendUsdPerDay: 1\nspendUsdPerDay: 100\n", encoding="utf-8")

    assert "spendUsdPerDay: it is set twice" in refusal("dev", {}, folder)


@pytest.mark.parametrize("text", ["- a list", "spendUsdPerDay: [1"])
def test_a_file_that_is_no_mapping_is_refused(folder: Path, text: str) -> None:
    (folder / "dev.yaml").write_text(text, encoding="utf-8")

    assert refusal("dev", {}, folder).startswith("dev.yaml ")


def test_the_cdks_own_context_is_not_taken_for_settings() -> None:
    cdks_own = {"@aws-cdk/aws-iam:minimizePolicies": True, "aws:cdk:enable-path-metadata": True}

    assert deployment(App(context={**EXAMPLES, **cdks_own}).node).storage_endpoint == EXAMPLES["storageEndpoint"]


def test_the_app_reads_the_environment_of_the_context() -> None:
    app = App(context={"environment": "dev", **EXAMPLES})

    assert (deployment(app.node).stack_name, deployment(app.node).protected) == ("VidxDev", False)


def test_every_checked_in_environment_is_valid_once_its_required_values_are_there(tmp_path: Path) -> None:
    for name in environments.names():
        text = (environments.FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        for required, example in EXAMPLES.items():
            text = text.replace(f'{required}: ""', f"{required}: {example}")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")

    chosen = {name: load(name, {}, tmp_path) for name in environments.names()}

    assert chosen["prod"].protected
    assert len({each.stack_name for each in (chosen["dev"], chosen["prod"])}) == 2
    assert len({each.work_bucket for each in (chosen["dev"], chosen["prod"])}) == 2
