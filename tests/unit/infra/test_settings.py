"""The choices of a deployment are checked before anything is synthesised."""

from typing import Any

import pytest
from pydantic import ValidationError

from infra.settings import EXAMPLES, Deployment, building_machine


def test_defaults_fit_a_new_account_and_the_machine_that_builds() -> None:
    chosen = Deployment.model_validate(EXAMPLES)

    assert (chosen.packaging, chosen.render_memory_mb) == ("image", 3008)
    assert chosen.architecture == building_machine()


@pytest.mark.parametrize(
    ("choice", "value"),
    [
        ("packaging", "tar"),
        ("architecture", "riscv64"),
        ("renderMemoryMb", "512"),
        ("renderMemoryMb", "20000"),
        ("frameScale", "0"),
        ("workBucket", "Has_Capitals"),
        ("publicBaseUrl", "ftp://example.com"),
        ("publicBaseUrl", "https://example.com/"),
        ("captionsOrder", "alignment,guessing"),
        ("captionsOrder", "alignment, transcription"),
        ("unheardOf", "1"),
    ],
)
def test_bad_choice_is_refused(choice: str, value: str) -> None:
    with pytest.raises(ValidationError, match=choice):
        Deployment.model_validate({**EXAMPLES, choice: value})


@pytest.mark.parametrize(
    "one", [{"siteDomain": "ads.test"}, {"certificateArn": "arn:aws:acm:us-east-1:111122223333:certificate/12"}]
)
def test_a_domain_and_its_certificate_go_together(one: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="give both or none"):
        Deployment.model_validate({**EXAMPLES, **one})


def test_originals_and_videos_never_share_a_bucket() -> None:
    with pytest.raises(ValidationError, match="must differ"):
        Deployment.model_validate({**EXAMPLES, "workBucket": "one-bucket", "publicBucket": "one-bucket"})


@pytest.mark.parametrize("origins", ["https://a.example,https://b.example", ["https://a.example", "https://b.example"]])
def test_origins_can_be_a_list_or_separated_by_commas(origins: Any) -> None:
    chosen = Deployment.model_validate({**EXAMPLES, "webOrigins": origins})

    assert chosen.web_origins == ("https://a.example", "https://b.example")
