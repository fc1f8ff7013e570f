"""A reworded reading as captions show it: the script's own spelling wherever its words were said."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from vidx import speech
from vidx.options import Language
from vidx.speech import NO_CONTEXT, Context, Token


def retold(script: Sequence[Token], heard: str, language: Language, context: Context = NO_CONTEXT) -> str:
    """`heard` with every word of the script in the script's spelling (`$200`, not `two hundred dollars`)."""
    said = speech.tokens(heard, language, context)
    owners = _owners(_words(script), _words(said))
    return " ".join(_shown(script, said, owners))


def _words(tokens: Sequence[Token]) -> list[tuple[str, int]]:
    """Words in small letters, each with its token's index."""
    return [(word.lower(), at) for at, token in enumerate(tokens) for word in token.words]


def _owners(written: list[tuple[str, int]], said: list[tuple[str, int]]) -> list[int | None]:
    """For every word said, the script's token all of whose words were said just there; None for other words."""
    matcher = SequenceMatcher(None, [word for word, _ in written], [word for word, _ in said], autojunk=False)
    owners: list[int | None] = [None] * len(said)
    for at, to, length in matcher.get_matching_blocks():
        tokens = [token for _, token in written[at : at + length]]
        for place, token in enumerate(tokens):
            if tokens.count(token) == sum(owner == token for _, owner in written):
                owners[to + place] = token
    return owners


def _shown(written: Sequence[Token], said: Sequence[Token], owners: Sequence[int | None]) -> Iterator[str]:
    at, last = 0, None
    for token in said:
        own = owners[at : at + len(token.words)]
        at += len(token.words)
        told = False
        for owner in own:
            if owner is None and not told:
                yield token.shown
                told = True
            elif owner is not None and owner != last:
                yield token.shown if _bare(token) == _bare(written[owner]) else written[owner].shown
            last = owner if owner is not None else last


def _bare(token: Token) -> str:
    """As it is spelled, whatever its place in the sentence."""
    return "".join(filter(str.isalnum, token.shown)).lower()
