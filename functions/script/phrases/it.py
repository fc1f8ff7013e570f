"""Italian."""

from typing import Final

from functions.script.phrases.phrasebook import Phrasebook

ITALIAN: Final = Phrasebook(
    hooks=(
        "Merita un secondo sguardo: {title}.",
        "Appena arrivato: {title}.",
        "Da non perdere: {title}.",
        "L'annuncio di oggi: {title}.",
    ),
    free=("E il bello è che è gratis.", "È gratis."),
    fillers=(
        "Guarda più da vicino.",
        "Vuoi saperne di più? Guarda l'annuncio.",
        "Immagina che sia già tuo.",
        "Guarda con calma, e poi guarda ancora.",
        "Se ti convince, non aspettare troppo.",
        "Salva questo video per ritrovarlo quando vuoi.",
        "Conosci qualcuno a cui piacerebbe? Condividi questo video.",
        "Quello che vedi qui è quello che ti aspetta dal vivo.",
        "Prenditi il tuo tempo, guarda con calma e cerca nell'annuncio tutto quello che vuoi sapere.",
    ),
    not_for_services=frozenset({"Immagina che sia già tuo.", "Quello che vedi qui è quello che ti aspetta dal vivo."}),
)
