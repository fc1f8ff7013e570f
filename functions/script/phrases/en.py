"""English."""

from typing import Final

from functions.script.phrases.phrasebook import Phrasebook

ENGLISH: Final = Phrasebook(
    hooks=(
        "Worth a second look: {title}.",
        "This one is up for grabs: {title}.",
        "See what just came in: {title}.",
        "Fresh on the list today: {title}.",
    ),
    free=("And the best part: it is free.", "It is free."),
    fillers=(
        "Take a closer look.",
        "Want to know more? See the listing.",
        "Picture it as yours.",
        "Have a good look, and then have another.",
        "If it feels right, do not wait too long.",
        "Save this video so that you can find it again.",
        "Know somebody who would love it? Share this video with them.",
        "What you see here is what you can look at in person, too.",
        "Take your time, have a good look, and see the listing for everything else.",
    ),
    not_for_services=frozenset({"Picture it as yours.", "What you see here is what you can look at in person, too."}),
)
