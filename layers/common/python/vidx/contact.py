"""Contact links by which buyers reach a seller: check the seller's text, and show it."""

import re
from typing import Annotated, Final
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, Field, StringConstraints

from vidx.jobs.request import WEB_ADDRESS, check_web_address

MAX_CONTACT_CHARS: Final = 300
_EMAIL: Final = re.compile(r"[a-z0-9._%+-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,24}", re.IGNORECASE)
_PHONE: Final = re.compile(r"\+?[0-9](?:[0-9 .()-]{3,22})[0-9]")
EXAMPLES: Final = "0171 1234567, anna@example.com or https://example.com/bike"


def contact_link(text: str) -> str:
    """Return the link for a web address, e-mail address or phone number, with its scheme.

    Spaces in a phone number become points, because a `tel` link may not have spaces (RFC 3966).

    Raises:
        ValueError: `text` is none of them.
    """
    if not text:
        return ""
    scheme, _, path = text.partition(":")
    if scheme.lower() == "https":
        return check_web_address(text)
    address = path if scheme.lower() == "mailto" else text
    if _EMAIL.fullmatch(address):
        return f"mailto:{address}"
    number = path if scheme.lower() == "tel" else text
    if _PHONE.fullmatch(number):
        return "tel:" + re.sub("[ .]+", ".", number)
    raise ValueError(f"must be a web address, an e-mail address or a phone number, such as {EXAMPLES}")


def contact_text(link: str) -> str:
    """Return the text to show for a link: host name, e-mail address or phone number."""
    parts = urlsplit(link)
    if parts.scheme == "tel":
        return parts.path.replace(".", " ")
    return (parts.hostname or "").removeprefix("www.") if parts.scheme == "https" else unquote(parts.path)


_SCHEMA_PATTERN: Final = rf"^({WEB_ADDRESS}|(mailto:)?{_EMAIL.pattern}|(tel:)?{_PHONE.pattern})?$"
"""The rule of `contact_link` for the API's description, without its capital letters in e-mail addresses."""
Contact = Annotated[
    str,
    StringConstraints(max_length=MAX_CONTACT_CHARS),
    AfterValidator(contact_link),
    Field(json_schema_extra={"pattern": _SCHEMA_PATTERN}),
]
"""A link, or an empty text for none."""
