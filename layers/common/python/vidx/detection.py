# ruff: noqa: E501  (lists of words in lines of their own language)
"""Detect the language and currency of a listing by common words, letters and currency signs."""

import re
from collections import Counter
from typing import Final

from vidx.options import CURRENCIES, Language

_COMMON_WORDS: Final[dict[Language, str]] = {
    "en": (
        "a an i the and of to is are it with for in on at this that very from has have had was were you your my our all no not "
        "new used only never by been comes works good great condition owner owners bought selling sale sell price free "
        "years year old includes included box hardly like as or but any few small large full "
        "plumber plumbing repair repairs experience estimates service same day days leaks bathroom bathrooms "
        "kitchen bedroom bedrooms wall miles mileage owner title brakes tires tyres battery screen charger case "
        "scratches scratch drawers doors door wood seat washed worn shipping pickup delivery deposit rent parking "
        "firm watch chair table bike wheels leather size frame warranty selling house garden tools drywall paint "
        "references"
    ),
    "de": (
        "der die das den dem des und ist sind mit für ein eine einer eines einem einen auf im in zu zum zur von vom aus in an was "
        "nicht kein keine sehr gut guter gute gutem zustand neu neue neuer neuwertig gebraucht verkaufe wegen nur noch "
        "wie bei ohne oder auch wird wurde war hat ich mein meine nach bis über jahre jahr alt abholung preis privat "
        "verkauf inkl funktioniert breit hoch lang "
        "zimmer wohnung miete kaution bad küche keller balkon reifen motor akku hülle kratzer rechnung schrank "
        "tisch stuhl sofa größe farbe stück versand abzuholen raum erfahrung rad räder leder holz schlüssel spiele "
        "garage strom maße kabel ladegerät jacke schuhe fahrrad auto anhänger frei haus trocken tausch"
    ),
    "fr": (
        "le la les un une des du de et est sont avec pour dans sur en au aux par pas très bon bonne état neuf neuve peu "
        "vends cause vend je mon ma mes ce cette il elle qui que sans ou plus tout tous toute année années an ans prix "
        "livraison fonctionne parfait excellent servi comme large haut "
        "pièces chambres chambre loyer cuisine salle bain appartement étage moteur batterie boîte chargeur facture "
        "taille couleur portée livré jours heures débutants devis garantie pneus courroie voiture vélo table "
        "chaise canapé lit bois montre bracelet verre cuir robe vêtement terrain maison eau façade jardin envoi "
        "débloqué noir noire bleu blanc étanche coffret clés roue"
    ),
    "es": (
        "a el la los las un una unos de del y es son con para en por al no muy buen bueno buena estado nuevo nueva usado "
        "usada vendo vende se mi su este esta que sin o más todo todos toda años año precio poco uso como casi funciona "
        "perfecto tiene está ancho alto "
        "habitación baños baño cocina piso alquiler fianza ascensor batería caja cargador factura talla color "
        "envío horas días niños garantía ruedas coche moto bici mesa silla sofá cama madera cuadro frenos marca "
        "vestido casa terreno agua dueño llantas correa puertas golpes funda meses semana clases precios "
        "negociables entrega urgencias boda costó"
    ),
    "pt": (
        "o a os as um uma de do da dos das e é são com para em no na nos nas por ao à não muito bom boa estado novo nova "
        "usado usada vendo vende meu minha este esta que sem ou mais todo tudo anos ano preço pouco uso como quase "
        "funciona perfeito tem está você largura altura "
        "quartos banheiro cozinha apartamento aluguel condomínio andar bateria caixa carregador nota tamanho cor "
        "envio frete horas dias crianças garantia pneus carro moto bicicleta mesa cadeira sofá cama madeira marca "
        "vestido casa água dono retirar troca aceito paguei lenha seca entregas sacos cortada aula aulas meses "
        "semana preços juros freio"
    ),
    "it": (
        "a in il lo la i gli le un uno una di del della dei delle e è sono con per in nel nella su da al alla non molto buono "
        "buona ottimo ottime condizioni nuovo nuova usato usata vendo vende mio mia questo questa che senza o più "
        "tutto tutti anni anno prezzo poco come quasi funziona perfetto perfette largo alto "
        "camere bagno cucina appartamento affitto cauzione ascensore batteria scatola caricabatterie "
        "scontrino taglia colore spedizione ore giorni bambini garanzia gomme auto moto bici tavolo sedia divano "
        "letto legno marca vestito casa acqua ritiro mesi settimana prezzi trattabili trattabile consegna libero "
        "finestra balcone box zona subito corde nuove nuovi targa bollo pagato graffio chiavi porte vetro legna "
        "corsa ruote"
    ),
}  # fmt: skip
_WORDS: Final[dict[Language, frozenset[str]]] = {
    code: frozenset(words.split()) for code, words in _COMMON_WORDS.items()
}
_LETTERS: Final[dict[Language, re.Pattern[str]]] = {
    "de": re.compile(r"ß|\w*(?:sch|ung\b|keit\b|lich)|[äöü]"),
    "fr": re.compile(r"[èêëîïûœ]|\b[ldjnsc]['’]|\w+(?:eux|euse|eau)\b"),
    "es": re.compile(r"ñ|[¿¡]|\w+(?:ción|dad)\b"),
    "pt": re.compile(r"ã|õ|\w+(?:ção|ções|dade)\b"),
    "it": re.compile(r"ì|ò|\b(?:dell|nell|all|un)['’]|\w+(?:zione|zioni|issim[oaie])\b"),
}
"""Letters and endings that only one of the six languages has."""
_WORD: Final = re.compile(r"(?<![\w.])[^\W\d_]+(?![\w])")
_MIN_SCORE: Final = 1.0
"""Minimum score: one word that only this language has."""
_MIN_LEAD: Final = 1.25
"""Minimum ratio of the best score to the second."""
_MAX_COUNT: Final = 3
"""Maximum count of one word, or of the letters of one language."""
_SIGNS: Final = (
    (re.compile(r"R\$"), "BRL"), (re.compile(r"(?:MX|Mex)\$"), "MXN"), (re.compile(r"(?<!\w)(?:C|CA)\$"), "CAD"),
    (re.compile(r"(?<!\w)(?:A|AU)\$"), "AUD"), (re.compile(r"(?<!\w)NZ\$"), "NZD"), (re.compile(r"US\$"), "USD"),
    (re.compile("£|(?<!\\w)GBP(?!\\w)"), "GBP"), (re.compile("€|(?i:(?<!\\w)euros?(?!\\w))"), "EUR"),
    (re.compile("₹"), "INR"), (re.compile("zł"), "PLN"), (re.compile(r"(?<!\w)(?:CHF|SFr\.?|Franken)(?!\w)"), "CHF"),
    (re.compile(r"\d\s?reais(?!\w)"), "BRL"), (re.compile(r"(?<!\w)S/\.?\s?\d{1,3}(?:[.,]\d{3})"), "PEN"),
    (re.compile(r"\d\s?[Ss]oles(?!\w)"), "PEN"),
)  # fmt: skip
_BARE_DOLLAR: Final = re.compile(r"(?<![A-Za-z])\$")
_DOLLAR_CURRENCIES: Final = frozenset({"USD", "CAD", "AUD", "NZD", "MXN", "ARS", "CLP", "COP"})
_CODES_THAT_ARE_WORDS: Final = frozenset({"CAD", "COP", "PEN"})
"""Codes that are also words (`Apple PEN`, CAD software). They count next to digits only."""
_PLAIN_CODES: Final = "|".join(code for code in CURRENCIES if code not in _CODES_THAT_ARE_WORDS)
_OTHER_CODES: Final = "|".join(sorted(_CODES_THAT_ARE_WORDS))
_CODE: Final = re.compile(
    rf"(?<!\w)(?:{_PLAIN_CODES})(?!\w)|(?<=\d)(?:{_OTHER_CODES})(?!\w)|(?<=\d )(?:{_OTHER_CODES})(?!\w)|"
    rf"(?<!\w)(?:{_OTHER_CODES})(?=\s?\$?\d{{2}})"
)
_DEFAULT_CURRENCY: Final[dict[Language, str]] = {
    "en": "USD",
    "de": "EUR",
    "fr": "EUR",
    "es": "EUR",
    "pt": "BRL",
    "it": "EUR",
}


