"""The categories of listings, with the words of each in every language.

The API, the page, the title card, the script's template and the documentation read the categories from here. To add
one, add its name to `Category` and its words to `CATEGORY_TABLE`. While a word is missing, `vidx.options` raises
`MissingWords`, which names category, language and word.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, Literal, NamedTuple

Category = Literal[
    "vehicles", "property", "electronics", "furniture", "home", "fashion",
    "sports", "toys", "pets", "services", "other",
]  # fmt: skip
"""The names in the API, in the order in which clients show them."""
FALLBACK: Final[Category] = "other"
"""The category of listings without one. It has no name on the title card."""


class Words(NamedTuple):
    """The words of one category in one language.

    Attributes:
        name: shown above the title in the video. In English it is the category's own name with a capital letter,
            which the page shows too.
        hooks: first sentences of the template's scripts; each contains `{title}`.
        prices: sentences with `{price}`; if empty, those of `other` are used.
        calls: calls to action, the shorter first; if empty, those of `other` are used.
    """

    name: str = ""
    hooks: tuple[str, ...] = ()
    prices: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


class CategoryEntry(NamedTuple):
    """A category's words by language. `can_be_owned` is false for services."""

    words: Mapping[str, Words]
    can_be_owned: bool = True


class MissingWords(Exception):
    """A category has too few words. The message names category, language and word."""


