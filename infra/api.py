"""The HTTP API: one function behind a JWT authorizer, with a few routes that anyone may call."""

import json
from typing import Final, NamedTuple, cast

from aws_cdk import Duration
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_codedeploy as codedeploy
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk.aws_apigatewayv2_authorizers import HttpUserPoolAuthorizer
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from infra.acknowledge import acknowledge
from infra.data import Records, Secrets
from infra.dead_letters import DeadLetters
from infra.function import LambdaFunction, log_group_of
from infra.notify import Notify, webhooks_environment
from infra.pipeline import (
    Pipeline,
    admission_environment,
    grant_executions,
    guard_environment,
    models_environment,
    storage_environment,
)
from infra.settings import Deployment
from infra.users import Users

MEMORY_MB: Final = 1024
TIMEOUT_S: Final = 29
"""API Gateway itself gives up after 30 s."""
ROW_ACTIONS: Final = ("GetItem", "PutItem", "UpdateItem", "DeleteItem")
"""What the API does with the rows of jobs and of listings."""
PUBLIC_PATHS: Final = (
    "/api/healthz", "/api/options", "/api/openapi.json", "/api/docs", "/api/ads", "/api/ads/{adId}",
    "/api/voices/{voice}/preview", "/api/account/receipts/{receiptId}",
)  # fmt: skip
PAGES: Final = ("/ads", "/ads/{adId}")
"""Rendered by the function for everybody, crawlers among them, which also ask with HEAD."""
REPORTS: Final = "/api/ads/{adId}/report"
"""Open to every visitor of a listing."""
OWN_ADS: Final = "/api/ads/mine"
"""More specific than the public `/api/ads/{adId}`, and for its owner alone."""
ACCESS_LOG: Final = {
    "requestId": "$context.requestId",
    "time": "$context.requestTime",
    "ip": "$context.identity.sourceIp",
    "caller": "$context.authorizer.claims.sub",
    "route": "$context.routeKey",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "milliseconds": "$context.responseLatency",
    "error": "$context.integrationErrorMessage",
}
"""One line a request. The path is left out, since only the route is needed and a path can hold a seller's ids.
https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html"""
HTTP_METHODS: Final = (
    gateway.HttpMethod.GET,
    gateway.HttpMethod.POST,
    gateway.HttpMethod.PATCH,
    gateway.HttpMethod.DELETE,
)


ROLLBACK_FAILURES: Final = 3
"""Failures in a minute from which a gradual deploy is taken back."""
CODEDEPLOY_POLICY: Final = (
    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]"
)
MODEL_CHECK: Final = {"check": "models"}
"""As functions/api/handler.py reads it."""


class Data(NamedTuple):
    """What the functions of the API read and write."""

    records: Records
    secrets: Secrets
    users: Users


class Gateway(Construct):
    """The HTTP API without stage and routes.

    It exists before the functions: the site leads to its address, and the functions know the address of the site.
    """

    def __init__(self, scope: Construct, deployment: Deployment) -> None:
        super().__init__(scope, "Gateway")
        self.http = self._http(deployment)

    def _http(self, deployment: Deployment) -> gateway.HttpApi:
        """Return the API. The site calls it on its own origin, so only the pages of other origins need CORS."""
        if not deployment.web_origins:
            return gateway.HttpApi(self, "Http", create_default_stage=False)
        cors = gateway.CorsPreflightOptions(
            allow_origins=list(deployment.web_origins),
            allow_methods=[gateway.CorsHttpMethod[method.value] for method in HTTP_METHODS],
            allow_headers=["authorization", "content-type", "idempotency-key", "if-none-match"],
            expose_headers=["etag", "location", "retry-after"],
            max_age=Duration.hours(1),
        )
        return gateway.HttpApi(self, "Http", cors_preflight=cors, create_default_stage=False)


