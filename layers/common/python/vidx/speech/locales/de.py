"""German."""

import re
from typing import Final

from vidx.speech.locales.lexicon import Clock, Counted, Gender, Lexicon, Noun, ShortForms
from vidx.speech.locales.metric import TIGHT, named

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
Millisekunde / Millisekunden
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

LEXICON: Final = Lexicon(
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
        "Meile", "Tonne", "Unze", "Sekunde", "Millisekunde", "Minute",
        "Stunde", "Meile pro Stunde", "Meile pro Gallone", "Wattstunde",
        "Kilowattstunde", "Milliamperestunde", "Amperestunde",
    }),
    tight_units=TIGHT - {"ms"},
    each={
        "Monat": "Monat", "Mon.": "Monat", "Mt.": "Monat", "Wo.": "Woche", "Pers.": "Person", "Pers": "Person",
        "J.": "Jahr", "Std": "Stunde", "Stk": "Stück", "Paar": "Paar", "Liter": "Liter", "l": "Liter", "t": "Tonne",
        "rm": "Raummeter", "lfm": "laufenden Meter", "lfd. m": "laufenden Meter", "km": "Kilometer",
        "kWh": "Kilowattstunde", "min": "Minute", "s": "Sekunde", "Tag": "Tag",
        "Nacht": "Nacht", "Woche": "Woche", "Jahr": "Jahr",
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
    initialisms=frozenset({"AEG", "US", "EU", "UV", "GTE", "GTD"}),
    karat=Noun("Karat", "Karat"),
    post_towns=(
        r"(?:Berlin|Hamburg|München|Köln|Frankfurt|Stuttgart|Düsseldorf|Leipzig|Dortmund|Essen|Bremen|Dresden|Hannover|"


        r"Nürnberg|Bochum|Wuppertal|Bielefeld|Bonn|Münster|Kiel|Aachen|Mainz|Kassel|Halle|Rostock|Erfurt|Potsdam|Ulm)\b|"


        r"[A-ZÄÖÜ][a-zäöüß]+(?:burg|stadt|heim|hausen|dorf|furt|ingen|berg|bach|kirchen|feld|hafen|brück|brücken|ruhe)\b"
    ),
    by_category={
        "property": ShortForms(plain={"KM": "Kaltmiete"}),
        "vehicles": ShortForms(plain={"KM": "Kilometer"}),
    },
    counted={
        **dict.fromkeys(("J.", "Jahr."), (Counted(Noun("Jahr", "Jahre"), dative="Jahren"),)),
        "Wo.": (Counted(Noun("Woche", "Wochen", _SHE)),),
        "Mon.": (Counted(Noun("Monat", "Monate"), dative="Monaten"),),
        "Tg.": (Counted(Noun("Tag", "Tage"), dative="Tagen"),),
        **dict.fromkeys(("Pers.", "Pers"), (Counted(Noun("Person", "Personen", _SHE)),)),
        "Sitzpl.": (Counted(Noun("Sitzplatz", "Sitzplätze"), dative="Sitzplätzen"),),
        "Schlafpl.": (Counted(Noun("Schlafplatz", "Schlafplätze"), dative="Schlafplätzen"),),
        "Stellpl.": (Counted(Noun("Stellplatz", "Stellplätze"), dative="Stellplätzen"),),
        "Schubl.": (Counted(Noun("Schublade", "Schubladen", _SHE)),),
        "Zyl.": (Counted(Noun("Zylinder", "Zylinder"), dative="Zylindern"),),
        "Gg.": (Counted(Noun("Gang", "Gänge"), dative="Gängen"),),
        "T.": (Counted(Noun("Teil", "Teile"), frozenset({"toys"}), most=0),),
        "MM": (Counted(Noun("Monatsmiete", "Monatsmieten", _SHE), frozenset({"property"}), most=6),),
    },
    symbols={
        "&": "und", "+": "plus", "@": "ät", "%": "Prozent", "=": "gleich", "°": "Grad", "×": "mal",
        "÷": "geteilt durch", "€": "Euro", "$": "Dollar", "£": "Pfund", "¥": "Yen", "₹": "Rupien", "‰": "Promille",
        "№": "Nummer", "²": "Quadrat", "³": "hoch drei", "±": "plus minus", "≥": "mindestens", "≤": "höchstens",
        "Ø": "Durchmesser", "¢": "Cent", "★": "Sterne", "<": "unter", ">": "über", "~": "etwa", "≈": "etwa",
    },
    dotted={
        "ca.": "circa", "inkl.": "inklusive", "zzgl.": "zuzüglich",
        "exkl.": "exklusive", "etc.": "et cetera", "usw.": "und so weiter",
        "z. B.": "zum Beispiel", "z.B.": "zum Beispiel", "d. h.": "das heißt", "d.h.": "das heißt",
        "u. a.": "unter anderem", "u.a.": "unter anderem", "bzw.": "beziehungsweise", "evtl.": "eventuell",
        "ggf.": "gegebenenfalls",
        "max.": "maximal", "min.": "mindestens", "Tel.": "Telefon", "Str.": "Straße", "Bj.": "Baujahr",
        "EZ.": "Erstzulassung", "Dr.": "Doktor", "Hr.": "Herr", "St.": "Sankt", "Stk.": "Stück",
        "Zi.": "Zimmer", "Whg.": "Wohnung", "Gr.": "Größe", "MwSt.": "Mehrwertsteuer",
        "Jh.": "Jahrhundert", "mtl.": "monatlich", "geschl.": "geschlossen",
        "Mio.": "Millionen", "Mrd.": "Milliarden",
        "Tsd.": "tausend",
        "gepfl.": "gepflegt", "neuw.": "neuwertig", "neuwert.": "neuwertig",
        **{f"s. {word}": f"siehe {word}" for word in (
            "Foto", "Fotos", "Bild", "Bilder", "Text", "Beschreibung", "Anhang", "Link", "unten", "oben")},
        "s.u.": "siehe unten", "s. u.": "siehe unten", "s.o.": "siehe oben", "s. o.": "siehe oben",
        "u.": "und", "mit o. ohne": "mit oder ohne",
        "vorh.": "vorhanden", "gg.": "gegen", "Abspr.": "Absprache", "kostenl.": "kostenlos", "Abh.": "Abholung",
        "Kühlschr.": "Kühlschrank", "hochgl.": "hochglänzend", "u.v.m.": "und vieles mehr", "spät.": "spätestens",
        "u. v. m.": "und vieles mehr", "Sitzhzg.": "Sitzheizung", "Griffbr.": "Griffbrett",
        "Schlaffkt.": "Schlaffunktion",
        "möbl.": "möbliert", "prov.-frei": "provisionsfrei", "Ausl.": "Auslösungen",
        "abziehb.": "abziehbar", "Selbstabh.": "Selbstabholung", "Selbstabholg.": "Selbstabholung",
        "Schnittbr.": "Schnittbreite", "Anltg.": "Anleitung", "kastr.": "kastriert", "abzug.": "abzugeben",
        "Bde.": "Bände", "Bindg.": "Bindung", "gebr.": "gebraucht", "einschl.": "einschließlich",
        "od.": "oder", "re.": "rechts", "li.": "links", "hi.": "hinten", "vo.": "vorne",
        "n. V.": "nach Vereinbarung", "n.V.": "nach Vereinbarung", "n. Vereinb.": "nach Vereinbarung",
        "z. Hbf.": "zum Hauptbahnhof", "Hbf.": "Hauptbahnhof", "incl.": "inklusive", "zuzgl.": "zuzüglich",
        "versch.": "verschiedene", "mögl.": "möglich", "verstellb.": "verstellbar", "ausziehb.": "ausziehbar",
        "Zust.": "Zustand", "Hausnr.": "Hausnummer", "Wfl.": "Wohnfläche", "Wohnfl.": "Wohnfläche",
        "Nfl.": "Nutzfläche", "Nutzfl.": "Nutzfläche", "Grdst.": "Grundstück", "Grundst.": "Grundstück",
        "Reichw.": "Reichweite", "Verbr.": "Verbrauch", "Sitzpl.": "Sitzplätze", "Stellpl.": "Stellplatz",
        "H-Kennz.": "H Kennzeichen", "Abb.": "Abbildung", "Beschr.": "Beschreibung", "Zub.": "Zubehör",
        "Orig.": "Original", "orig.": "original", "kompl.": "komplett", "vollst.": "vollständig",
        "funkt.": "funktioniert", "techn.": "technisch", "elektr.": "elektrisch", "autom.": "automatisch",
        "abschl.": "abschließbar", "höhenverstellb.": "höhenverstellbar",
        "Nr.": "Nummer", "Bhf.": "Bahnhof", "Min.": "Minuten", "Std.": "Stunden", "Wo.": "Woche", "tägl.": "täglich",
        "wg.": "wegen", "bes.": "besonders", "sof.": "sofort", "frdl.": "freundlich", "priv.": "privat",
        "gewerbl.": "gewerblich", "inkl": "inklusive",
        "Fahrz.": "Fahrzeug",
        "Hd.": "Hand", "Gen.": "Generation", "Aufl.": "Auflage",
        "Mtl.": "monatlich", "/mtl.": "monatlich", "jährl.": "jährlich", "/jährl.": "jährlich",
    },
    plain={"Mio": "Millionen", "MwSt": "Mehrwertsteuer", "VB": "Verhandlungsbasis", "VHB": "Verhandlungsbasis",
           "FP": "Festpreis", "NP": "Neupreis",
           "EZ": "Erstzulassung", "OG": "Obergeschoss", "EG": "Erdgeschoss", "DG": "Dachgeschoss",
           "UG": "Untergeschoss",
           "AHK": "Anhängerkupplung", "Gr": "Größe", "Zi": "Zimmer", "Whg": "Wohnung", "Bj": "Baujahr",
           "HU": "Hauptuntersuchung", "AU": "Abgasuntersuchung", "HU/AU": "Hauptuntersuchung und Abgasuntersuchung",
           "NK": "Nebenkosten", "BK": "Betriebskosten", "HK": "Heizkosten", "KP": "Kaufpreis", "EBK": "Einbauküche",
           "KM-Stand": "Kilometerstand", "km-Stand": "Kilometerstand", "VG+": "V G plus",
           "WM": "Warmmiete", "EEK": "Energieeffizienzklasse", "ZKB": "Zimmer, Küche, Bad",
           "TG": "Tiefgarage", "TÜV/AU": "TÜV und Abgasuntersuchung", "Stk": "Stück", "inkl": "inklusive",
           "ca": "circa", "BxTxH": "Breite mal Tiefe mal Höhe", "B x T x H": "Breite mal Tiefe mal Höhe",
           "BxHxT": "Breite mal Höhe mal Tiefe", "B x H x T": "Breite mal Höhe mal Tiefe",
           "LxBxH": "Länge mal Breite mal Höhe", "L x B x H": "Länge mal Breite mal Höhe",
           "HxBxT": "Höhe mal Breite mal Tiefe", "H x B x T": "Höhe mal Breite mal Tiefe",
           "zzgl": "zuzüglich", "WiFi": "WLAN", "Wi-Fi": "WLAN"},
    ordinal_nouns={
        "Hand": "", "Stock": "r", "OG": "s", "Obergeschoss": "s", "Gang": "r", "Platz": "r", "Etage": "",
        "Generation": "", "Klasse": "", "Reihe": "", "Auflage": "", "Liga": "", "Wahl": "", "Serie": "", "Version": "",
        "Saison": "", "Ausgabe": "", "Woche": "", "Runde": "", "Besitzer": "r", "Halter": "r", "Vorbesitzer": "r",
        "Preis": "r", "Tag": "r", "Monat": "r", "Teil": "r", "Band": "r", "Jahr": "s", "Jahrhundert": "s", "Mal": "s",
        "DG": "s", "UG": "s", "Hd.": "", "Bes.": "r", "Gen.": "", "Aufl.": "", "Bild": "s", "Foto": "s",
        "Pressung": "", "Jh": "s", "Artikel": "r", "Stück": "s", "Stockwerk": "s", "Kind": "s",
    },
    dative=re.compile(
        r"\b(?:am|zum|vom|beim|im|dem|den|bis|ab|seit|"
        r"(?:in|an|auf|aus|mit|von|bei|zu|nach|seit) der)\s$|\d\.\s?[-–]\s?$", re.IGNORECASE
    ),
    feminine_dative=re.compile(r"\b(?:aus|in|von|mit|nach|zu|bei)\s$", re.IGNORECASE),
    definite=re.compile(r"\b(?:der|die|das)\s$", re.IGNORECASE),
    derived={
        **{f"er{case}": f"{{n}}er{case}" for case in ("", "n", "s")},
        **{f"%ig{case}": f"{{n}}prozentig{case}" for case in ("", "e", "en", "er", "es")},
        "fach": "{n}fach", "mal": "{n}mal", "trg.": "{n}türig", "tlg.": "{n}teilig", "pol.": "{n}polig",
        "-tlg.": "{n}teilig",
        **dict.fromkeys(("tkm", " tkm", "Tkm", " Tkm", "TKM"), "{n}tausend Kilometer"),
    },
    phrases={
        "Bes. n. V.": "Besichtigung nach Vereinbarung", "vers. Versand": "versicherter Versand",
        "o. früher": "oder früher", "o. später": "oder später", "k. Garantie": "keine Garantie",
        "k. Rücknahme": "keine Rücknahme", "Tage/Wo.": "Tage pro Woche", "Tage/Woche": "Tage pro Woche",
        **dict.fromkeys(("kWh/(m²·a)", "kWh/(m²*a)", "kWh/(m² a)", "kWh/m²a", "kWh/m²·a"),
                        "Kilowattstunden pro Quadratmeter und Jahr"),
        "B/H/T": "Breite, Höhe, Tiefe", "B/T/H": "Breite, Tiefe, Höhe", "H/B/T": "Höhe, Breite, Tiefe",
        "L/B/H": "Länge, Breite, Höhe", "zus. für": "zusammen für", "alles zus.": "alles zusammen",
        "alle zus.": "alle zusammen",
        "beide zus.": "beide zusammen", "beides zus.": "beides zusammen",
        "1-2x": "ein bis zweimal", "1-2 x": "ein bis zweimal",
        "24/7": "vierundzwanzig sieben", "Art.-Nr.": "Artikelnummer", "Art.-Nr": "Artikelnummer",
        "1/2 Preis": "halber Preis", "zum 1/2 Preis": "zum halben Preis", "1er": "Einser", "1x": "einmal",
        "1 Mio.": "eine Million",
        "1 Mrd.": "eine Milliarde",
    },
    high="hoch",
)  # fmt: skip
