"""The table of categories is complete; a missing word is named."""

import pytest

from vidx.categories import CATEGORY_TABLE, CategoryEntry, MissingWords, Words, check_categories, words_of
from vidx.options import CATEGORIES, LANGUAGE_NAMES, LANGUAGES, Language


def with_furniture(language: Language, words: Words | None) -> dict[str, CategoryEntry]:
    """The table with other words for furniture in `language`, or with none."""
    changed = {**CATEGORY_TABLE["furniture"].words}
    del changed[language]
    if words is not None:
        changed[language] = words
    return {**CATEGORY_TABLE, "furniture": CategoryEntry(changed)}


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (None, ["no name", "no hooks"]),
        (Words(hooks=("Ecco: {title}.",)), ["no name"]),
        (Words("Mobili"), ["no hooks"]),
        (Words("Mobili", hooks=("Ecco.",)), ["the hook 'Ecco.' lacks {title}"]),
        (
            Words("Mobili", hooks=("Ecco: {title}.",), prices=("Costa poco.",)),
            ["the price sentence 'Costa poco.' lacks {price}"],
        ),
    ],
)
def test_a_missing_word_is_named_with_category_and_language(words: Words | None, missing: list[str]) -> None:
    with pytest.raises(MissingWords) as stopped:
        check_categories(CATEGORIES, LANGUAGE_NAMES, with_furniture("it", words))

    first, *lines = str(stopped.value).splitlines()
    assert "layers/common/python/vidx/categories.py" in first
    assert lines == [f'category "furniture", Italian ("it"): {problem}' for problem in missing]


def test_a_category_without_an_entry_is_named() -> None:
    with pytest.raises(MissingWords, match='category "garden" has no entry'):
        check_categories((*CATEGORIES, "garden"), LANGUAGE_NAMES)


def test_an_entry_that_the_api_does_not_know_is_named() -> None:
    with pytest.raises(MissingWords, match='category "garden" is in CATEGORY_TABLE, but not in Category'):
        check_categories(CATEGORIES, LANGUAGE_NAMES, {**CATEGORY_TABLE, "garden": CATEGORY_TABLE["home"]})


def test_a_new_language_lacks_its_words_in_every_category() -> None:
    with pytest.raises(MissingWords) as stopped:
        check_categories(CATEGORIES, {**LANGUAGE_NAMES, "nl": "Dutch"})

    lines = str(stopped.value).splitlines()[1:]
    assert {line.split('"')[1] for line in lines} == set(CATEGORIES)
    assert all('Dutch ("nl")' in line for line in lines)


def test_words_in_an_unknown_language_are_named() -> None:
    entry = CATEGORY_TABLE["toys"]
    table = {**CATEGORY_TABLE, "toys": CategoryEntry({**entry.words, "ti": entry.words["it"]})}

    with pytest.raises(MissingWords, match='category "toys" has words in "ti"'):
        check_categories(CATEGORIES, LANGUAGE_NAMES, table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_category_without_prices_of_its_own_takes_those_of_other(language: Language) -> None:
    assert words_of("toys", language).prices == words_of("other", language).prices
    assert words_of("property", language).prices != words_of("other", language).prices


def test_the_page_and_the_title_card_show_the_same_name() -> None:
    """The page has no names of categories: it shows the code with a capital letter."""
    names = {category: words_of(category, "en").name for category in CATEGORIES if category != "other"}

    assert names == {category: category.capitalize() for category in names}
