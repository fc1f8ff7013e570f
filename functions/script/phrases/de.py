"""German."""

from typing import Final

from functions.script.phrases.phrasebook import Phrasebook

GERMAN: Final = Phrasebook(
    hooks=(
        "Ein zweiter Blick lohnt sich: {title}.",
        "Gerade neu dabei: {title}.",
        "Das solltest du sehen: {title}.",
        "Heute im Angebot: {title}.",
    ),
    free=("Und das Beste: Das ist gratis.", "Das ist gratis."),
    fillers=(
        "Schau genau hin.",
        "Mehr dazu steht in der Anzeige.",
        "Stell dir vor, das gehört schon dir.",
        "Schau in Ruhe hin, und dann noch einmal.",
        "Wenn es passt, warte nicht zu lange.",
        "Speichere dieses Video, damit du es wiederfindest.",
        "Kennst du jemanden, dem das gefällt? Dann teile dieses Video.",
        "Was du hier siehst, wartet auch in echt auf dich.",
        "Nimm dir Zeit, schau in Ruhe hin und such in der Anzeige nach allem, was du wissen möchtest.",
    ),
    not_for_services=frozenset(
        {"Stell dir vor, das gehört schon dir.", "Was du hier siehst, wartet auch in echt auf dich."}
    ),
)
