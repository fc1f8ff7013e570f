"""The site on AWS has the same addresses and headers as the edge server, and API and listings on its origin."""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any, Final

import pytest
from aws_cdk import App
from aws_cdk.assertions import Template

from cli.commands.login import LOCAL_CODE
from infra import NODE
from infra.firewall import MANAGED_RULES, Firewall
from infra.settings import EXAMPLES, ROOT, Deployment
from infra.site_rules import (
    API_PATHS,
    INDEX,
    SECURITY_HEADERS,
    SERVER_RENDERED,
    content_security_policy,
    file_of,
    rewrite,
)
from tests.contract.synthesis import functions, of_type, resources
from vidx import keys

IMAGE: Final = ("packaging", "image")
CERTIFICATE: Final = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"
FUNCTION_BYTES: Final = 10_240
"""https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html"""
ADDRESSES: Final = (
    "/", "/upload/photos", "/upload/details/", "/upload/review", "/jobs/4f1c_A-9", "/my-ads", "/webhooks", "/sign-in",
    "/no/such", "/jobs", "/jobs/", "/jobs/a/b", "/upload", "/upload/", "/upload/prices", "/my-ads/1", "/webhooks/1",
    "/sign-in/", "//", "/index.html", "/js/main.js", "/js/gone.js", "/css/ads.css", "/img/icons.svg",
    "/manifest.webmanifest", "/robots.txt",
)  # fmt: skip


def one(kind: str, *context: tuple[str, str]) -> dict[str, Any]:
    (resource,) = of_type(kind, IMAGE, *context).values()
    properties: dict[str, Any] = resource
    return properties


def distribution() -> dict[str, Any]:
    config: dict[str, Any] = one("AWS::CloudFront::Distribution")["DistributionConfig"]
    return config


def headers(name: str, *context: tuple[str, str]) -> dict[str, Any]:
    policies = of_type("AWS::CloudFront::ResponseHeadersPolicy", IMAGE, *context)
    policy = next(properties for key, properties in policies.items() if key.startswith(f"Web{name}"))
    config: dict[str, Any] = policy["ResponseHeadersPolicyConfig"]
    return config


def run(program: str) -> Any:
    """Run a JavaScript program and return its output, which is JSON."""
    process = subprocess.run([NODE, "-e", program], capture_output=True, text=True, check=True)
    return json.loads(process.stdout)


def handled(addresses: Sequence[str]) -> list[dict[str, Any]]:
    """Results of the CloudFront Function for requests to the addresses."""
    code = one("AWS::CloudFront::Function")["FunctionCode"]
    events = json.dumps([{"request": {"uri": address}} for address in addresses])
    results: list[dict[str, Any]] = run(f"{code}\nconsole.log(JSON.stringify({events}.map((event) => handler(event))))")
    return results


def test_cloudfronts_function_maps_addresses_as_the_edge_server_does() -> None:
    assert [answer.get("uri") for answer in handled(ADDRESSES)] == [file_of(address) for address in ADDRESSES]


def test_cloudfronts_function_answers_an_unknown_address_with_the_sites_page_and_headers() -> None:
    (answer,) = handled(["/no/such"])

    assert answer["statusCode"] == 404
    assert "<h2>There is no such page</h2>" in answer["body"]["data"]
    answer_headers = {name: header["value"] for name, header in answer["headers"].items()}
    assert answer_headers["content-security-policy"] == content_security_policy([])
    assert {name.lower(): value for name, value in SECURITY_HEADERS.items()}.items() <= answer_headers.items()


def test_cloudfronts_function_is_within_its_limit() -> None:
    assert len(rewrite(content_security_policy([])).encode()) < FUNCTION_BYTES


