"""Rules for serving the static site, used by CloudFront and by the local edge server."""

import json
import re
from collections.abc import Sequence
from typing import Final

from infra.settings import ROOT

INDEX: Final = "/index.html"
MISSING: Final = "404.html"
APP_ADDRESSES: Final = "^/((upload(/(photos|details|review))?|my-ads|webhooks|sign-in|jobs/[A-Za-z0-9_-]{1,64})/?)?$"
"""Addresses of web/js/router.js, in the syntax that Python and JavaScript share. A test keeps them equal."""
SERVER_RENDERED: Final = ("/api", "/ads", "/media")
"""Prefixes that the API or storage answers, never a file of the site."""
SECURITY_HEADERS: Final = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}


API_PATHS: Final = ("/api/*", "/ads", "/ads/*")
"""Paths that CloudFront forwards to the HTTP API without caching. On AWS, storage has its own address."""


def file_of(path: str) -> str | None:
    """The file that answers `path`; the app's own addresses are its router's matter, and None is no page at all."""
    if "." in path.rpartition("/")[2]:
        return path
    return INDEX if re.fullmatch(APP_ADDRESSES, path) else None


def content_security_policy(services: Sequence[str], frame_origins: Sequence[str] = ()) -> str:
    """The page's policy.

    Args:
        services: origins that it speaks to beside its own: Cognito, storage for uploads, the public media.
        frame_origins: origins whose pages may show it in a frame.
    """
    others = " ".join(dict.fromkeys(services))
    frames = " ".join(frame_origins) or "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            f"img-src 'self' blob: data: {others}",
            f"media-src 'self' blob: {others}",
            f"connect-src 'self' {others}",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {frames}",
        ]
    )


def rewrite(policy: str) -> str:
    """`file_of` as a CloudFront Function, which answers addresses without a page itself; a test compares the two.

    A function's own answer is all that the viewer gets, so it carries the page and its headers.

    Args:
        policy: Content-Security-Policy of that page.
    """
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy,
        **SECURITY_HEADERS,
    }
    page = "\n".join(line.strip() for line in (ROOT / "web" / MISSING).read_text(encoding="utf-8").splitlines())
    answer = {
        "statusCode": 404,
        "statusDescription": "Not Found",
        "headers": {name.lower(): {"value": value} for name, value in headers.items()},
        "body": {"encoding": "text", "data": page},
    }
    return f"""\
function handler(event) {{
  var request = event.request;
  var last = request.uri.substring(request.uri.lastIndexOf("/") + 1);
  if (last.indexOf(".") !== -1) return request;
  if (!new RegExp({json.dumps(APP_ADDRESSES)}).test(request.uri)) return {json.dumps(answer, ensure_ascii=False)};
  request.uri = "{INDEX}";
  return request;
}}
"""
