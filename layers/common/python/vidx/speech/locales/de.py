"""The `Locale` of German. `locale.py` explains every field."""

import re
from typing import Final

from vidx.speech.locales.locale import CategoryAbbreviations, CountNoun, DateWords, Gender, Locale, Noun, OrdinalSuffix
from vidx.speech.locales.unit_symbols import ATTACHED, units_by_symbol

_FEMININE: Final = Gender.FEMININE
_CENT: Final = Noun("Cent", "Cent")
_KRONE: Final = Noun("Krone", "Kronen", _FEMININE)
_UNITS: Final = """
mm = Millimeter
cm = Zentimeter
m = Meter
km = Kilometer
mi = Meile / Meilen
m² = Quadratmeter
km² = Quadratkilometer
cm² = Quadratzentimeter
ha = Hektar
m³ = Kubikmeter
cm³ = Kubikzentimeter
ml = Milliliter
cl = Zentiliter
l = Liter
mg = Milligramm
g = Gramm
kg = Kilo
t = Tonne / Tonnen
lb = Pfund
oz = Unze / Unzen
s = Sekunde / Sekunden
ms = Millisekunde / Millisekunden
min = Minute / Minuten
h = Stunde / Stunden
km/h = Stundenkilometer
km/l = Kilometer pro Liter
mph = Meile pro Stunde / Meilen pro Stunde
mpg = Meile pro Gallone / Meilen pro Gallone
l/100km = Liter auf hundert Kilometer
rpm = Umdrehungen pro Minute
W = Watt
kW = Kilowatt
Wh = Wattstunde / Wattstunden
kWh = Kilowattstunde / Kilowattstunden
V = Volt
A = Ampere
mA = Milliampere
mAh = Milliamperestunde / Milliamperestunden
Ah = Amperestunde / Amperestunden
Nm = Newtonmeter
dB = Dezibel
bar = Bar
lm = Lumen
MB = Megabyte
GB = Gigabyte
TB = Terabyte
Mbps = Megabit pro Sekunde
Gbps = Gigabit pro Sekunde
Hz = Hertz
kHz = Kilohertz
MHz = Megahertz
GHz = Gigahertz
MP = Megapixel
px = Pixel
fps = Bild pro Sekunde / Bilder pro Sekunde
°C = Grad
°F = Grad Fahrenheit
° = Grad
% = Prozent
‰ = Promille
" = Zoll
ft = Fuß
x = mal
PS = P S
pz = Stück
"""
"""Names of the units, in the order of `unit_symbols.py`: `symbol = singular / plural`, or one name for both."""

