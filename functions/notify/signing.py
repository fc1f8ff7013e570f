"""Headers of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md"""

from collections.abc import Sequence
from datetime import datetime

from standardwebhooks import Webhook as Signer


def signed_headers(message_id: str, body: str, secrets: Sequence[str], now: datetime) -> dict[str, str]:
    """Return the headers of a message; each secret gives one signature, so that a receiver may hold any of them.

    Args:
        now: time of the attempt, UTC. Receivers refuse old messages, so each attempt is signed anew.
    """
    return {
        "Content-Type": "application/json",
        "User-Agent": "vidx-webhooks",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Signer(secret).sign(message_id, now, body) for secret in secrets),
    }
