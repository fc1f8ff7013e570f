"""Check that a generated script keeps to its listing."""

from vidx.guard import contradictions
from vidx.jobs.request import Listing
from vidx.settings import settings


def unsupported_claims(script: str, listing: Listing) -> list[str]:
    """Claims of `script` that `listing` does not support, each once and as it is spoken.

    Claims are numbers, sums, contact details and orders to the writer.
    """
    claims = contradictions(script, listing, contact_allowed=settings().contact_details)
    return list(dict.fromkeys(claim.claim for claim in claims))
