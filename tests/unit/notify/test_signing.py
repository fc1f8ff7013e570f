"""Signatures that receivers accept."""

from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from functions.notify.signing import signed_headers
from vidx.webhooks.model import make_secret

BODY = '{"type":"job.completed"}'


def test_a_receiver_with_either_secret_accepts_a_message() -> None:
    current, previous = make_secret(), make_secret()
    headers = signed_headers("msg_1", BODY, (current, previous), datetime.now(UTC))

    for secret in (current, previous):
        assert Webhook(secret).verify(BODY, headers) == {"type": "job.completed"}


def test_a_changed_body_or_another_secret_is_refused() -> None:
    secret = make_secret()
    headers = signed_headers("msg_1", BODY, (secret,), datetime.now(UTC))

    for other_secret, body in ((make_secret(), BODY), (secret, BODY.replace("completed", "failed"))):
        with pytest.raises(WebhookVerificationError):
            Webhook(other_secret).verify(body, headers)


def test_the_signature_is_that_of_the_specifications_example() -> None:
    """The example of https://github.com/standard-webhooks/standard-webhooks and of every library's own tests."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    at = datetime.fromtimestamp(1614265330, UTC)

    headers = signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', (secret,), at)

    assert headers["webhook-timestamp"] == "1614265330"
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
