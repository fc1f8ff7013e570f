"""English."""

from typing import Final

from functions.script.phrases.book import Book, Phrases
from vidx.options import Category

_GENERAL: Final = Phrases(
    hooks=("Looking for something special? Meet the {title}.", "Stop scrolling: here is the {title}."),
    prices=("All yours for {price}.", "The price is {price}."),
    calls=("See it online today!", "Like what you see? Take a look at the listing, before somebody else does!"),
)
_PHRASES: Final[dict[Category, Phrases]] = {
    "vehicles": _GENERAL._replace(
        hooks=("Looking for your next ride? Meet the {title}.", "Ready for the road? Here is the {title}."),
        calls=(
            "Take a look at the listing!",
            "Want to see more? Take a look at the listing today!",
        ),
    ),
    "property": _GENERAL._replace(
        hooks=("Could this be your next home? Take a look at this: {title}.", "Welcome home: {title}."),
        prices=("Asking price: {price}.", "It can be yours for {price}."),
        calls=("Take a look at the listing today!", "Want to see more? Take a closer look at the listing today!"),
    ),
    "electronics": _GENERAL._replace(
        hooks=("Time for an upgrade? Meet the {title}.", "Upgrade time: here is the {title}."),
    ),
    "furniture": _GENERAL._replace(
        hooks=("Give your room something new: the {title}.", "Picture this in your room: the {title}."),
    ),
    "home": _GENERAL._replace(
        hooks=("Make your home a little better: meet the {title}.", "For your home: the {title}.")
    ),
    "fashion": _GENERAL._replace(hooks=("Your next favorite? Meet the {title}.", "Style alert: here is the {title}.")),
    "sports": _GENERAL._replace(hooks=("Ready to get moving? Meet the {title}.", "Game on: here is the {title}.")),
    "toys": _GENERAL._replace(hooks=("Playtime! Meet the {title}.", "Somebody will love this: the {title}.")),
    "pets": _GENERAL._replace(hooks=("For the pet you love: the {title}.", "Pet lovers, look at this: the {title}.")),
    "services": _GENERAL._replace(
        hooks=("Need a hand? Here is {title}.", "Looking for help? Meet {title}."),
        prices=("Prices from the seller: {price}.", "The price is {price}."),
        calls=("Take a look at the listing!", "Take a look at the listing today and see what is offered!"),
    ),
    "other": _GENERAL,
}
_FREE: Final = ("And the best part: it is free.", "It is free.")
_FILLERS: Final = (
    "Take a closer look.",
    "Want to know more? See the listing.",
    "Picture it as yours.",
    "Have a good look, and then have another.",
    "If it feels right, do not wait too long.",
    "Save this video so that you can find it again.",
    "Know somebody who would love it? Share this video with them.",
    "What you see here is what you can look at in person, too.",
    "Take your time, have a good look, and see the listing for everything else.",
)
_HOOKS: Final = (
    "Worth a second look: {title}.",
    "This one is up for grabs: {title}.",
    "See what just came in: {title}.",
    "Fresh on the list today: {title}.",
)
_NOT_FOR_SERVICES: Final = frozenset(
    {"Picture it as yours.", "What you see here is what you can look at in person, too."}
)
ENGLISH: Final = Book(_PHRASES, _HOOKS, _FREE, _FILLERS, _NOT_FOR_SERVICES)
