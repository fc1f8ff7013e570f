"""The stand-in's language model: writes a script of the requested length from the product facts in the prompt."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

from local.openai_standin.faults import Fault
from local.openai_standin.languages import detect_language
from local.openai_standin.phrases import LINES
from local.openai_standin.protocol import Schema
from vidx import speech
from vidx.options import Language

_FACTS: Final = re.compile(r"\{.*\}", re.DOTALL)
_BUDGET: Final = re.compile(r"(\d+) to (\d+) spoken words(?:, best (\d+))?")
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\s*\n+\s*")
_EDGES: Final = " \t.,;:!?-–—*•"
_DEFAULT_BUDGET: Final = (30, 50, 41)
_TOLERANCE: Final = 3
"""In words: scripts this close to the ideal count are equally good."""
_ADDED: Final = {
    Fault.UNTRUE: ("It was $98,765 last week.",),
    Fault.HARMFUL: ("It hides cocaine.",),
    Fault.DOUBTFUL: ("It holds a rifle.",),
}
"""Sentences that a fault adds to the script; `moderation.WORDS` scores the last two."""


@dataclass(frozen=True)
class Script:
    hook: str
    body: tuple[str, ...]
    closing: str
    language: Language

    @property
    def words(self) -> int:
        return _count(" ".join((self.hook, *self.body, self.closing)), self.language)


def answer(instructions: str, facts: str, schema: Schema, fault: Fault | None = None) -> dict[str, Any]:
    """Return an object of `schema`: fields before the array are the hook, the array the body, those after the closing.

    A line is a string, or an object with `text` and `spoken`. For finished `lines`, return their spoken forms.
    """
    language = detect_language(instructions, facts)
    lines = _finished_lines(facts)
    if lines is not None:
        return {name: [spoken_form(line, language, fault) for line in lines] for name in schema["properties"]}
    product = obey_listing(_product(facts)) if fault is Fault.OBEDIENT else _product(facts)
    script = compose(product, *_budget(instructions), language)
    body = (*_ADDED.get(fault, ()), *script.body) if fault else script.body

    def as_schema(line: str, form: Schema) -> str | dict[str, str]:
        form = _resolved(form, schema)
        return line if form.get("type") == "string" else {"text": line, "spoken": spoken_form(line, language, fault)}

    fields: dict[str, Any] = {}
    for name, value in schema["properties"].items():
        if value.get("type") == "array":
            fields[name] = [as_schema(line, value["items"]) for line in body]
        elif any(isinstance(field, list) for field in fields.values()):
            fields[name] = as_schema(script.closing, value)
        else:
            fields[name] = as_schema(script.hook, value)
    return fields


def _resolved(form: Schema, schema: Schema) -> Schema:
    """Follow a reference to one of the schema's definitions."""
    definitions: dict[str, Schema] = schema.get("$defs", {})
    return definitions[form["$ref"].rpartition("/")[2]] if "$ref" in form else form


def _finished_lines(facts: str) -> list[str] | None:
    """Return the lines in the prompt, or None when it describes a product."""
    values = _json(facts)
    lines = values.get("lines") if values else None
    return [str(line) for line in lines] if isinstance(lines, list) else None


def compose(product: dict[str, str], fewest: int, most: int, aim: int, language: Language) -> Script:
    """Write a script of `fewest` to `most` spoken words about `product` (title, description, price), near `aim`."""
    title, price, phrases = product.get("title", "this").strip(_EDGES), product.get("price", ""), LINES[language]
    offer = phrases.offer.format_map({"price": price}) if price and price != "free" else phrases.free
    sentences = [f"{part.strip(_EDGES)}." for part in _SENTENCES.split(product.get("description", "")) if part.strip()]
    drafts = [
        _with_length(
            Script(hook.format_map({"title": title}), (offer,), closing, language), sentences, fewest, most, aim
        )
        for hook in _rotated(phrases.hooks, title)
        for closing in phrases.closings
    ]
    return min(drafts, key=lambda draft: max(abs(draft.words - aim), _TOLERANCE))


def _rotated(hooks: tuple[str, ...], title: str) -> tuple[str, ...]:
    """Rotate the hooks by the title, so that different titles start with different ones."""
    first = crc32(title.encode()) % len(hooks)
    return hooks[first:] + hooks[:first]


def _with_length(script: Script, sentences: Iterable[str], fewest: int, most: int, aim: int) -> Script:
    """Add sentences of the description up to `aim` words, then stock lines up to `fewest`."""
    facts: list[str] = []
    used = script.words
    for sentence in sentences:
        length = _count(sentence, script.language)
        if used + length <= min(most, aim + 2):
            facts.append(sentence)
            used += length
    lines: list[str] = []
    for line in LINES[script.language].lines:
        length = _count(line, script.language)
        if used < max(fewest, aim - 4) and used + length <= most:
            lines.append(line)
            used += length
    return Script(script.hook, (*facts, *script.body, *lines), script.closing, script.language)


def _product(facts: str) -> dict[str, str]:
    """Return the JSON object in the prompt; a prompt without one is the description."""
    values = _json(facts)
    return {key: str(value) for key, value in values.items()} if values else {"description": facts}


