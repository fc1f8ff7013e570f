"""A seller's account, and a browser profile that is signed in to it."""

import json
import time
from dataclasses import dataclass
from uuid import uuid4

from playwright.sync_api import StorageState

from local.cloud import Cloud

PASSWORD = "Correct-horse-9-battery"
CODE = "123456"
"""The code that the emulator "sends" after every sign-up."""
RESET_CODE = "654321"
"""The code that it "sends" for every forgotten password."""


def new_email() -> str:
    return f"{uuid4().hex[:12]}@seller.example"


@dataclass(frozen=True)
class Account:
    email: str
    access_token: str
    refresh_token: str

    def profile(self, origin: str) -> StorageState:
        """The storage of the browser after signing in at `origin`."""
        session = {
            "email": self.email,
            "accessToken": self.access_token,
            "refreshToken": self.refresh_token,
            "expiresAt": (time.time() + 3000) * 1000,
        }
        return {
            "cookies": [],
            "origins": [
                {
                    "origin": origin,
                    "localStorage": [
                        {"name": "vidx.session", "value": json.dumps(session)},
                        {"name": "vidx.email", "value": self.email},
                    ],
                }
            ],
        }


def sign_up(cloud: Cloud) -> Account:
    pool, client_id, email = cloud.aws.cognito, cloud.description.client_id, new_email()
    pool.sign_up(ClientId=client_id, Username=email, Password=PASSWORD)
    pool.confirm_sign_up(ClientId=client_id, Username=email, ConfirmationCode=CODE)
    parameters = {"USERNAME": email, "PASSWORD": PASSWORD}
    result = pool.initiate_auth(ClientId=client_id, AuthFlow="USER_PASSWORD_AUTH", AuthParameters=parameters)
    tokens = result["AuthenticationResult"]
    return Account(email, tokens["AccessToken"], tokens["RefreshToken"])
