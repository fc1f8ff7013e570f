"""Text normalization: from the written form of a text to its spoken form, as a voice reads it.

    verbalize("Only $1,249.99!", "en")
    → "Only one thousand two hundred forty-nine dollars and ninety-nine cents!"

The steps of `normalize`, with the English text `Until 10/12: desk & lamp for $45 🔥`:

1. Choose the grammar of the language in its `Context` (`rules.Grammar`): an ordered list of rules, each of which stands
   for one semiotic class such as money, date or measure, and the names of symbols.
2. Apply the rules in their order (`rules.apply_rules`). A rule finds its pattern in text that no earlier rule matches,
   and verbalizes it: `$45` → forty-five dollars. An ambiguous rule gives the likeliest words: `10/12` → October
   twelfth. With the currency EUR in the `Context`, the day comes first and `10/12` is clear: December tenth.
3. Split the text into tokens at white space (`tokens.build_tokens`) and give each its words: those of the rules, its
   own letters and punctuation, and the names of other symbols (`&` → and). `🔥` has no words and joins the token before
   it: `$45 🔥`.
4. Return a `SpokenText` with three forms of the text:
   - `written_form`, for captions: `Until 10/12: desk & lamp for $45 🔥`
   - `spoken_form`, all in words: `Until October twelfth: desk and lamp for forty-five dollars`
   - `voice_text`, for the voice, which decides how to read ambiguous tokens: `Until 10/12: desk and lamp for forty-five
     dollars`

Which file to open:

- a rule of a class: the module that is named after the class, beside this one for all languages (`telephone.py`,
  `electronic.py`, `names.py`, `ranges.py`, `symbols.py`), in `locales` for Spanish, French, German, Portuguese and
  Italian (`money.py`, `dates.py`, `measures.py`, `ordinals.py`, `number_rules.py` …), in `locales/en` for English. The
  order of the rules is in `locales/grammar.py` and `locales/en/__init__.py`. The comment above a rule is an example.
- an abbreviation, a word or an exception of one language: `locales/de.py` and its neighbours; `locales/en`.
- a unit: `locales/unit_symbols.py` and a line in every language's file; `locales/en/unit_names.py`.
- a language: the recipe "Add a language" in CONTRIBUTING.md.

Other modules use the normalized text: `claims` (the numbers in it), `pairing` (the spoken form of a language model) and
`sentences` (where sentences end).
"""

from collections.abc import Mapping
from functools import lru_cache

from vidx.options import Language
from vidx.speech.context import NO_CONTEXT, Context
from vidx.speech.rules import Grammar
from vidx.speech.spoken_text import SpokenText
from vidx.speech.tokens import Token, build_tokens

__all__ = [
    "NO_CONTEXT",
    "Context",
    "SpokenText",
    "Token",
    "normalize",
    "symbol_names",
    "to_voice_text",
    "tokenize",
    "verbalize",
]


@lru_cache(maxsize=32)
def _grammar(language: Language, context: Context) -> Grammar:
    """The language's grammar, built at its first use: compiling its patterns takes a few hundredths of a second."""
    if language == "en":
        from vidx.speech.locales.en import english_grammar

        return english_grammar(context)
    from vidx.speech.locales import locale_of
    from vidx.speech.locales.grammar import grammar_of

    return grammar_of(locale_of(language), context)


@lru_cache(maxsize=512)
def normalize(text: str, language: Language, context: Context = NO_CONTEXT) -> SpokenText:
    """Normalize `text`. Callers that need several of its forms call this once and pass the result on.

    Results are kept for a while: the checks of a script normalize each of its sentences, and the listing's, about seven
    times, which takes most of their time.

    The written forms of its tokens, joined by spaces, equal `text` with white space normalized. What has no words (an
    emoji, a lone dash) belongs to the token before it, or after it at the start. Only a text without any words gives
    a token without words.
    """
    return SpokenText.of_tokens(build_tokens(text, _grammar(language, context)), language)


def tokenize(text: str, language: Language, context: Context = NO_CONTEXT) -> tuple[Token, ...]:
    """The tokens of the normalized text."""
    return normalize(text, language, context).tokens


def to_voice_text(text: str, language: Language, context: Context = NO_CONTEXT) -> str:
    """The text for the voice: in words, but ambiguous tokens as they are written."""
    return normalize(text, language, context).voice_text


def verbalize(text: str, language: Language, context: Context = NO_CONTEXT) -> str:
    """The spoken form of the text, everything in words."""
    return normalize(text, language, context).spoken_form


def symbol_names(language: Language, context: Context = NO_CONTEXT) -> Mapping[str, str]:
    """The names of single symbols, such as `&` → `and`."""
    return _grammar(language, context).symbol_names
