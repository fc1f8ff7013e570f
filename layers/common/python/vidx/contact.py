"""The link by which a buyer reaches a seller, checked before it is shown to everybody."""

import re
from typing import Annotated, Final
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, StringConstraints

from vidx.jobs.request import web_address

MAX_CONTACT_CHARS: Final = 300
_EMAIL: Final = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,24}", re.IGNORECASE)
_PHONE: Final = re.compile(r"\+?[0-9](?:[0-9 .()-]{3,22})[0-9]")
EXAMPLES: Final = "0171 1234567, anna@example.com or https://example.com/bike"


def contact_link(text: str) -> str:
    """The link as a browser follows it; a bare e-mail address or phone number gets its scheme.

    The spaces of a phone number become points, which a `tel` link may hold (RFC 3966).

    Raises:
        ValueError: it is neither a web address (https), an e-mail address (mailto) nor a phone number (tel).
    """
    if not text:
        return ""
    scheme, _, rest = text.partition(":")
    if scheme.lower() == "https":
        return web_address(text)
    address = rest if scheme.lower() == "mailto" else text
    if _EMAIL.fullmatch(address):
        return f"mailto:{address}"
    number = rest if scheme.lower() == "tel" else text
    if _PHONE.fullmatch(number):
        return "tel:" + re.sub("[ .]+", ".", number)
    raise ValueError(f"must be a web address, an e-mail address or a phone number, such as {EXAMPLES}")


def contact_text(link: str) -> str:
    """The link in a few words: host name, e-mail address or phone number."""
    parts = urlsplit(link)
    if parts.scheme == "tel":
        return parts.path.replace(".", " ")
    return (parts.hostname or "").removeprefix("www.") if parts.scheme == "https" else unquote(parts.path)


Contact = Annotated[str, StringConstraints(max_length=MAX_CONTACT_CHARS), AfterValidator(contact_link)]
"""A checked link; empty for none."""
