"""Which request targets the edge server serves. It refuses those that two servers in a row may read differently.

A target with an encoded slash is one path segment for one server and two for the next one, which is how a request for a
public file reaches another bucket. Every such target is refused; none of ours needs one.
"""

import re
from typing import Final
from urllib.parse import unquote_to_bytes

MAX_BYTES: Final = 8192
"""Longest URL that CloudFront takes."""
_ORIGIN: Final = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
"""Start of a target in absolute form (RFC 9112, section 3.2.2), which servers must accept."""
_BROKEN_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPED_SEPARATOR: Final = re.compile("%(2f|5c|25)", re.IGNORECASE)
"""A slash, a backslash, or a percent sign that a second decoding turns into one of them."""
_REFUSED_CHARACTER: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\\]")
_REFUSED_SEGMENTS: Final = frozenset({".", ".."})


class RefusedTarget(Exception):
    """The target is not served; the message says why."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def served_path(target: bytes) -> str:
    """Return the path of a request target as it was sent, still percent-encoded.

    Args:
        target: path of the request line, without its query; in origin form (`/ads`) or absolute form
            (`http://host/ads`).

    Raises:
        RefusedTarget: it is too long, not an address of a site, or servers may disagree about what it means.
    """
    if len(target) > MAX_BYTES:
        raise RefusedTarget(f"the address is longer than {MAX_BYTES} bytes", status=414)
    path = _ORIGIN.sub("", target.decode("latin-1"), count=1) or "/"
    if not path.startswith("/") or not path.isascii():
        raise RefusedTarget("the address does not start with / or has characters that are not encoded")
    if _BROKEN_ESCAPE.search(path) or _ESCAPED_SEPARATOR.search(path):
        raise RefusedTarget("the address has an encoded slash, backslash or percent sign")
    try:
        text = unquote_to_bytes(path).decode()
    except UnicodeDecodeError as error:
        raise RefusedTarget("the address is not UTF-8") from error
    if _REFUSED_CHARACTER.search(text):
        raise RefusedTarget("the address has a control character or a backslash")
    segments = text.split("/")[1:]
    if _REFUSED_SEGMENTS.intersection(segments) or "" in segments[:-1]:
        raise RefusedTarget("the address has an empty segment, or one of dots only")
    return path
