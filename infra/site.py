"""The site on AWS: `web/` in a private bucket behind CloudFront, with the API and its pages on the same origin."""

from typing import Any, Final
from urllib.parse import urlsplit

from aws_cdk import Duration, Fn, RemovalPolicy, Stack
from aws_cdk import aws_apigatewayv2 as gateway
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_s3_deployment as deploy
from constructs import Construct

from infra.acknowledge import acknowledge, logical_id, skip_checkov
from infra.api import Api
from infra.function import NOT_IN_A_FUNCTION, log_group_of
from infra.settings import ROOT, Deployment
from infra.site_rules import API_PATHS, SECURITY_HEADERS, content_security_policy, rewrite

FOLDER: Final = ROOT / "web"
LONG_LIVED: Final = ("fonts/*", "img/*", "audio/*")
"""Files that hardly ever change. Browsers revalidate all others each time, so that pages and scripts always match."""
TLS_VERSION: Final = 1.2
HSTS_DAYS: Final = 365
LONG_LIVED_CACHE: Final = Duration.days(7)
EDGE_KEEPS: Final = Duration.days(365)
"""CloudFront forgets earlier when a deploy tells it to."""
PERMISSIONS: Final = "Permissions-Policy"
REFERRER: Final = SECURITY_HEADERS["Referrer-Policy"].upper().replace("-", "_")
"""The name that the CDK has for it."""


UPLOADER: Final = "Custom::CDKBucketDeployment"
UPLOADER_RULES: Final = (
    *("AwsSolutions-L1", "Serverless-LambdaTracing", "Serverless-LambdaLatestVersion", "Serverless-LambdaDLQ"),
    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]",
    *(
        f"AwsSolutions-IAM5[Action::s3:{action}*]"
        for action in ("List", "GetObject", "GetBucket", "DeleteObject", "Abort")
    ),
    "AwsSolutions-IAM5[Resource::*]",
    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]",
)


