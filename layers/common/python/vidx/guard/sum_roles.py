# ruff: noqa: E501  (lists of words in lines of their own language)
"""Roles of a sum of money that is not the price: former price, deposit, rent, shipping.

The words beside a sum give it its role. A sum without a role reads as the price.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final


class SumRole(StrEnum):
    FORMER = "a former or new price"
    DEPOSIT = "a deposit"
    PERIODIC = "an amount per month or unit"
    SHIPPING = "shipping"
    CHARGE = "a cost of its own"
    VALUE = "a value"


_BEFORE: Final[dict[SumRole, str]] = {
    SumRole.FORMER: (
        r"was|were|orig|originally|formerly|previously|instead of|rrp|r r p|msrp|m s r p|retail\w*|list price|new price|new|paid|bought|"
        r"purchased|down from|reduced from|from new|cost me|brand new|regular price|regularly|used to \w+|sticker price|"
        r"neupreis|np|n p|neu|statt|anstatt|uvp|u v p|ursprünglich\w*|früher\w*|vorher|gekauft|kaufpreis|anschaffungspreis|"
        r"listenpreis|originalpreis|bezahlt|gekostet|kostete|damals|ehemals|reduziert von|"
        r"au lieu|neufs?|neuve|prix neuf|prix d origine|prix d achat|achetée?s?|payée?s?|initialement|valait|coûtait|avant|"
        r"prix public|prix initial|ancien prix|prix catalogue|"
        r"antes|nuevo|nueva|original|originalmente|en lugar|en vez|costó|costaba|comprad\w+|pagué|pvp|p v p|valía|precio de compra|"
        r"rebajad\w+ de|"
        r"custava|custou|novo|nova|originalmente|em vez|paguei|preço de loja|na loja|valia|preço original|era|"
        r"prima|nuovo|nuova|invece|anziché|originale|originariamente|pagat\w+|acquistat\w+|listino|costava|valeva|"
        r"prezzo di listino"
    ),
    SumRole.DEPOSIT: (
        r"deposit|down payment|bond|d g|security|kaution|anzahlung|caution|acompte|dépôt|arrhes|fianza|depósito|entrada|señal|"
        r"caução|sinal|calção|cauzione|caparra|acconto|anticipo|deposito"
    ),
    SumRole.PERIODIC: (
        r"rent|monthly|kaltmiete|warmmiete|miete|monatlich\w*|rate|raten|leasing|loyer|mensualités?|mensuel\w*|alquiler|renta|"
        r"mensual\w*|cuotas?|aluguel|mensal\w*|parcelas?|affitto|canone|mensil\w*|rat[ae]|installments?|payments?"
    ),
    SumRole.SHIPPING: (
        r"shipping|ships?|shipped|postage|posted|delivery|delivered|p and p|p p|p and p|courier|versand\w*|lieferung|porto|livraison|envoi|port|frais de port|envío|portes|"
        r"gastos de envío|frete|envio|entrega|correios|spedizione|consegna|corriere|trasporto|anlieferung|anfahrt|zustellung|livr\w+|porte"
    ),
    SumRole.CHARGE: (
        r"tax\w*|fees?|hoa|service charge|council|maintenance|insurance|utilities|bills|road tax|dues|steuer\w*|nebenkosten|"
        r"hausgeld|provision|gebühr\w*|heizkosten|versicherung|charges|taxe\w*|honoraires|frais|copropriété|forfait|déplacement|dépl|mtto|mantenimiento|comunidad|ibi|"
        r"gastos|seguro|impuesto\w*|tasas|condomínio|iptu|i p t u|ipva|i p v a|iuc|i u c|taxas?|impostos?|licenciamento|spese|condominio|bollo|tasse|"
        r"assicurazione|uscita|diritto di chiamata"
    ),
    SumRole.VALUE: (
        r"kbb|k b b|blue book|book value|appraised|insured|versichert|assur\w+|asegurad\w+|assicurat\w+|worth|valued|value|spent|invested|repairs?|upgrades?|wert|investiert|ausgegeben|reparatur\w*|zubehör|valeur|"
        r"investi\w*|dépensé\w*|réparations?|valor|valorad\w+|invertid\w+|gastad\w+|reparaciones|avaliad\w+|investid\w+|"
        r"gast\w+|reparos|valore|valutat\w+|investit\w+|spes[oi]|riparazioni|up to|save|savings?|spar\w+|économi\w+|"
        r"ahorr\w+|economi\w+|risparmi\w+"
    ),
}  # fmt: skip
_AFTER: Final[dict[SumRole, str]] = {
    SumRole.FORMER: (
        r"new|when new|originally|in the shops?|in stores?|retail|rrp|r r p|msrp|m s r p|off|less|neu|neupreis|uvp|u v p|damals|weniger|neuf|neuve|"
        r"à l achat|à l origine|en magasin|de moins|nuevo|nueva|original\w*|en tienda|menos|novo|nova|na loja|a menos|nuovo|"
        r"nuova|in negozio|di listino|in meno"
    ),
    SumRole.DEPOSIT: _BEFORE[SumRole.DEPOSIT],
    SumRole.PERIODIC: (
        r"(?:per|a|an|each|every|pro|je|par|por|al|a la|à l|all|ao|à|alla|il) (?:\w+ )?"
        r"(?:month|week|night|day|year|hour|person|kilo|pound|piece|square|meter|metre|head|mile|"
        r"monat|woche|nacht|tag|jahr|stunde|kilo|stück|quadratmeter|person|"
        r"mois|semaine|nuit|jour|an|heure|kilo|pièce|mètre|personne|"
        r"mes|semana|noche|día|año|hora|kilo|unidad|metro|persona|"
        r"mês|semana|noite|dia|ano|hora|quilo|unidade|metro|pessoa|"
        r"mese|settimana|notte|giorno|anno|ora|chilo|pezzo|metro|persona|mensile)|"
        r"(?:per|pro|par) \w+|monthly|weekly|yearly|annually|nightly|pcm|rent|monatlich|jährlich|wöchentlich|kalt|warm|kaltmiete|warmmiete|miete|"
        r"mensuel\w*|annuel\w*|mensual\w*|anual\w*|mensa[li]\w*|anuais|mensil[ei]|annu[io]|loyer|alquiler|aluguel|affitto|each|"
        r"mensais|apiece|raten|payments|installments|cuotas|parcelas|rate"
    ),
    SumRole.SHIPPING: _BEFORE[SumRole.SHIPPING],
    SumRole.CHARGE: _BEFORE[SumRole.CHARGE],
    SumRole.VALUE: (
        r"value|worth|in (?:repairs|upgrades|extras|accessories)|of (?:repairs|upgrades|extras|accessories|work|parts)|wert|"
        r"investiert|ausgegeben|de valeur|de valor|di valore|in \w+ investiert|gespart|günstiger|cheaper|saved|spent|invested"
    ),
}  # fmt: skip
_FIRST_AFTER: Final = {
    role: re.compile(
        rf"(?:(?:for|für|pour|de|di|of|in|als|as|the|en|com|con|la|le|el|il|o|per|d) ){{0,2}}(?:{words})(?!\w)"
    )
    for role, words in _AFTER.items()
}
_ANYWHERE_BEFORE: Final = {role: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for role, words in _BEFORE.items()}


def sum_roles(before: Sequence[str], after: Sequence[str]) -> frozenset[SumRole]:
    """Return the roles that the words around a sum give it; empty if it reads as the price.

    Args:
        before: words of the same clause after the previous number, in lower case.
        after: words right after the sum, in the same clause.
    """
    left, right = " ".join(before), " ".join(after)
    roles = {role for role, pattern in _ANYWHERE_BEFORE.items() if pattern.search(left)}
    return frozenset(roles | {role for role, pattern in _FIRST_AFTER.items() if pattern.match(right)})
