"""`vidx logout`: revoke and delete the sign-in."""

from cli.auth import Cognito
from cli.config import UserPool
from cli.errors import InvalidRequest, SignedOut, Unavailable, Unreachable
from cli.flags import Target, flags
from cli.session import session


@flags
def logout(target: Target) -> None:
    """Sign out: revoke the sign-in and delete it from this computer."""
    with session(target) as current:
        url = current.service.api_url
        tokens = current.tokens.get(url)
        current.tokens.remove(url)
        note = f"Signed out of {url}." if tokens else f"Nobody was signed in to {url}."
        revoked = False
        if tokens and tokens.refresh_token:
            try:
                Cognito(UserPool(tokens.client_id, tokens.endpoint), current.http).sign_out(tokens)
                revoked = True
            except (Unreachable, Unavailable):
                note += " The sign-in service did not answer: elsewhere, the old sign-in works until it expires."
            except (SignedOut, InvalidRequest):
                revoked = True  # the sign-in had already ended there
        current.screen.show({"apiUrl": url, "signedOut": tokens is not None, "revoked": revoked}, note)