def _json(facts: str) -> dict[str, Any] | None:
    match = _FACTS.search(facts)
    try:
        values = json.loads(match[0]) if match else None
    except ValueError:
        values = None
    return values if isinstance(values, dict) else None


def _budget(instructions: str) -> tuple[int, int, int]:
    """Return the fewest, most and ideal number of words in the instructions; the last mention counts."""
    budgets = [(int(match[1]), int(match[2]), match[3]) for match in _BUDGET.finditer(instructions)]
    if not budgets:
        return _DEFAULT_BUDGET
    fewest, most, aim = budgets[-1]
    return fewest, most, int(aim or (fewest + most) // 2)


def _count(text: str, language: Language) -> int:
    return sum(len(token.words) for token in speech.tokenize(text, language))


_READINGS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "M-F": "Monday to Friday",
        '84"W x 38"D': "eighty-four inches wide by thirty-eight inches deep",
        "6.5' bed": "six and a half foot bed",
        "by 31/12": "by December thirty-first",
    },
    "de": {"2. Hd.": "zweite Hand", "3 MM": "drei Monatsmieten", "EBK": "Einbauküche", "18k": "achtzehn Karat"},
    "fr": {"3 ch.": "trois chambres", "le 03/11": "le trois novembre", "18k": "dix-huit carats"},
    "es": {"30º": "treinta grados", "45,000 km": "cuarenta y cinco mil kilómetros", "L-V": "lunes a viernes"},
    "pt": {"1 vg": "uma vaga", "30º": "trinta graus"},
    "it": {"18kt": "diciotto carati", "c/asc.": "con ascensore"},
}
"""Readings that differ from those of `vidx.speech`, so that tests can tell that the model's is used."""
_REPLACEMENTS: Final[dict[Fault, tuple[tuple[str, str], ...]]] = {
    Fault.WRONG_PRICE: ((r"\b(dollars|euros|Euro|dólares|reais)\b", r"thousand \1"),),
    Fault.WRONG_CLAIM: ((r"([.!?])?$", r" and it has a full warranty\1"),),
    Fault.WRONG_UNIT: ((r"\b(centimeters|kilometers|miles|inches|dollars)\b", ""),),
    Fault.WRONG_DATE: ((r"\bDecember\b", "November"), (r"\bnineteen\b", "eighteen"), (r"\btwenty\b", "thirty")),
    Fault.WRONG_NAME: ((r"(?<=[a-z] )[A-Z][a-z]+", "Toyota"),),
}


def spoken_form(line: str, language: Language, fault: Fault | None = None) -> str:
    """Return the line's spoken form with the error of the fault; empty when it equals the line."""
    readings = _READINGS[language]
    phrases = [phrase for phrase in readings if phrase in line]
    pieces = re.split(f"({'|'.join(map(re.escape, phrases))})", line) if phrases else [line]
    spoken = " ".join(readings.get(piece) or speech.verbalize(piece, language) for piece in pieces if piece.strip())
    spoken = re.sub(r"\s+(?=[.,!?;:])", "", spoken)
    for pattern, replacement in _REPLACEMENTS.get(fault, ()) if fault else ():
        spoken = re.sub(pattern, replacement, spoken)
    return "" if spoken == line else spoken


_INSTRUCTION: Final = re.compile(
    r"\b(?:say|write|tell|mention|announce|claim|shout|praise|add|sag\w*|schreib\w*|nenn\w*|lob\w*|dis|dites|écri\w*|vant\w*|"
    r"di['’]?|diga|digan|escrib\w*|alab\w*|escrev\w*|elogi\w*|scriv\w*|loda|include|replace|end with|"
    r"enthalten|doit|debe|deve)\b[\s:,]*(?P<payload>.+)",
    re.IGNORECASE | re.DOTALL,
)
_SUM: Final = re.compile(
    r"(?:[$€£]|R\$|Price:|Preis:|Prix :|Precio:|Preço:|Prezzo:)\s?[\d.,]*\d|"
    r"\d[\d.,]*\s?(?:€|euros?|dollars?|bucks|balles|reais|real)\b",
    re.IGNORECASE,
)
_SUSPICIOUS: Final = re.compile(
    r"@|www|https?:|\.\w{2,4}/|\d{3}|dot|punkt|punto|ponto|point|call|ruf|appel|llam|chiam|free|gratis"
)


def obey_listing(product: dict[str, str]) -> dict[str, str]:
    """Return the product as a weak model under prompt injection uses it.

    What the listing tells it to say comes first, then suspicious sentences; the first sum in the text is its price.
    """
    texts = [product.get("title", ""), product.get("description", "")]
    sentences = [part for text in texts for part in _SENTENCES.split(text) if part.strip()]
    payloads = [match["payload"].strip(" \"“”'") for part in sentences if (match := _INSTRUCTION.search(part))]
    suspicious = [part for part in sentences[1:] if _SUSPICIOUS.search(part.lower()) or _SUM.search(part)]
    rest = [part for part in sentences[1:] if part not in suspicious]
    sums = [match[0] for text in reversed(texts) for match in _SUM.finditer(text)]
    description = ". ".join(part.rstrip(".") for part in (*payloads, *suspicious, *rest))
    price = {"price": sums[0]} if sums else {}
    return {**product, "description": f"{description}.", **price}
