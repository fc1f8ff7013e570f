"""A sentence in two forms, as it is shown and as it is spoken: whether they say the same, and which word is which.

    pair("Only $45!", "Only forty-five dollars!", "en") → Token("Only", "Only"), Token("$45!", "forty-five dollars!")

The spoken form comes from a language model. It is accepted when it is a reading of the shown form: the same words in
the same order, every figure, price, unit, date and short form replaced by words of the same value, and nothing added.
"""

from vidx.speech.forms.pairing import pair, share_out

__all__ = ["pair", "share_out"]
