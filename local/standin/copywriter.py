"""The stand-in's language model: writes a script from the product facts in the prompt, to the length asked for."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from local.standin.aloud import aloud
from local.standin.faults import Kind
from local.standin.languages import language_of
from local.standin.obedience import weakened
from local.standin.phrases import LINES
from local.standin.schema import Schema
from vidx import speech
from vidx.options import Language

_FACTS: Final = re.compile(r"\{.*\}", re.DOTALL)
_BUDGET: Final = re.compile(r"(\d+) to (\d+) spoken words(?:, best (\d+))?")
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\s*\n+\s*")
_EDGES: Final = " \t.,;:!?-–—*•"
_DEFAULT_BUDGET: Final = (30, 50, 41)
_CLOSE: Final = 3
"""Words: scripts that come so close to the aim are equally good."""
_UNTRUE: Final = "It was $98,765 last week."


@dataclass(frozen=True)
class Script:
    hook: str
    body: tuple[str, ...]
    closing: str
    language: Language

    @property
    def words(self) -> int:
        return _count(" ".join((self.hook, *self.body, self.closing)), self.language)


def answer(instructions: str, facts: str, schema: Schema, fault: Kind | None = None) -> dict[str, Any]:
    """An object that keeps to `schema`: lines before an array of lines open, those after it close.

    A line is a string, or an object with `text` and `spoken`. When the facts are finished `lines`, they are read aloud.
    """
    language = language_of(instructions, facts)
    given = _given_lines(facts)
    if given is not None:
        return {name: [aloud(line, language, fault) for line in given] for name in schema["properties"]}
    product = weakened(_product(facts)) if fault is Kind.OBEDIENT else _product(facts)
    script = compose(product, *_budget(instructions), language)
    body = (*script.body, _UNTRUE) if fault is Kind.UNTRUE else script.body

    def in_form(line: str, form: Schema) -> str | dict[str, str]:
        form = _resolved(form, schema)
        return line if form.get("type") == "string" else {"text": line, "spoken": aloud(line, language, fault)}

    filled: dict[str, Any] = {}
    for name, value in schema["properties"].items():
        if value.get("type") == "array":
            filled[name] = [in_form(line, value["items"]) for line in body]
        elif any(isinstance(done, list) for done in filled.values()):
            filled[name] = in_form(script.closing, value)
        else:
            filled[name] = in_form(script.hook, value)
    return filled


def _resolved(form: Schema, schema: Schema) -> Schema:
    """The form itself, where it is a reference to one of the schema's definitions."""
    definitions: dict[str, Schema] = schema.get("$defs", {})
    return definitions[form["$ref"].rpartition("/")[2]] if "$ref" in form else form


def _given_lines(facts: str) -> list[str] | None:
    """The lines in the prompt; None when it is about a product."""
    held = _json(facts)
    lines = held.get("lines") if held else None
    return [str(line) for line in lines] if isinstance(lines, list) else None


def compose(product: dict[str, str], fewest: int, most: int, aim: int, language: Language) -> Script:
    """A script of `fewest` to `most` spoken words about `product` (title, description, price), near `aim`."""
    title, price, own = product.get("title", "this").strip(_EDGES), product.get("price", ""), LINES[language]
    offer = own.offer.format_map({"price": price}) if price and price != "free" else own.free
    sentences = [f"{part.strip(_EDGES)}." for part in _SENTENCES.split(product.get("description", "")) if part.strip()]
    drafts = [
        _filled(Script(hook.format_map({"title": title}), (offer,), closing, language), sentences, fewest, most, aim)
        for hook in _rotated(own.hooks, title)
        for closing in own.closings
    ]
    return min(drafts, key=lambda draft: max(abs(draft.words - aim), _CLOSE))


def _rotated(hooks: tuple[str, ...], title: str) -> tuple[str, ...]:
    """The hooks, beginning with another one for another title."""
    first = crc32(title.encode()) % len(hooks)
    return hooks[first:] + hooks[:first]


def _filled(script: Script, sentences: Iterable[str], fewest: int, most: int, aim: int) -> Script:
    """The script with sentences of the description up to `aim`, and with lines of its own up to `fewest`."""
    told: list[str] = []
    used = script.words
    for sentence in sentences:
        length = _count(sentence, script.language)
        if used + length <= min(most, aim + 2):
            told.append(sentence)
            used += length
    lines: list[str] = []
    for line in LINES[script.language].lines:
        length = _count(line, script.language)
        if used < max(fewest, aim - 4) and used + length <= most:
            lines.append(line)
            used += length
    return Script(script.hook, (*told, *script.body, *lines), script.closing, script.language)


def _product(facts: str) -> dict[str, str]:
    """The JSON object in the prompt; a prompt without one is itself the description."""
    held = _json(facts)
    return {key: str(value) for key, value in held.items()} if held else {"description": facts}


def _json(facts: str) -> dict[str, Any] | None:
    found = _FACTS.search(facts)
    try:
        held = json.loads(found[0]) if found else None
    except ValueError:
        held = None
    return held if isinstance(held, dict) else None


def _budget(instructions: str) -> tuple[int, int, int]:
    """Fewest, most and ideal number of words that the instructions ask for; the last word counts."""
    asked = [(int(found[1]), int(found[2]), found[3]) for found in _BUDGET.finditer(instructions)]
    if not asked:
        return _DEFAULT_BUDGET
    fewest, most, aim = asked[-1]
    return fewest, most, int(aim or (fewest + most) // 2)


def _count(text: str, language: Language) -> int:
    return sum(len(token.words) for token in speech.tokens(text, language))
