# ruff: noqa: E501  (lists of words in lines of their own language)
"""Find contact details in a text: web, e-mail and street addresses, handles and telephone numbers.

They are found in digits and in words, in each of the six languages, whatever the text's own language is.
"""

import re
from typing import Final

from vidx.guard.obfuscation import decode_words
from vidx.guard.web_addresses import ENDINGS, is_web_address
from vidx.speech.telephone import TELEPHONE_PATTERNS, is_money

_PLAIN_ENDINGS: Final = "com|org|net|info|shop|store|online|site|app|dev|biz|xyz|club|link|uk|de|fr|eu|es|it|pt|br|ch|at|io|co|me|mx|example"
_DOT_WORD: Final = "dot|punkt|point|punto|ponto"
_BRACKETED_DOT: Final = rf"\s*[(\[{{<]\s*(?:{_DOT_WORD}|\.)\s*[)\]}}>]\s*"
_NOT_A_PLACE: Final = r"(?!(?<=point\s|punto\s|ponto\s)(?:de|au|no|se|me|in|at|to|be|us|ai)\b)"
"""Excludes phrases: in the Latin languages a point is also a stitch or a stop (`ponto de ônibus`, `point de croix`)."""
_AFTER_NAME: Final = r"(?=\s*(?:[.,;!?)]|$)|\s+(?:ponto\s+)?br\b)"
_AT: Final = (
    r"(?:\s*[(\[{<]\s*(?:at|ät|arroba|chiocciola|arobase|@)\s*[)\]}>]\s*|\s+(?:ät|arroba|chiocciola|arobase|@)\s+)"
)
_MAIL_HOSTS: Final = (
    "gmail|googlemail|hotmail|yahoo|outlook|gmx|icloud|proton|protonmail|aol|libero|t-online|orange|wanadoo|terra|uol|"
    "freenet|live|laposte|virgilio|tiscali|bol"
)
_NETWORKS: Final = (
    r"instagram|insta|ig|telegram|tik ?tok|snapchat|facebook|fb|twitter|whats ?app|viber|wechat|discord|onlyfans|skype|"
    r"venmo|cash ?app|youtube|linkedin|pinterest|threads|bizum|signal"
)
_ACCOUNT_NOUNS: Final = (
    r"(?:name|account|handle|profile|user ?name|konto|profil|compte|cuenta|conta|usuario|usuário|perfil|profilo)"
)
_STREET: Final = (
    r"street|st\.|road|rd\.?|avenue|ave\.?|lane|ln\.?|drive|dr\.|boulevard|blvd\.?|court|ct\.|square|terrace|crescent"
)
_LATIN_STREET: Final = (
    r"rue|avenue|av\.|boulevard|bd\.?|impasse|allée|chemin|quai|place|calle|c/|avenida|avda\.?|plaza|paseo|carrer|camino|"
    r"rua|travessa|alameda|praça|estrada|rodovia|via|viale|corso|piazza|largo|vicolo"
)
_GERMAN_STREET: Final = r"straße|strasse|str\.|weg|gasse|allee|platz|ring|damm|ufer"
_CALL_WORDS: Final = (
    r"call|calls|text|texts|sms|phone|tel|telephone|mobile|cell|dial|ring|whats ?app|telegram|signal|viber|"
    r"ruf\w*|anruf\w*|telefon\w*|handy|handynummer|mobil|nummer|"
    r"appel\w*|téléphone\w*|tél|portable|joindre|contact\w*|numéro|"
    r"llam\w*|teléfono|móvil|celular|marca|número|"
    r"lig\w*|telefone|celular|zap|zapzap|whats|"
    r"chiam\w*|telefon\w*|cellulare|cell|numero"
)
_DIGIT_WORDS: Final = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|"
    "null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|"
    "zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|"
    "cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|"
    "um|dois|duas|três|quatro|sete|oito|nove|meia|"
    "due|tre|quattro|cinque|sei|sette|otto"
)
_TENS: Final = (
    r"\w*(?:zehn|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|elf|zwölf)|"
    r"(?:ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)|"
    r"dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|"
    r"diez|once|doce|trece|catorce|quince|veint\w+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|"
    r"dez|doze|treze|vinte|trinta|quarenta|cinquenta|sessenta|oitenta|"
    r"dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|"
    r"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)\w*"
)
_GAP: Final = r"[\s,.\-–/]{1,3}"
_NUMBER_GAP: Final = rf"(?:{_GAP}(?:et|y|e|and|und){_GAP}|{_GAP})"
_NUMBER_WORD: Final = rf"(?:{_DIGIT_WORDS}|{_TENS}|\d)"

