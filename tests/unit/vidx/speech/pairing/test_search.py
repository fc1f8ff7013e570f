"""Whether a spoken form says the same as the written form, and which words belong to which token."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testing.readings import LANGUAGES_WITH_TABLE, context, rows
from vidx.options import LANGUAGES, Language
from vidx.speech import Context, verbalize
from vidx.speech.number_words import number_words
from vidx.speech.pairing import distribute_words, pair_tokens
from vidx.speech.pairing.matcher import Matcher

SAME_VALUE: list[tuple[Language, str, str]] = [
    ("en", "Only $45!", "Only forty-five dollars!"),
    ("en", "Open M-F, Mon by appt.", "Open Monday to Friday, Monday by appointment."),
    ("en", "1x 5m HDMI lead", "One five meter H D M I lead"),
    ("en", "142,000 mi, 6.5' bed", "one hundred forty-two thousand miles, six and a half foot bed"),
    ("en", "$38/sheet", "thirty-eight dollars per sheet"),
    ("en", "$10-20 each", "ten to twenty dollars each"),
    ("en", "802.11ac Wi-Fi", "eight oh two dot eleven A C Wi-Fi"),
    ("en", "5W-30 oil and M8x1.25 bolts", "five W thirty oil and M eight by one point two five bolts"),
    ("en", "XS-3XL", "X S to three X L"),
    ("en", '84"W x 38"D', "eighty-four inches wide by thirty-eight inches deep"),
    ("en", "Vol. IV, W/D hookup", "volume four, washer and dryer hookup"),
    ("en", "Available by 31/12.", "Available by December thirty-first."),
    ("en", "Pick it up on 12/25!", "Pick it up on December twenty-fifth!"),
    ("en", "Meet the 2019 Mazda MX-5!", "Meet the twenty nineteen Mazda M X five!"),
    ("en", "Yours for $1,249.99.", "Yours for one thousand two hundred forty-nine dollars and ninety-nine cents."),
    ("en", "US 9.5 / UK 9", "U S nine and a half, U K nine"),
    ("en", "Sale on 25 Dec, 2024", "Sale on December twenty-fifth, twenty twenty-four"),
    ("en", "10 x 8 ft shed, 18' Bayliner", "ten by eight foot shed, eighteen foot Bayliner"),
    ("en", "Pickup at 9:30 am", "Pickup at nine thirty A M"),
    ("en", "Pickup at 9:00", "Pickup at nine o'clock"),
    ("en", "Pickup at 18:00", "Pickup at eighteen hundred hours"),
    ("en", "97% battery & case", "ninety-seven percent battery and case"),
    ("en", "RTX 4090, 1500 W", "R T X forty ninety, fifteen hundred watts"),
    ("de", "2. Hand, Kaution 3 MM", "zweite Hand, Kaution drei Monatsmieten"),
    ("de", "1 J. alt, ab 6 J.", "ein Jahr alt, ab sechs Jahren"),
    ("de", "Di. u. Do. 14-18 h", "Dienstag und Donnerstag vierzehn bis achtzehn Uhr"),
    ("de", "1,99 €/100 ml", "ein Euro neunundneunzig pro hundert Milliliter"),
    ("de", "180,-/Monat", "hundertachtzig pro Monat"),
    ("de", "EZ 3/19", "Erstzulassung März zweitausendneunzehn"),
    ("de", "am 24.12. Zimmer 1: 15 m²", "am vierundzwanzigsten Dezember Zimmer eins: fünfzehn Quadratmeter"),
    ("de", "10115 Berlin", "eins null eins eins fünf Berlin"),
    ("de", "KM 690 €, EBK, 18k Gold", "Kaltmiete sechshundertneunzig Euro, Einbauküche, achtzehn Karat Gold"),
    ("de", "Fr. ab 14 Uhr", "Freitag ab vierzehn Uhr"),
    ("fr", "3 ch., le 03/11", "trois chambres, le trois novembre"),
    ("fr", "Lot n°3 : 20 BD", "Lot numéro trois : vingt B D"),
    ("fr", "450€/sem.", "quatre cent cinquante euros par semaine"),
    ("fr", "5,4 l/100", "cinq virgule quatre litres aux cent"),
    ("fr", "or 18k, T. 38", "or dix-huit carats, taille trente-huit"),
    ("es", "30º, 17:30h", "treinta grados, diecisiete y treinta"),
    ("es", "45,000 km", "cuarenta y cinco mil kilómetros"),
    ("es", "el 15/10, 1era mano", "el quince de octubre, primera mano"),
    ("es", "600.123.456", "seis cero cero, uno dos tres, cuatro cinco seis"),
    ("es", "oro 18k, L-V", "oro dieciocho quilates, lunes a viernes"),
    ("es", "s. XIX", "siglo diecinueve"),
    ("es", "usado 1x", "usado una vez"),
    ("pt", "usado 1x, 18k, 30º", "usado uma vez, dezoito quilates, trinta graus"),
    ("pt", "2h30 de viagem", "duas horas e trinta de viagem"),
    ("pt", "1 vg, R$ 45.000", "uma vaga, quarenta e cinco mil reais"),
    (
        "es",
        "Matriculado en 03/2019, N° de serie 12",
        "Matriculado en marzo de dos mil diecinueve, número de serie doce",
    ),
    ("fr", "0,99 € pièce", "quatre-vingt-dix-neuf centimes pièce"),
    ("it", "18kt, 2° p.", "diciotto carati, secondo piano"),
    ("it", "c/asc., 31/12", "con ascensore, trentuno dicembre"),
    ("it", "333.123.45.67", "tre tre tre, uno due tre, quattro cinque, sei sette"),
]
OTHER_VALUE: list[tuple[Language, str, str]] = [
    ("en", "Only $45!", "Only fifty-four dollars!"),
    ("en", "Only $45!", "Only forty-five euros!"),
    ("en", "Only $45!", "Only forty-five!"),
    ("en", "Only $45!", "Only $45!"),
    ("en", "Only $45!", "Only forty-five dollars, brand new!"),
    ("en", "Only $45!", "forty-five dollars!"),
    ("en", "$15.99", "fifteen dollars and ninety-eight cents"),
    ("en", "$15.99", "fifteen dollars"),
    ("en", "$450 obo", "four hundred fifty dollars or best offer, one hundred off"),
    ("en", "142,000 mi", "one hundred forty-two thousand kilometers"),
    ("en", "142,000 mi", "one hundred forty-two thousand"),
    ("en", "84 km", "eighty-four"),
    ("en", '84" wide', "eighty-four wide"),
    ("en", "20% off", "twenty off"),
    ("en", "20 °C", "twenty C"),
    ("en", "Meet the Mazda.", "Meet the Toyota."),
    ("en", "Meet Tom.", "Meet Thompson."),
    ("en", "Golf 7", "Golfer seven"),
    ("en", "Sale on 25 Dec", "Sale on December twenty-fourth"),
    ("en", "Sale by 12/25", "Sale by November twenty-fifth"),
    ("en", "From 2019", "From twenty eighteen"),
    ("en", "Not for $450.", "For four hundred fifty dollars."),
    ("en", "One owner", "Two owner"),
    ("en", "4 owners", "four hundred owners"),
    ("en", "Free pickup", "Free pickup and delivery"),
    ("en", "Free pickup", ""),
    ("de", "am 24.12.", "am dreiundzwanzigsten Dezember"),
    ("de", "5 kg", "fünf Gramm"),
    ("de", "3 MM", "vier Monatsmieten"),
    ("de", "1.299 €", "eintausendzweihundertneunundneunzig Dollar"),
    ("fr", "le 03/11", "le onze mars"),
    ("fr", "450€/sem.", "quatre cent cinquante par semaine"),
    ("es", "45.000 km", "cuarenta y cinco kilómetros"),
    ("es", "el 15/10", "el quince de noviembre"),
    ("pt", "R$ 45.000", "quarenta e seis mil reais"),
    ("it", "85 mq, 2° p.", "ottantacinque metri quadrati, terzo piano"),
]


@pytest.mark.parametrize(("language", "text", "spoken"), SAME_VALUE)
def test_a_spoken_form_of_the_text_is_paired_word_by_word(language: Language, text: str, spoken: str) -> None:
    tokens = pair_tokens(text, spoken, language)

    assert tokens is not None
    assert " ".join(token.written_form for token in tokens).split() == text.split()
    assert " ".join(token.voice_text for token in tokens).split() == spoken.split()
    assert all(token.words for token in tokens)


@pytest.mark.parametrize(("language", "text", "spoken"), OTHER_VALUE)
def test_a_spoken_form_with_another_value_or_claim_is_refused(language: Language, text: str, spoken: str) -> None:
    assert pair_tokens(text, spoken, language) is None


def table_rows() -> list[tuple[Language, str, str, Context]]:
    """Every row of the tables of readings that is spoken in words."""
    return [
        (language, row.fragment, row.spoken, context(row.context))
        for language in LANGUAGES_WITH_TABLE
        for row in rows(language)
        if not any(map(str.isdigit, row.spoken))
    ]


def test_the_readings_of_the_tables_are_recognised_by_value_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without help of the rules, whose readings these are: a model's right reading must not depend on them."""
    monkeypatch.setattr(Matcher, "_by_rules", lambda _self, _at, _word: iter(()))
    accepted = [
        pair_tokens(text, spoken, language, known) is not None for language, text, spoken, known in table_rows()
    ]

    assert sum(accepted) >= 0.85 * len(accepted)


