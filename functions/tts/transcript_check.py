"""Compare the transcript of a synthesized voice with the requested text.

The Realtime API generates its own wording and may change the text. `word_differences` lists every change.
`factual_changes` lists those that change a fact: a number, a price, a name, a negation. `with_script_spelling` builds
the caption text from a transcript that has other words but the same facts.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from num2words import num2words

from vidx.options import Language
from vidx.speech import SpokenText, Token
from vidx.speech.claims import claims_of
from vidx.speech.number_words import number_words

_CONTRACTIONS: Final = (
    (re.compile(r"\bwon['’]t\b"), "will not"),
    (re.compile(r"\bcan['’]t\b|\bcannot\b"), "can not"),
    (re.compile(r"\blet['’]s\b"), "let us"),
    (re.compile(r"n['’]t\b"), " not"),
    (re.compile(r"['’]re\b"), " are"),
    (re.compile(r"['’]ll\b"), " will"),
    (re.compile(r"['’]ve\b"), " have"),
    (re.compile(r"['’]m\b"), " am"),
    (re.compile(r"['’]s\b"), " is"),
)
"""English contractions with their full forms, in the order in which they are replaced."""
_OPTIONAL_WORDS: Final = frozenset({"and"})
"""English words that a comparison ignores: `two hundred (and) fifty`."""
_NEGATIONS: Final[dict[Language, str]] = {
    "en": "no not never without none nothing nor neither",
    "es": "no nunca sin nada ningún ninguno ninguna ni tampoco jamás",
    "fr": "ne n pas jamais sans aucun aucune rien ni plus",
    "de": "nicht nie niemals ohne kein keine keinen keinem keiner keines nichts",
    "pt": "não nunca sem nada nenhum nenhuma nem jamais",
    "it": "non mai senza niente nulla nessun nessuno nessuna né",
}
_SENTENCE_ENDS: Final = (".", "!", "?", ":", "…")
_MIN_SIMILARITY: Final = 0.5
"""Ratio of `SequenceMatcher` below which the transcript counts as another text."""
_ORDINAL_VALUES: Final = range(1, 32)
_MORE_ORDINALS: Final[dict[Language, str]] = {"es": "primer tercer", "fr": "second seconde"}
"""Ordinals that num2words lacks."""
_AGREEMENT_ENDINGS: Final[dict[Language, str]] = {
    "en": "$",
    "es": "[oa]s?$",
    "fr": "e?s?$",
    "de": "e[rsnm]?$",
    "pt": "[oa]s?$",
    "it": "[oaie]$",
}
"""Endings of an ordinal that agree with its noun."""
_MORE_UNITS: Final = (("inch", "inches"),)
_COMMON_WORDS_IN_UNITS: Final = frozenset(
    {"aux", "auf", "fois", "los", "mal", "mille", "old", "par", "per", "por", "pour", "pro", "times", "vezes"}
)
"""Words of unit names that are frequent in other texts, so that they identify no unit."""
_SPELLING_VARIANTS: Final = (
    (re.compile(r"^(?:kilo|chilo|quilo)(?:s|gramm?\w*)?$|^chili$"), "kilo"),
    (re.compile(r"(?<=met|lit)re(?=s?$)"), "er"),
)
"""Unit words with several spellings: `kilograms` for kilos, `metres` for meters."""
_HALF_OF_DAY: Final = re.compile(r"\w+ [AP] M\b")
"""With the word before it, the last of the time, so that a swap of two halves of the day is found."""
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def word_differences(text: SpokenText, transcript: SpokenText) -> list[str]:
    """List where `transcript` has other words than `text`, as `spoken instead of written`; empty when they agree.

    Both are compared as spoken words, so figures, hyphens, punctuation and contractions make no difference: `$15,499`
    equals `fifteen thousand, four hundred ninety-nine dollars`, and `MX-5` equals `m x five`.
    """
    expected, actual = _comparable_words(text), _comparable_words(transcript)
    if "".join(expected) == "".join(actual):
        return []
    matcher = SequenceMatcher(None, expected, actual, autojunk=False)
    return [
        f"{' '.join(actual[start_b:end_b]) or 'nothing'} instead of {' '.join(expected[start_a:end_a]) or 'nothing'}"
        for operation, start_a, end_a, start_b, end_b in matcher.get_opcodes()
        if operation != "equal" and "".join(expected[start_a:end_a]) != "".join(actual[start_b:end_b])
    ]


def factual_changes(text: SpokenText, transcript: SpokenText, title: SpokenText) -> list[str]:
    """List the facts that `transcript` changes, in words for the log; empty when captions may show the transcript.

    Facts are numbers with their currencies and units, ordinals, halves of the day, names and negations.

    Args:
        text: the text that the model should read.
        title: the listing's title. Each of its words that `text` contains counts as a name.
    """
    language = text.language
    expected, actual = _comparable_words(text), _comparable_words(transcript)
    changes: list[str] = []
    if SequenceMatcher(None, expected, actual, autojunk=False).ratio() < _MIN_SIMILARITY:
        changes.append("another text")
    for claim in _count_differences(_counted_claims(text), _counted_claims(transcript)):
        changes.append(f"number {claim}")
    for qualifier in _count_differences(Counter(_number_qualifiers(text)), Counter(_number_qualifiers(transcript))):
        changes.append(f"meaning {qualifier}")
    names = sorted((set(_comparable_words(title)) & set(expected)) | _names(text))
    written_names = _written_names(transcript)
    changes += [f"name {name}" for name in names if not _contains_name(actual, name) and name not in written_names]
    changes += [f"name {name}" for name in sorted(_names(transcript)) if not _contains_name(expected, name)]
    negations = frozenset(_NEGATIONS[language].split())
    for word in _count_differences(_counted(expected, negations), _counted(actual, negations)):
        changes.append(f"negation {word}")
    return changes


def with_script_spelling(script: SpokenText, transcript: SpokenText) -> str:
    """Return the caption text of `transcript`, with the script's spelling of every word that both share.

    `two hundred dollars` becomes `$200` where the script writes `$200` there.
    """
    indices = _script_tokens_of_words(script.tokens, transcript.tokens)
    return " ".join(_caption_chunks(script.tokens, transcript.tokens, indices))


def _comparable_words(text: SpokenText) -> list[str]:
    """Return the spoken words in lower case, with English contractions expanded and optional words removed."""
    spoken = text.spoken_form.lower()
    if text.language == "en":
        for pattern, full_form in _CONTRACTIONS:
            spoken = pattern.sub(full_form, spoken)
    words = re.findall(r"[^\W_]+", spoken)
    return [word for word in words if text.language != "en" or word not in _OPTIONAL_WORDS]


def _counted_claims(text: SpokenText) -> "Counter[object]":
    return Counter(claims_of(text.word_tokens, text.language))


def _count_differences(one: Counter[object], other: Counter[object]) -> list[str]:
    return sorted(str(item) for item in {*one, *other} if one[item] != other[item])


def _counted(words: list[str], vocabulary: frozenset[str]) -> "Counter[object]":
    return Counter(word for word in words if word in vocabulary)


def _contains_name(words: list[str], name: str) -> bool:
    """Whether `words` contain the name as one word or split into several: `AeroPress`, `Aero Press`."""
    return name in words or (len(name) > 1 and name in "".join(words))


def _names(text: SpokenText) -> set[str]:
    """Return the words that may be names, in lower case.

    These are words with a capital after the first letter (`iPhone`, `BMW`), and words inside a sentence that begin
    with a capital. In German that includes every noun.
    """
    return {word.lower() for word, inside_sentence in _positioned_words(text) if _is_name(word, inside_sentence)}


def _written_names(text: SpokenText) -> set[str]:
    """Return the words with a capital in the written form of `text`, in lower case.

    The normalizer may read a letter that is part of a name as a word: in Spanish, the `X` of `S L X uno por doce` as
    `por`. A small `x` is not a name, so the sign of `100 x 200` does not count as one.
    """
    return {word.lower() for word in re.findall(r"[^\W_]+", text.written_form) if word != word.lower()}


def _is_name(word: str, inside_sentence: bool) -> bool:
    return any(map(str.isupper, word[1:])) or (inside_sentence and word[0].isupper() and word != "I")


def _positioned_words(text: SpokenText) -> Iterator[tuple[str, bool]]:
    """Yield each spoken word, and whether it follows the first word of its sentence."""
    inside_sentence = False
    for token in text.word_tokens:
        for word in token.words:
            for part in re.findall(r"[^\W_]+", word):
                yield part, inside_sentence
                inside_sentence = True
        if token.voice_text.endswith(_SENTENCE_ENDS):
            inside_sentence = False


def _number_qualifiers(text: SpokenText) -> Iterator[str]:
    """Yield the words that define what the numbers of `text` mean: ordinals, units and halves of the day.

    Forms that differ in agreement or spelling yield the same word.
    """
    spoken, language = text.spoken_form, text.language
    if language == "en":
        yield from _HALF_OF_DAY.findall(spoken)
    ordinals, units = _ordinal_stems(language), _units(language)
    for word in _unaccented_words(spoken):
        stem = _without_agreement(word, language)
        if word in units:
            yield units[word]
        elif stem in ordinals:
            yield stem


@cache
def _ordinal_stems(language: Language) -> frozenset[str]:
    """Return the stems of the ordinals, except those that are also number words (`third`), which `claims` compares."""
    code, number_word = "pt_BR" if language == "pt" else language, number_words(language).pattern
    ordinals = [str(num2words(value, lang=code, to="ordinal")) for value in _ORDINAL_VALUES]
    words = _unaccented_words(" ".join([*ordinals, _MORE_ORDINALS.get(language, "")]))
    return frozenset(_without_agreement(word, language) for word in words if not number_word.fullmatch(word))


@cache
def _units(language: Language) -> Mapping[str, str]:
    """Map every word of the units' names, singular and plural, to its plural."""
    units: dict[str, str] = {}
    number_word = number_words(language).pattern
    for singular, plural in _unit_names(language):
        for one, many in zip(_unaccented_words(singular), _unaccented_words(plural), strict=False):
            if one not in _COMMON_WORDS_IN_UNITS and not number_word.fullmatch(one):
                units |= {one: many, many: many}
    return units


