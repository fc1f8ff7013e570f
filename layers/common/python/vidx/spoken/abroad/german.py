"""German."""

import re
from typing import Final

from vidx.spoken.abroad.lexicon import Clock, Gender, Lexicon, Noun
from vidx.spoken.abroad.metric import TIGHT, named

_SHE: Final = Gender.SHE
_CENT: Final = Noun("Cent", "Cent")
_KRONE: Final = Noun("Krone", "Kronen", _SHE)
_UNITS: Final = """
Millimeter
Zentimeter
Meter
Kilometer
Meile / Meilen
Quadratmeter
Quadratkilometer
Quadratzentimeter
Hektar
Kubikmeter
Kubikzentimeter
Milliliter
Zentiliter
Liter
Milligramm
Gramm
Kilo
Tonne / Tonnen
Pfund
Unze / Unzen
Sekunde / Sekunden
Minute / Minuten
Stunde / Stunden
Stundenkilometer
Kilometer pro Liter
Meile pro Stunde / Meilen pro Stunde
Meile pro Gallone / Meilen pro Gallone
Liter auf hundert Kilometer
Umdrehungen pro Minute
Watt
Kilowatt
Wattstunde / Wattstunden
Kilowattstunde / Kilowattstunden
Volt
Ampere
Milliampere
Milliamperestunde / Milliamperestunden
Amperestunde / Amperestunden
Newtonmeter
Dezibel
Bar
Lumen
Megabyte
Gigabyte
Terabyte
Megabit pro Sekunde
Gigabit pro Sekunde
Hertz
Kilohertz
Megahertz
Gigahertz
Megapixel
Pixel
Bild pro Sekunde / Bilder pro Sekunde
Grad
Grad Fahrenheit
Grad
Prozent
Promille
Zoll
Fuß
mal
P S
Stück
"""