CATEGORY_TABLE: Final[Mapping[str, CategoryEntry]] = {
    "vehicles": CategoryEntry(
        words={
            "en": Words(
                "Vehicles",
                hooks=("Looking for your next ride? Meet the {title}.", "Ready for the road? Here is the {title}."),
                calls=(
                    "Take a look at the listing!",
                    "Want to see more? Take a look at the listing today!",
                ),
            ),
            "es": Words(
                "Vehículos",
                hooks=(
                    "¿Buscas tu próximo compañero de viaje? Aquí está: {title}.",
                    "Preparado para la carretera: {title}.",
                ),
                calls=("¡Mira el anuncio!", "¿Quieres ver más? ¡Echa un vistazo al anuncio hoy mismo!"),
            ),
            "fr": Words(
                "Véhicules",
                hooks=(
                    "Vous cherchez votre prochain compagnon de route ? Le voici : {title}.",
                    "Prêt à prendre la route : {title}.",
                ),
                calls=(
                    "Découvrez l'annonce !",
                    "Envie d'en voir plus ? Jetez un œil à l'annonce dès aujourd'hui !",
                ),
            ),
            "de": Words(
                "Fahrzeuge",
                hooks=(
                    "Auf der Suche nach dem nächsten Fahrzeug? Schau mal: {title}.",
                    "Bereit für die Straße: {title}.",
                ),
                calls=(
                    "Schau in die Anzeige!",
                    "Willst du mehr sehen? Dann wirf noch heute einen Blick in die Anzeige!",
                ),
            ),
            "pt": Words(
                "Veículos",
                hooks=(
                    "Procurando seu próximo companheiro de estrada? Está aqui: {title}.",
                    "Pronto para a estrada: {title}.",
                ),
                calls=(
                    "Veja o anúncio!",
                    "Quer ver mais? Dê uma olhada no anúncio hoje mesmo!",
                ),
            ),
            "it": Words(
                "Veicoli",
                hooks=(
                    "Cerchi il tuo prossimo compagno di viaggio? Eccolo: {title}.",
                    "Pronto per la strada: {title}.",
                ),
                calls=("Guarda l'annuncio!", "Vuoi vedere di più? Dai un'occhiata all'annuncio oggi stesso!"),
            ),
        },
    ),
    "property": CategoryEntry(
        words={
            "en": Words(
                "Property",
                hooks=("Could this be your next home? Take a look at this: {title}.", "Welcome home: {title}."),
                prices=("Asking price: {price}.", "It can be yours for {price}."),
                calls=(
                    "Take a look at the listing today!",
                    "Want to see more? Take a closer look at the listing today!",
                ),
            ),
            "es": Words(
                "Inmuebles",
                hooks=("¿Será este tu próximo hogar? Échale un vistazo: {title}.", "Bienvenido a casa: {title}."),
                prices=("Precio: {price}.", "El precio pedido: {price}."),
                calls=("¡Mira el anuncio hoy!", "¿Quieres saber más? ¡Echa un vistazo al anuncio hoy mismo!"),
            ),
            "fr": Words(
                "Immobilier",
                hooks=(
                    "Et si c'était votre prochain chez-vous ? Jetez un œil : {title}.",
                    "Bienvenue chez vous : {title}.",
                ),
                prices=("Prix : {price}.", "À vous pour {price}."),
                calls=("Découvrez l'annonce !", "Envie d'en savoir plus ? Jetez un œil à l'annonce dès aujourd'hui !"),
            ),
            "de": Words(
                "Immobilien",
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
            "pt": Words(
                "Imóveis",
                hooks=("Será que este é o seu próximo lar? Dê uma olhada: {title}.", "Bem-vindo ao lar: {title}."),
                prices=("Preço: {price}.", "O preço pedido: {price}."),
                calls=("Veja o anúncio hoje!", "Quer saber mais? Dê uma olhada no anúncio hoje mesmo!"),
            ),
            "it": Words(
                "Immobili",
                hooks=("Sarà questa la tua prossima casa? Dai un'occhiata: {title}.", "Benvenuto a casa: {title}."),
                prices=("Prezzo: {price}.", "Il prezzo richiesto: {price}."),
                calls=("Guarda l'annuncio oggi!", "Vuoi saperne di più? Dai un'occhiata all'annuncio oggi stesso!"),
            ),
        },
    ),
    "electronics": CategoryEntry(
        words={
            "en": Words(
                "Electronics", hooks=("Time for an upgrade? Meet the {title}.", "Upgrade time: here is the {title}.")
            ),
            "es": Words("Electrónica", hooks=("¿Toca renovar? Aquí tienes: {title}.", "Hora de estrenar: {title}.")),
            "fr": Words(
                "Électronique", hooks=("C'est le moment de changer ? Voici : {title}.", "Envie de nouveauté : {title}.")
            ),
            "de": Words(
                "Elektronik", hooks=("Zeit für etwas Neues? Schau mal: {title}.", "Zeit für ein Upgrade: {title}.")
            ),
            "pt": Words("Eletrônicos", hooks=("Hora de trocar? Aqui está: {title}.", "Hora de renovar: {title}.")),
            "it": Words("Elettronica", hooks=("È ora di cambiare? Ecco qui: {title}.", "Voglia di novità: {title}.")),
        },
    ),
    "furniture": CategoryEntry(
        words={
            "en": Words(
                "Furniture",
                hooks=("Give your room something new: the {title}.", "Picture this in your room: the {title}."),
            ),
            "es": Words("Muebles", hooks=("Dale un aire nuevo a tu casa: {title}.", "Imagina en tu salón: {title}.")),
            "fr": Words(
                "Meubles",
                hooks=("Donnez un nouvel air à votre intérieur : {title}.", "Imaginez chez vous : {title}."),
            ),
            "de": Words(
                "Möbel", hooks=("Bring frischen Wind in dein Zuhause: {title}.", "Stell dir das bei dir vor: {title}.")
            ),
            "pt": Words("Móveis", hooks=("Dê uma cara nova à sua casa: {title}.", "Imagine na sua sala: {title}.")),
            "it": Words(
                "Mobili", hooks=("Dai un tocco nuovo alla tua casa: {title}.", "Immagina nella tua stanza: {title}.")
            ),
        },
    ),
    "home": CategoryEntry(
        words={
            "en": Words(
                "Home", hooks=("Make your home a little better: meet the {title}.", "For your home: the {title}.")
            ),
            "es": Words("Hogar", hooks=("Haz tu casa un poco mejor: {title}.", "Para tu hogar: {title}.")),
            "fr": Words(
                "Maison", hooks=("Rendez votre maison un peu plus belle : {title}.", "Pour la maison : {title}.")
            ),
            "de": Words(
                "Haushalt", hooks=("Mach dein Zuhause ein bisschen schöner: {title}.", "Für dein Zuhause: {title}.")
            ),
            "pt": Words("Casa", hooks=("Deixe sua casa um pouco melhor: {title}.", "Para o seu lar: {title}.")),
            "it": Words("Casa", hooks=("Rendi la tua casa un po' più bella: {title}.", "Per la tua casa: {title}.")),
        },
    ),
    "fashion": CategoryEntry(
        words={
            "en": Words(
                "Fashion", hooks=("Your next favorite? Meet the {title}.", "Style alert: here is the {title}.")
            ),
            "es": Words("Moda", hooks=("¿Tu nuevo favorito? Aquí está: {title}.", "Atención, estilo: {title}.")),
            "fr": Words("Mode", hooks=("Votre prochain coup de cœur ? Voici : {title}.", "Côté style : {title}.")),
            "de": Words("Mode", hooks=("Dein neues Lieblingsstück? Schau mal: {title}.", "Achtung, Stil: {title}.")),
            "pt": Words("Moda", hooks=("Seu novo favorito? Aqui está: {title}.", "Alerta de estilo: {title}.")),
            "it": Words("Moda", hooks=("Il tuo nuovo preferito? Ecco qui: {title}.", "Questione di stile: {title}.")),
        },
    ),
    "sports": CategoryEntry(
        words={
            "en": Words("Sports", hooks=("Ready to get moving? Meet the {title}.", "Game on: here is the {title}.")),
            "es": Words("Deportes", hooks=("¿Con ganas de moverte? Aquí tienes: {title}.", "A jugar: {title}.")),
            "fr": Words("Sports", hooks=("Envie de bouger ? Voici : {title}.", "À vous de jouer : {title}.")),
            "de": Words("Sport", hooks=("Lust auf Bewegung? Schau mal: {title}.", "Los geht's: {title}.")),
            "pt": Words("Esportes", hooks=("Com vontade de se mexer? Aqui está: {title}.", "Hora do jogo: {title}.")),
            "it": Words("Sport", hooks=("Voglia di muoverti? Ecco qui: {title}.", "Si gioca: {title}.")),
        },
    ),
    "toys": CategoryEntry(
        words={
            "en": Words("Toys", hooks=("Playtime! Meet the {title}.", "Somebody will love this: the {title}.")),
            "es": Words(
                "Juguetes", hooks=("¡Hora de jugar! Mira esto: {title}.", "A alguien le va a encantar: {title}.")
            ),
            "fr": Words(
                "Jouets", hooks=("C'est l'heure de jouer ! Regardez : {title}.", "Quelqu'un va adorer : {title}.")
            ),
            "de": Words("Spielzeug", hooks=("Zeit zum Spielen! Schau mal: {title}.", "Da freut sich jemand: {title}.")),
            "pt": Words("Brinquedos", hooks=("Hora de brincar! Olha só: {title}.", "Alguém vai adorar: {title}.")),
            "it": Words(
                "Giocattoli", hooks=("È ora di giocare! Guarda qui: {title}.", "Qualcuno lo adorerà: {title}.")
            ),
        },
    ),
    "pets": CategoryEntry(
        words={
            "en": Words("Pets", hooks=("For the pet you love: the {title}.", "Pet lovers, look at this: the {title}.")),
            "es": Words(
                "Mascotas",
                hooks=("Para la mascota que más quieres: {title}.", "Si te gustan los animales, mira esto: {title}."),
            ),
            "fr": Words(
                "Animaux", hooks=("Pour l'animal que vous aimez : {title}.", "Amis des animaux, regardez : {title}.")
            ),
            "de": Words(
                "Haustiere", hooks=("Für das Tier, das du liebst: {title}.", "Tierfreunde, schaut mal: {title}.")
            ),
            "pt": Words(
                "Animais",
                hooks=("Para o bichinho que você ama: {title}.", "Se você gosta de bichos, olha só: {title}."),
            ),
            "it": Words(
                "Animali", hooks=("Per l'animale che ami: {title}.", "Amici degli animali, guardate: {title}.")
            ),
        },
    ),
    "services": CategoryEntry(
        can_be_owned=False,
        words={
            "en": Words(
                "Services",
                hooks=("Need a hand? Here is {title}.", "Looking for help? Meet {title}."),
                prices=("Prices from the seller: {price}.", "The price is {price}."),
                calls=("Take a look at the listing!", "Take a look at the listing today and see what is offered!"),
            ),
            "es": Words(
                "Servicios",
                hooks=("¿Necesitas que te echen una mano? Aquí tienes: {title}.", "¿Buscas ayuda? Apunta: {title}."),
                prices=("Precio: {price}.", "El precio es de {price}."),
                calls=("¡Mira el anuncio hoy!", "¡Echa un vistazo al anuncio y descubre todo lo que se ofrece!"),
            ),
            "fr": Words(
                "Services",
                hooks=(
                    "Besoin d'un coup de main ? Voici : {title}.",
                    "Vous cherchez de l'aide ? Notez bien : {title}.",
                ),
                prices=("Prix : {price}.", "Le prix est de {price}."),
                calls=("Découvrez l'annonce !", "Jetez un œil à l'annonce et voyez tout ce qui est proposé !"),
            ),
            "de": Words(
                "Dienstleistungen",
                hooks=("Brauchst du Hilfe? Hier ist sie: {title}.", "Suchst du Unterstützung? Dann merk dir: {title}."),
                prices=("Der Preis: {price}.", "Der Preis liegt bei {price}."),
                calls=(
                    "Schau noch heute in die Anzeige!",
                    "Wirf einen Blick in die Anzeige und sieh, was alles angeboten wird!",
                ),
            ),
            "pt": Words(
                "Serviços",
                hooks=("Precisa de uma mão? Aqui está: {title}.", "Procurando ajuda? Anote: {title}."),
                prices=("Preço: {price}.", "O preço é {price}."),
                calls=("Veja o anúncio hoje!", "Dê uma olhada no anúncio e veja tudo o que é oferecido!"),
            ),
            "it": Words(
                "Servizi",
                hooks=("Ti serve una mano? Ecco qui: {title}.", "Cerchi aiuto? Segna il nome: {title}."),
                prices=("Prezzo: {price}.", "Il prezzo è di {price}."),
                calls=(
                    "Guarda l'annuncio oggi!",
                    "Dai un'occhiata all'annuncio e scopri tutto quello che viene offerto!",
                ),
            ),
        },
    ),
    "other": CategoryEntry(
        words={
            "en": Words(
                hooks=("Looking for something special? Meet the {title}.", "Stop scrolling: here is the {title}."),
                prices=("All yours for {price}.", "The price is {price}."),
                calls=(
                    "See it online today!",
                    "Like what you see? Take a look at the listing, before somebody else does!",
                ),
            ),
            "es": Words(
                hooks=("¿Buscas algo especial? Mira esto: {title}.", "Deja de deslizar y mira: {title}."),
                prices=("Todo tuyo por {price}.", "El precio es de {price}."),
                calls=(
                    "¡Mira el anuncio hoy mismo!",
                    "¿Te gusta lo que ves? ¡Mira el anuncio hoy, antes de que se te adelanten!",
                ),
            ),
            "fr": Words(
                hooks=(
                    "Envie de quelque chose de spécial ? Regardez ça : {title}.",
                    "Arrêtez de faire défiler et regardez : {title}.",
                ),
                prices=("Le tout pour {price}.", "Le prix : {price}."),
                calls=(
                    "Découvrez l'annonce dès aujourd'hui !",
                    "Ça vous plaît ? Découvrez l'annonce dès aujourd'hui, avant que quelqu'un d'autre ne le fasse !",
                ),
            ),
            "de": Words(
                hooks=(
                    "Auf der Suche nach etwas Besonderem? Schau mal: {title}.",
                    "Kurz anhalten und anschauen: {title}.",
                ),
                prices=("Alles für {price}.", "Der Preis: {price}."),
                calls=(
                    "Schau in die Anzeige!",
                    "Gefällt dir, was du siehst? Schau noch heute in die Anzeige, bevor es jemand anders tut!",
                ),
            ),
            "pt": Words(
                hooks=("Procurando algo especial? Olha só: {title}.", "Pare de rolar a tela e veja: {title}."),
                prices=("Tudo seu por {price}.", "O preço é {price}."),
                calls=(
                    "Veja o anúncio hoje!",
                    "Gostou do que viu? Veja o anúncio hoje, antes que alguém chegue primeiro!",
                ),
            ),
            "it": Words(
                hooks=("Cerchi qualcosa di speciale? Guarda qui: {title}.", "Fermati un attimo e guarda: {title}."),
                prices=("Tutto tuo per {price}.", "Il prezzo è di {price}."),
                calls=(
                    "Guarda l'annuncio oggi stesso!",
                    "Ti piace quello che vedi? Guarda l'annuncio oggi, prima che lo faccia qualcun altro!",
                ),
            ),
        },
    ),
}


def words_of(category: str, language: str) -> Words:
    """Return the category's words, completed with the sentences of `other`."""
    own, general = CATEGORY_TABLE[category].words[language], CATEGORY_TABLE[FALLBACK].words[language]
    return own._replace(prices=own.prices or general.prices, calls=own.calls or general.calls)


def check_categories(
    names: Collection[str], languages: Mapping[str, str], table: Mapping[str, CategoryEntry] = CATEGORY_TABLE
) -> None:
    """Check that every category has all words in every language.

    Args:
        languages: English names of the languages, by code.

    Raises:
        MissingWords: at least one is missing; the message has one line for each.
    """
    missing = [line for name in names for line in _missing(name, table.get(name), languages)]
    missing += [f'category "{name}" is in CATEGORY_TABLE, but not in Category' for name in table if name not in names]
    if missing:
        raise MissingWords("\n".join(["layers/common/python/vidx/categories.py is not complete:", *missing]))


def _missing(category: str, entry: CategoryEntry | None, languages: Mapping[str, str]) -> Iterator[str]:
    if entry is None:
        yield f'category "{category}" has no entry in CATEGORY_TABLE'
        return
    for code, language in languages.items():
        for problem in _problems(category, entry.words.get(code, Words())):
            yield f'category "{category}", {language} ("{code}"): {problem}'
    for code in entry.words:
        if code not in languages:
            yield f'category "{category}" has words in "{code}", which is no language of vidx.options'


def _problems(category: str, own: Words) -> Iterator[str]:
    if category != FALLBACK and not own.name:
        yield "no name"
    if not own.hooks:
        yield "no hooks"
    if category == FALLBACK and not own.prices:
        yield "no prices"
    if category == FALLBACK and not own.calls:
        yield "no calls"
    yield from (f"the hook {hook!r} lacks {{title}}" for hook in own.hooks if "{title}" not in hook)
    yield from (f"the price sentence {price!r} lacks {{price}}" for price in own.prices if "{price}" not in price)
