"""German."""

from typing import Final

from functions.script.phrases.book import Book, Phrases

_GENERAL: Final = Phrases(
    hooks=("Auf der Suche nach etwas Besonderem? Schau mal: {title}.", "Kurz anhalten und anschauen: {title}."),
    prices=("Alles für {price}.", "Der Preis: {price}."),
    calls=("Schreib noch heute!", "Gefällt dir, was du siehst? Schreib noch heute, bevor es jemand anders tut!"),
)
GERMAN: Final = Book(
    phrases={
        "vehicles": _GENERAL._replace(
            hooks=(
                "Auf der Suche nach dem nächsten Fahrzeug? Hier ist es: {title}.",
                "Bereit für die Straße: {title}.",
            ),
            calls=(
                "Schreib und komm zur Besichtigung!",
                "Am besten selbst ansehen: Schreib und mach einen Termin aus!",
            ),
        ),
        "property": _GENERAL._replace(
            hooks=(
                "Ist das vielleicht dein nächstes Zuhause? Sieh es dir an: {title}.",
                "Willkommen zu Hause: {title}.",
            ),
            prices=("Der Preis: {price}.", "Für {price} kann es dir gehören."),
            calls=("Jetzt Besichtigung vereinbaren!", "Schreib jetzt und vereinbare deine eigene Besichtigung!"),
        ),
        "electronics": _GENERAL._replace(
            hooks=("Zeit für etwas Neues? Hier ist es: {title}.", "Zeit für ein Upgrade: {title}."),
        ),
        "furniture": _GENERAL._replace(
            hooks=("Bring frischen Wind in dein Zuhause: {title}.", "Stell dir das bei dir vor: {title}."),
        ),
        "home": _GENERAL._replace(
            hooks=("Mach dein Zuhause ein bisschen schöner: {title}.", "Für dein Zuhause: {title}."),
        ),
        "fashion": _GENERAL._replace(
            hooks=("Dein neues Lieblingsstück? Schau mal: {title}.", "Achtung, Stil: {title}."),
        ),
        "sports": _GENERAL._replace(
            hooks=("Lust auf Bewegung? Hier ist es: {title}.", "Los geht's: {title}."),
        ),
        "toys": _GENERAL._replace(
            hooks=("Zeit zum Spielen! Schau mal: {title}.", "Da freut sich jemand: {title}."),
        ),
        "pets": _GENERAL._replace(
            hooks=("Für das Tier, das du liebst: {title}.", "Tierfreunde, schaut mal: {title}."),
        ),
        "services": _GENERAL._replace(
            hooks=("Brauchst du Hilfe? Hier ist sie: {title}.", "Suchst du Unterstützung? Dann merk dir: {title}."),
            prices=("Der Preis: {price}.", "Der Preis liegt bei {price}."),
            calls=("Melde dich noch heute!", "Melde dich noch heute und frag alles, was du wissen möchtest!"),
        ),
        "other": _GENERAL,
    },
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
