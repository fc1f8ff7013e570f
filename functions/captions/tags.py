"""Override codes and events of ASS, written in one place; times in milliseconds, lengths in pixels."""

from pysubs2 import Alignment, Color, SSAEvent, SSAStyle

from functions.captions import style
from functions.captions.cues import Cue
from functions.captions.lines import Placed
from vidx.typography.bidi import AUTO_ENCODING, LATIN_ENCODING, RIGHT_TO_LEFT_MARK
from vidx.typography.drawable import escaped_for_ass
from vidx.typography.measure import FONT, size_for
from vidx.typography.safe_area import Box

SHADOW_LAYER, TEXT_LAYER, SWEPT_LAYER = 0, 1, 2


def at(x_px: float, y_px: float) -> str:
    return f"\\pos({x_px:.1f},{y_px:.1f})"


def size(em_px: float) -> str:
    return f"\\fs{size_for(em_px):.1f}"


def outline(em_px: float) -> str:
    return f"\\bord{style.OUTLINE * em_px:.1f}"


def to(start_ms: int, end_ms: int, change: str) -> str:
    return f"\\t({start_ms},{end_ms},{change})"


def scale(factor: float) -> str:
    return f"\\fscx{factor * 100:.0f}\\fscy{factor * 100:.0f}"


def colour(rgb: str, number: int = 1) -> str:
    """Colour `number` (1 letters, 2 letters not yet sung); ASS writes blue, green, red."""
    return f"\\{number}c&H{rgb[4:]}{rgb[2:4]}{rgb[:2]}&"


def alpha(value: int) -> str:
    return f"\\alpha&H{value:02X}&"


def swept(start_ms: int, end_ms: int) -> str:
    """The sweep of what follows from colour 2 to colour 1; ASS counts it in hundredths of a second."""
    start, end = round(start_ms / 10), round(end_ms / 10)
    return f"\\k{start}\\kf{max(end - start, 1)}"


def wiped(box: Box, start_ms: int, end_ms: int) -> str:
    """The sweep of what stands in the box from right to left; libass's own (`\\kf`) knows one direction only."""
    left, top, right, bottom = (round(edge) for edge in box)
    whole = f"\\clip({left},{top},{right},{bottom})"
    return f"\\clip({right},{top},{right},{bottom})" + to(start_ms, end_ms, whole)


def event(cue: Cue, style_name: str, layer: int, tags: str, text: str) -> SSAEvent:
    start, end = round(cue.start_s * 1000), round(cue.end_s * 1000)
    return SSAEvent(start=start, end=end, style=style_name, layer=layer, text=f"{{{tags}}}{text}")


def word(cue: Cue, placed: Placed) -> str:
    """The word as libass is to read it in a line of the cue's direction."""
    text = f"{placed.mark}{placed.text}{placed.mark}"
    if cue.rtl:
        return escaped_for_ass(f"{RIGHT_TO_LEFT_MARK}{text}")
    own_direction = f"{{\\fe{AUTO_ENCODING}}}" if placed.mark else ""
    return own_direction + escaped_for_ass(text)


def ass_style(fill: str, edge: str, rtl: bool, outline_px: float = 2.0) -> SSAStyle:
    """A style centred on its position; in that of a right-to-left text a mark gives each line its direction."""
    return SSAStyle(
        fontname=FONT,
        primarycolor=_rgb(fill),
        secondarycolor=_rgb(fill),
        outlinecolor=_rgb(edge),
        backcolor=_rgb(edge),
        outline=outline_px,
        shadow=0,
        encoding=AUTO_ENCODING if rtl else LATIN_ENCODING,
        alignment=Alignment.MIDDLE_CENTER,
        marginl=0,
        marginr=0,
        marginv=0,
    )


def _rgb(rgb: str) -> Color:
    return Color(*bytes.fromhex(rgb))
