"""What the end card says, in the listing's language; English where there is no translation yet."""

from typing import Final, NamedTuple

from vidx import options


class EndWords(NamedTuple):
    """What stands above an address, and what a film says that has none to show: it asks for no message to nowhere."""

    with_address: str
    without_address: str


ENGLISH: Final = EndWords("See it online", "Available now")
WORDS: Final = {
    "en": ENGLISH,
    "es": EndWords("Míralo en línea", "Disponible ahora"),
    "fr": EndWords("À voir en ligne", "Disponible maintenant"),
    "de": EndWords("Jetzt online ansehen", "Jetzt zu haben"),
    "pt": EndWords("Veja online", "Disponível agora"),
    "it": EndWords("Guardalo online", "Disponibile ora"),
}


def call_to_action(language: str, *, with_address: bool) -> str:
    words = WORDS.get(language, ENGLISH)
    return words.with_address if with_address else words.without_address


def short_address(link: str) -> str:
    """The link as people type it: without scheme, `www.` and the slash at its end."""
    return link.partition("://")[2].removeprefix("www.").rstrip("/")


_NAMES: Final = {
    "en": "Vehicles Property Electronics Furniture Home Fashion Sports Toys Pets Services",
    "es": "Vehículos Inmuebles Electrónica Muebles Hogar Moda Deportes Juguetes Mascotas Servicios",
    "fr": "Véhicules Immobilier Électronique Meubles Maison Mode Sports Jouets Animaux Services",
    "de": "Fahrzeuge Immobilien Elektronik Möbel Haushalt Mode Sport Spielzeug Haustiere Dienstleistungen",
    "pt": "Veículos Imóveis Eletrônicos Móveis Casa Moda Esportes Brinquedos Animais Serviços",
    "it": "Veicoli Immobili Elettronica Mobili Casa Moda Sport Giocattoli Animali Servizi",
}
"""In the order of `options.CATEGORIES`, whose last one, `other`, has none."""
CATEGORIES: Final[dict[str, dict[str, str]]] = {
    language: dict(zip(options.CATEGORIES[:-1], names.split(), strict=True)) for language, names in _NAMES.items()
}
"""What stands above the title; nothing for a category or a language that is not here."""


def eyebrow(category: str, language: str) -> str:
    return CATEGORIES.get(language, {}).get(category, "")
