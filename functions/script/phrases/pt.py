"""Portuguese."""

from typing import Final

from functions.script.phrases.phrasebook import Phrasebook

PORTUGUESE: Final = Phrasebook(
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
