"""Check that a generated script keeps to its listing."""

from vidx.guard import find_violations
from vidx.jobs.request import Listing
from vidx.settings import settings


def unsupported_claims(script: str, listing: Listing) -> list[str]:
    """Claims of `script` that `listing` does not support, each once and as it is spoken.

    Contact details and injected instructions count as unsupported claims, too.
    """
    violations = find_violations(script, listing, contact_allowed=settings().contact_details)
    return list(dict.fromkeys(violation.claim for violation in violations))