def test_no_reading_of_the_tables_is_accepted_with_a_word_more_or_less() -> None:
    for language, text, spoken, known in table_rows():
        *words, last = spoken.split()
        if not words or not re.search(r"\d", text):
            continue
        assert pair_tokens(text, f"{spoken} warranty", language, known) is None, (text, spoken)
        assert pair_tokens(text, f"warranty {spoken}", language, known) is None, (text, spoken)
        number = next((word for word in words if number_words(language).pattern.fullmatch(word.lower())), None)
        if number and language == "en":
            other = "seventeen" if number.lower() != "seventeen" else "sixteen"
            assert pair_tokens(text, spoken.replace(number, other, 1), language, known) is None, (text, spoken, last)


def test_a_token_may_have_several_spoken_words() -> None:
    tokens = pair_tokens('Sofa, 84"W x 38"D.', "Sofa, eighty-four inches wide by thirty-eight deep.", "en")

    assert tokens is None, "the second unit is dropped"
    tokens = pair_tokens('Sofa, 84"W x 38"D.', "Sofa, eighty-four inches wide by thirty-eight inches deep.", "en")
    assert tokens is not None
    assert [(token.written_form, token.voice_text) for token in tokens] == [
        ("Sofa,", "Sofa,"),
        ('84"W', "eighty-four inches wide"),
        ("x", "by"),
        ('38"D.', "thirty-eight inches deep."),
    ]


