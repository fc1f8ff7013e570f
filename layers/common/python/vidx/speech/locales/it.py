"""The `Locale` of Italian. `locale.py` explains every field."""

import re
from typing import Final

from vidx.speech.locales.locale import CategoryAbbreviations, DateWords, Gender, Locale, Noun, OrdinalSuffix, count_noun
from vidx.speech.locales.unit_symbols import ATTACHED, BICYCLES, GEARS, units_by_symbol

_FEMININE: Final = Gender.FEMININE
_CENT: Final = Noun("centesimo", "centesimi")
_KRONE: Final = Noun("corona", "corone", _FEMININE)
_UNITS: Final = """
mm = millimetro / millimetri
cm = centimetro / centimetri
m = metro / metri
km = chilometro / chilometri
mi = miglio / miglia
m² = metro quadro / metri quadri
km² = chilometro quadrato / chilometri quadrati
cm² = centimetro quadrato / centimetri quadrati
ha = ettaro / ettari
m³ = metro cubo / metri cubi
cm³ = centimetro cubo / centimetri cubi
ml = millilitro / millilitri
cl = centilitro / centilitri
l = litro / litri
mg = milligrammo / milligrammi
g = grammo / grammi
kg = chilo / chili
t = tonnellata / tonnellate
lb = libbra / libbre
oz = oncia / once
s = secondo / secondi
ms = millisecondo / millisecondi
min = minuto / minuti
h = ora / ore
km/h = chilometro orario / chilometri orari
km/l = chilometro al litro / chilometri al litro
mph = miglio orario / miglia orarie
mpg = miglio per gallone / miglia per gallone
l/100km = litro per cento chilometri / litri per cento chilometri
rpm = giri al minuto
W = watt
kW = chilowatt
Wh = wattora
kWh = chilowattora
V = volt
A = ampere
mA = milliampere
mAh = milliamperora
Ah = amperora
Nm = newton metro
dB = decibel
bar = bar
lm = lumen
MB = megabyte
GB = gigabyte
TB = terabyte
Mbps = megabit al secondo
Gbps = gigabit al secondo
Hz = hertz
kHz = kilohertz
MHz = megahertz
GHz = gigahertz
MP = megapixel
px = pixel
fps = fotogramma al secondo / fotogrammi al secondo
°C = grado / gradi
°F = grado Fahrenheit / gradi Fahrenheit
° = grado / gradi
% = per cento
‰ = per mille
" = pollice / pollici
ft = piede / piedi
x = per
PS = cavallo / cavalli
pz = pezzo / pezzi
"""
"""Names of the units, in the order of `unit_symbols.py`: `symbol = singular / plural`, or one name for both."""

