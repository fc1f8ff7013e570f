"""The form of a language's fixed words for the template writer. None of them claims anything about a product."""

from dataclasses import dataclass

from vidx.categories import CATEGORY_TABLE, Category


@dataclass(frozen=True)
class Book:
    """A language's phrases for any category; those of one category are in `vidx.categories`.

    Attributes:
        hooks: openers for any category.
        free: sentences in place of the price of a gift.
        fillers: neutral sentences for listings with too few words of their own, in the order of preference. They hold
            for one photo as for ten.
        not_for_services: those of them that only suit a thing which somebody can own.
    """

    hooks: tuple[str, ...]
    free: tuple[str, ...]
    fillers: tuple[str, ...]
    not_for_services: frozenset[str]

    def fillers_for(self, category: Category) -> tuple[str, ...]:
        """The fillers that suit the category."""
        if CATEGORY_TABLE[category].can_be_owned:
            return self.fillers
        return tuple(filler for filler in self.fillers if filler not in self.not_for_services)
