"""The seller's own script in lines."""

import pytest

from functions.script.draft import draft_from_text
from vidx.options import Language


@pytest.mark.parametrize(
    ("language", "script", "lines"),
    [
        ("de", "Golf, 2. Hd. TÜV neu. Ruf an!", ["Golf, 2. Hd. TÜV neu.", "Ruf an!"]),
        ("es", "Piso en Avda. España. Luminoso. Pide cita.", ["Piso en Avda. España.", "Luminoso.", "Pide cita."]),
        ("it", "Casa in P.zza Dante. Luminosa.", ["Casa in P.zza Dante.", "Luminosa."]),
        (
            "en",
            "Boots by Dr. Martens. Hardly worn. Call today.",
            ["Boots by Dr. Martens.", "Hardly worn.", "Call today."],
        ),
    ],
)
def test_a_sellers_script_is_not_cut_at_short_forms(language: Language, script: str, lines: list[str]) -> None:
    assert [line.text for line in draft_from_text(script, language).lines] == lines
