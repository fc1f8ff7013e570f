"""ASS override tags, events and styles that the caption styles share. Times are in milliseconds, lengths in pixels."""

from pysubs2 import Alignment, Color, SSAEvent, SSAStyle

from functions.captions import theme
from functions.captions.layout.cues import Cue
from functions.captions.layout.lines import PlacedWord
from vidx.typography.ass import AUTO_ENCODING, LATIN_ENCODING, escape_ass
from vidx.typography.bidi import RIGHT_TO_LEFT_MARK
from vidx.typography.measure import FONT, ass_font_size
from vidx.typography.safe_area import Box

SHADOW_LAYER, TEXT_LAYER, SWEEP_LAYER = 0, 1, 2


def position(x_px: float, y_px: float) -> str:
    return f"\\pos({x_px:.1f},{y_px:.1f})"


def font_size(em_px: float) -> str:
    return f"\\fs{ass_font_size(em_px):.1f}"


def outline(em_px: float) -> str:
    return f"\\bord{theme.OUTLINE_WIDTH * em_px:.1f}"


def transform(start_ms: int, end_ms: int, tags: str) -> str:
    return f"\\t({start_ms},{end_ms},{tags})"


def scale(factor: float) -> str:
    return f"\\fscx{factor * 100:.0f}\\fscy{factor * 100:.0f}"


def alpha(value: int) -> str:
    return f"\\alpha&H{value:02X}&"


def karaoke_sweep(start_ms: int, end_ms: int) -> str:
    """Return the tags that sweep the next text from colour 2 to colour 1. ASS counts in hundredths of a second."""
    start, end = round(start_ms / 10), round(end_ms / 10)
    return f"\\k{start}\\kf{max(end - start, 1)}"


def reveal_from_right(box: Box, start_ms: int, end_ms: int) -> str:
    """Return the tags that reveal the box from right to left; a karaoke sweep (`\\kf`) only runs from left to right."""
    left, top, right, bottom = (round(edge) for edge in box)
    whole = f"\\clip({left},{top},{right},{bottom})"
    return f"\\clip({right},{top},{right},{bottom})" + transform(start_ms, end_ms, whole)


def event(cue: Cue, style_name: str, layer: int, tags: str, text: str) -> SSAEvent:
    """Return an event that is shown as long as the cue."""
    start, end = round(cue.start_s * 1000), round(cue.end_s * 1000)
    return SSAEvent(start=start, end=end, style=style_name, layer=layer, text=f"{{{tags}}}{text}")


def shadow_event(cue: Cue, word: PlacedWord) -> SSAEvent:
    """Return the shadow of a word. It is an event of its own, since a blur would soften the word's outline too."""
    place = position(word.x_px, word.y_px + theme.SHADOW_OFFSET * cue.em_px)
    blur = f"{alpha(theme.SHADOW_ALPHA)}\\blur{theme.SHADOW_BLUR * cue.em_px:.1f}"
    tags = place + font_size(cue.em_px) + outline(cue.em_px) + blur
    return event(cue, "Shadow", SHADOW_LAYER, tags, word_text(cue, word))


def word_text(cue: Cue, word: PlacedWord) -> str:
    """Return the word as event text, so that libass sets it in the direction that it has in its line."""
    text = f"{word.mark}{word.text}{word.mark}"
    if cue.rtl:
        return escape_ass(f"{RIGHT_TO_LEFT_MARK}{text}")
    auto_direction = f"{{\\fe{AUTO_ENCODING}}}" if word.mark else ""
    return auto_direction + escape_ass(text)


def ass_style(fill: str, edge: str, rtl: bool, outline_px: float = 2.0) -> SSAStyle:
    """Return a style centred on the event's position. With `rtl`, the first letter or mark sets a line's direction."""
    return SSAStyle(
        fontname=FONT,
        primarycolor=_colour(fill),
        secondarycolor=_colour(fill),
        outlinecolor=_colour(edge),
        backcolor=_colour(edge),
        outline=outline_px,
        shadow=0,
        encoding=AUTO_ENCODING if rtl else LATIN_ENCODING,
        alignment=Alignment.MIDDLE_CENTER,
        marginl=0,
        marginr=0,
        marginv=0,
    )


def _colour(rgb: str) -> Color:
    return Color(*bytes.fromhex(rgb))
