"""German."""

from typing import Final

from functions.script.phrases.book import Book

GERMAN: Final = Book(
    hooks=(
        "Ein zweiter Blick lohnt sich: {title}.",
        "Gerade neu dabei: {title}.",
        "Das solltest du sehen: {title}.",
        "Heute im Angebot: {title}.",
    ),
    free=("Und das Beste: Es ist gratis.", "Es ist gratis."),
    fillers=(
        "Schau genau hin.",
        "Fragen? Einfach stellen.",
        "Stell dir vor, es gehört schon dir.",
        "Schau in Ruhe hin, und dann noch einmal.",
        "Wenn es passt, warte nicht zu lange.",
        "Speichere dieses Video, damit du es wiederfindest.",
        "Kennst du jemanden, dem das gefällt? Dann teile dieses Video.",
        "Was du hier siehst, wartet auch in echt auf dich.",
        "Nimm dir Zeit, sieh es dir in Ruhe an und frag nach allem, was du wissen möchtest.",
    ),
    not_for_services=frozenset(
        {"Stell dir vor, es gehört schon dir.", "Was du hier siehst, wartet auch in echt auf dich."}
    ),
)
