"""Codes of an authenticator app."""

import base64
import hmac
import struct
import time
from typing import Final

STEP_S: Final = 30
DIGITS: Final = 6


def totp(key: str, now_s: float | None = None) -> str:
    """Return the code of a Base32 key, as RFC 6238 computes it with SHA-1 in steps of 30 s."""
    counter = int((time.time() if now_s is None else now_s) // STEP_S)
    secret = base64.b32decode(key.upper() + "=" * (-len(key) % 8))
    digest = hmac.digest(secret, struct.pack(">Q", counter), "sha1")
    offset = digest[-1] & 0xF
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return f"{(number & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}}"