class Api(Construct):
    """The function, its stage and its routes.

    Args:
        public_url: start of the links in responses.
    """

    def __init__(
        self,
        scope: Construct,
        deployment: Deployment,
        data: Data,
        pipeline: Pipeline,
        dead_letters: DeadLetters,
        notify: Notify,
        http: gateway.HttpApi,
        public_url: str,
    ) -> None:
        super().__init__(scope, "Api")
        self.http = http
        records, secrets, users = data
        script, tts, upload = (pipeline.stages[name] for name in ("script", "tts", "upload"))
        environment = {
            **storage_environment(deployment, secrets),
            **records.environment(records.jobs, records.videos, records.ads, records.accounts),
            **models_environment(deployment),
            **guard_environment(deployment),
            "MODERATION": str(deployment.moderation).lower(),
            "REVIEW_EXPIRY_DAYS": str(deployment.review_expiry_days),
            **webhooks_environment(deployment, records, notify.deliveries),
            **admission_environment(deployment, records),
            "STATE_MACHINE_ARN": pipeline.machine.state_machine_arn,
            "SCRIPT_FUNCTION": script.live.function_arn,
            "TTS_FUNCTION": tts.live.function_arn,
            "UPLOAD_FUNCTION": upload.live.function_arn,
            "API_PUBLIC_URL": public_url,
            "SHOW_COSTS": str(deployment.show_costs).lower(),
            "FRAME_ANCESTORS": " ".join(deployment.frame_origins),
            "LISTING_CONTACT": deployment.listing_contact,
            "USER_POOL_ID": users.pool.user_pool_id,
            "USER_POOL_CLIENT_ID": users.client.user_pool_client_id,
            "CERTIFICATE_ARN": deployment.certificate_arn,
        }
        self.lambda_function = LambdaFunction(
            self,
            "api",
            deployment,
            MEMORY_MB,
            TIMEOUT_S,
            environment,
            dead_letters=dead_letters.queue,
        )
        function = self.lambda_function.function
        records.grant(function, records.jobs, *ROW_ACTIONS, indexes=["by_owner", "by_status"])
        records.grant(function, records.ads, *ROW_ACTIONS, indexes=["by_owner", "by_status"])
        records.grant(function, records.videos, "GetItem", "DeleteItem", indexes=["by_owner"])
        records.grant(function, records.webhooks, *ROW_ACTIONS, "Query")
        records.grant(function, records.deliveries, "GetItem", "PutItem", "UpdateItem", "Query", indexes=["by_owner"])
        records.grant(function, records.admission, *ROW_ACTIONS, "Query")
        records.grant(function, records.accounts, "GetItem", "PutItem")
        notify.deliveries.grant_send_messages(function)
        secrets.grant(secrets.storage, function)
        if deployment.certificate_arn:
            function.add_to_role_policy(
                iam.PolicyStatement(actions=["acm:DescribeCertificate"], resources=[deployment.certificate_arn])
            )
        pipeline.machine.grant_start_execution(function)
        grant_executions(pipeline.machine, function, "StopExecution", "DescribeExecution")
        for stage in (script, tts, upload):
            stage.grant_invoke(function)
        self._stage(deployment)
        self._routes(users)
        self._daily_model_check(dead_letters)
        if deployment.canary:
            self._roll_out_gradually()

    def _stage(self, deployment: Deployment) -> None:
        stage = gateway.HttpStage(
            self,
            "Stage",
            http_api=self.http,
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=gateway.ThrottleSettings(
                burst_limit=2 * deployment.requests_per_second, rate_limit=deployment.requests_per_second
            ),
        )
        log_group = log_group_of(self, deployment, "AccessLogs")
        cast(
            "gateway.CfnStage", stage.node.default_child
        ).access_log_settings = gateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log_group.log_group_arn, format=json.dumps(ACCESS_LOG)
        )

    def _routes(self, users: Users) -> None:
        """Unknown paths fall to `$default`, so that they too get an answer of ours."""
        get, head, post = gateway.HttpMethod.GET, gateway.HttpMethod.HEAD, gateway.HttpMethod.POST
        integration = HttpLambdaIntegration("Function", self.lambda_function.live)
        authorizer = HttpUserPoolAuthorizer("Users", users.pool, user_pool_clients=[users.client])

        def add(path: str, *methods: gateway.HttpMethod, is_open: bool) -> None:
            for method in methods:
                gateway.HttpRoute(
                    self,
                    f"{method.value} {path}".replace("/", "-"),
                    http_api=self.http,
                    route_key=gateway.HttpRouteKey.with_(path, method),
                    integration=integration,
                    authorizer=None if is_open else authorizer,
                )

        for path in PUBLIC_PATHS:
            add(path, get, is_open=True)
        add(REPORTS, post, is_open=True)
        for path in PAGES:
            add(path, get, head, is_open=True)
        add(OWN_ADS, get, is_open=False)
        add("/api/{proxy+}", *HTTP_METHODS, is_open=False)
        acknowledge(
            self,
            "Visitors read listings and options without an account; the other routes have the authorizer.",
            "AwsSolutions-APIG4",
        )
        gateway.HttpRoute(
            self, "Default", http_api=self.http, route_key=gateway.HttpRouteKey.DEFAULT, integration=integration
        )

    def _daily_model_check(self, dead_letters: DeadLetters) -> None:
        """Have the function check the configured models once a day, so that a warning does not wait for a job."""
        check = events.RuleTargetInput.from_object(MODEL_CHECK)
        target = targets.LambdaFunction(self.lambda_function.live, event=check, dead_letter_queue=dead_letters.queue)
        events.Rule(self, "DailyModelCheck", schedule=events.Schedule.rate(Duration.days(1)), targets=[target])

    def _roll_out_gradually(self) -> None:
        """Let a new version answer a tenth of the requests for five minutes; at an alarm, CodeDeploy goes back."""
        live, minute = self.lambda_function.live, Duration.minutes(1)
        failures = {
            "Crashes": (live.metric_errors(period=minute), "The API's function crashed or timed out."),
            "Faults": (self.http.metric_server_error(period=minute), "The API answers with 5xx."),
        }
        group = codedeploy.LambdaDeploymentGroup(
            self,
            "Rollout",
            alias=live,
            deployment_config=codedeploy.LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES,
            alarms=[
                metric.create_alarm(
                    self,
                    f"Rollout{name}",
                    threshold=ROLLBACK_FAILURES,
                    evaluation_periods=1,
                    alarm_description=f"{description} CodeDeploy takes a deploy back that is under way.",
                    comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                    treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
                )
                for name, (metric, description) in failures.items()
            ],
        )
        acknowledge(group, "AWS's own policy for CodeDeploy, which shifts the alias only.", CODEDEPLOY_POLICY)
