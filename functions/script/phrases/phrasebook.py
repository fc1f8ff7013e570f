"""The type of a language's phrases. No phrase may claim anything about a product."""

from dataclasses import dataclass

from vidx.categories import CATEGORY_TABLE, Category


@dataclass(frozen=True)
class Phrasebook:
    """A language's phrases for every category.

    Attributes:
        hooks: opening lines.
        free: sentences in place of the price when the product is free.
        fillers: neutral sentences for listings with short descriptions, the best first. They are true for any number
            of photos.
        not_for_services: those of `fillers` that only suit a product that somebody can own.
    """

    hooks: tuple[str, ...]
    free: tuple[str, ...]
    fillers: tuple[str, ...]
    not_for_services: frozenset[str]

    def fillers_for(self, category: Category) -> tuple[str, ...]:
        """Return the fillers that suit the category."""
        if CATEGORY_TABLE[category].can_be_owned:
            return self.fillers
        return tuple(filler for filler in self.fillers if filler not in self.not_for_services)
