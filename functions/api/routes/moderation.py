"""Routes for operators: review the content of jobs."""

from aws_lambda_powertools.event_handler import Response

from functions.api import moderation
from functions.api.dependencies import Operator, PortsDependency
from functions.api.routes.common import DEFAULT_LIMIT, JSON, PRIVATE, Cursor, JobId, Limit, new_router
from functions.api.schemas.moderation import Decided, RejectBody, ReviewContent, ReviewList

FORBIDDEN = "For users of the group `operators`; 403 for all others."

router = new_router()


@router.get(
    "/api/moderation/jobs",
    tags=["moderation"],
    summary="Jobs in review, oldest first",
    description=f"{FORBIDDEN} A page of jobs. Pass `cursor` to get the next page; a short page may have one, too.",
)
def list_reviews(
    _: Operator,
    ports: PortsDependency,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> ReviewList:
    return moderation.list_reviews(limit, cursor, ports)


@router.get(
    "/api/moderation/jobs/<jobId>",
    tags=["moderation"],
    summary="The content of a job in review",
    description=f"{FORBIDDEN} The listing, the seller's own script, and links to photos, clips and logo.",
)
def review_content(job_id: JobId, _: Operator, ports: PortsDependency) -> Response[ReviewContent]:
    return Response(200, JSON, moderation.content(job_id, ports), PRIVATE)


@router.post(
    "/api/moderation/jobs/<jobId>/approve",
    tags=["moderation"],
    summary="Approve a job in review",
    description=f"{FORBIDDEN} Its next attempt starts. Repeating the request does no harm.",
)
def approve_job(job_id: JobId, operator: Operator, ports: PortsDependency) -> Decided:
    return moderation.approve(job_id, operator, ports)


@router.post(
    "/api/moderation/jobs/<jobId>/reject",
    tags=["moderation"],
    summary="Reject a job in review",
    description=f"{FORBIDDEN} The job ends, and its seller reads the reason. Repeating the request does no harm.",
)
def reject_job(job_id: JobId, body: RejectBody, operator: Operator, ports: PortsDependency) -> Decided:
    return moderation.reject(job_id, operator, body.reason, ports)
