"""Whether a script written by a model or the template keeps to its listing."""

from vidx.guard import contradictions
from vidx.jobs.request import Listing
from vidx.settings import settings


def unsupported(script: str, listing: Listing) -> list[str]:
    """What `script` says and `listing` does not: numbers, sums, contact details, orders; each as it is spoken."""
    found = contradictions(script, listing, contact_allowed=settings().contact_details)
    return list(dict.fromkeys(each.claim for each in found))
