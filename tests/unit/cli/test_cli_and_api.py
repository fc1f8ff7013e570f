"""The fake service of the CLI's tests, and the requests of the CLI, fit the models of the API."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter

from cli.batch.reader import RowChecker, read_rows
from cli.config import Settings as CliSettings
from cli.config import UserPool, user_pool
from cli.models import Options
from functions.api.options import api_options
from functions.api.schemas import account, jobs, listings, moderation, options, videos, webhooks
from local.paths import ROOT
from tests.unit.cli.conftest import Vidx
from tests.unit.cli.service import ANSWERS, JOB, MESSAGE, RECEIPT, WEBHOOK, FakeService, job_state
from vidx.settings import Settings

DETAILS = ["--title", "T", "--description", "D", "--price", "12.50", "--currency", "EUR", "--language", "en"]
CHOICES = ["--voice", "nova", "--music", "calm", "--duration", "30", "--format", "9:16"]
CHOICES += ["--caption-style", "karaoke", "--brand-colour", "#00A3FF"]


def strict(model: type[BaseModel], data: dict[str, Any]) -> None:
    """Check `data` against the model, and that it holds no field which the model does not know."""
    fields = model.model_validate(data).model_dump(by_alias=True)
    assert set(data) <= set(fields)


@pytest.mark.parametrize(
    ("line", "model"),
    [
        ("GET /api/options", options.Options),
        ("POST /api/video/generate", videos.Accepted),
        ("POST /api/video/generate-script", videos.Draft),
        ("POST /api/video/estimate", videos.Estimate),
        ("POST /api/video/jobs/first/remake", videos.Accepted),
        (f"POST /api/video/jobs/{JOB}/cancel", jobs.JobStatus),
        (f"GET /api/video/jobs/{JOB}/versions", jobs.Versions),
        ("POST /api/ads/create", listings.AdCreated),
        ("PATCH /api/ads/a1", listings.MyAd),
        ("GET /api/ads/mine", listings.MyAds),
        ("GET /api/moderation/jobs", moderation.ReviewList),
        (f"GET /api/moderation/jobs/{JOB}", moderation.ReviewContent),
        (f"POST /api/moderation/jobs/{JOB}/approve", moderation.Decided),
        (f"POST /api/moderation/jobs/{JOB}/reject", moderation.Decided),
        ("DELETE /api/account", account.ReceiptView),
        ("GET /api/account/export", account.ExportPage),
        (f"GET /api/account/receipts/{RECEIPT}", account.ReceiptView),
        ("POST /api/webhooks", webhooks.WebhookWithSecret),
        ("GET /api/webhooks", webhooks.WebhookList),
        (f"POST /api/webhooks/{WEBHOOK}/rotate", webhooks.WebhookWithSecret),
        (f"POST /api/webhooks/{WEBHOOK}/test", webhooks.MessageQueued),
        (f"GET /api/webhooks/{WEBHOOK}/deliveries", webhooks.DeliveryList),
        (f"POST /api/webhooks/{WEBHOOK}/deliveries/{MESSAGE}/resend", webhooks.MessageQueued),
        (f"POST /api/video/jobs/{JOB}/retry", jobs.JobStatus),
    ],
)
def test_the_answers_of_the_fake_service_fit_the_models_of_the_api(line: str, model: type[BaseModel]) -> None:
    strict(model, ANSWERS[line])


def test_the_job_states_of_the_fake_service_fit_the_models_of_the_api() -> None:
    error = {"code": "RenderFailed", "stage": "render", "message": "no", "retryable": True, "photo": None}

    strict(jobs.JobStatus, job_state("error", error=error))
    strict(jobs.JobError, error)


def test_the_requests_of_create_fit_the_models_of_the_api(
    vidx: Vidx, photos: list[str], service: FakeService, home: Path
) -> None:
    (home / "s.txt").write_text("Look.")

    assert (
        vidx("create", *photos, *DETAILS, *CHOICES, "--category", "other", "--script", "s.txt", "--no-wait").code == 0
    )

    TypeAdapter(list[videos.UploadRequest]).validate_python(service.calls("POST /api/uploads")[0].json)
    body = videos.GenerateBody.model_validate(service.calls("POST /api/video/generate")[0].json)
    assert str(body.price) == "12.5"


def test_the_requests_of_script_and_estimate_fit_the_models_of_the_api(vidx: Vidx, service: FakeService) -> None:
    assert vidx("script", *DETAILS, *CHOICES).code == 0
    assert vidx("estimate", *DETAILS, *CHOICES, "--photos", "3").code == 0

    videos.DraftBody.model_validate(service.calls("POST /api/video/generate-script")[0].json)
    body = service.calls("POST /api/video/estimate")[0].json
    videos.EstimateBody.model_validate(body)
    strict(videos.EstimateBody, body)


def test_the_api_accepts_the_sample_list() -> None:
    offered = Options.model_validate(api_options(Settings(), date(2027, 1, 1)).model_dump(by_alias=True))
    list_file = ROOT / "samples/listings.csv"

    rows, bad = RowChecker(list_file.parent, offered, {}, CliSettings({}, ())).check(read_rows(list_file))

    assert (len(rows), bad) == (3, [])
    for row in rows:
        videos.GenerateBody.model_validate({"photoKeys": ["k"] * len(row.photos), **row.body})


def test_the_cli_reads_every_list_of_the_options() -> None:
    offered = api_options(Settings(user_pool_client_id="c"), date(2027, 1, 1))
    read = Options.model_validate(offered.model_dump(by_alias=True))

    for name in ("voice", "music", "format", "language", "duration", "category", "currency"):
        assert read.allowed(name), name
    assert user_pool(read.auth) == UserPool("c", "https://cognito-idp.us-east-1.amazonaws.com")
    assert read.operator_contact is False
    assert read.limits.max_price is not None
    assert read.limits.max_title_chars is not None
    assert read.limits.max_script_chars is not None
