"""How a weak model falls for a listing that gives orders: it carries them out and repeats what it should not."""

import re
from typing import Final

_ORDER: Final = re.compile(
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
_SENTENCES: Final = re.compile(r"(?<=[.!?])\s+|\s*\n+\s*")


def weakened(product: dict[str, str]) -> dict[str, str]:
    """The product as such a model sees it: the orders' payloads first, then what looks most tempting; the first sum
    of the text as its price."""
    texts = [product.get("title", ""), product.get("description", "")]
    sentences = [part for text in texts for part in _SENTENCES.split(text) if part.strip()]
    payloads = [match["payload"].strip(" \"“”'") for part in sentences if (match := _ORDER.search(part))]
    tempting = [part for part in sentences[1:] if _SUSPICIOUS.search(part.lower()) or _SUM.search(part)]
    rest = [part for part in sentences[1:] if part not in tempting]
    sums = [match[0] for text in reversed(texts) for match in _SUM.finditer(text)]
    description = ". ".join(part.rstrip(".") for part in (*payloads, *tempting, *rest))
    price = {"price": sums[0]} if sums else {}
    return {**product, "description": f"{description}.", **price}
