"""The copywriter's own words by language; none claims anything about a product."""

from typing import Final, NamedTuple

from vidx.options import Language


class Lines(NamedTuple):
    """Openers, an offer, what is said of a gift, lines to fill time with, and closers."""

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
            "You can ask the seller anything you want.",
            "Maybe it is just what you have been looking for.",
            "Think of where it would go and who would enjoy it.",
            "Show it to a friend, sleep on it, and come back soon.",
            "There is only so much that a short video can show, so ask to see more.",
        ),
        ("Send a message and make it yours today!", "Message the seller now!"),
    ),
    "es": Lines(
        (
            "Espera, mira esto: {title}.",
            "Mira esto: {title}.",
            "Aquí tienes algo bueno: {title}.",
            "Nuevo hoy: {title}.",
            "{title}.",
        ),
        "Por solo {price}.",
        "Y es gratis.",
        (
            "Míralo por todos lados.",
            "Lo bueno no espera.",
            "Está aquí mismo, esperándote.",
            "Míralo bien y compruébalo.",
            "Pregunta todo lo que quieras.",
            "Quizá sea justo lo que buscabas.",
            "Piensa dónde lo pondrías y quién lo disfrutaría.",
            "Enséñaselo a un amigo, consúltalo con la almohada y vuelve pronto.",
            "En un vídeo tan corto no cabe todo, así que pide ver más.",
        ),
        ("¡Manda un mensaje y hazlo tuyo hoy!", "¡Escribe ahora!"),
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
            "Elle est là, elle vous attend.",
            "Regardez bien et jugez vous-même.",
            "Posez toutes les questions que vous voulez.",
            "C'est peut-être exactement ce que vous cherchiez.",
            "Pensez à l'endroit où vous la mettriez et à qui elle ferait plaisir.",
            "Montrez-la à un ami, laissez passer la nuit, et revenez vite.",
            "Une courte vidéo ne peut pas tout montrer, alors demandez à en voir plus.",
        ),
        ("Envoyez un message et faites-vous plaisir aujourd'hui !", "Écrivez maintenant !"),
    ),
    "de": Lines(
        (
            "Moment mal, schau dir das an: {title}.",
            "Schau mal: {title}.",
            "Hier ist etwas Gutes: {title}.",
            "Heute neu: {title}.",
            "{title}.",
        ),
        "Für {price} gehört es dir.",
        "Und es ist gratis.",
        (
            "Sieh es dir von allen Seiten an.",
            "Gute Funde bleiben nicht lange liegen.",
            "Es wartet hier schon auf dich.",
            "Sieh genau hin und überzeug dich selbst.",
            "Frag einfach alles, was du wissen willst.",
            "Vielleicht ist es genau das, wonach du gesucht hast.",
            "Überleg, wo es stehen könnte und wer sich darüber freut.",
            "Zeig es einem Freund, schlaf darüber, und komm bald wieder.",
            "Ein kurzes Video kann nicht alles zeigen, also frag ruhig nach mehr.",
        ),
        ("Schreib eine Nachricht und hol es dir noch heute!", "Schreib jetzt!"),
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
            "Pergunte o que quiser saber.",
            "Talvez seja justamente o que você procurava.",
            "Pense onde colocar e quem vai aproveitar.",
            "Mostre para um amigo, pense com calma e volte logo.",
            "Um vídeo curto não mostra tudo, então peça para ver mais.",
        ),
        ("Mande uma mensagem e garanta hoje!", "Mande uma mensagem agora!"),
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
            "Chiedi pure tutto quello che vuoi.",
            "Forse è proprio quello che stavi cercando.",
            "Pensa a dove metterlo e a chi farebbe piacere.",
            "Mostralo a un amico, dormici sopra e torna presto.",
            "Un video così breve non può mostrare tutto, quindi chiedi di vedere di più.",
        ),
        ("Manda un messaggio e fallo tuo oggi!", "Scrivi adesso!"),
    ),
}
