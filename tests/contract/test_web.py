"""The site in AWS answers as the edge server does: same addresses, same headers, API and listings on its origin."""

import json
import subprocess
from typing import Any, Final

import pytest

from infra import NODE
from infra.site import API_PATHS, REWRITE, SECURITY_HEADERS, SERVER_RENDERED, content_security_policy, file_of
from tests.contract.synthesis import functions, of_type, resources

IMAGE: Final = ("packaging", "image")
ADDRESSES: Final = (
    "/", "/upload/photos", "/upload/details/", "/upload/review", "/jobs/4f1c_A-9", "/my-ads", "/sign-in", "/no/such",
    "/index.html", "/js/main.js", "/js/gone.js", "/css/ads.css", "/img/icons.svg", "/manifest.webmanifest",
    "/robots.txt",
)  # fmt: skip


def one(kind: str, *context: tuple[str, str]) -> dict[str, Any]:
    (found,) = of_type(kind, IMAGE, *context).values()
    held: dict[str, Any] = found
    return held


def distribution() -> dict[str, Any]:
    config: dict[str, Any] = one("AWS::CloudFront::Distribution")["DistributionConfig"]
    return config


def headers(name: str, *context: tuple[str, str]) -> dict[str, Any]:
    found = of_type("AWS::CloudFront::ResponseHeadersPolicy", IMAGE, *context)
    policy = next(held for key, held in found.items() if key.startswith(f"Web{name}"))
    config: dict[str, Any] = policy["ResponseHeadersPolicyConfig"]
    return config


def test_cloudfronts_function_maps_addresses_as_the_edge_server_does() -> None:
    events = json.dumps([{"request": {"uri": address}} for address in ADDRESSES])
    program = f"{REWRITE}\nconsole.log(JSON.stringify({events}.map((event) => handler(event).uri)))"

    done = subprocess.run([NODE, "-e", program], capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == [file_of(address) for address in ADDRESSES]


def test_api_and_listings_go_to_the_http_api_with_everything_but_the_host() -> None:
    behaviours = {held["PathPattern"]: held for held in distribution()["CacheBehaviors"]}

    assert tuple(behaviours) == API_PATHS
    assert {f"/{path.split('/')[1]}" for path in API_PATHS} == set(SERVER_RENDERED) - {"/media"}
    api = next(origin["Id"] for origin in distribution()["Origins"] if "CustomOriginConfig" in origin)
    for behaviour in behaviours.values():
        assert behaviour["TargetOriginId"] == api
        assert behaviour["CachePolicyId"] == "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"  # AWS: Managed-CachingDisabled
        assert behaviour["OriginRequestPolicyId"] == "b689b0a8-53d0-40ab-baf2-68738e2966ac"  # AllViewerExceptHostHeader
        assert set(behaviour["AllowedMethods"]) >= {"GET", "HEAD", "POST", "PATCH", "DELETE"}
        assert "FunctionAssociations" not in behaviour


def test_no_error_page_turns_an_answer_of_the_api_into_html() -> None:
    assert "CustomErrorResponses" not in distribution()
    assert distribution()["DefaultCacheBehavior"]["FunctionAssociations"][0]["EventType"] == "viewer-request"


def test_files_are_private_and_read_by_this_distribution_alone() -> None:
    bucket = next(held for name, held in of_type("AWS::S3::Bucket", IMAGE).items() if name.startswith("Web"))
    statements = one("AWS::S3::BucketPolicy")["PolicyDocument"]["Statement"]

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    allowed = [statement for statement in statements if statement["Effect"] == "Allow"]
    assert {statement["Principal"]["Service"] for statement in allowed} == {"cloudfront.amazonaws.com"}
    for statement in allowed:
        assert "WebDistribution" in json.dumps(statement["Condition"]["StringEquals"]["AWS:SourceArn"])


@pytest.mark.parametrize("name", ["Site", "Dynamic"])
def test_every_answer_carries_the_edge_servers_headers(name: str) -> None:
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


def test_the_policy_is_the_edge_servers_with_the_services_of_this_deployment() -> None:
    context = (("storageEndpoint", "https://s3.test/x"), ("publicBaseUrl", "https://media.test/y"))
    policy = headers("Site", *context)["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]

    parts = [part if isinstance(part, str) else "eu-north-1" for part in policy["Fn::Join"][1]]
    services = ["https://cognito-idp.eu-north-1.amazonaws.com", "https://s3.test", "https://media.test"]
    assert "".join(parts) == content_security_policy(services)
    assert "ContentSecurityPolicy" not in headers("Dynamic")["SecurityHeadersConfig"]


def test_pages_and_scripts_are_asked_for_anew_and_pictures_are_kept() -> None:
    deployments = of_type("Custom::CDKBucketDeployment", IMAGE)
    caching = {name[3:9]: held["SystemMetadata"]["cache-control"] for name, held in deployments.items()}

    assert caching["Assets"].startswith("public, max-age=604800")
    assert "max-age=0" in caching["PagesC"]
    assert "must-revalidate" in caching["PagesC"]
    assert all(held["DistributionPaths"] == ["/*"] for held in deployments.values())


def test_links_lead_to_the_site_unless_it_has_an_address_of_its_own() -> None:
    def base(*context: tuple[str, str]) -> Any:
        api = next(held for name, held in functions(IMAGE, *context).items() if name.startswith("Api"))
        return api["Environment"]["Variables"]["API_PUBLIC_URL"]

    assert "WebDistribution" in json.dumps(base())
    assert base(("apiPublicUrl", "https://vidx.test")) == "https://vidx.test"


def test_the_local_cloud_has_none_of_it() -> None:
    assert not [name for name in resources(("packaging", "zip")) if name.startswith("Web")]
