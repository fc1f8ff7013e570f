"""Find a seller by e-mail address or user id, and erase an account."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from functions.api.account import close, receipt_of
from functions.api.dependencies import Ports
from functions.api.schemas.account import ReceiptView
from ops.admission import Consumer, consumer_of
from ops.history import ReportModel
from vidx.errors import NotFound
from vidx.jobs.model import Job, Status

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

NEWEST_JOBS: Final = 20


class JobLine(ReportModel):
    """A job in the list of its seller."""

    job_id: str
    created_at: datetime
    status: Status
    title: str
    error_code: str | None
    ad_id: str | None


class SellerReport(ReportModel):
    """A seller, what they use, and their newest jobs."""

    user_id: str
    email: str | None
    """None if the sign-in is deleted."""
    enabled: bool
    """Whether they can sign in."""
    is_closed: bool
    """Whether the account is being deleted or was deleted within a day."""
    usage: Consumer
    jobs: list[JobLine]


class User(ReportModel):
    """A sign-in in the user pool."""

    user_id: str
    email: str
    enabled: bool


def find_user(name: str, pool_id: str, client: "CognitoIdentityProviderClient") -> User | None:
    """Return the user with this e-mail address or user id; None if there is none."""
    attribute = "email" if "@" in name else "sub"
    value = name.replace("\\", "\\\\").replace('"', '\\"')
    users = client.list_users(UserPoolId=pool_id, Filter=f'{attribute} = "{value}"', Limit=1)["Users"]
    if not users:
        return None
    attributes = {each["Name"]: each.get("Value", "") for each in users[0].get("Attributes", [])}
    return User(user_id=attributes["sub"], email=attributes.get("email", ""), enabled=users[0].get("Enabled", True))


def owner_of(name: str, user: User | None, ports: Ports) -> str:
    """Return the user id that `name` means: of the sign-in, or of jobs whose sign-in is deleted.

    Raises:
        NotFound: there is neither.
    """
    if user:
        return user.user_id
    if "@" not in name and ports.jobs.list_ids_by_owner(name):
        return name
    raise NotFound("there is no user with this e-mail address or id")


def seller_report(name: str, user: User | None, ports: Ports) -> SellerReport:
    """Return the seller. Raises `NotFound`."""
    owner = owner_of(name, user, ports)
    counters = list(ports.quotas.list_counters(ports.clock.now()))
    page = ports.jobs.list_by_owner(owner, None, NEWEST_JOBS, None)
    return SellerReport(
        user_id=owner,
        email=user.email if user else None,
        enabled=user is not None and user.enabled,
        is_closed=ports.accounts.get(owner) is not None,
        usage=consumer_of(owner, ports.queue.read(), counters),
        jobs=[_line(job) for job in page.jobs],
    )


def _line(job: Job) -> JobLine:
    return JobLine(
        job_id=job.job_id,
        created_at=job.created_at,
        status=job.status,
        title=job.title,
        error_code=job.error.code if job.error else None,
        ad_id=job.ad_id,
    )


def erase(owner: str, ports: Ports) -> ReceiptView:
    """Close the account and start its deletion, as its seller could. Repeating it returns the same receipt."""
    return close(owner, ports)


def receipt(receipt_id: str, ports: Ports) -> ReceiptView:
    """Return what has been deleted of an erased account. Raises `NotFound`."""
    return receipt_of(receipt_id, ports)
