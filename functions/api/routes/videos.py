"""Routes that lead to a video: uploads, script draft, estimate, generate."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Header

from functions.api.admission import write_draft
from functions.api.costs import estimate
from functions.api.dependencies import Caller, FormFiles, PortsDependency, RequestId, SignedIn
from functions.api.detection import detect as detect_choices
from functions.api.job_creation import MAX_KEY_CHARS, generate
from functions.api.job_status import stage_fallbacks
from functions.api.remake import remake
from functions.api.routes.common import JobId, job_accepted, new_router
from functions.api.schemas.videos import (
    Accepted,
    DetectBody,
    Detected,
    Draft,
    DraftBody,
    Estimate,
    EstimateBody,
    GenerateBody,
    RemakeBody,
    UploadRequest,
    UploadSlots,
)
from functions.api.uploads import slots
from vidx.errors import IDEMPOTENCY_HEADER
from vidx.jobs.events import DraftInput
from vidx.jobs.model import Stage
from vidx.settings import settings

IdempotencyKey = Annotated[
    str | None, Header(alias=IDEMPOTENCY_HEADER, json_schema_extra={"minLength": 1, "maxLength": MAX_KEY_CHARS})
]

router = new_router()


@router.post(
    "/api/uploads",
    tags=["make a video"],
    summary="Where to PUT the photos",
    description="One presigned URL for each photo. PUT the file there with the given headers, within the given time.",
)
def create_uploads(files: Annotated[list[UploadRequest], Body()], owner: Caller, ports: PortsDependency) -> UploadSlots:
    return UploadSlots(uploads=slots(files, owner, ports))


@router.post(
    "/api/video/generate-script",
    tags=["make a video"],
    summary="Write a script, without a job",
    description="The script that a video of these details would get. Edit it, then pass it to `generate`.",
)
def draft_script(body: DraftBody, owner: Caller, ports: PortsDependency) -> Draft:
    draft = write_draft(DraftInput(owner=owner, listing=body.listing(), choices=body.choices()), owner, ports)
    return Draft(
        language=body.language,
        currency=body.currency,
        script=draft.script,
        estimated_duration=draft.estimated_s,
        word_count=draft.word_count,
        cost=draft.cost_usd,
        fallbacks=stage_fallbacks(Stage.SCRIPT, draft.fallbacks),
    )


@router.post(
    "/api/video/detect",
    tags=["make a video"],
    summary="Language and currency of a text",
    description=(
        "The language and currency that `generate` uses if a request names none. They are detected by the commonest "
        "words, the currency signs and codes. Without a hint, they are `en` and the language's usual currency. Null if "
        "the text points to several; `generate` refuses such a request."
    ),
)
def detect(body: DetectBody, _: SignedIn) -> Detected:
    language, currency = detect_choices([body.title, body.description, body.script])
    return Detected(language=language, currency=currency)


@router.post(
    "/api/video/estimate",
    tags=["make a video"],
    summary="Price and time before anything is spent",
    description="Seconds and US dollars of each stage.",
)
def estimate_video(body: EstimateBody, _: SignedIn) -> Estimate:
    return estimate(body, settings())


@router.post(
    "/api/video/generate",
    tags=["make a video"],
    summary="Make a video",
    status_code=202,
    description=(
        "Check the photos and start the job. The same request with the same Idempotency-Key starts no second job. "
        "Also takes multipart/form-data: the same fields, and the files as parts named `photos` and `logo`, 4 MB "
        "in all."
    ),
)
def generate_video(
    body: GenerateBody,
    owner: Caller,
    ports: PortsDependency,
    files: FormFiles,
    request_id: RequestId,
    idempotency_key: IdempotencyKey = None,
) -> Response[Accepted]:
    accepted = generate(body, owner, idempotency_key, ports, files, request_id)
    return job_accepted(accepted, accepted.status_url)


@router.post(
    "/api/video/jobs/<jobId>/remake",
    tags=["make a video"],
    summary="Make another version of a finished video",
    status_code=202,
    description=(
        "A new job with other words, voice, music, format or photos; only the stages whose input changed run again "
        "and cost anything. The same request with the same Idempotency-Key starts no second job."
    ),
)
def remake_video(
    job_id: JobId,
    body: RemakeBody,
    owner: Caller,
    ports: PortsDependency,
    request_id: RequestId,
    idempotency_key: IdempotencyKey = None,
) -> Response[Accepted]:
    accepted = remake(job_id, body, owner, idempotency_key, ports, request_id)
    return job_accepted(accepted, accepted.status_url)
