"""The command line of operators: views, documents and exit codes, on a deployment in memory."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from botocore.exceptions import ClientError, NoCredentialsError

from cli.errors import ExitCode
from cli.output import Screen
from ops import main, sellers
from ops.connection import Connection, Target
from ops.sellers import User
from tests.unit.ops.conftest import World
from vidx.admission.limits import spend_charges
from vidx.settings import Settings


@dataclass
class Shell:
    world: World
    capsys: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run a command; return its exit code and everything that it wrote."""
        code = main.run(arguments)
        written = self.capsys.readouterr()
        return code, written.out + written.err

    def json(self, *arguments: str) -> Any:
        code, text = self.run(*arguments, "--json")
        assert code == ExitCode.OK, text
        return json.loads(text)


@pytest.fixture
def shell(world: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    @contextmanager
    def connect(target: Target) -> Iterator[Connection]:
        yield Connection("vidx", world.ports, Settings(), Screen(as_json=target.json), is_local=True)

    def user_of(name: str, *_: object) -> User | None:
        return User(user_id="u1", email="ana@example.com", enabled=True) if name == "ana@example.com" else None

    monkeypatch.setattr(main, "connection", connect)
    monkeypatch.setattr(sellers, "find_user", user_of)
    monkeypatch.setattr(Connection, "users", None)
    monkeypatch.setattr(Connection, "caller", "arn:aws:iam::1:user/ana")
    return Shell(world, capsys)


def test_failures_are_shown_by_error_and_as_one_document(shell: Shell) -> None:
    shell.world.failed("a")
    shell.world.failed("b", code="UnusablePhoto", stage="photos")

    code, text = shell.run("failed")
    assert code == ExitCode.OK
    assert [word for word in ("StorageUnavailable", "may help", "UnusablePhoto", "cannot help") if word in text] == [
        "StorageUnavailable",
        "may help",
        "UnusablePhoto",
        "cannot help",
    ]
    document = shell.json("failed", "--code", "UnusablePhoto")
    assert [job["jobId"] for job in document["jobs"]] == ["b"]
    assert document["groups"][0]["retryable"] is False


def test_the_absence_of_failures_is_a_sentence(shell: Shell) -> None:
    assert "No job has failed" in shell.run("failed")[1]


def test_a_bulk_retry_needs_a_confirmation(shell: Shell) -> None:
    shell.world.failed("a")

    code, text = shell.run("retry")

    assert (code, "confirm with --yes" in text) == (ExitCode.INVALID, True)
    assert shell.world.api.executions.started == []


def test_a_dry_run_changes_nothing(shell: Shell) -> None:
    shell.world.failed("a")

    assert [job["jobId"] for job in shell.json("retry", "--dry-run")["jobs"]] == ["a"]
    assert shell.world.api.executions.started == []


def test_named_jobs_are_retried_whenever_they_failed(shell: Shell) -> None:
    shell.world.failed("a")
    shell.world.wait(days=3)

    assert shell.json("retry", "a", "--yes")["jobs"] == [{"jobId": "a", "result": "done", "reason": ""}]


def test_jobs_that_were_not_reached_are_an_error_of_the_command(shell: Shell) -> None:
    shell.world.api.limit_to(spend_usd_per_day=0.000001)
    for name in "abc":
        shell.world.failed(name)

    code, text = shell.run("retry", "--yes")

    assert code == ExitCode.UNAVAILABLE
    assert "2 jobs were not reached" in text


def test_a_cancel_names_jobs_or_a_seller(shell: Shell) -> None:
    shell.world.job("a")

    assert shell.run("cancel", "--yes")[0] == ExitCode.INVALID
    assert shell.run("cancel", "a", "--seller", "u1", "--yes")[0] == ExitCode.INVALID
    assert shell.json("cancel", "--seller", "ana@example.com", "--yes")["jobs"][0]["result"] == "done"


def test_a_pause_needs_a_reason_and_names_its_operator(shell: Shell) -> None:
    assert shell.run("pause")[0] == ExitCode.INVALID
    assert "an outage (arn:aws:iam::1:user/ana)" in shell.run("pause", "--reason", "an outage")[1]
    assert "Admission is paused" in shell.run("top")[1]
    assert "Jobs start as usual" in shell.run("resume")[1]


def test_top_shows_spending_beside_the_budget(shell: Shell) -> None:
    ports = shell.world.ports
    shell.world.api.quotas.correct(spend_charges("u1", 5.0, ports.limits, ports.clock.now()))

    text = shell.run("top")[1]

    assert "$5.00 of $20.00 (25%)" in text
    assert "$5.0000" in text


def test_a_seller_is_shown_with_jobs(shell: Shell) -> None:
    shell.world.failed("a")

    text = shell.run("seller", "ana@example.com")[1]

    assert "can sign in" in text
    assert "StorageUnavailable" in text


def test_an_erasure_needs_a_confirmation_and_has_a_receipt(shell: Shell) -> None:
    assert shell.run("erase", "ana@example.com")[0] == ExitCode.INVALID
    assert shell.world.api.accounts.get("u1") is None

    receipt = shell.json("erase", "ana@example.com", "--yes")
    assert receipt["status"] == "deleting"
    assert receipt["receiptId"] in shell.run("receipt", receipt["receiptId"])[1]


def test_models_tell_what_takes_over(shell: Shell) -> None:
    text = shell.run("models")[1]

    assert "2027-01-06" in text
    assert "gpt-realtime-2.1-mini" in text


def client_error(code: str, message: str = "no") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "ListStackResources")


