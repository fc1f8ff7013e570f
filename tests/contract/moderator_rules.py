"""Rules of the `Moderator` port. They run on the fake, and on the adapter with the stand-in for OpenAI."""

import pytest

from testing.moderation import POLICY, REFUSED_WORD, REVIEWED_WORD
from testing.pictures import picture
from vidx.moderation import AssessedPart, Assessment, Verdict, find_violations
from vidx.ports.providers import Moderator

REFUSED_IMAGE = picture("JPEG", 320, 240, "hotpink")
REVIEWED_IMAGE = picture("JPEG", 320, 240, "chartreuse")
HARMLESS_IMAGE = picture("PNG", 320, 240, "olive")


def verdicts(assessment: Assessment) -> list[Verdict]:
    part = AssessedPart(part="text", digest="d", assessment=assessment)
    return [finding.verdict for finding in find_violations([part], POLICY)]


class ModeratorRules:
    """Subclasses provide the fixture `moderator`."""

    @pytest.mark.parametrize(
        ("text", "verdict"),
        [
            ("A brass desk lamp.", []),
            (f"A {REVIEWED_WORD}, hardly used.", [Verdict.REVIEW]),
            (f"Fresh {REFUSED_WORD.upper()}.", [Verdict.REFUSE]),
        ],
    )
    def test_a_text_is_assessed(self, moderator: Moderator, text: str, verdict: list[Verdict]) -> None:
        assert verdicts(moderator.assess_text(text)) == verdict

    @pytest.mark.parametrize(
        ("image", "content_type", "verdict"),
        [
            (HARMLESS_IMAGE, "image/png", []),
            (REVIEWED_IMAGE, "image/jpeg", [Verdict.REVIEW]),
            (REFUSED_IMAGE, "image/jpeg", [Verdict.REFUSE]),
        ],
    )
    def test_an_image_is_assessed(
        self, moderator: Moderator, image: bytes, content_type: str, verdict: list[Verdict]
    ) -> None:
        assert verdicts(moderator.assess_image(image, content_type)) == verdict

    def test_every_category_has_a_probability(self, moderator: Moderator) -> None:
        scores = moderator.assess_text("A brass desk lamp.").scores

        assert {"illicit", "sexual", "violence"} <= set(scores)
        assert all(0 <= score <= 1 for score in scores.values())