class AmbiguousText(ValueError):
    """The text matches more than one language or currency equally."""


def detect_language(text: str) -> Language | None:
    """Return the language of `text`; None if too few words match.

    Raises:
        AmbiguousText: two languages match almost equally.
    """
    scores: dict[Language, float] = dict.fromkeys(_WORDS, 0.0)
    words = Counter(_WORD.findall(text.lower()))
    for word, count in words.items():
        languages = [code for code, common_words in _WORDS.items() if word in common_words]
        for code in languages:
            scores[code] += min(count, _MAX_COUNT) / len(languages)
    for code, pattern in _LETTERS.items():
        scores[code] += min(len(pattern.findall(text.lower())), _MAX_COUNT)
    first, second = sorted(scores, key=lambda code: scores[code], reverse=True)[:2]
    if scores[first] < _MIN_SCORE:
        return None
    if scores[first] < scores[second] * _MIN_LEAD:
        raise AmbiguousText("could be in more than one language")
    return first


def detect_currency(text: str, language: Language) -> str:
    """Return the currency whose sign or code `text` has; without any, the language's default currency.

    Raises:
        AmbiguousText: `text` has the signs of several currencies.
    """
    currencies = {code for sign, code in _SIGNS if sign.search(text)} | set(_CODE.findall(text))
    if _BARE_DOLLAR.search(text) and not currencies & _DOLLAR_CURRENCIES:
        currencies.add("USD")
    if len(currencies) > 1:
        raise AmbiguousText(f"names several currencies ({', '.join(sorted(currencies))})")
    return currencies.pop() if currencies else _DEFAULT_CURRENCY[language]
