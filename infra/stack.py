"""The whole of vidx in AWS as one stack; the buckets live on R2 (`python -m infra.r2`)."""

from aws_cdk import CfnOutput, CliCredentialsStackSynthesizer, Environment, Stack
from constructs import Construct

from infra.api import Api
from infra.data import Records, Secrets
from infra.observability import Observability
from infra.pipeline import Pipeline
from infra.settings import Deployment
from infra.site import Site
from infra.users import Users
from infra.watch import Watch


class Vidx(Stack):
    def __init__(self, scope: Construct, deployment: Deployment, env: Environment | None = None) -> None:
        synthesizer = CliCredentialsStackSynthesizer() if deployment.local else None
        super().__init__(scope, deployment.stack_name, synthesizer=synthesizer, env=env)
        records, secrets, users = Records(self), Secrets(self, deployment.stack_name), Users(self)
        pipeline = Pipeline(self, deployment, records, secrets)
        api = Api(self, deployment, records, secrets, users, pipeline)
        Watch(self, deployment, records, pipeline)
        Observability(self, deployment, pipeline, api)
        outputs = {
            "ApiUrl": api.http.api_endpoint,
            "ApiId": api.http.api_id,
            "UserPoolId": users.pool.user_pool_id,
            "ClientId": users.client.user_pool_client_id,
            "StateMachineArn": pipeline.machine.state_machine_arn,
            "JobsTable": records.jobs.table_name,
            "VideosTable": records.videos.table_name,
            "AdsTable": records.ads.table_name,
            "OpenAiSecretArn": secrets.openai.secret_arn,
            "StorageSecretArn": secrets.storage.secret_arn,
            "PublishSecretArn": secrets.publish.secret_arn,
        }
        if not deployment.local:
            outputs |= self._site(deployment, api)
        for name, value in outputs.items():
            CfnOutput(self, name, value=value)

    def _site(self, deployment: Deployment, api: Api) -> dict[str, str]:
        """The site and its address, which is also the base of the links that the API hands out."""
        site = Site(self, deployment, api)
        if not deployment.api_public_url:
            api.lambda_function.function.add_environment("API_PUBLIC_URL", site.url)
        return {"SiteUrl": site.url}
