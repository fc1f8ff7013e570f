"""The stand-in's language model: writes a script from the product facts in the prompt, to the length asked for."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from local.standin.schema import Schema
from vidx import spoken

_FACTS: Final = re.compile(r"\{.*\}", re.DOTALL)
_BUDGET: Final = re.compile(r"(\d+) to (\d+) spoken words(?:, best (\d+))?")
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\s*\n+\s*")
_EDGES: Final = " \t.,;:!?-–—*•"
_DEFAULT_BUDGET: Final = (30, 50, 41)
_UNTRUE: Final = "It was $98,765 last week."
_HOOKS: Final = ("Hold on, take a look at this: {title}.", "Take a look: {title}.", "{title}.")
_CLOSINGS: Final = ("Send a message and make it yours today!", "Message the seller now!")
_LINES: Final = (
    "Look at it from every side.",
    "Good finds do not stay around.",
    "It is right here, waiting for you.",
    "Look through the pictures and see for yourself.",
    "You can ask the seller anything you want.",
    "Maybe it is just what you have been looking for.",
    "Think of where it would go and who would enjoy it.",
    "Show it to a friend, sleep on it, and come back soon.",
    "There is only so much that a short video can show, so ask to see more.",
)


@dataclass(frozen=True)
class Script:
    hook: str
    body: tuple[str, ...]
    closing: str

    @property
    def words(self) -> int:
        return _count(" ".join((self.hook, *self.body, self.closing)))


def answer(instructions: str, facts: str, schema: Schema, *, untrue: bool) -> dict[str, Any]:
    """An object that keeps to `schema`: strings before an array of strings open, those after it close."""
    script = compose(_product(facts), *_budget(instructions))
    body = (*script.body, _UNTRUE) if untrue else script.body
    filled: dict[str, Any] = {}
    for name, value in schema["properties"].items():
        if value.get("type") == "array":
            filled[name] = list(body)
        elif any(isinstance(done, list) for done in filled.values()):
            filled[name] = script.closing
        else:
            filled[name] = script.hook
    return filled


def compose(product: dict[str, str], fewest: int, most: int, aim: int) -> Script:
    """A script of `fewest` to `most` spoken words about `product` (title, description, price), near `aim`."""
    title, price = product.get("title", "this").strip(_EDGES), product.get("price", "")
    offer = f"Yours for {price}." if price and price != "free" else "And it is free."
    sentences = [f"{part.strip(_EDGES)}." for part in _SENTENCES.split(product.get("description", "")) if part.strip()]
    drafts = [
        _filled(Script(hook.format_map({"title": title}), (offer,), closing), sentences, fewest, most, aim)
        for hook in _HOOKS
        for closing in _CLOSINGS
    ]
    return min(drafts, key=lambda draft: abs(draft.words - aim))


def _filled(script: Script, sentences: Iterable[str], fewest: int, most: int, aim: int) -> Script:
    """The script with sentences of the description up to `aim`, and with lines of its own up to `fewest`."""
    told: list[str] = []
    used = script.words
    for sentence in sentences:
        if used + _count(sentence) <= min(most, aim + 2):
            told.append(sentence)
            used += _count(sentence)
    lines: list[str] = []
    for line in _LINES:
        if used < max(fewest, aim - 4) and used + _count(line) <= most:
            lines.append(line)
            used += _count(line)
    return Script(script.hook, (*told, *script.body, *lines), script.closing)


def _product(facts: str) -> dict[str, str]:
    """The JSON object in the prompt; a prompt without one is itself the description."""
    found = _FACTS.search(facts)
    try:
        held = json.loads(found[0]) if found else None
    except ValueError:
        held = None
    return {key: str(value) for key, value in held.items()} if isinstance(held, dict) else {"description": facts}


def _budget(instructions: str) -> tuple[int, int, int]:
    """Fewest, most and ideal number of words that the instructions ask for; the last word counts."""
    asked = [(int(found[1]), int(found[2]), found[3]) for found in _BUDGET.finditer(instructions)]
    if not asked:
        return _DEFAULT_BUDGET
    fewest, most, aim = asked[-1]
    return fewest, most, int(aim or (fewest + most) // 2)


def _count(text: str) -> int:
    return sum(len(token.words) for token in spoken.tokens(text, "en"))