_NOT_A_QUANTITY: Final = (
    r"(?!\d+[.,]?\d*\s?(?:k|km|mi|miles|g|kg|h|w|v|hz|mhz|ghz|fps|rpm|mph|mil|tkm|cm|mm|am|pm|uhr)\b(?!\.[a-z]))"
)
"""Excludes quantities: `clutch @ 81k` and `1440p @ 144 Hz` are no addresses."""

_PATTERNS: Final = (
    # web and mail
    r"(?:https?|ftp|hxxps?)\s?:\s?/\s?/\s?\S+",
    r"\bwww\s?[.\s]\s?\S+",
    rf"[\w.+-]+\s?@\s?{_NOT_A_QUANTITY}[\w-]+(?:\s?\.\s?[\w-]+)+",
    rf"[\w-]+{_BRACKETED_DOT}(?:{ENDINGS})\b",
    rf"[\w-]+\s+(?:{_DOT_WORD})\s+{_NOT_A_PLACE}(?:{ENDINGS})\b",
    rf"\b(?:{_DOT_WORD})\s+{_NOT_A_PLACE}(?:{_PLAIN_ENDINGS})\b",
    rf"[\w-]+\s\.\s?(?-i:{_PLAIN_ENDINGS}|{_PLAIN_ENDINGS.upper()})\b",
    r"[\w-]+\.\s(?-i:com|net|org|shop|COM|NET|ORG|SHOP)\b(?!\s+[A-Z])",
    r"\b(?:at|visit|see|on|auf|unter|en|su)\s+[\w-]+\s+(?:com|net|org)\b",
    rf"\b(?:no|sur)\s+[\w-]+\s+(?:com|net|org)\b{_AFTER_NAME}",
    rf"[\w.-]+{_AT}(?=[\w-]*[^\W\d_]){_NOT_A_QUANTITY}[\w-]+",
    rf"\b[\w.-]+\s+at\s+(?:{_MAIL_HOSTS})\b",
    rf"(?:\bat|@|\bbei|\bchez|\ben|\bno|\bsu)\s*(?:{_MAIL_HOSTS})\s*(?:\.|dot|punkt|point|punto|ponto)",
    # handles
    r"(?<![\w@.])@[A-Za-z_][\w.]+",
    rf"\b(?:{_NETWORKS})(?:\s+{_ACCOUNT_NOUNS})?\s*(?:[:=@–-]\s*|\s+(?:is|ist|est|es|é|è|under|unter|als|as|sous|como|come)\s+)"
    r"[@\w][\w.\-]{2,}",
    rf"\b(?:on|auf|sur|en|no|su|via|über|par|por|per|in)\s+(?:{_NETWORKS})\s*,?\s*[@(\"“]?[a-z]\w*[_.\d]\w*",
    rf"\b(?=\w*[_.\d])[\w.]+[a-z][\w.]*\s+(?:on|auf|sur|en|no|su)\s+(?:{_NETWORKS})\b",
    r"\b(?:add (?:me|us) on|füge? mich auf|ajoute[zr]?-moi sur|agrégame en|me adiciona no|aggiungimi su)\s+\w+\s*:?\s*@?[\w.]{3,}",
    r"\b(?:schreib\w*|message|write|contact|écri\w+|escr\w+|chama|scriv\w+)\b[^.!?]{0,40}\b(?:unter|under|as|als|sous|como|come)"
    r"\s+(?=[a-z_.]*[\d_])[a-z][\w.]+",
    r"\bt\.me/\S+|\bwa\.me/\S+|\bfb\.com/\S+",
    # streets
    rf"\b\d{{1,5}}[a-z]?,?\s+(?:[A-Z][\w'’]+\s+){{1,3}}(?-i:{_STREET}|Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|"
    r"Boulevard|Blvd|Court|Square|Terrace|Crescent)(?!\w)",
    rf"\b(?-i:[A-ZÄÖÜ][\wäöüß-]*(?:{_GERMAN_STREET})|[A-ZÄÖÜ][\wäöüß-]+(?:er|en|es)?[ -](?:Straße|Strasse|Str\.|Weg|"
    r"Gasse|Allee|Platz|Ring|Damm|Ufer))\s*\d{1,4}\s?[a-z]?\b(?!\s?(?:km|m|€|Euro|Min))",
    rf"\b(?:\d{{1,4}}(?:\s?(?:bis|ter))?,?\s+)(?:{_LATIN_STREET})\s+(?:d[eu]s?\s|de\sla\s|d[’']|l[’'])?(?-i:[A-ZÀ-Ý])",
    rf"\b(?:{_LATIN_STREET})\s+(?:(?:de|del|della|delle|dei|do|da|das|dos|la|las|los|di)\s+)*(?-i:[A-ZÀ-Ý])[\w'’À-ÿ]*"
    r"(?:\s+[\w'’À-ÿ]+){0,3}?\s*(?:,\s*)?(?:n[º°o.]*\s*)?\d{1,5}\b(?!\s?(?:km|m²|m\b|€|euro|min))",
    # telephone
    rf"\b(?:{_CALL_WORDS})\b[^\d.!?]{{0,24}}\+?\(?\d(?:[\s().\-/_*–]{{0,3}}\d){{4,}}",
    r"(?<![\w.,])(?:\+|00)\s?\d{1,3}(?:[\s().\-/_*–]{0,3}\d){6,}",
    r"(?<![\w.,])0\d(?:[\s().\-/_*–]{0,3}\d){7,10}(?![\d.,]*\d)",
    r"(?<![\w.,])(?:\d[\s.\-_*/]+){6,}\d(?!\w)",
    rf"(?<!\w)(?:{_DIGIT_WORDS}|\d)(?:{_GAP}(?:{_DIGIT_WORDS}|\d)){{5,}}(?!\w)",
    rf"(?<!\w)(?:{_DIGIT_WORDS}|\d)(?:-(?:{_DIGIT_WORDS}|o|\d)){{5,}}(?!\w)",
    rf"(?<!\w)(?:zero|oh|null|zéro|cero)(?:{_NUMBER_GAP}{_NUMBER_WORD}){{4,}}(?!\w)",
    rf"\b(?:{_CALL_WORDS})\b[^\d.!?]{{0,24}}?(?<!\w)(?:{_NUMBER_WORD})(?:{_NUMBER_GAP}{_NUMBER_WORD}){{4,}}(?!\w)",
)
_CONTACT: Final = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
_DOTTED_NAME: Final = re.compile(
    r"(?<![\w.])(?P<host>(?:[\w-]+\.)+)"
    rf"(?P<ending>[Cc]om|{ENDINGS}|{ENDINGS.upper()})(?![\w@]|\.\w)(?P<path>/\S*)?"
)
_PHONES: Final = tuple(map(re.compile, TELEPHONE_PATTERNS))
_MIN_PHONE_DIGITS: Final = 7


def find_contact_details(text: str) -> list[str]:
    """Return the contact details in text of normalized characters, each once, as they are written."""
    details = _details(text)
    details += [
        match[0]
        for phone in _PHONES
        for match in phone.finditer(text)
        if _has_phone_length(match[0]) and not is_money(match)
    ]
    return list(dict.fromkeys(detail.strip() for detail in details or _details(decode_words(text))))


def _details(text: str) -> list[str]:
    """Matches of the patterns, and web addresses outside them (the host of an e-mail address is inside)."""
    matches = [match for match in _CONTACT.finditer(text) if any(map(str.isalpha, match[0])) or not is_money(match)]
    inside = {at for match in matches for at in range(*match.span())}
    sites = [match for match in _DOTTED_NAME.finditer(text) if match.start() not in inside and is_web_address(match)]
    return [match[0] for match in sorted([*matches, *sites], key=re.Match.start)]


def _has_phone_length(number: str) -> bool:
    return sum(map(str.isdecimal, number)) >= _MIN_PHONE_DIGITS
