"""The codes and statuses of errors."""

from vidx import errors


def test_error_codes_are_unique_and_have_http_error_statuses() -> None:
    errors_by_code = errors.errors_by_code()
    assert {"RenderFailed", "UnusablePhoto", "StageBusy"} <= set(errors_by_code)
    assert all(400 <= error.status <= 599 for error in errors_by_code.values())
