"""Signs that count: stars (`5★`, `★★★`), and how many there are of a thing (`HDMI x4`)."""

from collections.abc import Callable
from typing import Final

from vidx.speech.reading import Rule, rule, whole

_A_FEW: Final = r"(?:[2-9]|1[0-2])(?![\w²³\"″”]|[.,]\d|\s?(?:[x×]|[cm]?m\b|in\b|ft\b|[\"″”]))"
"""No second side of a thing follows, nor the unit of one."""


def rules(cardinal: Callable[[int], str], stars: str, times: str) -> tuple[Rule, ...]:
    """Rules of a language that names numbers, stars and the sign of multiplication so."""
    return (
        rule(r"(?:(?<=\d)|(?<=\d\s))★{2,}", whole(lambda _: stars)),
        rule("★{2,}", whole(lambda m: f"{cardinal(len(m[0]))} {stars}")),
        rule(r"(?<=\d )[x×](?= [^\W\d_](?!\s?\d))", whole(lambda _: times)),
        rule(rf"(?:(?<![^\s(])|(?<=[\w\"”] ))[x×](?={_A_FEW})|(?<=[^\W\d_] )[x×](?= {_A_FEW})", whole(lambda _: times)),
    )
