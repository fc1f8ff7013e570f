"""The form of a language's fixed words for the template writer. None of them claims anything about a product."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from vidx.options import Category


class Phrases(NamedTuple):
    """Openers and closers of one category; `{title}` and `{price}` are filled in."""

    hooks: tuple[str, ...]
    prices: tuple[str, ...]
    calls: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """A language's phrases.

    Attributes:
        free: sentences in place of the price of a gift.
        fillers: neutral sentences for listings with too few words of their own, in the order of preference.
    """

    phrases: Mapping[Category, Phrases]
    free: tuple[str, ...]
    fillers: tuple[str, ...]
