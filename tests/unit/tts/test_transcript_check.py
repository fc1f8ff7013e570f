"""Which changes of wording are found, which of them change a fact, and how captions show the others."""

import pytest

from functions.tts.transcript_check import factual_changes, with_script_spelling, word_differences
from vidx import speech
from vidx.options import Language
from vidx.speech import normalize

TITLE = "Mazda MX-5 2019"
TEXT = "Meet the Mazda M X five. One owner, no rust, from Berlin. Yours for fifteen thousand dollars."


def differences(text: str, transcript: str, language: Language) -> list[str]:
    return word_differences(normalize(text, language), normalize(transcript, language))


def changes_of_facts(text: str, transcript: str, title: str, language: Language) -> list[str]:
    return factual_changes(*(normalize(each, language) for each in (text, transcript, title)))


@pytest.mark.parametrize(
    "transcript",
    [
        "Say hello to the Mazda MX-5. One owner, no rust, from Berlin. Yours for $15,000.",
        "Here, meet the Mazda MX5. One owner and no rust, from Berlin. It's all yours for fifteen thousand dollars!",
    ],
)
def test_other_words_around_the_same_facts_change_no_fact(transcript: str) -> None:
    assert changes_of_facts(TEXT, transcript, TITLE, "en") == []


@pytest.mark.parametrize(
    ("transcript", "change"),
    [
        (
            "Meet the Mazda MX-5. One owner, no rust, from Berlin. Yours for $14,000.",
            "number fourteen thousand dollars",
        ),
        ("Meet the Mazda MX-5. One owner, no rust, from Berlin. Yours for €15,000.", "number fifteen thousand euros"),
        ("Meet the Toyota MX-5. One owner, no rust, from Berlin. Yours for $15,000.", "name mazda"),
        ("Meet the Mazda MX-5. One owner, no rust, from Hamburg. Yours for $15,000.", "name berlin"),
        ("Meet the Mazda MX-5 from Tokyo. One owner, no rust, from Berlin. Yours for $15,000.", "name tokyo"),
        ("Meet the Mazda MX-5. One owner, some rust, from Berlin. Yours for $15,000.", "negation no"),
        ("I am sorry, but I cannot help you with that today.", "another text"),
    ],
)
def test_a_changed_fact_is_named(transcript: str, change: str) -> None:
    assert change in changes_of_facts(TEXT, transcript, TITLE, "en")


@pytest.mark.parametrize(
    ("language", "text", "same", "other"),
    [
        ("es", "Solo mil doscientos cincuenta euros.", "Por solo 1.250 €.", "Solo 1.150 €."),
        ("fr", "Seulement mille deux cent cinquante euros.", "Pour seulement 1 250 €.", "Seulement 1 150 €."),
        ("de", "Nur eintausendzweihundertfünfzig Euro.", "Für nur 1.250 €.", "Nur 1.150 €."),
        ("pt", "Apenas mil duzentos e cinquenta reais.", "Por apenas R$ 1.250.", "Apenas R$ 1.150."),
        ("it", "Solo milleduecentocinquanta euro.", "A solo 1.250 €.", "Solo 1.150 €."),
    ],
)
def test_prices_are_compared_in_every_language(language: Language, text: str, same: str, other: str) -> None:
    assert changes_of_facts(text, same, "", language) == []
    assert changes_of_facts(text, other, "", language)


@pytest.mark.parametrize(
    ("language", "text", "other", "change"),
    [
        ("en", "One careful first owner.", "One careful second owner.", "meaning first"),
        ("es", "De primer dueño.", "De segundo dueño.", "meaning primer"),
        ("fr", "De première main.", "De deuxième main.", "meaning premier"),
        ("de", "Aus erster Hand.", "Aus zweiter Hand.", "meaning erst"),
        ("pt", "De primeira mão.", "De segunda mão.", "meaning primeir"),
        ("it", "Di prima mano.", "Di seconda mano.", "meaning prim"),
        ("en", "Only forty thousand miles.", "Only 40,000 kilometers.", "meaning miles"),
        ("en", "Two hundred fifty-six gigabytes.", "256 MB.", "meaning megabytes"),
        ("de", "Achtzig Quadratmeter.", "80 Hektar.", "meaning quadratmeter"),
        ("en", "Open from nine A M to five P M.", "Open from 9 pm to 5 am.", "meaning nine A M"),
    ],
)
def test_another_ordinal_unit_or_half_of_the_day_changes_a_fact(
    language: Language, text: str, other: str, change: str
) -> None:
    assert change in changes_of_facts(text, other, "", language)


