"""Who may call: a Cognito user pool in which sellers sign themselves up by e-mail."""

from aws_cdk import Duration
from aws_cdk import aws_cognito as cognito
from constructs import Construct

from infra.acknowledge import acknowledge
from infra.data import keep_when_replaced, removal_policy
from vidx.moderation import OPERATORS


class Users(Construct):
    """The user pool and the one client that the pages and the CLI sign in with.

    Args:
        protected: whether the pool stays when the stack is deleted, and Cognito refuses to delete it until an operator
            allows it.
    """

    def __init__(self, scope: Construct, *, protected: bool) -> None:
        super().__init__(scope, "Users")
        self.pool = cognito.UserPool(
            self,
            "Pool",
            self_sign_up_enabled=True,
            sign_in_aliases=cognito.SignInAliases(email=True),
            auto_verify=cognito.AutoVerifiedAttrs(email=True),
            password_policy=cognito.PasswordPolicy(min_length=12),
            mfa=cognito.Mfa.OPTIONAL,
            mfa_second_factor=cognito.MfaSecondFactor(otp=True, sms=False),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            removal_policy=removal_policy(protected=protected),
            deletion_protection=protected,
        )
        keep_when_replaced(self.pool)
        acknowledge(self.pool, "NIST SP 800-63B asks for length, not for kinds of characters.", "AwsSolutions-COG1")
        acknowledge(
            self.pool, "Sellers may turn it on; a marketplace that requires it loses sellers.", "AwsSolutions-COG2"
        )
        acknowledge(self.pool, "Threat protection needs the Plus plan, which costs per user.", "AwsSolutions-COG8")
        self.pool.add_group(
            "Operators", group_name=OPERATORS, description="They decide about content that moderation holds back."
        )
        self.client = self.pool.add_client(
            "Client",
            disable_o_auth=True,  # otherwise the CDK allows the implicit grant, with a callback at example.com
            auth_flows=cognito.AuthFlow(user_srp=True, user_password=True),
            access_token_validity=Duration.hours(1),
            id_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.days(30),
            enable_token_revocation=True,
            prevent_user_existence_errors=True,
        )