def _unit_names(language: Language) -> Iterator[tuple[str, str]]:
    """Yield the singular and plural name of each unit."""
    if language == "en":
        from vidx.speech.locales.en.unit_names import UNITS

        yield from (*UNITS.values(), *_MORE_UNITS)
    else:
        from vidx.speech.locales import locale_of

        yield from ((noun.singular, noun.plural) for noun in locale_of(language).units.values())


def _unaccented_words(text: str) -> list[str]:
    """Return the words of three or more letters, in lower case, without accents, and with one spelling per variant."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    unaccented = "".join(char for char in decomposed if not unicodedata.combining(char))
    return [_usual_spelling(word) for word in _LONG_WORD.findall(unaccented)]


def _usual_spelling(word: str) -> str:
    for pattern, replacement in _SPELLING_VARIANTS:
        word = pattern.sub(replacement, word)
    return word


def _without_agreement(word: str, language: Language) -> str:
    return re.sub(_AGREEMENT_ENDINGS[language], "", word)


def _script_tokens_of_words(script: Sequence[Token], transcript: Sequence[Token]) -> list[int | None]:
    """Return, for every transcript word, the index of its script token, or None.

    A word has a script token only when the transcript has all words of that token in a row.
    """
    script_words, spoken_words = _indexed_words(script), _indexed_words(transcript)
    matcher = SequenceMatcher(
        None, [word for word, _ in script_words], [word for word, _ in spoken_words], autojunk=False
    )
    words_per_token = Counter(index for _, index in script_words)
    indices: list[int | None] = [None] * len(spoken_words)
    for script_start, transcript_start, length in matcher.get_matching_blocks():
        block = [index for _, index in script_words[script_start : script_start + length]]
        for offset, index in enumerate(block):
            if block.count(index) == words_per_token[index]:
                indices[transcript_start + offset] = index
    return indices


def _indexed_words(tokens: Sequence[Token]) -> list[tuple[str, int]]:
    """Return the words in lower case, each with the index of its token."""
    return [(word.lower(), index) for index, token in enumerate(tokens) for word in token.words]


def _caption_chunks(
    script: Sequence[Token], transcript: Sequence[Token], script_indices: Sequence[int | None]
) -> Iterator[str]:
    """Yield the caption text of each transcript token: the script's spelling where the words match."""
    first_word, last_index = 0, None
    for token in transcript:
        indices = script_indices[first_word : first_word + len(token.words)]
        first_word += len(token.words)
        has_transcript_text = False
        for index in indices:
            if index is None and not has_transcript_text:
                yield token.written_form
                has_transcript_text = True
            elif index is not None and index != last_index:
                yield (
                    token.written_form
                    if _letters_of(token) == _letters_of(script[index])
                    else script[index].written_form
                )
            last_index = index if index is not None else last_index


def _letters_of(token: Token) -> str:
    """Return the token's letters and figures in lower case: capitals and punctuation make no difference."""
    return "".join(filter(str.isalnum, token.written_form)).lower()
