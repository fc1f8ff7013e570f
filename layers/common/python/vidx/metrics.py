"""The metrics of vidx, in one table. Pure.

`vidx/observability.py` emits them, `infra/alarms.py` and `infra/panels.py` read them, and docs/metrics.md shows them.
Every metric has the dimension `environment` besides the listed ones, because a development and a production stack may
share an account.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

NAMESPACE: Final = "vidx"
ENVIRONMENT: Final = "environment"
COUNT: Final = "Count"
SECONDS: Final = "Seconds"
PLAIN: Final = "None"
"""CloudWatch's unit of numbers without one, such as US dollars."""

TOTAL: Final[tuple[str, ...]] = ()
"""The dimensions of a metric that has no others than the environment."""
BY_STAGE: Final = ("stage",)


class Metric(NamedTuple):
    """A metric in CloudWatch."""

    name: str
    unit: str
    meaning: str
    source: str
    """The module that measures it, from the repository's root; `vidx/` stands for `layers/common/python/vidx/`."""
    dimension_sets: tuple[tuple[str, ...], ...] = (TOTAL,)
    """Each set of dimensions is a series of its own in CloudWatch."""


JOBS_STARTED: Final = Metric(
    "JobsStarted", COUNT, "Executions started: new jobs, retries and approved reviews.", "vidx/admission/dispatch.py"
)
JOBS_FINISHED: Final = Metric("JobsFinished", COUNT, "Jobs that ended with a video.", "functions/notify/job_ends.py")
JOBS_FAILED: Final = Metric(
    "JobsFailed",
    COUNT,
    "Jobs that ended in an error on our side or a provider's.",
    "functions/notify/job_ends.py",
    (TOTAL, ("stage", "code")),
)
JOBS_REFUSED: Final = Metric(
    "JobsRefused",
    COUNT,
    "Jobs that ended because of the seller's photos, text or expired files.",
    "functions/notify/job_ends.py",
    (TOTAL, ("stage", "code")),
)
JOBS_CANCELED: Final = Metric(
    "JobsCanceled", COUNT, "Jobs that their sellers canceled.", "functions/notify/job_ends.py"
)
JOBS_INTERRUPTED: Final = Metric(
    "JobsInterrupted",
    COUNT,
    "Jobs that the watch or the dispatcher ended, because their executions stopped or never started.",
    "functions/watch/service.py",
)
JOBS_IN_REVIEW: Final = Metric(
    "JobsInReview", COUNT, "Jobs that wait for an operator's decision.", "functions/script/moderation.py"
)
OLDEST_REVIEW_HOURS: Final = Metric(
    "OldestReviewHours",
    PLAIN,
    "Hours that the job in review that has waited longest waits, once a minute.",
    "functions/watch/service.py",
)
REVIEWS_EXPIRED: Final = Metric(
    "ReviewsExpired", COUNT, "Jobs that ended because no operator decided in time.", "functions/watch/service.py"
)
VIDEO_SECONDS: Final = Metric(
    "VideoSeconds",
    SECONDS,
    "From the request to the video, with the wait in the queue; of jobs that ended in their first attempt.",
    "functions/notify/job_ends.py",
)
VIDEO_USD: Final = Metric(
    "VideoUsd", PLAIN, "Cost of a finished job in all its attempts, in US dollars.", "functions/notify/job_ends.py"
)
SPEND_TODAY_USD: Final = Metric(
    "SpendTodayUsd",
    PLAIN,
    "US dollars spent or reserved since midnight UTC: jobs, drafts and voice samples, by list prices.",
    "functions/watch/service.py",
)
QUEUE_LENGTH: Final = Metric("QueueLength", COUNT, "Jobs that wait, once a minute.", "functions/watch/service.py")
QUEUE_AGE_SECONDS: Final = Metric(
    "QueueAgeSeconds", SECONDS, "Wait of the oldest job in the queue, once a minute.", "functions/watch/service.py"
)
RUNNING_EXECUTIONS: Final = Metric(
    "RunningExecutions", COUNT, "Executions that run, once a minute.", "functions/watch/service.py"
)
STAGE_SECONDS: Final = Metric(
    "StageSeconds", SECONDS, "One run of a stage that succeeded.", "vidx/jobs/stage_runner.py", (BY_STAGE,)
)
STAGES_REUSED: Final = Metric(
    "StagesReused",
    COUNT,
    "Runs of a stage that used earlier output and paid nothing; 0 for the others.",
    "vidx/jobs/stage_runner.py",
    (BY_STAGE,),
)
STAGES_FAILED: Final = Metric(
    "StagesFailed",
    COUNT,
    "Runs of a stage that failed; the state machine may have repeated them.",
    "vidx/jobs/stage_runner.py",
    (BY_STAGE, ("stage", "code")),
)
PROVIDER_RUNS: Final = Metric(
    "ProviderRuns",
    COUNT,
    "Runs of a stage that called a provider, and drafts of scripts.",
    "vidx/jobs/stage_runner.py",
    (BY_STAGE,),
)
FALLBACKS: Final = Metric(
    "Fallbacks",
    COUNT,
    "Providers, models or methods that failed or were skipped, so that a substitute did the work.",
    "vidx/jobs/stage_runner.py",
    (BY_STAGE, ("stage", "provider")),
)
PROVIDER_USD: Final = Metric(
    "ProviderUsd",
    PLAIN,
    "Providers' fees of one run of a stage, in US dollars, whether it succeeded or not.",
    "vidx/jobs/stage_runner.py",
    (BY_STAGE,),
)
RENDER_REALTIME_FACTOR: Final = Metric(
    "RenderRealtimeFactor", PLAIN, "Seconds of the render stage for one second of video.", "vidx/jobs/stage_runner.py"
)
MODEL_DAYS_LEFT: Final = Metric(
    "ModelDaysLeft",
    COUNT,
    "Days until a configured model shuts down, from 60 days before.",
    "functions/api/handler.py",
    (TOTAL, BY_STAGE),
)
CERTIFICATE_DAYS_LEFT: Final = Metric(
    "CertificateDaysLeft",
    COUNT,
    "Days until the certificate of the site's domain expires, once a day.",
    "functions/api/handler.py",
)
REJECTED_UPLOADS: Final = Metric(
    "RejectedUploads",
    COUNT,
    "Requests refused because of a photo, clip or logo, by the code of the error.",
    "functions/api/errors.py",
    (TOTAL, ("reason",)),
)
ADMISSION_REFUSALS: Final = Metric(
    "AdmissionRefusals",
    COUNT,
    "Requests refused because a limit of the deployment is used up, by the limit's setting.",
    "functions/api/errors.py",
    (TOTAL, ("limit",)),
)
LISTINGS_REPORTED: Final = Metric(
    "ListingsReported", COUNT, "Visitors' reports about listings.", "functions/api/listings.py"
)
WEBHOOKS_DELIVERED: Final = Metric(
    "WebhooksDelivered", COUNT, "Requests to webhooks that succeeded.", "functions/notify/service.py"
)
WEBHOOK_ATTEMPTS_FAILED: Final = Metric(
    "WebhookAttemptsFailed",
    COUNT,
    "Requests to webhooks that failed; they are repeated.",
    "functions/notify/service.py",
)
WEBHOOKS_FAILED: Final = Metric(
    "WebhooksFailed", COUNT, "Messages to webhooks whose attempts have all failed.", "functions/notify/service.py"
)
WEBHOOK_FAULTS: Final = Metric(
    "WebhookFaults",
    COUNT,
    "Messages that could not be processed for a reason on our side.",
    "functions/notify/handler.py",
)

