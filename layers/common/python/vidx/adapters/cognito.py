"""Sign-ins in the Cognito user pool."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vidx.adapters.aws import cognito
from vidx.adapters.aws_errors import maps_errors
from vidx.errors import SignInsUnavailable
from vidx.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient


@maps_errors("our sign-in service", SignInsUnavailable)
@dataclass(frozen=True)
class CognitoSignIns:
    """Implements `SignIns`.

    The user id (`sub`) serves as the user's name, which Cognito accepts in pools where users sign in by e-mail address:
    https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html
    """

    client: "CognitoIdentityProviderClient"
    user_pool_id: str

    def delete(self, user_id: str) -> bool:
        try:
            self.client.admin_delete_user(UserPoolId=self.user_pool_id, Username=user_id)
        except self.client.exceptions.UserNotFoundException:
            return False
        return True


@cache
def sign_ins() -> CognitoSignIns:
    """Return the user pool in the settings."""
    return CognitoSignIns(cognito(), settings().user_pool_id)