GERMAN: Final = Lexicon(
    code="de",
    replaced=(),
    before={
        Gender.NONE: (),
        Gender.HE: ((re.compile(r"eins$"), "ein"),),
        Gender.SHE: ((re.compile(r"eins$"), "eine"),),
    },
    feminine=re.compile(r"(?i)\w*(?:[^ln]e|ung|heit|keit|schaft|tät|tion|ion|person|tür|wohnung|hand)$"),
    decimal="Komma", minus="minus", number_sign="Nummer", spaced=True, hundreds_from=1100, million="",
    sums={
        "USD": (Noun("Dollar", "Dollar"), _CENT), "EUR": (Noun("Euro", "Euro"), _CENT),
        "GBP": (Noun("Pfund", "Pfund"), Noun("Penny", "Pence")),
        "CAD": (Noun("kanadischer Dollar", "kanadische Dollar"), _CENT),
        "AUD": (Noun("australischer Dollar", "australische Dollar"), _CENT),
        "NZD": (Noun("neuseeländischer Dollar", "neuseeländische Dollar"), _CENT),
        "CHF": (Noun("Franken", "Franken"), Noun("Rappen", "Rappen")),
        "SEK": (_KRONE, Noun("Öre", "Öre")), "NOK": (_KRONE, Noun("Öre", "Öre")), "DKK": (_KRONE, Noun("Öre", "Öre")),
        "PLN": (Noun("Zloty", "Zloty"), Noun("Groschen", "Groschen")), "JPY": (Noun("Yen", "Yen"), None),
        "INR": (Noun("Rupie", "Rupien", _SHE), Noun("Paisa", "Paise")),
        "BRL": (Noun("Real", "Real"), Noun("Centavo", "Centavos")),
        "MXN": (Noun("mexikanischer Peso", "mexikanische Peso"), Noun("Centavo", "Centavos")),
    },
    sum_joint=" ", small_named=False,
    scales={
        **dict.fromkeys(("Tsd.", "tsd.", "tausend", "T", "k", "K"), Noun("tausend", "tausend")),
        **dict.fromkeys(("Mio.", "Mio", "Million", "Millionen"), Noun("Million", "Millionen", _SHE)),
        **dict.fromkeys(("Mrd.", "Mrd", "Milliarde", "Milliarden"), Noun("Milliarde", "Milliarden", _SHE)),
    },
    units=named(_UNITS, {
        "Meile", "Tonne", "Unze", "Sekunde", "Minute", "Stunde", "Meile pro Stunde", "Meile pro Gallone", "Wattstunde",
        "Kilowattstunde", "Milliamperestunde", "Amperestunde",
    }),
    tight_units=TIGHT,
    each={
        "Monat": "Monat", "Mon.": "Monat", "Tag": "Tag", "Nacht": "Nacht", "Woche": "Woche", "Jahr": "Jahr",
        "Stunde": "Stunde", "Std.": "Stunde", "h": "Stunde", "kg": "Kilo", "Person": "Person", "m²": "Quadratmeter",
        "m2": "Quadratmeter", "qm": "Quadratmeter", "Stück": "Stück", "Stk.": "Stück", "St.": "Stück",
    },
    per="pro",
    clock=Clock(
        ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
         "Dezember"),
        " ", " ", "", "{h} Uhr", "{h} Uhr {m}", ordinal_days="r", hour=Gender.HE,
        days={
            "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag",
            "Fr": "Freitag", "Sa": "Samstag", "So": "Sonntag",
        },
    ),
    ordinals={"te": "|", "ter": "|r", "tes": "|s", "ten": "|n",
              "ste": "|", "ster": "|r", "sten": "|n"},
    parts={
        "1/2": "einhalb", "1 1/2": "eineinhalb", "1/3": "ein Drittel", "2/3": "zwei Drittel", "1/4": "ein Viertel",
        "3/4": "drei Viertel", "1/8": "ein Achtel", "3/8": "drei Achtel", "1/5": "ein Fünftel", "2/5": "zwei Fünftel",
        "3/5": "drei Fünftel",
    },
    mixed="{n} {part}", range_to="bis", times="mal", out_of="von",
    address={".": "Punkt", "@": "ät", "/": "Schrägstrich", "-": "Bindestrich", "_": "Unterstrich", "+": "plus",
             ":": "Doppelpunkt"},
    symbols={
        "&": "und", "+": "plus", "@": "ät", "%": "Prozent", "=": "gleich", "°": "Grad", "×": "mal",
        "÷": "geteilt durch", "€": "Euro", "$": "Dollar", "£": "Pfund", "¥": "Yen", "₹": "Rupien", "‰": "Promille",
        "№": "Nummer", "²": "Quadrat", "³": "hoch drei", "±": "plus minus", "≥": "mindestens", "≤": "höchstens",
        "¢": "Cent", "★": "Sterne", "~": "etwa", "≈": "etwa",
    },
    dotted={
        "ca.": "circa", "inkl.": "inklusive", "zzgl.": "zuzüglich",
        "exkl.": "exklusive", "etc.": "et cetera", "usw.": "und so weiter",
        "z. B.": "zum Beispiel", "z.B.": "zum Beispiel", "d. h.": "das heißt", "d.h.": "das heißt",
        "u. a.": "unter anderem", "u.a.": "unter anderem", "bzw.": "beziehungsweise", "evtl.": "eventuell",
        "ggf.": "gegebenenfalls",
        "max.": "maximal", "min.": "mindestens", "Tel.": "Telefon", "Str.": "Straße", "Bj.": "Baujahr",
        "EZ.": "Erstzulassung", "Dr.": "Doktor", "Hr.": "Herr", "Fr.": "Frau", "St.": "Sankt", "Stk.": "Stück",
        "Zi.": "Zimmer", "Whg.": "Wohnung", "Gr.": "Größe", "zus.": "zusammen", "MwSt.": "Mehrwertsteuer",
        "Jh.": "Jahrhundert", "mtl.": "monatlich", "geschl.": "geschlossen",
        "Mio.": "Millionen", "Mrd.": "Milliarden",
        "Tsd.": "tausend",
        "gepfl.": "gepflegt", "neuw.": "neuwertig",
    },
    plain={"Mio": "Millionen", "MwSt": "Mehrwertsteuer", "VB": "Verhandlungsbasis", "VHB": "Verhandlungsbasis",
           "FP": "Festpreis", "NP": "Neupreis",
           "EZ": "Erstzulassung", "OG": "Obergeschoss", "EG": "Erdgeschoss", "DG": "Dachgeschoss",
           "UG": "Untergeschoss",
           "AHK": "Anhängerkupplung", "Gr": "Größe", "Zi": "Zimmer", "Whg": "Wohnung", "Bj": "Baujahr",
           "HU": "Hauptuntersuchung", "WiFi": "WLAN", "Wi-Fi": "WLAN"},
    ordinal_nouns={
        "Hand": "r", "Stock": "r", "OG": "s", "Obergeschoss": "s", "Gang": "r", "Platz": "r", "Etage": "",
        "Generation": "", "Klasse": "", "Reihe": "", "Auflage": "", "Liga": "", "Wahl": "", "Serie": "", "Version": "",
        "Saison": "", "Ausgabe": "", "Woche": "", "Runde": "", "Besitzer": "r", "Halter": "r", "Vorbesitzer": "r",
        "Preis": "r", "Tag": "r", "Monat": "r", "Teil": "r", "Band": "r", "Jahr": "s", "Jahrhundert": "s", "Mal": "s",
        "DG": "s", "UG": "s", "Jh": "s", "Artikel": "r", "Stück": "s", "Stockwerk": "s", "Kind": "s",
    },
    dative=re.compile(
        r"\b(?:am|zum|vom|beim|im|dem|den|bis|ab|seit|"
        r"(?:in|an|auf|aus|mit|von|bei|zu|nach|seit) der)\s$|\d\.\s?[-–]\s?$", re.IGNORECASE
    ),
    definite=re.compile(r"\b(?:der|die|das)\s$", re.IGNORECASE),
    derived={
        **{f"er{case}": f"{{n}}er{case}" for case in ("", "n", "s")},
        **{f"%ig{case}": f"{{n}}prozentig{case}" for case in ("", "e", "en", "er", "es")},
        "fach": "{n}fach", "mal": "{n}mal",
        **dict.fromkeys(("tkm", " tkm", "Tkm", " Tkm", "TKM"), "{n}tausend Kilometer"),
    },
    phrases={
        "1/2 Preis": "halber Preis", "zum 1/2 Preis": "zum halben Preis", "1er": "Einser", "1x": "einmal",
        "1 Mio.": "eine Million",
        "1 Mrd.": "eine Milliarde",
    },
)  # fmt: skip
