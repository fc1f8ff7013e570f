"""Rules for stars and the multiplication sign: `5 ★★★` → five stars, `★★★` → three stars, `HDMI x4` → times four."""

from collections.abc import Callable
from typing import Final

from vidx.speech.rules import Rule, rule

_SMALL_COUNT: Final = r"(?:[2-9]|1[0-2])(?![\w²³\"″”]|[.,]\d|\s?(?:[x×]|[cm]?m\b|in\b|ft\b|[\"″”]))"
"""2 to 12, without another dimension or a unit of length after it."""


def rules(cardinal: Callable[[int], str], stars: str, times: str) -> tuple[Rule, ...]:
    """Rules of one language.

    Args:
        cardinal: puts a number in words.
        stars: the word for stars.
        times: the word for the multiplication sign.
    """
    return (
        # 5 ★★★ → stars
        rule(r"(?:(?<=\d)|(?<=\d\s))★{2,}", stars),
        # ★★★ → three stars
        rule("★{2,}", lambda m: f"{cardinal(len(m[0]))} {stars}"),
        # 2 x entradas → por (es)
        rule(r"(?<=\d )[x×](?= [^\W\d_](?!\s?\d))", times),
        # HDMI x4, x2 → times
        rule(rf"(?:(?<![^\s(])|(?<=[\w\"”] ))[x×](?={_SMALL_COUNT})|(?<=[^\W\d_] )[x×](?= {_SMALL_COUNT})", times),
    )
