"""Spanish."""

from typing import Final

from functions.script.phrases.book import Book, Phrases

_GENERAL: Final = Phrases(
    hooks=("¿Buscas algo especial? Mira esto: {title}.", "Deja de deslizar y mira: {title}."),
    prices=("Todo tuyo por {price}.", "El precio es de {price}."),
    calls=("¡Mira el anuncio hoy mismo!", "¿Te gusta lo que ves? ¡Mira el anuncio hoy, antes de que se te adelanten!"),
)
SPANISH: Final = Book(
    phrases={
        "vehicles": _GENERAL._replace(
            hooks=(
                "¿Buscas tu próximo compañero de viaje? Aquí está: {title}.",
                "Preparado para la carretera: {title}.",
            ),
            calls=("¡Mira el anuncio!", "¿Quieres ver más? ¡Echa un vistazo al anuncio hoy mismo!"),
        ),
        "property": _GENERAL._replace(
            hooks=("¿Será este tu próximo hogar? Échale un vistazo: {title}.", "Bienvenido a casa: {title}."),
            prices=("Precio: {price}.", "El precio pedido: {price}."),
            calls=("¡Mira el anuncio hoy!", "¿Quieres saber más? ¡Echa un vistazo al anuncio hoy mismo!"),
        ),
        "electronics": _GENERAL._replace(
            hooks=("¿Toca renovar? Aquí tienes: {title}.", "Hora de estrenar: {title}."),
        ),
        "furniture": _GENERAL._replace(
            hooks=("Dale un aire nuevo a tu casa: {title}.", "Imagina en tu salón: {title}."),
        ),
        "home": _GENERAL._replace(
            hooks=("Haz tu casa un poco mejor: {title}.", "Para tu hogar: {title}."),
        ),
        "fashion": _GENERAL._replace(
            hooks=("¿Tu nuevo favorito? Aquí está: {title}.", "Atención, estilo: {title}."),
        ),
        "sports": _GENERAL._replace(
            hooks=("¿Con ganas de moverte? Aquí tienes: {title}.", "A jugar: {title}."),
        ),
        "toys": _GENERAL._replace(
            hooks=("¡Hora de jugar! Mira esto: {title}.", "A alguien le va a encantar: {title}."),
        ),
        "pets": _GENERAL._replace(
            hooks=("Para la mascota que más quieres: {title}.", "Si te gustan los animales, mira esto: {title}."),
        ),
        "services": _GENERAL._replace(
            hooks=("¿Necesitas que te echen una mano? Aquí tienes: {title}.", "¿Buscas ayuda? Apunta: {title}."),
            prices=("Precio: {price}.", "El precio es de {price}."),
            calls=("¡Mira el anuncio hoy!", "¡Echa un vistazo al anuncio y descubre todo lo que se ofrece!"),
        ),
        "other": _GENERAL,
    },
    hooks=(
        "Merece una segunda mirada: {title}.",
        "Esto acaba de llegar: {title}.",
        "Atención a esto: {title}.",
        "Hoy te presento: {title}.",
    ),
    free=("Y lo mejor de todo: es gratis.", "Es gratis."),
    fillers=(
        "Míralo bien.",
        "¿Quieres saber más? Mira el anuncio.",
        "Imagina que ya es tuyo.",
        "Mira con calma, y luego vuelve a mirar.",
        "Si te convence, no esperes demasiado.",
        "Guarda este vídeo para encontrarlo cuando quieras.",
        "¿Conoces a alguien a quien le encantaría? Comparte este vídeo.",
        "Lo que ves aquí es lo que te espera en persona.",
        "Tómate tu tiempo, mira con calma y busca en el anuncio todo lo que te apetezca saber.",
    ),
    not_for_services=frozenset({"Imagina que ya es tuyo.", "Lo que ves aquí es lo que te espera en persona."}),
)
