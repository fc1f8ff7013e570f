"""Writing a script: by the language model, checked, corrected once, and by the template where all else fails."""

from dataclasses import dataclass
from typing import Final

from functions.script import prompt, template
from functions.script.aloud import checked
from functions.script.drafted import Drafted, finished, plain
from functions.script.facts import unsupported
from functions.script.pace import Budget
from vidx.errors import ProviderFailed, Transient
from vidx.guard import guarded
from vidx.jobs.request import Listing, VideoChoices
from vidx.ports import Completion, LanguageModel
from vidx.price import written
from vidx.script import Script
from vidx.settings import settings

SELLER: Final = "seller"


def write(listing: Listing, choices: VideoChoices, writer: LanguageModel, *, patient: bool) -> Script:
    """A script for the listing: its claims are the listing's, and its length fits the choices where that is possible.

    A provider that is retired, refuses or answers malformed is passed over for the template at once; one that is down
    for the moment is so only when not `patient`.

    Raises:
        Transient: the provider is down for the moment, and the caller is patient.
    """
    desk = _Desk(guarded(listing, contact_allowed=settings().contact_details), choices, writer)
    try:
        draft = desk.asked()
    except ProviderFailed:
        draft = None
    except Transient:
        if patient:
            raise
        draft = None
    if draft is None:
        return desk.finished(template.write(desk.listing, desk.budget), template.PROVIDER, template.MODEL)
    return desk.finished(draft, desk.provider, desk.model)


@dataclass
class _Desk:
    """One script at work: what was asked for, and who answered last."""

    listing: Listing
    choices: VideoChoices
    writer: LanguageModel
    provider: str = ""
    model: str = ""

    def __post_init__(self) -> None:
        self.budget = Budget(self.choices.duration, self.choices.voice, self.listing.language, self.listing.context)

    def asked(self) -> Drafted | None:
        """The model's script, corrected at most once; None when it stays unusable.

        Raises:
            Transient, ProviderFailed: the provider's, unless there is a usable script from before.
        """
        instructions = prompt.instructions(self.listing, self.choices, self.budget)
        first = self._call(instructions)
        problems = self._problems(first)
        if not problems:
            return first
        try:
            second = self._call(instructions + prompt.correction(first.text, problems))
        except (ProviderFailed, Transient):
            if self._usable(first):
                return first
            raise
        return next((draft for draft in (second, first) if self._usable(draft)), None)

    def finished(self, draft: Drafted, provider: str, model: str) -> Script:
        return finished(draft, self.listing, self.choices.voice, provider, model)

    def _call(self, instructions: str) -> Drafted:
        said: Completion[Drafted] = self.writer.write(instructions, prompt.facts(self.listing), Drafted)
        self.provider, self.model = said.provider, said.model
        return self._shortened(checked(plain(said.answer), self.listing))

    def _shortened(self, draft: Drafted) -> Drafted:
        """A draft that is too long without some of its last sentences, the price kept, when that makes it fit."""
        price = written(self.listing.price, self.listing.currency, self.listing.language)
        shorter = draft
        for sentence in reversed(draft.sentences):
            if self.budget.seconds(shorter.aloud) <= self.budget.most_s:
                break
            if price not in sentence.text:
                shorter = shorter.model_copy(update={"sentences": [s for s in shorter.sentences if s != sentence]})
        return shorter if self.budget.holds(shorter.aloud) else draft

    def _usable(self, draft: Drafted) -> bool:
        return self.budget.holds(draft.aloud) and not unsupported(draft.text, self.listing)

    def _problems(self, draft: Drafted) -> list[str]:
        """What could be better in the draft, in words that the model can act on."""
        problems = [f"The listing does not say: {claim}." for claim in unsupported(draft.text, self.listing)]
        if not self.budget.holds_safely(draft.aloud):
            takes_s = self.budget.seconds(draft.aloud)
            wanted = self.budget.words_after(draft.aloud)
            problems.append(f"It takes {takes_s:.0f} instead of {self.budget.target_s:.0f} seconds: write {wanted}.")
        return problems
