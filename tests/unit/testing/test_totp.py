"""The helper computes the codes of RFC 6238."""

import base64

import pytest

from testing.totp import totp

KEY = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("now_s", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_codes_are_those_of_the_rfc(now_s: float, code: str) -> None:
    """Appendix B, cut to six digits."""
    assert totp(KEY, now_s) == code
