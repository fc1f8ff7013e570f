"""The whole of vidx in AWS as one stack; the buckets live on R2 (`python -m infra.r2`)."""

from aws_cdk import CfnOutput, CliCredentialsStackSynthesizer, Environment, Stack
from constructs import Construct

from infra.account import Account
from infra.api import Api
from infra.data import Records, Secrets
from infra.dead_letters import DeadLetters
from infra.notify import Notify
from infra.observability import Observability
from infra.operators import Operators
from infra.pipeline import Pipeline
from infra.settings import Deployment
from infra.site import Site
from infra.users import Users
from infra.watch import Watch


class Vidx(Stack):
    """All resources of one deployment, except its firewall.

    Args:
        env: account and region; None: those of the credentials at deploy time.
        firewall_arn: web ACL of the site; None: no firewall.
    """

    def __init__(
        self,
        scope: Construct,
        deployment: Deployment,
        env: Environment | None = None,
        firewall_arn: str | None = None,
    ) -> None:
        synthesizer = CliCredentialsStackSynthesizer() if deployment.local else None
        super().__init__(
            scope,
            deployment.stack_name,
            synthesizer=synthesizer,
            env=env,
            termination_protection=deployment.protected,
            cross_region_references=firewall_arn is not None or None,
        )
        protected = deployment.protected
        records, secrets = Records(self, deployment), Secrets(self, protected=protected)
        users = Users(self, protected=protected)
        pipeline = Pipeline(self, deployment, records, secrets)
        dead_letters = DeadLetters(self, deployment)
        notify = Notify(self, deployment, records, dead_letters)
        account = Account(self, deployment, records, secrets, users, pipeline, dead_letters)
        api = Api(self, deployment, records, secrets, users, pipeline, dead_letters, notify)
        account.let_start_deletions(api.lambda_function)
        watch = Watch(self, deployment, records, pipeline, dead_letters)
        functions = [*pipeline.stages.values(), *(each.lambda_function for each in (api, watch, notify, account))]
        operators = Operators(self, records, users, pipeline, account.lambda_function, functions)
        Observability(self, deployment, pipeline, api, dead_letters, notify)
        outputs = {
            "ApiUrl": api.http.api_endpoint,
            "ApiId": api.http.api_id,
            "UserPoolId": users.pool.user_pool_id,
            "ClientId": users.client.user_pool_client_id,
            "StateMachineArn": pipeline.machine.state_machine_arn,
            "JobsTable": records.jobs.table_name,
            "VideosTable": records.videos.table_name,
            "AdsTable": records.ads.table_name,
            "WebhooksTable": records.webhooks.table_name,
            "DeliveriesTable": records.deliveries.table_name,
            "AdmissionTable": records.admission.table_name,
            "AccountsTable": records.accounts.table_name,
            "OpenAiSecretArn": secrets.openai.secret_arn,
            "StorageSecretArn": secrets.storage.secret_arn,
            "PublishSecretArn": secrets.publish.secret_arn,
            "OperatorPolicyArn": operators.policy.managed_policy_arn,
        }
        if not deployment.local:
            outputs |= self._site(deployment, api, notify, firewall_arn)
        for name, value in outputs.items():
            CfnOutput(self, name, value=value)

    def _site(self, deployment: Deployment, api: Api, notify: Notify, firewall_arn: str | None) -> dict[str, str]:
        """Add the site. Its address is also the base of links in the API's responses and in webhook messages."""
        site = Site(self, deployment, api, firewall_arn)
        if not deployment.api_public_url:
            for lambda_function in (api.lambda_function, notify.lambda_function):
                lambda_function.function.add_environment("API_PUBLIC_URL", site.url)
        return {"SiteUrl": site.url}
