"""The phrases of one language. None of them claims anything about a product."""

from dataclasses import dataclass

from vidx.categories import CATEGORY_TABLE, Category


@dataclass(frozen=True)
class Phrasebook:
    """A language's phrases for any category.

    Attributes:
        hooks: opening lines.
        free: sentences that replace the price of a gift.
        fillers: neutral sentences for listings with few words of their own, the best first. They hold for any number
            of photos.
        not_for_services: those of `fillers` that only suit a thing that somebody can own.
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