LOCALE: Final = Locale(
    # --- Cardinal numbers ---
    num2words_code="it",
    cardinal_corrections=((re.compile("dicotto"), "diciotto"), (re.compile(r"(?<=\w)tre\b"), "tré"),),
    cardinal_agreement={
        Gender.NONE: (), Gender.MASCULINE: ((re.compile(r"^uno$"), "un"),),
        Gender.FEMININE: ((re.compile(r"^uno$"), "una"),),
    },
    feminine_noun=re.compile(r"(?i)\w*(?:[^\W]a|zione|zioni|sione|sioni|tà|chiave|mano|foto|moto)$"),
    minus="meno",
    decimal_separator="virgola",
    groups_by_spaces=True,
    first_year_by_hundreds=0,
    number_sign="numero",
    # --- Fractions, ranges and dimensions ---
    fractions={
        "1/2": "mezzo", "1/3": "un terzo", "2/3": "due terzi", "1/4": "un quarto", "3/4": "tre quarti",
        "1/8": "un ottavo", "3/8": "tre ottavi", "1/5": "un quinto", "2/5": "due quinti", "3/5": "tre quinti",
    },
    mixed_number="{n} e {part}",
    range_word="a",
    dimension_word="per",
    score_word="su",
    height_phrase="di altezza",
    more_than="più di",
    year_nouns="anni",
    # --- Ordinals and Roman numerals ---
    ordinal_suffixes={
        "º": OrdinalSuffix("o"), ".º": OrdinalSuffix("o"), "ª": OrdinalSuffix("a", first="prima"),
        ".ª": OrdinalSuffix("a", first="prima"), "o": OrdinalSuffix("o"), "a": OrdinalSuffix("a", first="prima"),
    },
    nouns_after_degree_sign=(
        "piano|posto|livello|proprietario|intestatario|anno|mese|giorno|premio|turno|volume|tempo|modello|secolo|corso|"
        "motore|tagliando|bagno|round|classificato|mano|scelta|serie|edizione|generazione|marcia|fila|classe"
    ),
    nouns_after_roman_numeral="secolo|millennio|sec",
    century_abbreviations=r"[sS]ec\.|[sS]ecolo",
    century_template="{ordinal} secolo",
    # --- Money ---
    currencies={
        "USD": (Noun("dollaro", "dollari"), _CENT),
        "EUR": (Noun("euro", "euro"), _CENT),
        "GBP": (Noun("sterlina", "sterline", _FEMININE), Noun("penny", "pence")),
        "CAD": (Noun("dollaro canadese", "dollari canadesi"), _CENT),
        "AUD": (Noun("dollaro australiano", "dollari australiani"), _CENT),
        "NZD": (Noun("dollaro neozelandese", "dollari neozelandesi"), _CENT),
        "CHF": (Noun("franco svizzero", "franchi svizzeri"), _CENT),
        "SEK": (_KRONE, Noun("öre", "öre")),
        "NOK": (_KRONE, Noun("øre", "øre")),
        "DKK": (_KRONE, Noun("øre", "øre")),
        "PLN": (Noun("zloty", "zloty"), Noun("grosz", "groszy")),
        "JPY": (Noun("yen", "yen"), None),
        "INR": (Noun("rupia", "rupie", _FEMININE), Noun("paisa", "paise", _FEMININE)),
        "BRL": (Noun("real", "real"), Noun("centavo", "centavos")),
        "MXN": (Noun("peso messicano", "pesos messicani"), Noun("centavo", "centavos")),
    },
    minor_unit_link=" e ",
    names_minor_unit=False,
    scales={
        **dict.fromkeys(("mila", "k", "K"), Noun("mila", "mila")),
        **dict.fromkeys(("milione", "milioni", "mln", "M"), Noun("milione", "milioni")),
        **dict.fromkeys(("miliardo", "miliardi", "mld"), Noun("miliardo", "miliardi")),
    },
    million_link="di",
    carat=Noun("carato", "carati"),
    # --- Measures ---
    units=units_by_symbol(_UNITS, {"tonnellata", "libbra", "oncia", "ora", "wattora", "chilowattora"}),
    attached_units=ATTACHED - {"ms"},
    per="",
    per_other="a",
    rate_units={
        "mese": "al mese", "giorno": "al giorno", "notte": "a notte", "settimana": "a settimana", "anno": "all'anno",
        "ora": "all'ora", "h": "all'ora", "kg": "al chilo", "persona": "a persona", "m²": "al metro quadro",
        "m2": "al metro quadro", "mq": "al metro quadro", "pz": "al pezzo", "pezzo": "al pezzo", "pz.": "al pezzo",
        "pers.": "a persona", "pers": "a persona", "sett.": "a settimana", "m": "al metro", "l": "al litro",
        "cad.": "cadauno", "q.le": "al quintale", "t": "alla tonnellata",
    },
    # --- Dates ---
    date_words=DateWords(
        months=(
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
            "novembre", "dicembre",
        ),
        day_month_link=" ",
        month_year_link=" ",
        first_day="primo",
        full_hour="{h}",
        hour_and_minutes="{h} e {m}",
        weekdays={
            "lun": "lunedì", "mar": "martedì", "mer": "mercoledì", "gio": "giovedì", "ven": "venerdì", "sab": "sabato",
            "dom": "domenica",
        },
    ),
    duration_context=("dura|durata di|autonomia di|viaggio di", r"\sdi (?:viaggio|autonomia|durata|volo|tragitto)"),
    # --- Symbols and names ---
    symbol_names={
        "&": "e", "+": "più", "@": "chiocciola", "%": "per cento", "=": "uguale", "°": "gradi", "×": "per",
        "÷": "diviso", "€": "euro", "$": "dollari", "£": "sterline", "¥": "yen", "₹": "rupie", "‰": "per mille",
        "№": "numero", "²": "al quadrato", "³": "al cubo", "±": "più o meno", "≥": "almeno", "≤": "al massimo",
        "Ø": "diametro", "¢": "centesimi", "★": "stelle", "<": "meno di", ">": "più di", "~": "circa", "≈": "circa",
    },
    address_symbols={
        ".": "punto", "@": "chiocciola", "/": "barra", "-": "trattino", "_": "trattino basso", "+": "più",
        ":": "due punti",
    },
    initialisms=frozenset({"ESP"}),
    acronyms=frozenset({"LED", "OLED", "QLED", "AMOLED"}),
    # --- Abbreviations ---
    fixed_phrases={
        "ang. cottura": "angolo cottura", "cl. en.": "classe energetica", "pass. escl.": "passaggio escluso",
        **{f"cl. {letter}": f"classe {letter}" for letter in "ABCDEFG"},
        "LxPxH": "lunghezza per profondità per altezza", "LxPxA": "lunghezza per profondità per altezza",
        **{
            f"{one} {noun}": f"un'{noun}"
            for one in ("1", "una")
            for noun in ("ora", "anta", "asta", "unità", "auto", "uscita", "ala", "area", "elica", "opera", "antenna",
                         "edizione")
        },
        "1 h": "un'ora", "1h": "un'ora", "1 mln": "un milione", "1 mld": "un miliardo", "1/2 ora": "mezz'ora",
        "spese cond.": "spese condominiali", "aria cond.": "aria condizionata", "Aria cond.": "Aria condizionata",
        "Spese cond.": "Spese condominiali", '1/2"': "mezzo pollice", '1/4"': "un quarto di pollice",
        '3/4"': "tre quarti di pollice",
    },
    dotted_abbreviations={
        "ca.": "circa", "ecc.": "eccetera", "etc.": "eccetera", "p. es.": "per esempio", "es.": "esempio",
        "max.": "massimo", "min.": "minimo", "tel.": "telefono", "Tel.": "telefono", "Sig.": "signor",
        "Sig.ra": "signora", "Dott.": "dottor", "n.": "numero", "rif.": "riferimento", "cad.": "cadauno",
        "Tg.": "taglia", "tg.": "taglia", "sec.": "secolo", "lun.": "lunedì", "gio.": "giovedì", "ven.": "venerdì",
        "sab.": "sabato", "dom.": "domenica", "mis.": "misura", "batt.": "batteria", "cauz.": "cauzione",
        "contr.": "contratto", "benz.": "benzina", "sogg.": "soggiorno", "trasl.": "trasloco", "domic.": "domicilio",
        "caricab.": "caricabatterie", "tratt.": "trattabili", "trattab.": "trattabili", "Imm.": "immatricolazione",
        "prev.": "preventivo", "lavast.": "lavastoviglie", "allung.": "allungabile", "smont.": "smontabile",
        "unipropr.": "uniproprietario", "propr.": "proprietario", "asc.": "ascensore", "V.le": "viale",
        "P.zza": "piazza", "P.za": "piazza", "C.so": "corso", "app.to": "appartamento", "appart.": "appartamento",
        "pers.": "persone", "vel.": "velocità", "cam.": "camera", "risc.": "riscaldamento", "autom.": "automatico",
        "cell.": "cellulare", "Cell.": "cellulare", "mod.": "modello", "vol.": "volume", "pag.": "pagina",
        "spediz.": "spedizione", "sped.": "spedizione", "pz.": "pezzi",
    },
    plain_abbreviations={
        "mq": "metri quadri", "mln": "milioni", "mld": "miliardi", "cad": "cadauno", "WiFi": "wifi", "Wi-Fi": "wifi",
        "c/a": "circa", "c/": "con", "s/": "senza",
    },
    by_category={"property": CategoryAbbreviations(abbreviations_after_ordinal={"p": "piano"})},
    abbreviations_after_ordinal={"p.": "piano", "P.": "piano"},
    count_nouns={
        **count_noun(Noun("persona", "persone", _FEMININE), "pers"),
        **count_noun(Noun("velocità", "velocità", _FEMININE), "vel"),
        **count_noun(
            Noun("velocità", "velocità", _FEMININE), "v", categories=["sports"], numbers=GEARS, context_words=BICYCLES,
        ),
        **count_noun(Noun("pezzo", "pezzi"), "pz", "pzz"),
        **count_noun(Noun("batteria", "batterie", _FEMININE), "batt"),
        **count_noun(Noun("quintale", "quintali"), "q.le", "q.li"),
        **count_noun(Noun("mensilità", "mensilità", _FEMININE), "mens"),
        **count_noun(Noun("giorno", "giorni"), "gg"),
        **count_noun(Noun("pagina", "pagine", _FEMININE), "pag", "pagg"),
        **count_noun(Noun("cilindro", "cilindri"), "cil"),
        **count_noun(Noun("settimana", "settimane", _FEMININE), "sett"),
        **count_noun(Noun("tempo", "tempi"), "t", categories=["vehicles"], numbers=["2", "4"]),
        **count_noun(Noun("camera", "camere", _FEMININE), "cam", categories=["property"]),
        **count_noun(Noun("locale", "locali"), "loc", categories=["property"]),
        **count_noun(Noun("porta", "porte", _FEMININE), "p", categories=["vehicles"]),
        **count_noun(
            Noun("di altezza", "di altezza"), "h", "H", categories=["furniture", "home"],
            numbers=[str(height_cm) for height_cm in range(30, 400)],
        ),
    },
    adjective_abbreviations={
        "incl.": "incluso", "escl.": "escluso", "arred.": "arredato", "ristrutt.": "ristrutturato",
        "climat.": "climatizzato",
    },
    adjective_endings=(
        (re.compile("IVA|(?i:sped|spediz|.*[^mM]a|.*zione|.*tà|luce)"), "a"), (re.compile("[A-Z]+"), "o"),
        (re.compile("(?i)spese|bollette|utenze|.*zioni|gomme|casse"), "e"), (re.compile("(?i).*i"), "i"),
    ),
    times_noun=Noun("volta", "volte", _FEMININE),
    use_words=r"usat[oaie]|mess[oaie]|indossat[oaie]|utilizzat[oaie]|lett[oaie]",
    reason_word="per",
)  # fmt: skip
