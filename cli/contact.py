"""The contact that a listing shows to buyers."""

import re
from typing import Final

from cli.errors import Fault, InvalidRequest
from cli.session import Session

CONTACT: Final = "contact"
KINDS: Final = "a web address (https), an e-mail address or a phone number"
_PLAUSIBLE: Final = re.compile(
    r"https://\S+|(?:mailto:)?[^\s@:/]+@[^\s@/]+\.[^\s@/]+|(?:tel:)?\+?[0-9][0-9 .()-]+[0-9]", re.I
)
"""What the service may accept; it checks more closely."""
NO_CONTACT: Final = "Buyers have no way to reach you from this listing; add one with"


def chosen_contact(current: Session, flag: str | None, field: str = f"--{CONTACT}") -> str | None:
    """The contact by flag, else by setting.

    Raises:
        InvalidRequest: it is none of the kinds that a listing shows.
    """
    contact = current.settings.get(CONTACT, flag)
    if contact and (fault := contact_fault(contact, field)):
        raise InvalidRequest(fault)
    return contact


def contact_fault(contact: str, field: str) -> Fault | None:
    if _PLAUSIBLE.fullmatch(contact.strip()):
        return None
    return Fault(f"{contact!r} is not {KINDS}", field)


def hint_at_contact(current: Session, contact: str | None, command: str) -> None:
    """Tell the seller, in one line, when a listing shows nobody's contact; `command` adds one."""
    if not contact and not current.options.operator_contact:
        current.screen.note(f"[label]{NO_CONTACT}[/] `{command}`[label].[/]")