@pytest.mark.parametrize(
    ("error", "code", "exit_code"),
    [
        (client_error("AccessDenied"), "AccessDenied", ExitCode.SIGNED_OUT),
        (client_error("ExpiredToken"), "NoCredentials", ExitCode.SIGNED_OUT),
        (client_error("ValidationError", "Stack x does not exist"), "NoStack", ExitCode.NOT_FOUND),
        (client_error("ThrottlingException"), "ThrottlingException", ExitCode.UNAVAILABLE),
        (NoCredentialsError(), "NoCredentials", ExitCode.SIGNED_OUT),
    ],
)
def test_errors_of_aws_say_what_to_do(
    error: Exception, code: str, exit_code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("ops.connection.session", refuse)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")

    assert main.run(["top", "--stack", "x", "--json"]) == exit_code
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code


def test_without_a_stack_and_a_local_cloud_the_hint_names_both(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("VIDX_STATE_DIR", str(tmp_path_factory.mktemp("nothing")))
    monkeypatch.delenv("VIDX_STACK", raising=False)

    assert main.run(["top"]) == ExitCode.UNAVAILABLE
    assert "--stack" in capsys.readouterr().err


def test_only_the_settings_of_the_deployment_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the operator's own environment must not change the deployment's limits."""
    from ops.connection import _take_settings
    from vidx.settings import settings

    monkeypatch.setenv("MAX_EXECUTIONS", "900")
    monkeypatch.setenv("SPEECH_MODEL", "mine")
    monkeypatch.setenv("JOBS_TABLE", "")

    _take_settings({"JOBS_TABLE": "theirs", "SPEECH_MODEL": "tts-1", "PATH": "/nowhere"})

    assert (settings().max_executions, settings().speech_model, settings().jobs_table) == (5, "tts-1", "theirs")
    settings.cache_clear()


def test_every_error_of_the_ports_has_an_exit_code() -> None:
    from ops.connection import _vidx_error
    from vidx import errors

    pairs = {
        errors.NotFound("x"): ExitCode.NOT_FOUND,
        errors.JobClosed("x"): ExitCode.REFUSED,
        errors.RecordsUnavailable("x"): ExitCode.UNAVAILABLE,
        errors.InvalidDetails("x"): ExitCode.INVALID,
        errors.AccessRefused("x"): ExitCode.SIGNED_OUT,
    }
    assert {error.code(): _vidx_error(error).exit_code for error in pairs} == {
        error.code(): code for error, code in pairs.items()
    }