@pytest.mark.parametrize(
    ("language", "text", "same"),
    [
        ("en", "Here is a first owner's sixty-five watt charger.", "This is a first owner's 65 W charger."),
        (
            "en",
            "It weighs five kilos, is two meters long, twenty-seven inch.",
            "Weighs 5 kilograms, 2 metres long, 27″.",
        ),
        ("en", "Now open nine A M to five P M.", "Open 9 a.m. to 5 p.m."),
        ("es", "La primera planta tiene cien metros cuadrados.", "Primera planta, tiene 100 m²."),
    ],
)
def test_another_spelling_of_an_ordinal_unit_or_half_of_the_day_changes_no_fact(
    language: Language, text: str, same: str
) -> None:
    assert changes_of_facts(text, same, "", language) == []


def test_adjacent_figures_are_separate_numbers() -> None:
    text = speech.to_voice_text("Meet the Audi A4 2.0 TDI from 2019, iPhone 13 128 GB included, for $9,500.", "en")
    transcript = "Here, meet the Audi A4 2.0 TDI from 2019, iPhone 13 128 GB included, for $9,500."

    assert changes_of_facts(text, transcript, "Audi A4", "en") == []


def test_every_german_noun_counts_as_a_name() -> None:
    text = "Ein schöner Golf von Volkswagen für zwanzig Euro."

    assert changes_of_facts(text, "Ein schöner Golf von Opel für zwanzig Euro.", "", "de") == [
        "name volkswagen",
        "name opel",
    ]
    assert changes_of_facts(text, "Hier ist ein wirklich schöner Golf von Volkswagen, für nur 20 €.", "", "de") == []


def test_captions_keep_the_scripts_spelling_of_shared_words() -> None:
    script = "Meet the MX-5! All yours for $15,499."
    transcript = "So, meet the M X five. It is all yours for fifteen thousand four hundred ninety-nine dollars."

    assert (
        with_script_spelling(normalize(script, "en"), normalize(transcript, "en"))
        == "So, meet the MX-5! It is all yours for $15,499."
    )


def test_a_partly_spoken_figure_is_shown_as_transcribed() -> None:
    assert (
        with_script_spelling(normalize("Only $15,499 now.", "en"), normalize("Only fifteen thousand now.", "en"))
        == "Only fifteen thousand now."
    )


CAR_TEXT = "Meet the twenty nineteen Mazda M X five! It's yours for fifteen thousand four hundred ninety-nine dollars."


@pytest.mark.parametrize(
    "transcript",
    [
        CAR_TEXT,
        CAR_TEXT.upper(),
        "Meet the 2019 Mazda MX-5. It's yours for $15,499.",
        "Meet the 2019 Mazda MX5: it is yours, for fifteen thousand four hundred and ninety nine dollars",
        "“Meet the twenty-nineteen Mazda M-X five!” It’s yours for $15,499…",
    ],
)
def test_spelling_is_no_difference(transcript: str) -> None:
    assert differences(CAR_TEXT, transcript, "en") == []


@pytest.mark.parametrize(
    ("transcript", "difference"),
    [
        ("Meet the 2019 Mazda MX-5! It's yours for $15,400.", "nothing instead of ninety nine"),
        ("Meet the 2018 Mazda MX-5! It's yours for $15,499.", "eighteen instead of nineteen"),
        ("Meet the 2019 Toyota MX-5! It's yours for $15,499.", "toyota instead of mazda"),
        ("Sure! Meet the 2019 Mazda MX-5! It's yours for $15,499.", "sure instead of nothing"),
        ("Meet the 2019 Mazda MX-5!", "nothing instead of it is yours"),
        ("", "nothing instead of meet"),
    ],
)
def test_other_words_are_reported(transcript: str, difference: str) -> None:
    assert any(each.startswith(difference) for each in differences(CAR_TEXT, transcript, "en"))


@pytest.mark.parametrize(
    ("text", "transcript"), [("We can't wait.", "We cannot wait."), ("You'll love it", "You will love it")]
)
def test_contractions_equal_their_full_forms(text: str, transcript: str) -> None:
    assert differences(text, transcript, "en") == []


def test_a_missing_negation_is_reported() -> None:
    assert differences("It has no rust.", "It has rust.", "en") == ["nothing instead of no"]


@pytest.mark.parametrize(
    ("language", "text", "transcript", "changes"),
    [
        ("es", "Cambio SLX 1x12, casi nuevo.", "Cambio S L X uno por doce, casi nuevo.", []),
        ("es", "Cambio SLX 1x12, casi nuevo.", "Cambio SLX 1x12, casi nuevo.", []),
        ("it", "Cambio SLX 1x12, quasi nuovo.", "Cambio S L X uno per dodici, quasi nuovo.", []),
        ("es", "Cambio SLX 1x12, casi nuevo.", "Cambio S L uno por doce, casi nuevo.", ["name x"]),
        ("en", "The iPhone X and a 100 x 200 cm desk.", "The iPhone and a 100 x 200 cm desk.", ["name x"]),
    ],
)
def test_a_spelled_name_with_an_x_is_no_multiplication(
    language: Language, text: str, transcript: str, changes: list[str]
) -> None:
    assert changes_of_facts(text, transcript, "", language) == changes
