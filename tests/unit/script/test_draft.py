"""The lines of a draft."""

import pytest

from functions.script.draft import ScriptDraft, draft_from_text, without_markup
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


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("#3 of the series.", "#3 of the series."),
        (">20 kg of coffee.", ">20 kg of coffee."),
        ("## Three rooms.", "Three rooms."),
        ("> Three rooms.", "Three rooms."),
        ("* **Three** rooms.", "Three rooms."),
        ("Use it < 20 % and ~400 km.", "Use it < 20 % and ~400 km."),
    ],
)
def test_markup_goes_and_signs_before_figures_stay(text: str, plain: str) -> None:
    draft = ScriptDraft.model_validate({"hook": text, "sentences": [], "call_to_action": ""})

    assert without_markup(draft).hook.text == plain
