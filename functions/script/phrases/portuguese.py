"""Portuguese."""

from typing import Final

from functions.script.phrases.book import Book, Phrases

_GENERAL: Final = Phrases(
    hooks=("Procurando algo especial? Olha só: {title}.", "Pare de rolar a tela e veja: {title}."),
    prices=("Tudo seu por {price}.", "O preço é {price}."),
    calls=("Veja o anúncio hoje!", "Gostou do que viu? Veja o anúncio hoje, antes que alguém chegue primeiro!"),
)
PORTUGUESE: Final = Book(
    phrases={
        "vehicles": _GENERAL._replace(
            hooks=(
                "Procurando seu próximo companheiro de estrada? Está aqui: {title}.",
                "Pronto para a estrada: {title}.",
            ),
            calls=("Veja o anúncio!", "Quer ver mais? Dê uma olhada no anúncio hoje mesmo!"),
        ),
        "property": _GENERAL._replace(
            hooks=("Será que este é o seu próximo lar? Dê uma olhada: {title}.", "Bem-vindo ao lar: {title}."),
            prices=("Preço: {price}.", "O preço pedido: {price}."),
            calls=("Veja o anúncio hoje!", "Quer saber mais? Dê uma olhada no anúncio hoje mesmo!"),
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
            calls=("Veja o anúncio hoje!", "Dê uma olhada no anúncio e veja tudo o que é oferecido!"),
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
        "Quer saber mais? Veja o anúncio.",
        "Imagine que já é seu.",
        "Olhe com calma, e depois olhe de novo.",
        "Se gostar, não espere muito.",
        "Salve este vídeo para achar de novo depois.",
        "Conhece alguém que ia adorar? Compartilhe este vídeo.",
        "O que você vê aqui é o que espera por você ao vivo.",
        "Fique à vontade, veja com calma e procure no anúncio tudo o que quiser saber.",
    ),
    not_for_services=frozenset({"Imagine que já é seu.", "O que você vê aqui é o que espera por você ao vivo."}),
)
