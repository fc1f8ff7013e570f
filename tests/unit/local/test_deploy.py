"""A deploy is skipped only if no input of the template has changed."""

from pathlib import Path

from local import emulator
from local.deploy import fingerprint_of, inputs
from local.paths import ROOT, StatePaths


def test_another_context_needs_another_deploy() -> None:
    assert fingerprint_of({"frameScale": "1"}) == fingerprint_of({"frameScale": "1"})
    assert fingerprint_of({"frameScale": "1"}) != fingerprint_of({"frameScale": "0.5"})


def test_the_template_depends_on_the_infrastructure_but_not_on_function_code() -> None:
    names = {str(path.relative_to(ROOT)) for path in inputs()}

    assert {"infra/stacks.py", "statemachine.asl.json", "cdk.json", "package-lock.json"} <= names
    assert not {name for name in names if name.startswith(("functions/", "layers/"))}


def test_the_emulator_listens_on_localhost_and_inherits_no_credentials(tmp_path: Path) -> None:
    environment = emulator.environment(StatePaths(tmp_path), 4599, wait_scale=1.0)

    assert environment["BIND_HOST"] == "127.0.0.1"
    assert environment["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4599"
    assert not {name for name in environment if name.startswith(("PYTEST", "OPENAI", "VIRTUAL_ENV"))}


def test_a_proxy_can_stand_between_the_functions_and_the_emulator(tmp_path: Path) -> None:
    proxy = "http://127.0.0.1:4600"

    environment = emulator.environment(StatePaths(tmp_path), 4599, wait_scale=1.0, functions_endpoint=proxy)

    assert (environment["AWS_ENDPOINT_URL"], environment["GATEWAY_PORT"]) == (proxy, "4599")


def test_another_file_of_settings_needs_another_deploy() -> None:
    assert "infra/environments/local.yaml" in {str(path.relative_to(ROOT)) for path in inputs()}
