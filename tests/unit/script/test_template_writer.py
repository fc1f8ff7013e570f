"""The template writer: the seller's own words, the right length, nothing invented."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from functions.script import template_writer
from functions.script.draft import finished_script
from functions.script.fact_check import unsupported_claims
from functions.script.pacing import Budget
from functions.script.phrases import PHRASEBOOKS
from local.openai_standin.phrases import LINES
from testing.adverts import ADVERTS
from testing.foreign_listings import FOREIGN_LISTINGS
from testing.listings import ALL, BARE, CAR, FLAT, PHONE
from vidx.categories import CATEGORY_TABLE, Category, words_of
from vidx.guard import find_violations
from vidx.jobs.request import Listing
from vidx.options import CATEGORIES, DURATIONS, LANGUAGES, Language
from vidx.price import script_price

ALL_LISTINGS = [*ALL, *(listing for listings in FOREIGN_LISTINGS.values() for listing in listings)]


def listing_id(listing: Listing) -> str:
    return f"{listing.language} {listing.title}"


@pytest.mark.parametrize("listing", ALL_LISTINGS, ids=listing_id)
@pytest.mark.parametrize("duration_s", DURATIONS)
def test_the_length_fits_the_target(listing: Listing, duration_s: int) -> None:
    budget = Budget(duration_s, "alloy", listing.language)

    assert budget.fits(template_writer.write(listing, budget).text)


@pytest.mark.parametrize("listing", ALL_LISTINGS, ids=listing_id)
def test_the_template_claims_only_what_the_listing_says(listing: Listing) -> None:
    assert unsupported_claims(template_writer.write(listing, Budget(30, "alloy", listing.language)).text, listing) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_names_product_and_price(category: Category, language: Language) -> None:
    listing = PHONE.model_copy(update={"category": category, "language": language})

    text = template_writer.write(listing, Budget(15, "nova", language)).text

    assert "iPhone 15 Pro 256GB" in text
    assert script_price(listing.price, listing.currency, language) in text


@pytest.mark.parametrize("language", FOREIGN_LISTINGS)
def test_a_script_in_another_language_has_no_english_phrase(language: Language) -> None:
    english = {
        phrase for entry in CATEGORY_TABLE.values() for phrase in entry.words["en"].hooks + entry.words["en"].calls
    }
    text = template_writer.write(FOREIGN_LISTINGS[language][0], Budget(30, "alloy", language)).text

    assert not [phrase for phrase in english if phrase.split("{")[0].strip() in text]
    openings = (*CATEGORY_TABLE["vehicles"].words[language].hooks, *PHRASEBOOKS[language].hooks)
    assert text.startswith(tuple(hook.split("{")[0] for hook in openings))


def test_the_sellers_sentences_come_in_their_order() -> None:
    text = template_writer.write(CAR, Budget(30, "alloy", "en")).text

    assert text.index("One owner") < text.index("Soft top") < text.index("Always garaged")


def test_list_items_become_sentences() -> None:
    assert "Bought in March 2024." in template_writer.write(PHONE, Budget(30, "alloy", "en")).text


@pytest.mark.parametrize(
    ("currency", "language", "price"),
    [
        ("MXN", "es", "$45,000"),
        ("ARS", "es", "$45.000"),
        ("CLP", "es", "$45.000"),
        ("COP", "es", "$45.000"),
        ("PEN", "es", "S/ 45,000"),
        ("EUR", "es", "45.000 €"),
        ("BRL", "pt", "R$ 45.000"),
        ("USD", "en", "$45,000"),
    ],
)
def test_a_price_is_written_as_in_its_country(currency: str, language: Language, price: str) -> None:
    assert script_price(Decimal(45_000), currency, language) == price


def test_listings_open_differently_and_the_same_one_always_alike() -> None:
    listings = [
        PHONE.model_copy(update={"description": f"{PHONE.description} Number {number}."}) for number in range(30)
    ]
    openings = [template_writer.write(listing, Budget(30, "alloy", "en")).hook for listing in listings]

    assert len(set(openings)) > 3
    assert openings == [template_writer.write(listing, Budget(30, "alloy", "en")).hook for listing in listings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_mentions_several_photos(language: Language) -> None:
    book = PHRASEBOOKS[language]
    phrases = " ".join((*book.fillers, *book.hooks)).lower()

    assert not [word for word in ("photos", "pictures", "fotos", "foto ", "imagen", "image", "bild") if word in phrases]


def test_a_service_gets_no_phrase_about_owning() -> None:
    service = BARE.model_copy(update={"category": "services", "title": "Garden help"})

    assert "Picture it as yours" not in template_writer.write(service, Budget(60, "alloy", "en")).text


def test_the_sellers_words_come_before_fillers() -> None:
    description = (
        "Oak table with six chairs, hardly used, from a smoke-free home, with a matching bench, extends to 2.4 m"
    )
    listing = BARE.model_copy(update={"title": "Table", "description": description, "category": "furniture"})

    sentences = [line.text for line in template_writer.write(listing, Budget(15, "alloy", "en")).sentences]

    assert "smoke-free home" in sentences[0]
    assert not [filler for filler in PHRASEBOOKS["en"].fillers if filler in sentences] or "bench" in sentences[0]


@pytest.mark.parametrize(
    ("language", "description", "sentence"),
    [
        ("de", "EZ 06/2013, 2. Hd. TÜV neu", "EZ 06/2013, 2. Hd. TÜV neu."),
        ("de", "3. OG mit Balkon. Ruhige Lage.", "3. OG mit Balkon."),
        ("es", "C/ Mayor, junto a la Avda. América. Muy luminoso.", "C/ Mayor, junto a la Avda. América."),
        ("es", "Piso de 3 hab. Muy luminoso.", "Piso de 3 hab."),
        ("en", "Runs approx. two hours. Great sound.", "Runs approx. two hours."),
        ("en", "i7 processor, 16 GB. Like new.", "i7 processor, 16 GB."),
        ("en", "e-bike with lights. Like new.", "e-bike with lights."),
        ("it", "bilocale in V.le Roma. Libero subito.", "Bilocale in V.le Roma."),
        ("en", 'Monitor 27"', 'Monitor 27".'),
        ("en", "Open Mon - Fri 10 - 15", "Open Mon - Fri 10 - 15."),
    ],
)
def test_a_sentence_does_not_end_at_an_abbreviation(language: Language, description: str, sentence: str) -> None:
    listing = BARE.model_copy(update={"title": "X", "description": description, "language": language})

    assert sentence.removesuffix(".") in template_writer.write(listing, Budget(30, "alloy", language)).text


def test_a_gift_is_called_free() -> None:
    text = template_writer.write(BARE, Budget(15, "alloy", "en")).text

    assert "it is free" in text.lower()
    assert "$" not in text


def test_a_title_in_capitals_is_put_in_lower_case() -> None:
    assert "Sunny two-bedroom apartment" in template_writer.write(FLAT, Budget(15, "alloy", "en")).text


BEFORE_FIGURES = re.compile(r"[<>~]\s?(?=\d)|[#*](?=\d)|(?<=\d)\*")
"""Signs that are words where a figure is (`<20 %`, `#3`, `2*4`)."""


@given(st.text(min_size=1, max_size=100), st.text(min_size=1, max_size=400))
@example(title="0", description="0#0")
@example(title="0", description="0*0, <5 and ~400")
def test_any_text_of_a_seller_makes_a_script(title: str, description: str) -> None:
    listing = Listing.model_construct(
        title=title, description=description, price=Decimal(5), currency="USD", category="other", language="en"
    )

    draft = template_writer.write(listing, Budget(15, "alloy", "en"))

    assert draft.hook
    assert draft.call_to_action
    assert not set("<>{}[]|\\^`~*_#") & set(BEFORE_FIGURES.sub("", draft.text))


REACH_OUT = re.compile(
    r"\b(?:message|write|call|ask|contact|get in touch|book|viewing|escrib\w+|pregunt\w+|contacto|reserva|mensaje|"
    r"écri\w+|demand\w+|contact|réserv\w+|message|schreib\w*|frag\w*|meld\w*|besichtig\w*|nachricht|"
    r"mand\w+|mensagem|pergunt\w+|contato|agend\w+|scriv\w+|chied\w+|contatt\w+|prenot\w+|messaggio)\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_asks_to_contact_the_seller(language: Language) -> None:
    book, lines = PHRASEBOOKS[language], LINES[language]
    phrases = [*book.fillers, *(call for category in CATEGORIES for call in words_of(category, language).calls)]

    assert [phrase for phrase in (*phrases, *lines.lines, *lines.closings) if REACH_OUT.search(phrase)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_passes_the_guard(language: Language) -> None:
    listing = PHONE.model_copy(update={"language": language})
    book = PHRASEBOOKS[language]

    for phrase in (*book.fillers, *(call for category in CATEGORIES for call in words_of(category, language).calls)):
        assert unsupported_claims(phrase, listing) == [], phrase


def test_no_phrase_calls_a_price_low_or_the_product_it() -> None:
    spanish = " ".join(
        (LINES["es"].offer, *(price for category in CATEGORIES for price in words_of(category, "es").prices))
    )
    german_words = [words_of(category, "de") for category in CATEGORIES]
    german = " ".join(
        (
            *(LINES["de"].offer, LINES["de"].free, *LINES["de"].lines, *LINES["de"].closings),
            *(PHRASEBOOKS["de"].free + PHRASEBOOKS["de"].fillers),
            *(text for words in german_words for text in words.prices + words.calls),
        )
    )

    assert not re.search(r"\bsolo\b", spanish)
    assert not re.search(r"\b[Ee]s (?:dir|ist|wartet|gehört)|gehört es\b", german)


@pytest.mark.parametrize("advert", ADVERTS, ids=lambda advert: advert.title)
def test_the_template_keeps_to_the_advert_and_ends_every_line(advert: Listing) -> None:
    budget = Budget(30, "alloy", advert.language, advert.context)
    draft = template_writer.write(advert, budget)
    script = finished_script(draft, advert, "alloy", template_writer.PROVIDER, template_writer.MODEL)

    assert find_violations(script.text, advert) == []
    parts = [
        script.model_copy(update={"hook": part, "sentences": (), "call_to_action": ""}).spoken_text(
            advert.language, advert.context
        )
        for part in script.parts
    ]
    assert [part.written_form for part in parts if part.voice_text[-1] not in ".!?"] == []
    assert script.spoken_text(advert.language, advert.context).voice_text == " ".join(part.voice_text for part in parts)
