"""Whether a model that was asked to read a text has said it word for word."""

import re
from difflib import SequenceMatcher
from typing import Final

from vidx import speech
from vidx.options import Language
from vidx.speech import NO_CONTEXT, Context

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
"""English short forms, which nobody hears as other words."""
_FILLERS: Final = frozenset({"and"})
"""`two hundred (and) fifty`."""


def differences(text: str, transcript: str, language: Language, context: Context = NO_CONTEXT) -> list[str]:
    """What `transcript` says otherwise than `text`, as `said instead of written`; empty for the same words.

    Both are compared as they are spoken, so that figures, hyphens, punctuation and short forms make no difference:
    `$15,499` is the same as `fifteen thousand, four hundred ninety-nine dollars`, `MX-5` as `m x five`.
    """
    wanted, heard = plain_words(text, language, context), plain_words(transcript, language, context)
    if "".join(wanted) == "".join(heard):
        return []
    matcher = SequenceMatcher(None, wanted, heard, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    return [
        f"{' '.join(heard[to:until]) or 'nothing'} instead of {' '.join(wanted[at:end]) or 'nothing'}"
        for _, at, end, to, until in changes
        if "".join(wanted[at:end]) != "".join(heard[to:until])
    ]


def plain_words(text: str, language: Language, context: Context = NO_CONTEXT) -> list[str]:
    """The spoken words in small letters, short forms in full and fillers left out."""
    said = speech.in_words(text, language, context).lower()
    if language == "en":
        for pattern, full in _CONTRACTIONS:
            said = pattern.sub(full, said)
    words = re.findall(r"[^\W_]+", said)
    return [word for word in words if language != "en" or word not in _FILLERS]
