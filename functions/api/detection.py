"""Language and currency of a request that does not name them."""

from typing import Any, Final

from pydantic_core import PydanticCustomError

from vidx import options
from vidx.detection import AmbiguousText, detect_currency, detect_language

DEFAULT_LANGUAGE: Final[options.Language] = "en"
"""Of texts in which nothing tells the language, such as `iPhone 15 Pro 256GB`."""
_TEXT_FIELDS: Final = ("title", "description", "script")


def with_detected(data: dict[str, Any]) -> dict[str, Any]:
    """Return the request with language and currency, detected from its texts where the request has none.

    Raises:
        PydanticCustomError: the texts point to several.
    """
    text = "\n".join(str(data[name]) for name in _TEXT_FIELDS if isinstance(data.get(name), str))
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


def detect(texts: list[str]) -> tuple[options.Language | None, str | None]:
    """Detect language and currency of texts; each is None if the texts point to several."""
    text = "\n".join(texts)
    try:
        language = detect_language(text) or DEFAULT_LANGUAGE
    except AmbiguousText:
        return None, None
    try:
        return language, detect_currency(text, language)
    except AmbiguousText:
        return language, None
