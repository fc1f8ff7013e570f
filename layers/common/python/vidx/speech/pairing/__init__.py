"""Pair the written and the spoken form of a sentence, word by word, or find that they say different things.

    pair_tokens("Only $45!", "Only forty-five dollars!", "en")
    → Token("Only", "Only"), Token("$45!", "forty-five dollars!")

The spoken form comes from a language model. It is accepted when it has the same words in the same order, every number,
price, unit, date and abbreviation in words of the same value, and nothing else.

- `search.py`: the search for the cheapest pairing of all characters with all words.
- `matcher.py`: the single steps: which words may be spoken for the characters at one place.
- `number_forms.py`: all ways to speak a number; `sign_names.py`: names of units, signs, months and days;
  `words.py`: words in a form in which they can be compared.
"""

from vidx.speech.pairing.search import distribute_words, pair_tokens

__all__ = ["distribute_words", "pair_tokens"]
