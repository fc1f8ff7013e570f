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
        hooks: openers for any category.
        free: sentences in place of the price of a gift.
        fillers: neutral sentences for listings with too few words of their own, in the order of preference. They hold
            for one photo as for ten.
        not_for_services: those of them that only suit a thing which somebody can own.
    """

    phrases: Mapping[Category, Phrases]
    hooks: tuple[str, ...]
    free: tuple[str, ...]
    fillers: tuple[str, ...]
    not_for_services: frozenset[str]

    def fillers_for(self, category: Category) -> tuple[str, ...]:
        """The fillers that suit the category."""
        return tuple(filler for filler in self.fillers if category != "services" or filler not in self.not_for_services)
