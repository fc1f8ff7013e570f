"""What words beside a figure tell of it: that it is a date, a time of day, a scale, a rating."""

import re
from typing import Final

_PARTS_OF_DAY: Final = "morgens|mittags|abends|matin|soir|midi|mañana|tarde|noche|mattina|sera|manhã|noite"
_DAYS: Final = (
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|"
    "lunes|martes|miércoles|jueves|viernes|sábados?|domingos?|segunda|terça|quarta|quinta|sexta|lunedì|martedì|"
    "mercoledì|giovedì|venerdì|sabato|domenica|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_FROM_TO: Final = (
    "ab|bis|vom|zum|am|seit|le|au|du|dès|jusqu['’]au|jusqu['’]à|depuis|el|del|al|desde|hasta|il|dal|entro|até|día|dia|giorno|"
    "partir de|partir du|from|by|until|till|on|since|before|after|ends?|starts?|due|expires?"
)
_BEFORE_DATE: Final = re.compile(
    rf"(?i)\b(?:{_FROM_TO}|{_DAYS}|datum|date|fecha|data|dispo\w*|frei|libre|"
    r"avail(?:able)?|ready|open house|Mon|Tues?|Wed|Thu|Fri|Sat|Sun|"
    r"lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|seg|ter|qua|qui|sex)\b[.:,]?\s$"
)
_BEFORE_MONTH: Final = re.compile(
    r"\b(?:EZ|Erstzulassung|TÜV|HU|AU|Bj|Baujahr|ITV|CT|revisione|[Ii]mmatricolat\w+|[Mm]atriculad\w+|bollo|"
    r"[Ll]icenciad[oa]|IUC|[Ii]nspeção|[Vv]istoria|MEC|MOT|reg|built)\b"
    r"\.?:?\s(?:(?:bis|neu|until|till|al|jusqu['’]à|fino al?|válida hasta|pasada hasta|hasta|até|em|en) )?$"
)
"""What is known by month and year."""
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
_SCALE: Final = re.compile(
    r"(?i)\b(?:ma(?:ß|ss)stab|échelle|escala|scala|scale|ratio|verhältnis|rapport|format|seitenverhältnis)\b\D{0,12}$"
)
_RATED: Final = re.compile(
    r"(?i)\b(?:note|état|etat|zustand|bewertung|nota|voto|condición|estado|condizioni|stato|condition|rated|rating|score|"
    r"(?:edel)?stahl|acier|inox|acero|acciaio|aço|steel)\b[^.\d]{0,8}$"
)
_RATES: Final = re.compile(
    r"(?i)\s(?:times|état|zustand|estado|condition|stato|condizioni|rating|edelstahl|stainless)\b"
)


_GOLD: Final = (
    r"\b(?:or|gold|(?:weiß|gelb|rosé|rot)gold|goldring|goldkette|oro|ouro|diamant\w*|brillan\w*|bague|alliance|collier|"
    r"bracelet|ring|ehering\w*|trauring\w*|kette|armband|ohrringe|anillo|cadena|pulsera|anello|collana|anel|aliança|"
    r"pulseira|chaîne|boucles d['’]oreilles)\b"
)
_AFTER_GOLD: Final = re.compile(rf"(?i){_GOLD}[^!?]{{0,25}}$")
_BEFORE_GOLD: Final = re.compile(rf"(?i)[^.!?\d]{{0,15}}{_GOLD}")


def golden(text: str, start: int, end: int) -> bool:
    """Whether gold or stones are spoken of around `text[start:end]`."""
    return bool(_AFTER_GOLD.search(text, 0, start) or _BEFORE_GOLD.match(text, end))


def dated(text: str, at: int) -> bool:
    """Whether what stands before `text[at:]` announces a date (`le`, `until`, `am`)."""
    return bool(_BEFORE_DATE.search(text, 0, at))


def by_month(text: str, at: int) -> bool:
    """Whether a month and a year are announced (`EZ`, `TÜV bis`)."""
    return bool(_BEFORE_MONTH.search(text, 0, at))


def timed(text: str, start: int, end: int) -> bool:
    """Whether what stands around `text[start:end]` makes figures with a colon a time of day and no scale."""
    if _SCALE.search(text, 0, start):
        return False
    return bool(_BEFORE_TIME.search(text, 0, start) or _AFTER_TIME.match(text, end))


def rated(text: str, start: int, end: int) -> bool:
    """Whether a fraction there is a score (`Note 9/10`) or the mixture of a steel (`18/10`)."""
    return bool(_RATED.search(text, 0, start) or _RATES.match(text, end))
