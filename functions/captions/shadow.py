"""A word's shadow: an event of its own beneath it, since a blur on the word itself would soften its outline too."""

from pysubs2 import SSAEvent

from functions.captions import style, tags
from functions.captions.cues import Cue
from functions.captions.lines import Placed


def shadow(cue: Cue, word: Placed) -> SSAEvent:
    place = tags.at(word.x_px, word.y_px + style.SHADOW_DROP * cue.em_px)
    soft = f"{tags.alpha(style.SHADOW_ALPHA)}\\blur{style.SHADOW_BLUR * cue.em_px:.1f}"
    look = place + tags.size(cue.em_px) + tags.outline(cue.em_px) + soft
    return tags.event(cue, "Shadow", tags.SHADOW_LAYER, look, tags.word(cue, word))
