"""French."""

from typing import Final

from functions.script.phrases.phrasebook import Phrasebook

FRENCH: Final = Phrasebook(
    hooks=(
        "À voir absolument : {title}.",
        "Ça vient d'arriver : {title}.",
        "Une annonce à ne pas manquer : {title}.",
        "Aujourd'hui : {title}.",
    ),
    free=("Et le mieux dans tout ça : c'est gratuit.", "C'est gratuit."),
    fillers=(
        "Regardez de plus près.",
        "Envie d'en savoir plus ? Voyez l'annonce.",
        "Imaginez que c'est déjà chez vous.",
        "Regardez bien, puis regardez encore.",
        "Si le cœur vous en dit, n'attendez pas trop.",
        "Gardez cette vidéo pour la retrouver plus tard.",
        "Quelqu'un que vous connaissez adorerait ? Partagez cette vidéo.",
        "Ce que vous voyez ici, c'est ce qui vous attend en vrai.",
        "Prenez votre temps, regardez bien et cherchez dans l'annonce tout ce que vous aimeriez savoir.",
    ),
    not_for_services=frozenset(
        {"Imaginez que c'est déjà chez vous.", "Ce que vous voyez ici, c'est ce qui vous attend en vrai."}
    ),
)
