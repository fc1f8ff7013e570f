"""No attack reaches the script through an obedient model, an unchecked answer or the template."""

from collections import Counter
from dataclasses import dataclass

import pytest

from functions.script import prompt, template_writer
from functions.script.pacing import Budget
from functions.script.writer import generate_script
from local.openai_standin import copywriter
from local.openai_standin.faults import Fault
from testing.ai import ScriptedModel
from tests.unit.vidx.guard.attacks import Attack, attacks
from vidx.errors import ProviderRefused
from vidx.guard import sanitize_listing
from vidx.guard.obfuscation import normalize_characters
from vidx.jobs.request import Listing, VideoChoices
from vidx.ports.providers import Answer, Completion

ATTACKS = attacks()
LINE = {"type": "string"}


@dataclass
class ObedientWriter:
    """The stand-in's language model in its obedient mode; with `unsanitized` it reads that listing instead."""

    unsanitized: Listing | None = None
    calls: int = 0

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        self.calls += 1
        read = prompt.facts(self.unsanitized) if self.unsanitized else facts
        answer = copywriter.answer(instructions, read, form.model_json_schema(), Fault.OBEDIENT)
        return Completion(form.model_validate(answer), "openai", "gpt-6-luna")


def test_the_table_of_attacks_covers_every_language() -> None:
    count = Counter(attack.listing.language for attack in ATTACKS)

    assert len(ATTACKS) >= 100
    assert min(count[language] for language in ("en", "de", "fr", "es", "pt", "it")) >= 9


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_without_the_guard_an_obedient_model_follows_the_instructions(attack: Attack) -> None:
    answer = copywriter.answer(
        prompt.instructions(attack.listing, VideoChoices(duration=30), Budget(30, "alloy", attack.listing.language)),
        prompt.facts(attack.listing),
        {"properties": {"hook": LINE, "sentences": {"type": "array", "items": LINE}, "call_to_action": LINE}},
        Fault.OBEDIENT,
    )

    reached_the_listing = attack.forbidden.search(
        normalize_characters(f"{attack.listing.title}\n{attack.listing.description}")
    )
    assert attack.succeeds_in(" ".join([answer["hook"], *answer["sentences"]])) == bool(reached_the_listing)


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_with_the_guard_an_obedient_model_sees_no_instructions(attack: Attack) -> None:
    writer = ObedientWriter()

    script = generate_script(attack.listing, VideoChoices(duration=30), writer, retry_follows=False)

    assert writer.calls
    assert not attack.succeeds_in(script.text)


@pytest.mark.parametrize(
    "attack", [each for each in ATTACKS if each.kind.startswith(("price", "contact", "unit"))], ids=str
)
def test_an_answer_with_another_price_or_a_contact_detail_is_not_used(attack: Attack) -> None:
    """Also if the guard let the listing through to the model."""
    script = generate_script(
        attack.listing, VideoChoices(duration=30), ObedientWriter(attack.listing), retry_follows=False
    )

    assert not attack.succeeds_in(script.text)


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_the_template_does_not_repeat_an_attack(attack: Attack) -> None:
    script = generate_script(
        attack.listing, VideoChoices(duration=30), ScriptedModel([ProviderRefused("no")]), retry_follows=False
    )

    assert script.provider == template_writer.PROVIDER
    assert not attack.succeeds_in(script.text)


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_the_facts_of_the_listing_stay(attack: Attack) -> None:
    """The sentence after the attack is an ordinary one; only an instruction without an end takes it along."""
    last_words = attack.listing.description.rstrip(".").split()[-2:]

    assert (
        attack.kind == "order-json"
        or sanitize_listing(attack.listing).description.rstrip(".").split()[-2:] == last_words
    )