LOCALE: Final = Locale(
    # --- Cardinal numbers ---
    num2words_code="de",
    cardinal_corrections=(),
    cardinal_agreement={
        Gender.NONE: (), Gender.MASCULINE: ((re.compile(r"eins$"), "ein"),),
        Gender.FEMININE: ((re.compile(r"eins$"), "eine"),),
    },
    feminine_noun=re.compile(r"(?i)\w*(?:[^ln]e|ung|heit|keit|schaft|tät|tion|ion|person|tür|wohnung|hand)$"),
    minus="minus",
    decimal_separator="Komma",
    groups_by_spaces=True,
    first_year_by_hundreds=1100,
    number_sign="Nummer",
    postcode_towns=(
        r"(?:Berlin|Hamburg|München|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen|Bremen|Dresden|Hannover|"
        r"Nürnberg|Bochum|Wuppertal|Bielefeld|Bonn|Münster|Kiel|Aachen|Mainz|Kassel|Halle|Rostock|Erfurt|Potsdam|Ulm)\b|"
        r"[A-ZÄÖÜ][a-zäöüß]+(?:burg|stadt|heim|hausen|dorf|furt|ingen|berg|bach|kirchen|feld|hafen|brück|brücken|ruhe)\b"
    ),
    # --- Fractions, ranges and dimensions ---
    fractions={
        "1/2": "einhalb", "1 1/2": "eineinhalb", "1/3": "ein Drittel", "2/3": "zwei Drittel", "1/4": "ein Viertel",
        "3/4": "drei Viertel", "1/8": "ein Achtel", "3/8": "drei Achtel", "1/5": "ein Fünftel", "2/5": "zwei Fünftel",
        "3/5": "drei Fünftel",
    },
    mixed_number="{n} {part}",
    range_word="bis",
    dimension_word="mal",
    score_word="von",
    height_phrase="hoch",
    # --- Ordinals and Roman numerals ---
    ordinal_suffixes={
        "te": OrdinalSuffix(), "ter": OrdinalSuffix("r"), "tes": OrdinalSuffix("s"), "ten": OrdinalSuffix("n"),
        "ste": OrdinalSuffix(), "ster": OrdinalSuffix("r"), "sten": OrdinalSuffix("n"),
    },
    nouns_after_ordinal_dot={
        "Hand": "", "Stock": "r", "OG": "s", "Obergeschoss": "s", "Gang": "r", "Platz": "r", "Etage": "",
        "Generation": "", "Klasse": "", "Reihe": "", "Auflage": "", "Liga": "", "Wahl": "", "Serie": "", "Version": "",
        "Saison": "", "Ausgabe": "", "Woche": "", "Runde": "", "Besitzer": "r", "Halter": "r", "Vorbesitzer": "r",
        "Preis": "r", "Tag": "r", "Monat": "r", "Teil": "r", "Band": "r", "Jahr": "s", "Jahrhundert": "s", "Mal": "s",
        "DG": "s", "UG": "s", "Hd.": "", "Bes.": "r", "Gen.": "", "Aufl.": "", "Bild": "s", "Foto": "s", "Pressung": "",
        "Jh": "s", "Artikel": "r", "Stück": "s", "Stockwerk": "s", "Kind": "s",
    },
    dative_context=re.compile(
        r"\b(?:am|zum|vom|beim|im|dem|den|bis|ab|seit|"
        r"(?:in|an|auf|aus|mit|von|bei|zu|nach|seit) der)\s$|\d\.\s?[-–]\s?$",
        re.IGNORECASE,
    ),
    feminine_dative_context=re.compile(r"\b(?:aus|in|von|mit|nach|zu|bei)\s$", re.IGNORECASE),
    definite_article_context=re.compile(r"\b(?:der|die|das)\s$", re.IGNORECASE),
    derived_words={
        **{f"er{case}": f"{{n}}er{case}" for case in ("", "n", "s")},
        **{f"%ig{case}": f"{{n}}prozentig{case}" for case in ("", "e", "en", "er", "es")}, "fach": "{n}fach",
        "mal": "{n}mal", "trg.": "{n}türig", "tlg.": "{n}teilig", "pol.": "{n}polig", "-tlg.": "{n}teilig",
        **dict.fromkeys(("tkm", " tkm", "Tkm", " Tkm", "TKM"), "{n}tausend Kilometer"),
    },
    # --- Money ---
    currencies={
        "USD": (Noun("Dollar", "Dollar"), _CENT),
        "EUR": (Noun("Euro", "Euro"), _CENT),
        "GBP": (Noun("Pfund", "Pfund"), Noun("Penny", "Pence")),
        "CAD": (Noun("kanadischer Dollar", "kanadische Dollar"), _CENT),
        "AUD": (Noun("australischer Dollar", "australische Dollar"), _CENT),
        "NZD": (Noun("neuseeländischer Dollar", "neuseeländische Dollar"), _CENT),
        "CHF": (Noun("Franken", "Franken"), Noun("Rappen", "Rappen")),
        "SEK": (_KRONE, Noun("Öre", "Öre")),
        "NOK": (_KRONE, Noun("Öre", "Öre")),
        "DKK": (_KRONE, Noun("Öre", "Öre")),
        "PLN": (Noun("Zloty", "Zloty"), Noun("Groschen", "Groschen")),
        "JPY": (Noun("Yen", "Yen"), None),
        "INR": (Noun("Rupie", "Rupien", _FEMININE), Noun("Paisa", "Paise")),
        "BRL": (Noun("Real", "Real"), Noun("Centavo", "Centavos")),
        "MXN": (Noun("mexikanischer Peso", "mexikanische Peso"), Noun("Centavo", "Centavos")),
    },
    minor_unit_link=" ",
    names_minor_unit=False,
    scales={
        **dict.fromkeys(("Tsd.", "tsd.", "tausend", "T", "k", "K"), Noun("tausend", "tausend")),
        **dict.fromkeys(("Mio.", "Mio", "Million", "Millionen"), Noun("Million", "Millionen", _FEMININE)),
        **dict.fromkeys(("Mrd.", "Mrd", "Milliarde", "Milliarden"), Noun("Milliarde", "Milliarden", _FEMININE)),
    },
    million_link="",
    carat=Noun("Karat", "Karat"),
    # --- Measures ---
    units=units_by_symbol(
        _UNITS,
        {
            "Meile", "Tonne", "Unze", "Sekunde", "Millisekunde", "Minute", "Stunde", "Meile pro Stunde",
            "Meile pro Gallone", "Wattstunde", "Kilowattstunde", "Milliamperestunde", "Amperestunde",
        },
    ),
    attached_units=ATTACHED - {"ms"},
    per="pro",
    rate_units={
        "Monat": "Monat", "Mon.": "Monat", "Mt.": "Monat", "Wo.": "Woche", "Pers.": "Person", "Pers": "Person",
        "J.": "Jahr", "Std": "Stunde", "Stk": "Stück", "Paar": "Paar", "Liter": "Liter", "l": "Liter", "t": "Tonne",
        "rm": "Raummeter", "lfm": "laufenden Meter", "lfd. m": "laufenden Meter", "km": "Kilometer",
        "kWh": "Kilowattstunde", "min": "Minute", "s": "Sekunde", "Tag": "Tag", "Nacht": "Nacht", "Woche": "Woche",
        "Jahr": "Jahr", "Stunde": "Stunde", "Std.": "Stunde", "h": "Stunde", "kg": "Kilo", "Person": "Person",
        "m²": "Quadratmeter", "m2": "Quadratmeter", "qm": "Quadratmeter", "Stück": "Stück", "Stk.": "Stück",
        "St.": "Stück",
    },
    # --- Dates ---
    date_words=DateWords(
        months=(
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ),
        day_month_link=" ",
        month_year_link=" ",
        first_day="",
        full_hour="{h} Uhr",
        hour_and_minutes="{h} Uhr {m}",
        ordinal_day_ending="r",
        weekdays={
            "Mo": "Montag", "Di": "Dienstag", "Mi": "Mittwoch", "Do": "Donnerstag", "Fr": "Freitag", "Sa": "Samstag",
            "So": "Sonntag",
        },
        hour_gender=Gender.MASCULINE,
    ),
    # --- Symbols and names ---
    symbol_names={
        "&": "und", "+": "plus", "@": "ät", "%": "Prozent", "=": "gleich", "°": "Grad", "×": "mal",
        "÷": "geteilt durch", "€": "Euro", "$": "Dollar", "£": "Pfund", "¥": "Yen", "₹": "Rupien", "‰": "Promille",
        "№": "Nummer", "²": "Quadrat", "³": "hoch drei", "±": "plus minus", "≥": "mindestens", "≤": "höchstens",
        "Ø": "Durchmesser", "¢": "Cent", "★": "Sterne", "<": "unter", ">": "über", "~": "etwa", "≈": "etwa",
    },
    address_symbols={
        ".": "Punkt", "@": "ät", "/": "Schrägstrich", "-": "Bindestrich", "_": "Unterstrich", "+": "plus",
        ":": "Doppelpunkt",
    },
    initialisms=frozenset({"AEG", "US", "EU", "UV", "GTE", "GTD"}),
    # --- Abbreviations ---
    fixed_phrases={
        "Bes. n. V.": "Besichtigung nach Vereinbarung", "vers. Versand": "versicherter Versand",
        "o. früher": "oder früher", "o. später": "oder später", "k. Garantie": "keine Garantie",
        "k. Rücknahme": "keine Rücknahme", "Tage/Wo.": "Tage pro Woche", "Tage/Woche": "Tage pro Woche",
        **dict.fromkeys(
            ("kWh/(m²·a)", "kWh/(m²*a)", "kWh/(m² a)", "kWh/m²a", "kWh/m²·a"),
            "Kilowattstunden pro Quadratmeter und Jahr",
        ),
        "B/H/T": "Breite, Höhe, Tiefe", "B/T/H": "Breite, Tiefe, Höhe", "H/B/T": "Höhe, Breite, Tiefe",
        "L/B/H": "Länge, Breite, Höhe", "zus. für": "zusammen für", "alles zus.": "alles zusammen",
        "alle zus.": "alle zusammen", "beide zus.": "beide zusammen", "beides zus.": "beides zusammen",
        "1-2x": "ein bis zweimal", "1-2 x": "ein bis zweimal", "24/7": "vierundzwanzig sieben",
        "Art.-Nr.": "Artikelnummer", "Art.-Nr": "Artikelnummer", "1/2 Preis": "halber Preis",
        "zum 1/2 Preis": "zum halben Preis", "1er": "Einser", "1x": "einmal", "1 Mio.": "eine Million",
        "1 Mrd.": "eine Milliarde",
    },
    dotted_abbreviations={
        "ca.": "circa", "inkl.": "inklusive", "zzgl.": "zuzüglich", "exkl.": "exklusive", "etc.": "et cetera",
        "usw.": "und so weiter", "z. B.": "zum Beispiel", "z.B.": "zum Beispiel", "d. h.": "das heißt",
        "d.h.": "das heißt", "u. a.": "unter anderem", "u.a.": "unter anderem", "bzw.": "beziehungsweise",
        "evtl.": "eventuell", "ggf.": "gegebenenfalls", "max.": "maximal", "min.": "mindestens", "Tel.": "Telefon",
        "Str.": "Straße", "Bj.": "Baujahr", "EZ.": "Erstzulassung", "Dr.": "Doktor", "Hr.": "Herr", "St.": "Sankt",
        "Stk.": "Stück", "Zi.": "Zimmer", "Whg.": "Wohnung", "Gr.": "Größe", "MwSt.": "Mehrwertsteuer",
        "Jh.": "Jahrhundert", "mtl.": "monatlich", "geschl.": "geschlossen", "Mio.": "Millionen", "Mrd.": "Milliarden",
        "Tsd.": "tausend", "gepfl.": "gepflegt", "neuw.": "neuwertig", "neuwert.": "neuwertig",
        **{
            f"s. {word}": f"siehe {word}"
            for word in ("Foto", "Fotos", "Bild", "Bilder", "Text", "Beschreibung", "Anhang", "Link", "unten", "oben")
        },
        "s.u.": "siehe unten", "s. u.": "siehe unten", "s.o.": "siehe oben", "s. o.": "siehe oben", "u.": "und",
        "mit o. ohne": "mit oder ohne", "vorh.": "vorhanden", "gg.": "gegen", "Abspr.": "Absprache",
        "kostenl.": "kostenlos", "Abh.": "Abholung", "Kühlschr.": "Kühlschrank", "hochgl.": "hochglänzend",
        "u.v.m.": "und vieles mehr", "spät.": "spätestens", "u. v. m.": "und vieles mehr", "Sitzhzg.": "Sitzheizung",
        "Griffbr.": "Griffbrett", "Schlaffkt.": "Schlaffunktion", "möbl.": "möbliert", "prov.-frei": "provisionsfrei",
        "Ausl.": "Auslösungen", "abziehb.": "abziehbar", "Selbstabh.": "Selbstabholung",
        "Selbstabholg.": "Selbstabholung", "Schnittbr.": "Schnittbreite", "Anltg.": "Anleitung", "kastr.": "kastriert",
        "abzug.": "abzugeben", "Bde.": "Bände", "Bindg.": "Bindung", "gebr.": "gebraucht", "einschl.": "einschließlich",
        "od.": "oder", "re.": "rechts", "li.": "links", "hi.": "hinten", "vo.": "vorne", "n. V.": "nach Vereinbarung",
        "n.V.": "nach Vereinbarung", "n. Vereinb.": "nach Vereinbarung", "z. Hbf.": "zum Hauptbahnhof",
        "Hbf.": "Hauptbahnhof", "incl.": "inklusive", "zuzgl.": "zuzüglich", "versch.": "verschiedene",
        "mögl.": "möglich", "verstellb.": "verstellbar", "ausziehb.": "ausziehbar", "Zust.": "Zustand",
        "Hausnr.": "Hausnummer", "Wfl.": "Wohnfläche", "Wohnfl.": "Wohnfläche", "Nfl.": "Nutzfläche",
        "Nutzfl.": "Nutzfläche", "Grdst.": "Grundstück", "Grundst.": "Grundstück", "Reichw.": "Reichweite",
        "Verbr.": "Verbrauch", "Sitzpl.": "Sitzplätze", "Stellpl.": "Stellplatz", "H-Kennz.": "H Kennzeichen",
        "Abb.": "Abbildung", "Beschr.": "Beschreibung", "Zub.": "Zubehör", "Orig.": "Original", "orig.": "original",
        "kompl.": "komplett", "vollst.": "vollständig", "funkt.": "funktioniert", "techn.": "technisch",
        "elektr.": "elektrisch", "autom.": "automatisch", "abschl.": "abschließbar",
        "höhenverstellb.": "höhenverstellbar", "Nr.": "Nummer", "Bhf.": "Bahnhof", "Min.": "Minuten", "Std.": "Stunden",
        "Wo.": "Woche", "tägl.": "täglich", "wg.": "wegen", "bes.": "besonders", "sof.": "sofort",
        "frdl.": "freundlich", "priv.": "privat", "gewerbl.": "gewerblich", "inkl": "inklusive", "Fahrz.": "Fahrzeug",
        "Hd.": "Hand", "Gen.": "Generation", "Aufl.": "Auflage", "Mtl.": "monatlich", "/mtl.": "monatlich",
        "jährl.": "jährlich", "/jährl.": "jährlich",
    },
    plain_abbreviations={
        "Mio": "Millionen", "MwSt": "Mehrwertsteuer", "VB": "Verhandlungsbasis", "VHB": "Verhandlungsbasis",
        "FP": "Festpreis", "NP": "Neupreis", "EZ": "Erstzulassung", "OG": "Obergeschoss", "EG": "Erdgeschoss",
        "DG": "Dachgeschoss", "UG": "Untergeschoss", "AHK": "Anhängerkupplung", "Gr": "Größe", "Zi": "Zimmer",
        "Whg": "Wohnung", "Bj": "Baujahr", "HU": "Hauptuntersuchung", "AU": "Abgasuntersuchung",
        "HU/AU": "Hauptuntersuchung und Abgasuntersuchung", "NK": "Nebenkosten", "BK": "Betriebskosten",
        "HK": "Heizkosten", "KP": "Kaufpreis", "EBK": "Einbauküche", "KM-Stand": "Kilometerstand",
        "km-Stand": "Kilometerstand", "VG+": "V G plus", "WM": "Warmmiete", "EEK": "Energieeffizienzklasse",
        "ZKB": "Zimmer, Küche, Bad", "TG": "Tiefgarage", "TÜV/AU": "TÜV und Abgasuntersuchung", "Stk": "Stück",
        "inkl": "inklusive", "ca": "circa", "BxTxH": "Breite mal Tiefe mal Höhe",
        "B x T x H": "Breite mal Tiefe mal Höhe", "BxHxT": "Breite mal Höhe mal Tiefe",
        "B x H x T": "Breite mal Höhe mal Tiefe", "LxBxH": "Länge mal Breite mal Höhe",
        "L x B x H": "Länge mal Breite mal Höhe", "HxBxT": "Höhe mal Breite mal Tiefe",
        "H x B x T": "Höhe mal Breite mal Tiefe", "zzgl": "zuzüglich", "WiFi": "WLAN", "Wi-Fi": "WLAN",
    },
    by_category={
        "property": CategoryAbbreviations(plain_abbreviations={"KM": "Kaltmiete"}),
        "vehicles": CategoryAbbreviations(plain_abbreviations={"KM": "Kilometer"}),
    },
    count_nouns={
        **dict.fromkeys(("J.", "Jahr."), (CountNoun(Noun("Jahr", "Jahre"), dative_plural="Jahren"),)),
        "Wo.": (CountNoun(Noun("Woche", "Wochen", _FEMININE)),),
        "Mon.": (CountNoun(Noun("Monat", "Monate"), dative_plural="Monaten"),),
        "Tg.": (CountNoun(Noun("Tag", "Tage"), dative_plural="Tagen"),),
        **dict.fromkeys(("Pers.", "Pers"), (CountNoun(Noun("Person", "Personen", _FEMININE)),)),
        "Sitzpl.": (CountNoun(Noun("Sitzplatz", "Sitzplätze"), dative_plural="Sitzplätzen"),),
        "Schlafpl.": (CountNoun(Noun("Schlafplatz", "Schlafplätze"), dative_plural="Schlafplätzen"),),
        "Stellpl.": (CountNoun(Noun("Stellplatz", "Stellplätze"), dative_plural="Stellplätzen"),),
        "Schubl.": (CountNoun(Noun("Schublade", "Schubladen", _FEMININE)),),
        "Zyl.": (CountNoun(Noun("Zylinder", "Zylinder"), dative_plural="Zylindern"),),
        "Gg.": (CountNoun(Noun("Gang", "Gänge"), dative_plural="Gängen"),),
        "T.": (CountNoun(Noun("Teil", "Teile"), frozenset({"toys"}), max_likely=0),),
        "MM": (CountNoun(Noun("Monatsmiete", "Monatsmieten", _FEMININE), frozenset({"property"}), max_likely=6),),
    },
)  # fmt: skip
