"""What the end card says, in the listing's language; English where there is no translation yet."""

from typing import Final, NamedTuple


class EndWords(NamedTuple):
    """The call to action above an address, and the one of a film that has none to show."""

    with_address: str
    without_address: str


ENGLISH: Final = EndWords("See it online", "Interested? Get in touch")
WORDS: Final = {
    "en": ENGLISH,
    "es": EndWords("Míralo en línea", "¿Te interesa? Escríbeme"),
    "fr": EndWords("À voir en ligne", "Intéressé ? Contactez-moi"),
    "de": EndWords("Jetzt online ansehen", "Interesse? Schreib mir"),
    "pt": EndWords("Veja online", "Tem interesse? Fale comigo"),
    "it": EndWords("Guardalo online", "Ti interessa? Scrivimi"),
}


def call_to_action(language: str, *, with_address: bool) -> str:
    words = WORDS.get(language, ENGLISH)
    return words.with_address if with_address else words.without_address


def short_address(link: str) -> str:
    """The link as people type it: without scheme, `www.` and the slash at its end."""
    return link.partition("://")[2].removeprefix("www.").rstrip("/")


CATEGORIES: Final = {
    "en": {
        "vehicles": "Vehicles", "property": "Property", "electronics": "Electronics", "furniture": "Furniture",
        "home": "Home", "fashion": "Fashion", "sports": "Sports", "toys": "Toys", "pets": "Pets",
        "services": "Services",
    },
    "es": {
        "vehicles": "Vehículos", "property": "Inmuebles", "electronics": "Electrónica", "furniture": "Muebles",
        "home": "Hogar", "fashion": "Moda", "sports": "Deportes", "toys": "Juguetes", "pets": "Mascotas",
        "services": "Servicios",
    },
    "fr": {
        "vehicles": "Véhicules", "property": "Immobilier", "electronics": "Électronique", "furniture": "Meubles",
        "home": "Maison", "fashion": "Mode", "sports": "Sports", "toys": "Jouets", "pets": "Animaux",
        "services": "Services",
    },
    "de": {
        "vehicles": "Fahrzeuge", "property": "Immobilien", "electronics": "Elektronik", "furniture": "Möbel",
        "home": "Haushalt", "fashion": "Mode", "sports": "Sport", "toys": "Spielzeug", "pets": "Haustiere",
        "services": "Dienstleistungen",
    },
    "pt": {
        "vehicles": "Veículos", "property": "Imóveis", "electronics": "Eletrônicos", "furniture": "Móveis",
        "home": "Casa", "fashion": "Moda", "sports": "Esportes", "toys": "Brinquedos", "pets": "Animais",
        "services": "Serviços",
    },
    "it": {
        "vehicles": "Veicoli", "property": "Immobili", "electronics": "Elettronica", "furniture": "Mobili",
        "home": "Casa", "fashion": "Moda", "sports": "Sport", "toys": "Giocattoli", "pets": "Animali",
        "services": "Servizi",
    },
}  # fmt: skip
"""What stands above the title; nothing for a category or a language that is not here."""


def eyebrow(category: str, language: str) -> str:
    return CATEGORIES.get(language, {}).get(category, "")
