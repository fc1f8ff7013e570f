"""The copywriter's stock phrases by language. None claims anything about a product."""

from typing import Final, NamedTuple

from vidx.options import Language


class Lines(NamedTuple):
    """Hooks, the offer, the offer of a free product, lines that fill time, and closings."""

    hooks: tuple[str, ...]
    offer: str
    free: str
    lines: tuple[str, ...]
    closings: tuple[str, ...]


LINES: Final[dict[Language, Lines]] = {
    "en": Lines(
        (
            "Hold on, take a look at this: {title}.",
            "Take a look: {title}.",
            "Here is a good one: {title}.",
            "New today: {title}.",
            "{title}.",
        ),
        "Yours for {price}.",
        "And it is free.",
        (
            "Look at it from every side.",
            "Good finds do not stay around.",
            "It is right here, waiting for you.",
            "Have a good look and see for yourself.",
            "You can read all about it in the listing.",
            "Maybe it is just what you have been looking for.",
            "Think of where it would go and who would enjoy it.",
            "Show it to a friend, sleep on it, and come back soon.",
            "There is only so much that a short video can show, so see the listing for more.",
        ),
        ("Take a look at the listing and make it yours today!", "See it online now!"),
    ),
    "es": Lines(
        (
            "Espera, mira esto: {title}.",
            "Mira esto: {title}.",
            "Aquí tienes algo bueno: {title}.",
            "Nuevo hoy: {title}.",
            "{title}.",
        ),
        "Por {price}.",
        "Y es gratis.",
        (
            "Míralo por todos lados.",
            "Lo bueno no espera.",
            "Está aquí mismo, esperándote.",
            "Míralo bien y compruébalo.",
            "Todo está en el anuncio.",
            "Quizá sea justo lo que buscabas.",
            "Piensa dónde lo pondrías y quién lo disfrutaría.",
            "Enséñaselo a un amigo, consúltalo con la almohada y vuelve pronto.",
            "En un vídeo tan corto no cabe todo, así que mira el anuncio.",
        ),
        ("¡Mira el anuncio y date el gusto hoy!", "¡Mira el anuncio!"),
    ),
    "fr": Lines(
        (
            "Attendez, regardez ça : {title}.",
            "Regardez : {title}.",
            "Voici une belle annonce : {title}.",
            "Nouveau aujourd'hui : {title}.",
            "{title}.",
        ),
        "À vous pour {price}.",
        "Et c'est gratuit.",
        (
            "Regardez sous tous les angles.",
            "Les bonnes trouvailles partent vite.",
            "C'est là, ça vous attend.",
            "Regardez bien et jugez vous-même.",
            "Tous les détails sont dans l'annonce.",
            "C'est peut-être exactement ce que vous cherchiez.",
            "Pensez à l'endroit où cela irait bien et à qui cela ferait plaisir.",
            "Montrez cette vidéo à un ami, laissez passer la nuit, et revenez vite.",
            "Une courte vidéo ne peut pas tout montrer, alors voyez l'annonce pour en savoir plus.",
        ),
        ("Voyez l'annonce et faites-vous plaisir aujourd'hui !", "Voyez l'annonce !"),
    ),
    "de": Lines(
        (
            "Moment mal, schau dir das an: {title}.",
            "Schau mal: {title}.",
            "Hier ist etwas Gutes: {title}.",
            "Heute neu: {title}.",
            "{title}.",
        ),
        "Für {price} zu haben.",
        "Und das ist gratis.",
        (
            "Schau von allen Seiten hin.",
            "Gute Funde bleiben nicht lange liegen.",
            "Das wartet hier schon auf dich.",
            "Sieh genau hin und überzeug dich selbst.",
            "Alles Weitere steht in der Anzeige.",
            "Vielleicht ist das genau das, wonach du gesucht hast.",
            "Überleg, wo das hinpasst und wer sich darüber freut.",
            "Zeig das einem Freund, schlaf darüber, und komm bald wieder.",
            "Ein kurzes Video kann nicht alles zeigen, also schau auch in die Anzeige.",
        ),
        ("Schau in die Anzeige und greif noch heute zu!", "Schau in die Anzeige!"),
    ),
    "pt": Lines(
        (
            "Espere, olhe só isto: {title}.",
            "Olhe só: {title}.",
            "Aqui vai uma boa: {title}.",
            "Novo hoje: {title}.",
            "{title}.",
        ),
        "Seu por {price}.",
        "E é de graça.",
        (
            "Veja por todos os lados.",
            "Achado bom não fica parado.",
            "Está bem aqui, esperando por você.",
            "Olhe bem e veja com seus próprios olhos.",
            "Está tudo no anúncio.",
            "Talvez seja justamente o que você procurava.",
            "Pense onde colocar e quem vai aproveitar.",
            "Mostre para um amigo, pense com calma e volte logo.",
            "Um vídeo curto não mostra tudo, então veja também o anúncio.",
        ),
        ("Veja o anúncio e garanta hoje!", "Veja o anúncio agora!"),
    ),
    "it": Lines(
        (
            "Aspetta, guarda questo: {title}.",
            "Guarda qui: {title}.",
            "Ecco qualcosa di bello: {title}.",
            "Nuovo oggi: {title}.",
            "{title}.",
        ),
        "Tuo per {price}.",
        "Ed è gratis.",
        (
            "Guardalo da ogni lato.",
            "Le occasioni non aspettano.",
            "È proprio qui che ti aspetta.",
            "Guarda bene e giudica di persona.",
            "Trovi tutti i dettagli nell'annuncio.",
            "Forse è proprio quello che stavi cercando.",
            "Pensa a dove metterlo e a chi farebbe piacere.",
            "Mostralo a un amico, dormici sopra e torna presto.",
            "Un video così breve non può mostrare tutto, quindi guarda anche l'annuncio.",
        ),
        ("Guarda l'annuncio e fatti un regalo oggi!", "Guarda l'annuncio!"),
    ),
}
