"""Words beside a number that decide its semiotic class, in all languages.

`le 03/11` is a date, `open 9:30` a time of day, `scale 1:18` none, `Note 9/10` a score, `ring 18k` a purity of gold.
"""

import re
from typing import Final

_PARTS_OF_DAY: Final = "morgens|mittags|abends|matin|soir|midi|mañana|tarde|noche|mattina|sera|manhã|noite"
_DAYS: Final = (
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|segunda|terça|quarta|quinta|sexta|lunedì|martedì|"
    "mercoledì|giovedì|venerdì|sabato|domenica|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_DATE_PREPOSITIONS: Final = (
    "ab|bis|vom|zum|am|seit|le|au|du|dès|jusqu['’]au|jusqu['’]à|depuis|el|del|al|desde|hasta|il|dal|entro|até|día|dia|giorno|"
    "partir de|partir du|from|by|until|till|on|since|before|after|ends?|starts?|due|expires?"
)
_BEFORE_DATE: Final = re.compile(
    rf"(?i)\b(?:{_DATE_PREPOSITIONS}|{_DAYS}|datum|date|fecha|data|dispo\w*|frei|libre|"
    r"avail(?:able)?|ready|open house|Mon|Tues?|Wed|Thu|Fri|Sat|Sun|"
    r"lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|seg|ter|qua|qui|sex)\b[.:,]?\s$"
)
_BEFORE_MONTH: Final = re.compile(
    r"\b(?:EZ|Erstzulassung|TÜV|HU|AU|Bj|Baujahr|ITV|CT|revisione|[Ii]mmatricolat\w+|[Mm]atriculad\w+|bollo|"
    r"[Ll]icenciad[oa]|IUC|[Ii]nspeção|[Vv]istoria|MEC|MOT|reg|built)\b"
    r"\.?:?\s(?:(?:bis|neu|until|till|al|jusqu['’]à|fino al?|válida hasta|pasada hasta|hasta|até|em|en) )?$"
)
"""Words before a month and a year: registrations, inspections, construction."""
_BEFORE_TIME: Final = re.compile(
    rf"(?i)(?:\b(?:um|ab|bis|von|gegen|zwischen|und|nach|vor|à|dès|vers|entre|et|jusqu['’]à|de|las|desde|hasta|"
    rf"ore|alle|dalle|le|às|as|das|até|at|from|until|till|by|before|after|time|open(?:s|ing|ing hours)?|closes?|hours|"
    rf"öffnungszeiten|geöffnet|ouvert|horaires?|horario|"
    rf"abierto|aperto|aberto|{_DAYS})\b[.:]?|"
    r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So|Mon|Tues?|Wed|Thu|Fri|Sat|Sun|M-F)\.?|\d[:h.]\d\d\s?(?:Uhr|h)?\s?[-–—/])\s?$"
)
_AFTER_TIME: Final = re.compile(
    rf"(?i)\s?(?:uhr|h|hs|hrs|o'clock|[ap]\.?m)\b|\s?[-–—]\s?\d\d?[:h.]\d\d(?!\d)|\s(?:{_PARTS_OF_DAY})\b"
)
_BEFORE_SCALE: Final = re.compile(
    r"(?i)\b(?:ma(?:ß|ss)stab|échelle|escala|scala|scale|ratio|verhältnis|rapport|format|seitenverhältnis)\b\D{0,12}$"
)
_BEFORE_SCORE: Final = re.compile(
    r"(?i)\b(?:note|état|etat|zustand|bewertung|nota|voto|condición|estado|condizioni|stato|condition|rated|rating|score|"
    r"(?:edel)?stahl|acier|inox|acero|acciaio|aço|steel)\b[^.\d]{0,8}$"
)
_AFTER_SCORE: Final = re.compile(
    r"(?i)\s(?:times|état|zustand|estado|condition|stato|condizioni|rating|edelstahl|stainless)\b"
)


_JEWELRY: Final = (
    r"\b(?:or|gold|(?:weiß|gelb|rosé|rot)gold|goldring|goldkette|oro|ouro|diamant\w*|brillan\w*|bague|alliance|collier|"
    r"bracelet|ring|ehering\w*|trauring\w*|kette|armband|ohrringe|anillo|cadena|pulsera|anello|collana|anel|aliança|"
    r"pulseira|chaîne|boucles d['’]oreilles)\b"
)
_JEWELRY_BEFORE: Final = re.compile(rf"(?i){_JEWELRY}[^!?]{{0,25}}$")
_JEWELRY_AFTER: Final = re.compile(rf"(?i)[^.!?\d]{{0,15}}{_JEWELRY}")


def is_about_jewelry(text: str, start: int, end: int) -> bool:
    """Whether words around `text[start:end]` are about gold, jewels or stones."""
    return bool(_JEWELRY_BEFORE.search(text, 0, start) or _JEWELRY_AFTER.match(text, end))


def announces_date(text: str, offset: int) -> bool:
    """Whether the words before `text[offset:]` announce a date (`le`, `until`, `am`)."""
    return bool(_BEFORE_DATE.search(text, 0, offset))


def announces_month(text: str, offset: int) -> bool:
    """Whether the words before `text[offset:]` announce a month and a year (`EZ`, `TÜV bis`)."""
    return bool(_BEFORE_MONTH.search(text, 0, offset))


def is_time_of_day(text: str, start: int, end: int) -> bool:
    """Whether the words around `text[start:end]` make digits with a colon a time of day rather than a scale."""
    if _BEFORE_SCALE.search(text, 0, start):
        return False
    return bool(_BEFORE_TIME.search(text, 0, start) or _AFTER_TIME.match(text, end))


def is_score(text: str, start: int, end: int) -> bool:
    """Whether the words around a fraction make it a score (`Note 9/10`) or the alloy of a steel (`18/10`)."""
    return bool(_BEFORE_SCORE.search(text, 0, start) or _AFTER_SCORE.match(text, end))
