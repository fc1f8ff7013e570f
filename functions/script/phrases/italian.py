"""Italian."""

from typing import Final

from functions.script.phrases.book import Book, Phrases

_GENERAL: Final = Phrases(
    hooks=("Cerchi qualcosa di speciale? Guarda qui: {title}.", "Fermati un attimo e guarda: {title}."),
    prices=("Tutto tuo per {price}.", "Il prezzo è di {price}."),
    calls=(
        "Guarda l'annuncio oggi stesso!",
        "Ti piace quello che vedi? Guarda l'annuncio oggi, prima che lo faccia qualcun altro!",
    ),
)
ITALIAN: Final = Book(
    phrases={
        "vehicles": _GENERAL._replace(
            hooks=("Cerchi il tuo prossimo compagno di viaggio? Eccolo: {title}.", "Pronto per la strada: {title}."),
            calls=("Guarda l'annuncio!", "Vuoi vedere di più? Dai un'occhiata all'annuncio oggi stesso!"),
        ),
        "property": _GENERAL._replace(
            hooks=("Sarà questa la tua prossima casa? Dai un'occhiata: {title}.", "Benvenuto a casa: {title}."),
            prices=("Prezzo: {price}.", "Il prezzo richiesto: {price}."),
            calls=("Guarda l'annuncio oggi!", "Vuoi saperne di più? Dai un'occhiata all'annuncio oggi stesso!"),
        ),
        "electronics": _GENERAL._replace(
            hooks=("È ora di cambiare? Ecco qui: {title}.", "Voglia di novità: {title}."),
        ),
        "furniture": _GENERAL._replace(
            hooks=("Dai un tocco nuovo alla tua casa: {title}.", "Immagina nella tua stanza: {title}."),
        ),
        "home": _GENERAL._replace(
            hooks=("Rendi la tua casa un po' più bella: {title}.", "Per la tua casa: {title}."),
        ),
        "fashion": _GENERAL._replace(
            hooks=("Il tuo nuovo preferito? Ecco qui: {title}.", "Questione di stile: {title}."),
        ),
        "sports": _GENERAL._replace(
            hooks=("Voglia di muoverti? Ecco qui: {title}.", "Si gioca: {title}."),
        ),
        "toys": _GENERAL._replace(
            hooks=("È ora di giocare! Guarda qui: {title}.", "Qualcuno lo adorerà: {title}."),
        ),
        "pets": _GENERAL._replace(
            hooks=("Per l'animale che ami: {title}.", "Amici degli animali, guardate: {title}."),
        ),
        "services": _GENERAL._replace(
            hooks=("Ti serve una mano? Ecco qui: {title}.", "Cerchi aiuto? Segna il nome: {title}."),
            prices=("Prezzo: {price}.", "Il prezzo è di {price}."),
            calls=("Guarda l'annuncio oggi!", "Dai un'occhiata all'annuncio e scopri tutto quello che viene offerto!"),
        ),
        "other": _GENERAL,
    },
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
