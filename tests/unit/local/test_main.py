"""The command line of the local cloud."""

import pytest

from local.main import main


def test_a_setting_without_a_value_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """It was ignored, so that a cloud started without it."""
    with pytest.raises(SystemExit) as left:
        main(["up", "-c", "frameScale"])

    assert left.value.code == 2
    assert "'frameScale' has no value; write frameScale=VALUE" in capsys.readouterr().err
