"""Remove HTML from titles and descriptions, as shop systems and other sites export them.

Only certain HTML is removed: character references that end in a semicolon, and tags with an HTML name and well-formed
attributes. `5 < 6`, `a<b and c>d`, `R&D` and `?a=1&copy=2` are ordinary text. (Parsers such as `html.parser` treat
all of these as markup, and sanitizers escape the remaining text.)
"""

import html
import re
from typing import Final

_CHARACTER_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ATTRIBUTES: Final = r"(?:\s+[a-zA-Z_:][\w:.-]*\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=]+))*\s*/?"
_BLOCKS: Final = (
    "address|article|blockquote|br|dd|div|dl|dt|figure|figcaption|footer|form|h[1-6]|header|hr|li|main|ol|p|pre|section|"
    "table|tbody|tfoot|thead|tr|ul"
)
_INLINE: Final = (
    "a|abbr|acronym|b|bdi|bdo|big|body|button|center|cite|code|col|colgroup|del|dfn|em|font|head|html|i|iframe|img|"
    "input|ins|kbd|label|link|mark|meta|o:p|q|s|samp|small|span|strike|strong|style|script|sub|sup|svg|th|td|time|tt|u|"
    "var|video|wbr"
)
_INVISIBLE: Final = re.compile(
    r"<!--.*?-->|<(script|style)\b[^<>]*>.*?</\1\s*>|<!doctype[^<>]*>", re.IGNORECASE | re.DOTALL
)
_BLOCK: Final = re.compile(rf"</?(?:{_BLOCKS}){_ATTRIBUTES}>", re.IGNORECASE)
_CELL: Final = re.compile(rf"</?(?:td|th){_ATTRIBUTES}>", re.IGNORECASE)
_TAG: Final = re.compile(rf"</?(?:{_INLINE}){_ATTRIBUTES}>", re.IGNORECASE)
_EMPTY_LINES: Final = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*){2,}")
_MAX_CHARS: Final = 200_000
"""Longer texts stay unchanged; a later check rejects them for their length."""
_MAX_ROUNDS: Final = 10
"""How often text may be escaped; text in deeper escapes keeps some."""


def plain_text(text: str) -> str:
    """Return `text` without tags, with character references decoded and a line break for `<br>`, `<p>` and `<li>`.

    Text that is escaped twice (`&amp;amp;`) is decoded twice, so a second call changes nothing.
    """
    if len(text) > _MAX_CHARS:
        return text
    for _ in range(_MAX_ROUNDS):
        plain = _without_tags(_CHARACTER_REFERENCE.sub(lambda reference: html.unescape(reference[0]), text))
        if plain == text:
            break
        text = plain
    return text


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    plain = _INVISIBLE.sub(" ", text)
    plain = _BLOCK.sub("\n", plain)
    plain = _TAG.sub("", _CELL.sub(" ", plain))
    return text if plain == text else _EMPTY_LINES.sub("\n\n", plain)
