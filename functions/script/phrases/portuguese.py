"""Portuguese."""

from typing import Final

from functions.script.phrases.book import Book, Phrases

_GENERAL: Final = Phrases(
    hooks=("Procurando algo especial? Olha só: {title}.", "Pare de rolar a tela e veja: {title}."),
    prices=("Tudo seu por {price}.", "O preço é {price}."),
    calls=("Mande uma mensagem hoje!", "Gostou do que viu? Mande uma mensagem hoje, antes que alguém chegue primeiro!"),
)
PORTUGUESE: Final = Book(
    phrases={
        "vehicles": _GENERAL._replace(
            hooks=(
                "Procurando seu próximo companheiro de estrada? Está aqui: {title}.",
                "Pronto para a estrada: {title}.",
            ),
            calls=("Mande uma mensagem e venha ver!", "Venha ver de perto: mande uma mensagem e marque uma visita!"),
        ),
        "property": _GENERAL._replace(
            hooks=("Será que este é o seu próximo lar? Dê uma olhada: {title}.", "Bem-vindo ao lar: {title}."),
            prices=("Preço: {price}.", "Pode ser seu por {price}."),
            calls=("Agende sua visita hoje!", "Mande uma mensagem agora e agende a sua própria visita!"),
        ),
        "electronics": _GENERAL._replace(
            hooks=("Hora de trocar? Aqui está: {title}.", "Hora de renovar: {title}."),
        ),
        "furniture": _GENERAL._replace(
            hooks=("Dê uma cara nova à sua casa: {title}.", "Imagine na sua sala: {title}."),
        ),
        "home": _GENERAL._replace(
            hooks=("Deixe sua casa um pouco melhor: {title}.", "Para o seu lar: {title}."),
        ),
        "fashion": _GENERAL._replace(
            hooks=("Seu novo favorito? Aqui está: {title}.", "Alerta de estilo: {title}."),
        ),
        "sports": _GENERAL._replace(
            hooks=("Com vontade de se mexer? Aqui está: {title}.", "Hora do jogo: {title}."),
        ),
        "toys": _GENERAL._replace(
            hooks=("Hora de brincar! Olha só: {title}.", "Alguém vai adorar: {title}."),
        ),
        "pets": _GENERAL._replace(
            hooks=("Para o bichinho que você ama: {title}.", "Se você gosta de bichos, olha só: {title}."),
        ),
        "services": _GENERAL._replace(
            hooks=("Precisa de uma mão? Aqui está: {title}.", "Procurando ajuda? Anote: {title}."),
            prices=("Preço: {price}.", "O preço é {price}."),
            calls=("Entre em contato hoje!", "Entre em contato hoje e pergunte tudo o que quiser saber!"),
        ),
        "other": _GENERAL,
    },
    hooks=(
        "Vale a pena olhar de novo: {title}.",
        "Acabou de chegar: {title}.",
        "Você precisa ver isto: {title}.",
        "O destaque de hoje: {title}.",
    ),
    free=("E o melhor de tudo: é de graça.", "É de graça."),
    fillers=(
        "Veja bem de perto.",
        "Ficou com dúvida? É só perguntar.",
        "Imagine que já é seu.",
        "Olhe com calma, e depois olhe de novo.",
        "Se gostar, não espere muito.",
        "Salve este vídeo para achar de novo depois.",
        "Conhece alguém que ia adorar? Compartilhe este vídeo.",
        "O que você vê aqui é o que espera por você ao vivo.",
        "Fique à vontade, veja com calma e pergunte tudo o que quiser saber.",
    ),
    not_for_services=frozenset({"Imagine que já é seu.", "O que você vê aqui é o que espera por você ao vivo."}),
)
