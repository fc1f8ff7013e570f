"""Rules for models that are a number after a maker's name: `Porsche 911` → nine eleven, `Levi's 501`, `Nokia 3310`."""

from typing import Final

from vidx.speech.locales.en.numbers import model_number
from vidx.speech.rules import Rule, rule

_MAKERS: Final = (
    "Airbus", "Alfa", "Boeing", "Ducati", "Ferrari", "Hasselblad", "Leica", "Levi's", "Levi’s", "Levis", "Mazda",
    "McLaren", "Mercedes", "Nokia", "Peugeot", "Porsche", "Rover", "Saab", "Sennheiser", "Thinkpad", "ThinkPad",
    "Volvo",
    "New Balance", "Martens",
)  # fmt: skip

RULES: Final[tuple[Rule, ...]] = (
    # Levi's 501 → five oh one
    rule(
        rf"(?:{'|'.join(rf'(?<={maker} )' for maker in _MAKERS)})\d{{3,4}}s?(?![\w%]|[.,]\d)",
        lambda match: model_number(match[0].rstrip("s")) + "s" * match[0].endswith("s"),
    ),
)
