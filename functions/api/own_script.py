"""A seller's own script, held to the details before anything is paid for."""

from functions.api.remake_wire import RemakeBody
from vidx.jobs.artifacts import draft_key
from vidx.jobs.request import Listing, VideoRequest
from vidx.ports import Store
from vidx.settings import settings

_TOLD: frozenset[str] = frozenset({"title", "description", "price", "currency", "language"})
"""Details that a script tells; when they change, one that was written for them is out of date."""


def check_script(script: str | None, listing: Listing) -> None:
    """Raises `ScriptContradictsDetails` for a script that names another price or other facts than the listing."""
    if script is None:
        return
    from vidx.guard import check_own_script  # reads the language's rules, which no other route needs

    check_own_script(script, listing, contact_allowed=settings().contact_details)


def script_of_remake(before: VideoRequest, listing: Listing, body: RemakeBody, store: Store) -> str | None:
    """The script of another version: as sent, else the earlier one.

    An earlier script that is our own draft, unedited, is left out when the details have changed, so that one is
    written for the new ones.
    """
    if "script" in body.model_fields_set:
        return body.script
    if before.script is None or not _changed(before.listing, listing):
        return before.script
    return None if store.head(draft_key(before.script, before.listing)) else before.script


def _changed(before: Listing, now: Listing) -> bool:
    return before.model_dump(include=set(_TOLD)) != now.model_dump(include=set(_TOLD))
