"""Write a script with a language model, check it, request one correction, and fall back to the template."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from functions.script import prompt, template_writer
from functions.script.draft import ScriptDraft, finished_script, without_markup
from functions.script.fact_check import unsupported_claims
from functions.script.pacing import Budget
from functions.script.spoken_form import with_checked_spoken_forms
from vidx.errors import ProviderFailed, Transient
from vidx.guard import sanitize_listing
from vidx.jobs.model import Fallback
from vidx.jobs.request import Listing, VideoChoices
from vidx.observability import logger
from vidx.ports.providers import Answer, Completion, LanguageModel
from vidx.price import script_price
from vidx.script import Script
from vidx.settings import settings

UNUSABLE: Final = "Unusable"
"""`Fallback.code` of a model that answered, but not with a usable script."""


@dataclass
class ModelChain:
    """Several models as one `LanguageModel`.

    If a model is retired, refuses or returns a malformed response, the next one is called. The completion names the
    models that were skipped.

    Attributes:
        writers: the models by name, in their order. A model that was skipped is not called again.
        last_try: no retry of the stage follows, so that a model that is down for the moment is skipped, too.
    """

    writers: Mapping[str, LanguageModel]
    last_try: bool = False
    fallbacks: tuple[Fallback, ...] = ()

    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        """Implement `LanguageModel.write`. If all models fail, raise the first model's error."""
        failures: list[ProviderFailed | Transient] = []
        fallbacks = self.fallbacks
        for name, writer in self.writers.items():
            try:
                completion = writer.write(instructions, facts, form)
            except ProviderFailed as error:
                failures.append(error)
            except Transient as error:
                if not self.last_try:
                    raise
                failures.append(error)
            else:
                skipped = {each.provider for each in fallbacks}
                self.writers = {name: writer for name, writer in self.writers.items() if name not in skipped}
                self.fallbacks = fallbacks
                return replace(completion, fallbacks=fallbacks)
            reason = {"code": failures[-1].code(), "reason": str(failures[-1])}
            logger.warning("language model skipped", extra={"language_model": name, **reason})
            fallbacks += (Fallback(provider=name, code=reason["code"]),)
        raise failures[0]


FindHarms = Callable[[str], Sequence[str]]
"""Returns why a script must not be published, in words for the model; empty if it may."""


def find_none(_: str) -> Sequence[str]:
    """Find no harm: for drafts, which their sellers read, and without moderation."""
    return ()


def generate_script(
    listing: Listing,
    choices: VideoChoices,
    writer: LanguageModel,
    *,
    retry_follows: bool,
    find_harms: FindHarms = find_none,
) -> Script:
    """Write a script that claims only what the listing says and, where possible, fits the requested length.

    A script that is refused as harmful is written once more, too, with the harm named. If the model fails for good or
    its script stays unusable, the template writes the script.

    Args:
        retry_follows: raise `Transient` while the model is down, instead of using the template.

    Raises:
        Transient: the model is down for the moment, and `retry_follows`.
    """
    listing = sanitize_listing(listing, contact_allowed=settings().contact_details)
    model_writer = _ModelWriter(listing, choices, writer, find_harms)
    failure = UNUSABLE
    try:
        draft = model_writer.usable_draft()
    except (ProviderFailed, Transient) as error:
        if isinstance(error, Transient) and retry_follows:
            raise
        draft, failure = None, error.code()
    fallbacks = model_writer.fallbacks
    if draft is not None:
        script = finished_script(draft, listing, choices.voice, model_writer.provider, model_writer.model)
    else:
        script = _template_script(listing, choices)
        fallbacks += (Fallback(provider=model_writer.model or settings().script_models[0], code=failure),)
    return script.model_copy(update={"fallbacks": fallbacks})


def write_template(listing: Listing, choices: VideoChoices) -> Script:
    """Write a script without a model."""
    return _template_script(sanitize_listing(listing, contact_allowed=settings().contact_details), choices)


def _template_script(listing: Listing, choices: VideoChoices) -> Script:
    draft = template_writer.write(listing, Budget(choices.duration, choices.voice, listing.language, listing.context))
    return finished_script(draft, listing, choices.voice, template_writer.PROVIDER, template_writer.MODEL)


@dataclass
class _ModelWriter:
    """The calls to the model for one script.

    Attributes:
        provider, model: of the latest response.
        fallbacks: the models that were skipped for it.
    """

    listing: Listing
    choices: VideoChoices
    writer: LanguageModel
    find_harms: FindHarms
    provider: str = ""
    model: str = ""
    fallbacks: tuple[Fallback, ...] = ()

    @cached_property
    def budget(self) -> Budget:
        return Budget(self.choices.duration, self.choices.voice, self.listing.language, self.listing.context)

    def usable_draft(self) -> ScriptDraft | None:
        """Return the model's draft, corrected at most once, or None if it stays unusable.

        Raises:
            Transient, ProviderFailed: a call failed, and no earlier call gave a usable draft.
        """
        instructions = prompt.instructions(self.listing, self.choices, self.budget)
        first = self._call(instructions)
        problems = self._problems(first)
        if not problems:
            return first
        try:
            second = self._call(instructions + prompt.correction(first.text, problems))
        except (ProviderFailed, Transient):
            if self._is_usable(first):
                return first
            raise
        return next((draft for draft in (second, first) if self._is_usable(draft)), None)

    def _call(self, instructions: str) -> ScriptDraft:
        completion: Completion[ScriptDraft] = self.writer.write(instructions, prompt.facts(self.listing), ScriptDraft)
        self.provider, self.model, self.fallbacks = completion.provider, completion.model, completion.fallbacks
        return self._shortened(with_checked_spoken_forms(without_markup(completion.answer), self.listing))

    def _shortened(self, draft: ScriptDraft) -> ScriptDraft:
        """Remove the last sentences of a draft that is too long, but not the price, if that makes it fit."""
        price = script_price(self.listing.price, self.listing.currency, self.listing.language)
        shorter = draft
        for sentence in reversed(draft.sentences):
            if self.budget.seconds(shorter.spoken_or_text) <= self.budget.max_s:
                break
            if price not in sentence.text:
                shorter = shorter.model_copy(update={"sentences": [s for s in shorter.sentences if s != sentence]})
        return shorter if self.budget.fits(shorter.spoken_or_text) else draft

    def _is_usable(self, draft: ScriptDraft) -> bool:
        is_true = self.budget.fits(draft.spoken_or_text) and not unsupported_claims(draft.text, self.listing)
        return is_true and not self.find_harms(draft.text)

    def _problems(self, draft: ScriptDraft) -> list[str]:
        """List the faults that the model should correct, in words for the prompt."""
        claims = unsupported_claims(draft.text, self.listing)
        problems = [f"The listing does not say: {claim}." for claim in claims]
        problems += [f"It seems to contain {harm}, which is not allowed." for harm in self.find_harms(draft.text)]
        if not self.budget.fits_safely(draft.spoken_or_text):
            actual_s = self.budget.seconds(draft.spoken_or_text)
            words = self.budget.words_to_correct(draft.spoken_or_text)
            problems.append(f"It takes {actual_s:.0f} instead of {self.budget.target_s:.0f} seconds: write {words}.")
        return problems