def test_a_date_in_another_order_is_one_token() -> None:
    tokens = pair_tokens("Until 25 Dec only", "Until December twenty-fifth only", "en")

    assert tokens is not None
    assert [token.written_form for token in tokens] == ["Until", "25 Dec", "only"]


def test_a_bare_dollar_sign_is_the_listings_own_currency() -> None:
    pesos = "Cuarenta y cinco mil pesos"

    assert pair_tokens("$45,000", pesos, "es", Context(currency="MXN"))
    assert not pair_tokens("$45,000", pesos, "es", Context(currency="USD"))


@pytest.mark.parametrize("spoken", ["bla " * 40, "one two three four five six"])
def test_an_unpaired_spoken_form_is_distributed_by_length(spoken: str) -> None:
    tokens = distribute_words("Only $45 today!", spoken, "en")

    assert [token.written_form for token in tokens] == ["Only", "$45", "today!"]
    assert " ".join(token.voice_text for token in tokens).split() == spoken.split()
    assert all(token.words for token in tokens)


def test_fewer_words_than_tokens_leave_the_spoken_forms_of_the_rules() -> None:
    assert [token.words for token in distribute_words("Only $45", "Only", "en")] == [
        ("Only",),
        ("forty", "five", "dollars"),
    ]


def test_a_text_of_the_greatest_length_is_compared() -> None:
    text = "Yours for $1,249.99, 142,000 mi and 84 km from here. " * 25

    assert pair_tokens(text, verbalize(text, "en"), "en")


@pytest.mark.parametrize("language", LANGUAGES)
@given(
    text=st.text(alphabet="0123456789 .,:/-'\"$€%°ºxhX#&aBkmIVJan\u00b2\u00bd🔥\n٣", max_size=30),
    spoken=st.text(alphabet="one two and euro point ", max_size=30),
)
@settings(max_examples=60)
def test_no_text_breaks_the_comparison(language: Language, text: str, spoken: str) -> None:
    for tokens in (pair_tokens(text, spoken, language), pair_tokens(text, verbalize(text, language), language)):
        assert tokens is None or " ".join(token.written_form for token in tokens).split() == text.split()
    assert distribute_words(text, spoken, language) is not None
