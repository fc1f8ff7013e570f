"""The HTTP API: one function behind a JWT authorizer, with a few routes that anyone may call."""

from typing import Final

from aws_cdk import Duration
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk.aws_apigatewayv2_authorizers import HttpUserPoolAuthorizer
from aws_cdk.aws_apigatewayv2_integrations import HttpLambdaIntegration
from constructs import Construct

from infra.data import Records, Secrets
from infra.function import LambdaFunction
from infra.pipeline import Pipeline, guard_environment, jobs_environment, models_environment, storage_environment
from infra.settings import Deployment
from infra.users import Users

MEMORY_MB: Final = 1024
TIMEOUT_S: Final = 29
"""API Gateway itself gives up after 30 s."""
REQUESTS_PER_S: Final = 50
BURST: Final = 100
JOB_ACTIONS: Final = ("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query")
AD_ACTIONS: Final = ("GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query")
PUBLIC_PATHS: Final = (
    "/api/healthz", "/api/options", "/api/openapi.json", "/api/docs", "/api/ads", "/api/ads/{adId}",
    "/api/voices/{voice}/preview",
)  # fmt: skip
PAGES: Final = ("/ads", "/ads/{adId}")
"""Rendered by the function for everybody, crawlers among them, which also ask with HEAD."""
REPORTS: Final = "/api/ads/{adId}/report"
"""Open to every visitor of a listing."""
OWN_ADS: Final = "/api/ads/mine"
"""More specific than the public `/api/ads/{adId}`, and for its owner alone."""
HTTP_METHODS: Final = (
    gateway.HttpMethod.GET,
    gateway.HttpMethod.POST,
    gateway.HttpMethod.PATCH,
    gateway.HttpMethod.DELETE,
)


class Api(Construct):
    def __init__(
        self,
        scope: Construct,
        deployment: Deployment,
        records: Records,
        secrets: Secrets,
        users: Users,
        pipeline: Pipeline,
    ) -> None:
        super().__init__(scope, "Api")
        script, tts, upload = (pipeline.stages[name].version for name in ("script", "tts", "upload"))
        environment = {
            **storage_environment(deployment, secrets),
            **jobs_environment(records),
            **models_environment(deployment),
            **guard_environment(deployment),
            "VIDEOS_TABLE": records.videos.table_name,
            "ADS_TABLE": records.ads.table_name,
            "STATE_MACHINE_ARN": pipeline.machine.state_machine_arn,
            "SCRIPT_FUNCTION": script.function_arn,
            "TTS_FUNCTION": tts.function_arn,
            "UPLOAD_FUNCTION": upload.function_arn,
            "API_PUBLIC_URL": deployment.api_public_url,
            "SHOW_COSTS": str(deployment.show_costs).lower(),
            "LISTING_CONTACT": deployment.listing_contact,
            "USER_POOL_ID": users.pool.user_pool_id,
            "USER_POOL_CLIENT_ID": users.client.user_pool_client_id,
        }
        self.lambda_function = LambdaFunction(self, "api", deployment, MEMORY_MB, TIMEOUT_S, environment)
        function = self.lambda_function.function
        records.jobs.grant(function, *(f"dynamodb:{action}" for action in JOB_ACTIONS))
        records.ads.grant(function, *(f"dynamodb:{action}" for action in AD_ACTIONS))
        records.videos.grant(function, "dynamodb:DeleteItem")
        secrets.grant("Storage", function)
        pipeline.machine.grant_start_execution(function)
        pipeline.machine.grant_execution(function, "states:StopExecution", "states:DescribeExecution")
        for invoked_function in (script, tts, upload):
            invoked_function.grant_invoke(function)
        self.http = self._http(deployment)
        self._stage()
        self._routes(users)

    def _http(self, deployment: Deployment) -> gateway.HttpApi:
        cors = gateway.CorsPreflightOptions(
            allow_origins=list(deployment.web_origins),
            allow_methods=[gateway.CorsHttpMethod[method.value] for method in HTTP_METHODS],
            allow_headers=["authorization", "content-type", "idempotency-key", "if-none-match"],
            expose_headers=["etag", "location", "retry-after"],
            max_age=Duration.hours(1),
        )
        return gateway.HttpApi(self, "Http", cors_preflight=cors, create_default_stage=False)

    def _stage(self) -> None:
        self.http.add_stage(
            "Stage",
            auto_deploy=True,
            detailed_metrics_enabled=True,
            throttle=gateway.ThrottleSettings(burst_limit=BURST, rate_limit=REQUESTS_PER_S),
        )

    def _routes(self, users: Users) -> None:
        """Unknown paths fall to `$default`, so that they too get an answer of ours."""
        integration = HttpLambdaIntegration("Function", self.lambda_function.function)
        authorizer = HttpUserPoolAuthorizer("Users", users.pool, user_pool_clients=[users.client])
        for path in PUBLIC_PATHS:
            self.http.add_routes(path=path, methods=[gateway.HttpMethod.GET], integration=integration)
        self.http.add_routes(path=REPORTS, methods=[gateway.HttpMethod.POST], integration=integration)
        for path in PAGES:
            methods = [gateway.HttpMethod.GET, gateway.HttpMethod.HEAD]
            self.http.add_routes(path=path, methods=methods, integration=integration)
        self.http.add_routes(
            path=OWN_ADS, methods=[gateway.HttpMethod.GET], integration=integration, authorizer=authorizer
        )
        self.http.add_routes(
            path="/api/{proxy+}", methods=list(HTTP_METHODS), integration=integration, authorizer=authorizer
        )
        gateway.HttpRoute(
            self, "Default", http_api=self.http, route_key=gateway.HttpRouteKey.DEFAULT, integration=integration
        )
