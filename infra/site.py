"""How the static site is to be served, by CloudFront and by the local edge server alike."""

from collections.abc import Sequence
from typing import Final

INDEX: Final = "/index.html"
SERVER_RENDERED: Final = ("/api", "/ads", "/media")
"""Prefixes that are answered by the API or by storage, never by a file of the site."""
SECURITY_HEADERS: Final = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}


API_PATHS: Final = ("/api/*", "/ads", "/ads/*")
"""What CloudFront hands on to the HTTP API, uncached; storage has an address of its own there."""
REWRITE: Final = f"""\
function handler(event) {{
  var request = event.request;
  var last = request.uri.substring(request.uri.lastIndexOf("/") + 1);
  if (last.indexOf(".") === -1) request.uri = "{INDEX}";
  return request;
}}
"""
"""`file_of` as a CloudFront Function; a test holds the two to one another."""


def file_of(path: str) -> str:
    """The file that answers `path`: addresses without a file extension are the app's own, and its router's matter."""
    last = path.rpartition("/")[2]
    return path if "." in last else INDEX


def content_security_policy(services: Sequence[str]) -> str:
    """The page's policy.

    Args:
        services: origins that it speaks to beside its own: Cognito, storage for uploads, the public media.
    """
    others = " ".join(dict.fromkeys(services))
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
            "frame-ancestors 'none'",
        ]
    )
