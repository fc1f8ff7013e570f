"""Certificates of AWS Certificate Manager."""

from datetime import datetime
from functools import cache
from typing import Any, Final

from vidx.adapters.aws import session
from vidx.adapters.aws_errors import mapped_errors
from vidx.errors import RecordsUnavailable

REGION: Final = "us-east-1"
"""CloudFront reads its certificates there only."""


@cache
def _client() -> Any:
    return session().client("acm", region_name=REGION)


def certificate_expiry(arn: str) -> datetime | None:
    """Return when the certificate expires; None if it is not issued.

    Raises:
        RecordsUnavailable: the service cannot be reached just now.
        AccessRefused: there is no such certificate, or this process may not read it.
    """
    with mapped_errors("our certificates", RecordsUnavailable):
        certificate: dict[str, Any] = _client().describe_certificate(CertificateArn=arn)["Certificate"]
    return certificate.get("NotAfter")