METRICS: Final[Mapping[str, Metric]] = {
    metric.name: metric
    for metric in (
        JOBS_STARTED,
        JOBS_FINISHED,
        JOBS_FAILED,
        JOBS_REFUSED,
        JOBS_CANCELED,
        JOBS_INTERRUPTED,
        JOBS_IN_REVIEW,
        OLDEST_REVIEW_HOURS,
        REVIEWS_EXPIRED,
        VIDEO_SECONDS,
        VIDEO_USD,
        SPEND_TODAY_USD,
        QUEUE_LENGTH,
        QUEUE_AGE_SECONDS,
        RUNNING_EXECUTIONS,
        STAGE_SECONDS,
        STAGES_REUSED,
        STAGES_FAILED,
        PROVIDER_RUNS,
        FALLBACKS,
        PROVIDER_USD,
        RENDER_REALTIME_FACTOR,
        MODEL_DAYS_LEFT,
        CERTIFICATE_DAYS_LEFT,
        REJECTED_UPLOADS,
        ADMISSION_REFUSALS,
        LISTINGS_REPORTED,
        WEBHOOKS_DELIVERED,
        WEBHOOK_ATTEMPTS_FAILED,
        WEBHOOKS_FAILED,
        WEBHOOK_FAULTS,
    )
}
"""All metrics by name, in the order of docs/metrics.md."""
