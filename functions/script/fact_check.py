"""Find what a generated script claims without support from the listing."""

from vidx.guard import find_violations
from vidx.jobs.request import Listing
from vidx.settings import settings


def unsupported_claims(script: str, listing: Listing) -> list[str]:
    """Return the claims of `script` that `listing` does not support, in spoken form and without repetitions.

    Contact details and injected instructions also count as unsupported claims.
    """
    violations = find_violations(script, listing, contact_allowed=settings().contact_details)
    return list(dict.fromkeys(violation.claim for violation in violations))
