"""How the stand-in's language model reads a line aloud: by a few phrases of its own, else as `vidx.speech` does."""

import re
from typing import Final

from local.standin.faults import Kind
from vidx import speech
from vidx.options import Language

_OWN: Final[dict[Language, dict[str, str]]] = {
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
"""What the rules leave as it is written, or are known to read otherwise: shows that it is the model who is heard."""
_WRONG: Final[dict[Kind, tuple[tuple[str, str], ...]]] = {
    Kind.WRONG_PRICE: ((r"\b(dollars|euros|Euro|dólares|reais)\b", r"thousand \1"),),
    Kind.WRONG_CLAIM: ((r"([.!?])?$", r" and it has a full warranty\1"),),
    Kind.WRONG_UNIT: ((r"\b(centimeters|kilometers|miles|inches|dollars)\b", ""),),
    Kind.WRONG_DATE: ((r"\bDecember\b", "November"), (r"\bnineteen\b", "eighteen"), (r"\btwenty\b", "thirty")),
    Kind.WRONG_NAME: ((r"(?<=[a-z] )[A-Z][a-z]+", "Toyota"),),
}


def aloud(line: str, language: Language, fault: Kind | None = None) -> str:
    """The line's spoken form, wrong in the way of the fault; empty for plain words."""
    own = _OWN[language]
    known = [phrase for phrase in own if phrase in line]
    pieces = re.split(f"({'|'.join(map(re.escape, known))})", line) if known else [line]
    read = " ".join(own.get(piece) or speech.in_words(piece, language) for piece in pieces if piece.strip())
    read = re.sub(r"\s+(?=[.,!?;:])", "", read)
    for pattern, wrong in _WRONG.get(fault, ()) if fault else ():
        read = re.sub(pattern, wrong, read)
    return "" if read == line else read
