"""Spanish."""

from typing import Final

from functions.script.phrases.phrasebook import Phrasebook

SPANISH: Final = Phrasebook(
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
