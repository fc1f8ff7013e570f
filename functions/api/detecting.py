"""Language and currency of a request that does not name them."""

from typing import Any, Final

from pydantic_core import PydanticCustomError

from vidx import options
from vidx.detection import AmbiguousText, detect_currency, detect_language

DEFAULT_LANGUAGE: Final[options.Language] = "en"
"""Of texts in which nothing tells the language, such as `iPhone 15 Pro 256GB`."""
_TEXTS: Final = ("title", "description", "script")


def detected(data: dict[str, Any]) -> dict[str, Any]:
    """The request with its language and currency, detected from its texts where they are not given.

    Raises:
        PydanticCustomError: the texts point to several.
    """
    text = "\n".join(str(data[name]) for name in _TEXTS if isinstance(data.get(name), str))
    language = data.get("language")
    try:
        if language is None:
            language = detect_language(text) or DEFAULT_LANGUAGE
        currency = data.get("currency")
        if currency is None:
            currency = detect_currency(text, language if language in options.LANGUAGES else DEFAULT_LANGUAGE)
    except AmbiguousText as error:
        raise PydanticCustomError(
            "ambiguous_text", "the text {reason}: give language and currency", {"reason": str(error)}
        ) from error
    return {**data, "language": language, "currency": currency}


def proposal(texts: list[str]) -> tuple[options.Language | None, str | None]:
    """Language and currency of texts, each None where they point to several."""
    text = "\n".join(texts)
    try:
        language = detect_language(text) or DEFAULT_LANGUAGE
    except AmbiguousText:
        return None, None
    try:
        return language, detect_currency(text, language)
    except AmbiguousText:
        return language, None
