"""The stacks of one deployment; the buckets live on R2 (`python -m infra.r2`).

Each stack uses only those before it:

    Data      tables, user pool, secrets: what must survive
    Site      CloudFront and the HTTP API without routes, whose addresses the functions need
    Pipeline  the stages and the state machine
    Api       the other functions, the API's routes, and the pages that call them
    Watch     alarms, dashboard, and the permissions of people on call
"""

from aws_cdk import (
    CfnOutput,
    CliCredentialsStackSynthesizer,
    CrossStackReferences,
    Environment,
    ReferenceStrength,
    Stack,
)
from constructs import Construct

from infra.account import Account
from infra.api import Api, Data, Gateway
from infra.data import Records, Secrets
from infra.dead_letters import DeadLetters
from infra.notify import Notify
from infra.observability import Observability
from infra.operators import Operators
from infra.pipeline import Pipeline
from infra.settings import PARTS, Deployment
from infra.site import Pages, Site
from infra.users import Users
from infra.watch import Watch


class Stacks:
    """All resources of one deployment, except its firewall.

    Args:
        env: account and region; None: those of the credentials at deploy time.
        firewall_arn: web ACL of the site; None: no firewall.
        is_single: whether one stack holds everything, in which cdk-nag finds each resource by its own name.
    """

    def __init__(
        self,
        scope: Construct,
        deployment: Deployment,
        env: Environment | None = None,
        firewall_arn: str | None = None,
        *,
        is_single: bool = False,
    ) -> None:
        self.by_name: dict[str, Stack] = {}
        self._scope, self._deployment, self._env = scope, deployment, env
        self._has_firewall, self._is_single = firewall_arn is not None, is_single
        data, front, jobs, functions, watch = (self._stack(part) for part in PARTS)
        protected = deployment.protected
        records, secrets = Records(data, deployment), Secrets(data, protected=protected)
        users = Users(data, protected=protected)
        http = Gateway(front, deployment).http
        site = None if deployment.local else Site(front, deployment, http, firewall_arn)
        public_url = deployment.api_public_url or (site.url if site else "")
        pipeline = Pipeline(jobs, deployment, records, secrets)
        dead_letters = DeadLetters(functions, deployment)
        notify = Notify(functions, deployment, records, dead_letters, public_url)
        account = Account(functions, deployment, records, secrets, users, pipeline, dead_letters)
        api = Api(
            functions, deployment, Data(records, secrets, users), pipeline, dead_letters, notify, http, public_url
        )
        account.let_start_deletions(api.lambda_function)
        if site:
            Pages(functions, deployment, site, api)
        sweeper = Watch(functions, deployment, records, pipeline, dead_letters)
        called = [*pipeline.stages.values(), *(each.lambda_function for each in (api, sweeper, notify, account))]
        operators = Operators(watch, records, users, pipeline, account.lambda_function, called)
        Observability(watch, deployment, api, dead_letters, notify)
        _outputs(
            data,
            UserPoolId=users.pool.user_pool_id,
            ClientId=users.client.user_pool_client_id,
            JobsTable=records.jobs.table_name,
            VideosTable=records.videos.table_name,
            AdsTable=records.ads.table_name,
            WebhooksTable=records.webhooks.table_name,
            DeliveriesTable=records.deliveries.table_name,
            AdmissionTable=records.admission.table_name,
            AccountsTable=records.accounts.table_name,
            OpenAiSecretArn=secrets.openai.secret_arn,
            StorageSecretArn=secrets.storage.secret_arn,
            PublishSecretArn=secrets.publish.secret_arn,
        )
        _outputs(front, ApiUrl=http.api_endpoint, ApiId=http.api_id, **({"SiteUrl": site.url} if site else {}))
        _outputs(jobs, StateMachineArn=pipeline.machine.state_machine_arn)
        _outputs(watch, OperatorPolicyArn=operators.policy.managed_policy_arn)

    def _stack(self, part: str) -> Stack:
        """Return the stack of a part; all parts share a single one."""
        name = self._deployment.stack_name if self._is_single else self._deployment.stack(part)
        if name not in self.by_name:
            local = self._deployment.local
            self.by_name[name] = Stack(
                self._scope,
                name,
                synthesizer=CliCredentialsStackSynthesizer() if local else None,
                env=self._env,
                termination_protection=self._deployment.protected,
                cross_region_references=self._has_firewall or None,
            )
            # An export that another stack imports can be neither changed nor removed.
            CrossStackReferences.of(self.by_name[name]).consume(ReferenceStrength.WEAK)
        return self.by_name[name]


def _outputs(stack: Stack, **values: str) -> None:
    for name, value in values.items():
        CfnOutput(stack, name, value=value)
