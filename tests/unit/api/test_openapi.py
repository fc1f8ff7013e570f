"""The OpenAPI document and its page."""

import re

from tests.unit.api.conftest import Api


def test_the_openapi_document_describes_every_route(api: Api) -> None:
    described = api.call("GET", "/api/openapi.json", user=None).json

    assert {f"{verb.upper()} {path}" for path, verbs in described["paths"].items() for verb in verbs} == {
        "POST /api/uploads",
        "POST /api/video/detect",
        "POST /api/video/generate-script",
        "POST /api/video/generate",
        "POST /api/video/estimate",
        "GET /api/video/status/{jobId}",
        "GET /api/video/jobs",
        "DELETE /api/video/jobs/{jobId}",
        "GET /api/video/jobs/{jobId}/photos",
        "GET /api/video/jobs/{jobId}/versions",
        "POST /api/video/jobs/{jobId}/cancel",
        "POST /api/video/jobs/{jobId}/retry",
        "POST /api/video/jobs/{jobId}/remake",
        "POST /api/ads/create",
        "GET /api/ads",
        "GET /api/ads/mine",
        "GET /api/ads/{adId}",
        "PATCH /api/ads/{adId}",
        "DELETE /api/ads/{adId}",
        "POST /api/ads/{adId}/report",
        "GET /api/moderation/jobs",
        "GET /api/moderation/jobs/{jobId}",
        "POST /api/moderation/jobs/{jobId}/approve",
        "POST /api/moderation/jobs/{jobId}/reject",
        "POST /api/webhooks",
        "GET /api/webhooks",
        "DELETE /api/webhooks/{webhookId}",
        "POST /api/webhooks/{webhookId}/rotate",
        "POST /api/webhooks/{webhookId}/test",
        "GET /api/webhooks/{webhookId}/deliveries",
        "POST /api/webhooks/{webhookId}/deliveries/{messageId}/resend",
        "GET /api/account/export",
        "DELETE /api/account",
        "GET /api/account/receipts/{receiptId}",
        "GET /api/options",
        "GET /api/healthz",
        "GET /api/voices/{voice}/preview",
        "POST /api/voices/{voice}/preview",
    }
    assert described["paths"]["/api/options"]["get"]["security"] == [{}]
    assert described["security"] == [{"bearer": []}]
    assert "202" in described["paths"]["/api/video/generate"]["post"]["responses"]
    assert "photoKeys" in described["components"]["schemas"]["GenerateBody"]["properties"]


def test_the_documentation_page_loads_nothing_from_other_hosts(api: Api) -> None:
    page = api.call("GET", "/api/docs", user=None)

    assert page.status == 200
    assert not re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["'](?!data:)""", page.text)
    assert "SwaggerUIBundle({dom_id" in page.text
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_documentation_page_is_compressed_far_below_lambdas_limit(api: Api) -> None:
    page = api.call("GET", "/api/docs", user=None, headers={"accept-encoding": "gzip"})

    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.text) < 1_000_000
