"""The site on AWS: `web/` in a private bucket behind CloudFront, with the API and its pages on the same origin."""

from typing import Final
from urllib.parse import urlsplit

from aws_cdk import Duration, Fn, RemovalPolicy, Stack
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deploy
from constructs import Construct

from infra.api import Api
from infra.function import RETENTION
from infra.settings import ROOT, Deployment
from infra.site_rules import API_PATHS, SECURITY_HEADERS, content_security_policy, rewrite

FOLDER: Final = ROOT / "web"
LONG_LIVED: Final = ("fonts/*", "img/*", "audio/*")
"""Files that hardly ever change. Browsers revalidate all others each time, so that pages and scripts always match."""
R2: Final = "https://*.r2.cloudflarestorage.com"
"""Where uploads go if no other storage is configured. Only the storage secret has the account id."""
HSTS_DAYS: Final = 365
LONG_LIVED_CACHE: Final = Duration.days(7)
EDGE_KEEPS: Final = Duration.days(365)
"""CloudFront forgets earlier when a deploy tells it to."""
PERMISSIONS: Final = "Permissions-Policy"
REFERRER: Final = SECURITY_HEADERS["Referrer-Policy"].upper().replace("-", "_")
"""The name that the CDK has for it."""


class Site(Construct):
    """Left out of the local cloud, whose edge server does the same from the same rules (`infra/site_rules.py`)."""

    def __init__(self, scope: Construct, deployment: Deployment, api: Api) -> None:
        super().__init__(scope, "Web")
        self.bucket = s3.Bucket(
            self,
            "Files",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
        )
        self.distribution = self._distribution(deployment, api)
        self._files(deployment)

    @property
    def url(self) -> str:
        return f"https://{self.distribution.domain_name}"

    def _distribution(self, deployment: Deployment, api: Api) -> cloudfront.Distribution:
        addresses = cloudfront.Function(
            self,
            "Rewrite",
            code=cloudfront.FunctionCode.from_inline(rewrite(content_security_policy([]))),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        reading = [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST]  # LIST: a missing file is 404, not 403
        site = cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket, origin_access_levels=reading),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=self._headers("Site", content_security_policy(self._services(deployment))),
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=addresses, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
                )
            ],
        )
        dynamic = cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(Fn.select(2, Fn.split("/", api.http.api_endpoint))),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=self._headers("Dynamic"),
        )
        return cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"{deployment.stack_name}: site, API and listings",
            default_behavior=site,
            additional_behaviors=dict.fromkeys(API_PATHS, dynamic),
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
        )

    def _services(self, deployment: Deployment) -> list[str]:
        """Origins that the pages speak to beside their own: Cognito, storage for uploads, the public media."""
        named = [deployment.storage_endpoint or R2, deployment.public_base_url]
        parts = [urlsplit(url) for url in named if url]
        cognito = f"https://cognito-idp.{Stack.of(self).region}.amazonaws.com"
        return [cognito, *(f"{part.scheme}://{part.netloc}" for part in parts)]

    def _headers(self, name: str, policy: str | None = None) -> cloudfront.ResponseHeadersPolicy:
        """The site's headers; answers of the API bring a Content-Security-Policy of their own where they need one."""
        csp = policy and cloudfront.ResponseHeadersContentSecurityPolicy(content_security_policy=policy, override=True)
        return cloudfront.ResponseHeadersPolicy(
            self,
            f"{name}Headers",
            security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
                content_security_policy=csp or None,
                content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
                referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                    referrer_policy=cloudfront.HeadersReferrerPolicy[REFERRER], override=True
                ),
                strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                    access_control_max_age=Duration.days(HSTS_DAYS), include_subdomains=True, override=True
                ),
            ),
            custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
                custom_headers=[
                    cloudfront.ResponseCustomHeader(
                        header=PERMISSIONS, value=SECURITY_HEADERS[PERMISSIONS], override=True
                    )
                ]
            ),
        )

    def _files(self, deployment: Deployment) -> None:
        """Upload `web/`, and have CloudFront forget what it kept of the version before."""
        log_group = logs.LogGroup(
            self,
            "Logs",
            retention=RETENTION[deployment.log_retention_days],
            removal_policy=RemovalPolicy.DESTROY,
        )
        edge = deploy.CacheControl.s_max_age(EDGE_KEEPS)
        week = [deploy.CacheControl.max_age(LONG_LIVED_CACHE), edge]
        never = [deploy.CacheControl.max_age(Duration.seconds(0)), edge, deploy.CacheControl.must_revalidate()]
        self._upload("Assets", week, log_group, exclude=["*"], include=list(LONG_LIVED))
        self._upload("Pages", never, log_group, exclude=list(LONG_LIVED))

    def _upload(
        self,
        name: str,
        caching: list[deploy.CacheControl],
        log_group: logs.LogGroup,
        exclude: list[str],
        include: list[str] | None = None,
    ) -> None:
        deploy.BucketDeployment(
            self,
            name,
            sources=[deploy.Source.asset(str(FOLDER))],
            destination_bucket=self.bucket,
            exclude=exclude,
            include=include,
            cache_control=[deploy.CacheControl.set_public(), *caching],
            distribution=self.distribution,
            distribution_paths=["/*"],
            log_group=log_group,
        )