def test_the_known_addresses_are_those_of_the_router() -> None:
    router = (ROOT / "web/js/router.js").read_text(encoding="utf-8")
    patterns = re.findall(r"\{ pattern: (/.+?/), load", router)
    plain = [address for address in ADDRESSES if "." not in address]

    known = run(
        f"console.log(JSON.stringify({json.dumps(plain)}.map((a) => [{','.join(patterns)}].some((p) => p.test(a)))))"
    )

    assert len(patterns) > 5
    assert known == [file_of(address) == INDEX for address in plain]


@pytest.mark.parametrize("page", sorted((ROOT / "web").glob("*.html")), ids=lambda page: page.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    addresses = re.findall(r'\b(?:href|src)="(/[^"#?]*)', page.read_text(encoding="utf-8"))
    files = [address for address in addresses if PurePath(address).suffix]

    assert files
    assert [address for address in files if not (ROOT / "web" / address.removeprefix("/")).is_file()] == []


def test_api_and_listings_go_to_the_http_api_with_everything_but_the_host() -> None:
    behaviours = {behaviour["PathPattern"]: behaviour for behaviour in distribution()["CacheBehaviors"]}

    assert tuple(behaviours) == API_PATHS
    assert {f"/{path.split('/')[1]}" for path in API_PATHS} == set(SERVER_RENDERED) - {"/media"}
    api = next(origin["Id"] for origin in distribution()["Origins"] if "CustomOriginConfig" in origin)
    for behaviour in behaviours.values():
        assert behaviour["TargetOriginId"] == api
        assert behaviour["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # AWS: Managed-CachingDisabled
        assert behaviour["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"  # AllViewerExceptHostHeader
        assert set(behaviour["AllowedMethods"]) >= {"GET", "HEAD", "POST", "PATCH", "DELETE"}
        assert "FunctionAssociations" not in behaviour


def test_only_named_origins_may_show_the_site_in_a_frame() -> None:
    for origins, ancestors in (("", "'none'"), ("https://a.test,https://b.test", "https://a.test https://b.test")):
        policy = headers("Site", ("frameOrigins", origins))["SecurityHeadersConfig"]["ContentSecurityPolicy"]
        assert json.dumps(policy["ContentSecurityPolicy"]).rstrip('"]}').endswith(f"frame-ancestors {ancestors}")


def test_no_host_of_the_policy_is_a_wildcard() -> None:
    assert "*" not in json.dumps(headers("Site", ("storageEndpoint", "https://s3.test")))


def test_browsers_and_origins_use_tls_1_2() -> None:
    context = (("siteDomain", "ads.test"), ("certificateArn", CERTIFICATE))
    config = one("AWS::CloudFront::Distribution", *context)["DistributionConfig"]

    assert config["Aliases"] == ["ads.test"]
    assert config["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1.2_2021"
    custom = [origin["CustomOriginConfig"] for origin in config["Origins"] if "CustomOriginConfig" in origin]
    assert [origin["OriginSSLProtocols"] for origin in custom] == [["TLSv1.2"]]


def test_the_firewall_has_managed_rules_and_a_limit_per_address() -> None:
    firewall = Firewall(App(), Deployment.model_validate({**EXAMPLES, "requestsPerAddress": 500}), None)
    (acl,) = Template.from_stack(firewall).find_resources("AWS::WAFv2::WebACL").values()
    rules = acl["Properties"]["Rules"]

    assert acl["Properties"]["Scope"] == "CLOUDFRONT"
    assert [rule["Name"] for rule in rules] == [*MANAGED_RULES, "RequestsPerAddress"]
    assert rules[-1]["Statement"]["RateBasedStatement"]["Limit"] == 500
    assert rules[-1]["Action"] == {"Block": {}}


def test_no_error_page_turns_an_answer_of_the_api_into_html() -> None:
    assert "CustomErrorResponses" not in distribution()
    assert distribution()["DefaultCacheBehavior"]["FunctionAssociations"][0]["EventType"] == "viewer-request"


def test_files_are_private_and_read_by_this_distribution_alone() -> None:
    bucket = next(
        properties for name, properties in of_type("AWS::S3::Bucket", IMAGE).items() if name.startswith("WebFiles")
    )
    policies = of_type("AWS::S3::BucketPolicy", IMAGE).items()
    (policy,) = (properties for name, properties in policies if name.startswith("WebFiles"))
    statements = policy["PolicyDocument"]["Statement"]

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    allowed = [statement for statement in statements if statement["Effect"] == "Allow"]
    assert {statement["Principal"]["Service"] for statement in allowed} == {"cloudfront.amazonaws.com"}
    for statement in allowed:
        assert "WebDistribution" in json.dumps(statement["Condition"]["StringEquals"]["AWS:SourceArn"])


@pytest.mark.parametrize("name", ["Site", "Dynamic"])
def test_every_answer_has_the_headers_of_the_edge_server(name: str) -> None:
    config = headers(name)
    security = config["SecurityHeadersConfig"]
    custom = {item["Header"]: item["Value"] for item in config["CustomHeadersConfig"]["Items"]}

    assert security["ContentTypeOptions"]["Override"]
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31536000
    assert {
        "Referrer-Policy": security["ReferrerPolicy"]["ReferrerPolicy"],
        "X-Content-Type-Options": "nosniff",
        **custom,
    } == SECURITY_HEADERS


def test_the_content_policy_is_that_of_the_edge_server_with_the_deployed_services() -> None:
    context = (("storageEndpoint", "https://s3.test/x"), ("publicBaseUrl", "https://media.test/y"))
    policy = headers("Site", *context)["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]

    parts = [part if isinstance(part, str) else "eu-north-1" for part in policy["Fn::Join"][1]]
    services = ["https://cognito-idp.eu-north-1.amazonaws.com", "https://s3.test", "https://media.test"]
    assert "".join(parts) == content_security_policy(services)
    assert "ContentSecurityPolicy" not in headers("Dynamic")["SecurityHeadersConfig"]


def test_the_policy_names_hosts_only() -> None:
    context = ("storageEndpoint", "https://s3.test/x")
    policy = headers("Site", context)["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]

    assert "*" not in json.dumps(policy)


def test_pages_and_scripts_are_revalidated_and_pictures_are_cached() -> None:
    deployments = of_type("Custom::CDKBucketDeployment", IMAGE)
    caching = {
        name.partition("CustomResource")[0]: properties["SystemMetadata"]["cache-control"]
        for name, properties in deployments.items()
    }

    assert caching["PagesLongLived"].startswith("public, max-age=604800")
    assert "max-age=0" in caching["PagesRevalidated"]
    assert "must-revalidate" in caching["PagesRevalidated"]
    assert all(properties["DistributionPaths"] == ["/*"] for properties in deployments.values())


def test_links_lead_to_the_site_unless_it_has_an_address_of_its_own() -> None:
    def base(*context: tuple[str, str]) -> Any:
        api = next(properties for name, properties in functions(IMAGE, *context).items() if name.startswith("Api"))
        return api["Environment"]["Variables"]["API_PUBLIC_URL"]

    assert "WebDistribution" in json.dumps(base())
    assert base(("apiPublicUrl", "https://vidx.test")) == "https://vidx.test"


def test_the_local_cloud_has_no_cloudfront() -> None:
    assert not [name for name in resources(("packaging", "zip")) if name.startswith("Web")]


def test_pages_tell_how_long_files_are_stored() -> None:
    pages = [
        (ROOT / "web/js" / page).read_text(encoding="utf-8") for page in ("components/edit-listing.js", "pages/job.js")
    ]

    days = [re.findall(r"(\d+) days", page) for page in pages]

    assert days == [[str(keys.RETENTION_DAYS[keys.JOBS])]] * 2


def test_page_and_cli_know_the_code_of_a_local_cloud() -> None:
    assert f'"{LOCAL_CODE}"' in (ROOT / "web/js/auth/cognito.js").read_text(encoding="utf-8")
