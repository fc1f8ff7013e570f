"""French."""

from typing import Final

from functions.script.phrases.book import Book, Phrases

_GENERAL: Final = Phrases(
    hooks=(
        "Envie de quelque chose de spécial ? Regardez ça : {title}.",
        "Arrêtez de faire défiler et regardez : {title}.",
    ),
    prices=("Le tout pour {price}.", "Le prix : {price}."),
    calls=(
        "Découvrez l'annonce dès aujourd'hui !",
        "Ça vous plaît ? Découvrez l'annonce dès aujourd'hui, avant que quelqu'un d'autre ne le fasse !",
    ),
)
FRENCH: Final = Book(
    phrases={
        "vehicles": _GENERAL._replace(
            hooks=(
                "Vous cherchez votre prochain compagnon de route ? Le voici : {title}.",
                "Prêt à prendre la route : {title}.",
            ),
            calls=(
                "Découvrez l'annonce !",
                "Envie d'en voir plus ? Jetez un œil à l'annonce dès aujourd'hui !",
            ),
        ),
        "property": _GENERAL._replace(
            hooks=(
                "Et si c'était votre prochain chez-vous ? Jetez un œil : {title}.",
                "Bienvenue chez vous : {title}.",
            ),
            prices=("Prix : {price}.", "À vous pour {price}."),
            calls=("Découvrez l'annonce !", "Envie d'en savoir plus ? Jetez un œil à l'annonce dès aujourd'hui !"),
        ),
        "electronics": _GENERAL._replace(
            hooks=("C'est le moment de changer ? Voici : {title}.", "Envie de nouveauté : {title}."),
        ),
        "furniture": _GENERAL._replace(
            hooks=("Donnez un nouvel air à votre intérieur : {title}.", "Imaginez chez vous : {title}."),
        ),
        "home": _GENERAL._replace(
            hooks=("Rendez votre maison un peu plus belle : {title}.", "Pour la maison : {title}."),
        ),
        "fashion": _GENERAL._replace(
            hooks=("Votre prochain coup de cœur ? Voici : {title}.", "Côté style : {title}."),
        ),
        "sports": _GENERAL._replace(
            hooks=("Envie de bouger ? Voici : {title}.", "À vous de jouer : {title}."),
        ),
        "toys": _GENERAL._replace(
            hooks=("C'est l'heure de jouer ! Regardez : {title}.", "Quelqu'un va adorer : {title}."),
        ),
        "pets": _GENERAL._replace(
            hooks=("Pour l'animal que vous aimez : {title}.", "Amis des animaux, regardez : {title}."),
        ),
        "services": _GENERAL._replace(
            hooks=("Besoin d'un coup de main ? Voici : {title}.", "Vous cherchez de l'aide ? Notez bien : {title}."),
            prices=("Prix : {price}.", "Le prix est de {price}."),
            calls=("Découvrez l'annonce !", "Jetez un œil à l'annonce et voyez tout ce qui est proposé !"),
        ),
        "other": _GENERAL,
    },
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
