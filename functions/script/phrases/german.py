"""German."""

from typing import Final

from functions.script.phrases.book import Book, Phrases

_GENERAL: Final = Phrases(
    hooks=("Auf der Suche nach etwas Besonderem? Schau mal: {title}.", "Kurz anhalten und anschauen: {title}."),
    prices=("Alles für {price}.", "Der Preis: {price}."),
    calls=(
        "Schau in die Anzeige!",
        "Gefällt dir, was du siehst? Schau noch heute in die Anzeige, bevor es jemand anders tut!",
    ),
)
GERMAN: Final = Book(
    phrases={
        "vehicles": _GENERAL._replace(
            hooks=(
                "Auf der Suche nach dem nächsten Fahrzeug? Schau mal: {title}.",
                "Bereit für die Straße: {title}.",
            ),
            calls=(
                "Schau in die Anzeige!",
                "Willst du mehr sehen? Dann wirf noch heute einen Blick in die Anzeige!",
            ),
        ),
        "property": _GENERAL._replace(
            hooks=(
                "Ist das vielleicht dein nächstes Zuhause? Sieh es dir an: {title}.",
                "Willkommen zu Hause: {title}.",
            ),
            prices=("Der Preis: {price}.", "Zu haben für {price}."),
            calls=(
                "Schau noch heute in die Anzeige!",
                "Willst du mehr wissen? Dann wirf noch heute einen Blick in die Anzeige!",
            ),
        ),
        "electronics": _GENERAL._replace(
            hooks=("Zeit für etwas Neues? Schau mal: {title}.", "Zeit für ein Upgrade: {title}."),
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
            hooks=("Lust auf Bewegung? Schau mal: {title}.", "Los geht's: {title}."),
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
            calls=(
                "Schau noch heute in die Anzeige!",
                "Wirf einen Blick in die Anzeige und sieh, was alles angeboten wird!",
            ),
        ),
        "other": _GENERAL,
    },
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