class Site(Construct):
    """Left out of the local cloud, whose edge server does the same from the same rules (`infra/site_rules.py`)."""

    def __init__(
        self, scope: Construct, deployment: Deployment, http: gateway.HttpApi, firewall_arn: str | None
    ) -> None:
        super().__init__(scope, "Web")
        self._domain = deployment.site_domain
        access_logs = self._access_logs(deployment)
        self.bucket = s3.Bucket(
            self,
            "Files",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            **_removal(deployment),
            enforce_ssl=True,
            minimum_tls_version=TLS_VERSION,
            server_access_logs_bucket=access_logs,
            server_access_logs_prefix="bucket/",
        )
        skip_checkov(self.bucket, CKV_AWS_21="Every deploy writes its files anew from the repository.")
        self.distribution = self._distribution(deployment, http, access_logs, firewall_arn)
        acknowledge(self.distribution, "Buyers and sellers may come from every country.", "AwsSolutions-CFR1")

    @property
    def url(self) -> str:
        return f"https://{self._domain or self.distribution.domain_name}"

    def _access_logs(self, deployment: Deployment) -> s3.Bucket:
        """Return the bucket for the access logs of CloudFront and of the site's bucket. They hold IP addresses."""
        bucket = s3.Bucket(
            self,
            "AccessLogs",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            **_removal(deployment),
            enforce_ssl=True,
            minimum_tls_version=TLS_VERSION,
            object_ownership=s3.ObjectOwnership.OBJECT_WRITER,  # CloudFront's log delivery needs ACLs
            lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(deployment.log_retention_days))],
        )
        skip_checkov(
            bucket,
            CKV_AWS_18="It does not log access to itself.",
            CKV_AWS_21="Its files are written once and expire.",
        )
        return bucket

    def _distribution(
        self, deployment: Deployment, http: gateway.HttpApi, access_logs: s3.Bucket, firewall_arn: str | None
    ) -> cloudfront.Distribution:
        certificate = deployment.certificate_arn and acm.Certificate.from_certificate_arn(
            self, "Certificate", deployment.certificate_arn
        )
        addresses = cloudfront.Function(
            self,
            "Rewrite",
            code=cloudfront.FunctionCode.from_inline(rewrite(content_security_policy([], deployment.frame_origins))),
            runtime=cloudfront.FunctionRuntime.JS_2_0,
        )
        reading = [cloudfront.AccessLevel.READ, cloudfront.AccessLevel.LIST]  # LIST: a missing file is 404, not 403
        access = cloudfront.S3OriginAccessControl(
            self, "Access", origin_access_control_name=_global_name(self, deployment, "site")
        )
        site = cloudfront.BehaviorOptions(
            origin=origins.S3BucketOrigin.with_origin_access_control(
                self.bucket, origin_access_levels=reading, origin_access_control=access
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            cache_policy=cloudfront.CachePolicy.CACHING_OPTIMIZED,
            response_headers_policy=self._headers(deployment, "Site", self._policy(deployment)),
            function_associations=[
                cloudfront.FunctionAssociation(
                    function=addresses, event_type=cloudfront.FunctionEventType.VIEWER_REQUEST
                )
            ],
        )
        dynamic = cloudfront.BehaviorOptions(
            origin=origins.HttpOrigin(
                Fn.select(2, Fn.split("/", http.api_endpoint)),
                origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
            ),
            viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
            allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
            cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
            origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
            response_headers_policy=self._headers(deployment, "Dynamic"),
        )
        return cloudfront.Distribution(
            self,
            "Distribution",
            comment=f"{deployment.stack_name}: site, API and listings",
            default_behavior=site,
            additional_behaviors=dict.fromkeys(API_PATHS, dynamic),
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            domain_names=[self._domain] if self._domain else None,
            certificate=certificate or None,
            minimum_protocol_version=cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
            web_acl_id=firewall_arn,
            log_bucket=access_logs,
            log_file_prefix="cloudfront/",
        )

    def _policy(self, deployment: Deployment) -> str:
        """Return the pages' Content-Security-Policy, with Cognito, the upload storage and the public media."""
        urls = [urlsplit(url) for url in (deployment.storage_endpoint, deployment.public_base_url) if url]
        cognito = f"https://cognito-idp.{Stack.of(self).region}.amazonaws.com"
        services = [cognito, *(f"{url.scheme}://{url.netloc}" for url in urls)]
        return content_security_policy(services, deployment.frame_origins)

    def _headers(
        self, deployment: Deployment, name: str, policy: str | None = None
    ) -> cloudfront.ResponseHeadersPolicy:
        """The site's headers; answers of the API bring a Content-Security-Policy of their own where they need one."""
        csp = policy and cloudfront.ResponseHeadersContentSecurityPolicy(content_security_policy=policy, override=True)
        return cloudfront.ResponseHeadersPolicy(
            self,
            f"{name}Headers",
            response_headers_policy_name=_global_name(self, deployment, name.lower()),
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


def _global_name(scope: Construct, deployment: Deployment, name: str) -> str:
    """Return a name with stack and region: CloudFront's names are those of the whole account, in all regions."""
    return f"{deployment.stack_name}-{Stack.of(scope).region}-{name}"


def _removal(deployment: Deployment) -> dict[str, Any]:
    """Return what becomes of a bucket when its stack is deleted: only an empty bucket can be deleted."""
    if deployment.protected:
        return {"removal_policy": RemovalPolicy.RETAIN}
    return {"removal_policy": RemovalPolicy.DESTROY, "auto_delete_objects": True}


class Pages(Construct):
    """The files of `web/` in the site's bucket. Each upload has CloudFront forget the version before.

    They are uploaded after the API has changed, so that no page calls a route that does not exist yet.
    """

    def __init__(self, scope: Construct, deployment: Deployment, site: Site, api: Api) -> None:
        super().__init__(scope, "Pages")
        self._site = site
        self.node.add_dependency(api)
        log_group = log_group_of(self, deployment)
        edge = deploy.CacheControl.s_max_age(EDGE_KEEPS)
        week = [deploy.CacheControl.max_age(LONG_LIVED_CACHE), edge]
        never = [deploy.CacheControl.max_age(Duration.seconds(0)), edge, deploy.CacheControl.must_revalidate()]
        self._upload("LongLived", week, log_group, exclude=["*"], include=list(LONG_LIVED))
        self._upload("Revalidated", never, log_group, exclude=list(LONG_LIVED))
        uploader = next(child for child in Stack.of(self).node.children if child.node.id.startswith(UPLOADER))
        files = f"AwsSolutions-IAM5[Resource::<{logical_id(site.bucket)}.Arn>/*]"
        reason = "The CDK's own function, which runs only during a deploy."
        acknowledge(uploader, reason, *UPLOADER_RULES, files)
        skip_checkov(uploader, CKV_AWS_116=reason, **NOT_IN_A_FUNCTION)
        skip_checkov(uploader.node.find_child("ServiceRole").node.find_child("DefaultPolicy"), CKV_AWS_111=reason)

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
            destination_bucket=self._site.bucket,
            exclude=exclude,
            include=include,
            cache_control=[deploy.CacheControl.set_public(), *caching],
            distribution=self._site.distribution,
            distribution_paths=["/*"],
            log_group=log_group,
        )
