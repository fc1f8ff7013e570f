"""Italian."""

import re
from typing import Final

from vidx.speech.locales.lexicon import Clock, Gender, Lexicon, Noun, ShortForms, counted
from vidx.speech.locales.metric import BICYCLES, GEARS, TIGHT, named

_SHE: Final = Gender.SHE
_CENT: Final = Noun("centesimo", "centesimi")
_KRONE: Final = Noun("corona", "corone", _SHE)
_UNITS: Final = """
millimetro / millimetri
centimetro / centimetri
metro / metri
chilometro / chilometri
miglio / miglia
metro quadro / metri quadri
chilometro quadrato / chilometri quadrati
centimetro quadrato / centimetri quadrati
ettaro / ettari
metro cubo / metri cubi
centimetro cubo / centimetri cubi
millilitro / millilitri
centilitro / centilitri
litro / litri
milligrammo / milligrammi
grammo / grammi
chilo / chili
tonnellata / tonnellate
libbra / libbre
oncia / once
secondo / secondi
millisecondo / millisecondi
minuto / minuti
ora / ore
chilometro orario / chilometri orari
chilometro al litro / chilometri al litro
miglio orario / miglia orarie
miglio per gallone / miglia per gallone
litro per cento chilometri / litri per cento chilometri
giri al minuto
watt
chilowatt
wattora
chilowattora
volt
ampere
milliampere
milliamperora
amperora
newton metro
decibel
bar
lumen
megabyte
gigabyte
terabyte
megabit al secondo
gigabit al secondo
hertz
kilohertz
megahertz
gigahertz
megapixel
pixel
fotogramma al secondo / fotogrammi al secondo
grado / gradi
grado Fahrenheit / gradi Fahrenheit
grado / gradi
per cento
per mille
pollice / pollici
piede / piedi
per
cavallo / cavalli
pezzo / pezzi
"""

LEXICON: Final = Lexicon(
    code="it",
    replaced=((re.compile("dicotto"), "diciotto"), (re.compile(r"(?<=\w)tre\b"), "tré"),),
    before={
        Gender.NONE: (),
        Gender.HE: ((re.compile(r"^uno$"), "un"),),
        Gender.SHE: ((re.compile(r"^uno$"), "una"),),
    },
    feminine=re.compile(r"(?i)\w*(?:[^\W]a|zione|zioni|sione|sioni|tà|chiave|mano|foto|moto)$"),
    decimal="virgola", minus="meno", number_sign="numero", spaced=True, hundreds_from=0, million="di",
    sums={
        "USD": (Noun("dollaro", "dollari"), _CENT), "EUR": (Noun("euro", "euro"), _CENT),
        "GBP": (Noun("sterlina", "sterline", _SHE), Noun("penny", "pence")),
        "CAD": (Noun("dollaro canadese", "dollari canadesi"), _CENT),
        "AUD": (Noun("dollaro australiano", "dollari australiani"), _CENT),
        "NZD": (Noun("dollaro neozelandese", "dollari neozelandesi"), _CENT),
        "CHF": (Noun("franco svizzero", "franchi svizzeri"), _CENT),
        "SEK": (_KRONE, Noun("öre", "öre")), "NOK": (_KRONE, Noun("øre", "øre")), "DKK": (_KRONE, Noun("øre", "øre")),
        "PLN": (Noun("zloty", "zloty"), Noun("grosz", "groszy")), "JPY": (Noun("yen", "yen"), None),
        "INR": (Noun("rupia", "rupie", _SHE), Noun("paisa", "paise", _SHE)),
        "BRL": (Noun("real", "real"), Noun("centavo", "centavos")),
        "MXN": (Noun("peso messicano", "pesos messicani"), Noun("centavo", "centavos")),
    },
    sum_joint=" e ", small_named=False,
    scales={
        **dict.fromkeys(("mila", "k", "K"), Noun("mila", "mila")),
        **dict.fromkeys(("milione", "milioni", "mln", "M"), Noun("milione", "milioni")),
        **dict.fromkeys(("miliardo", "miliardi", "mld"), Noun("miliardo", "miliardi")),
    },
    units=named(_UNITS, {"tonnellata", "libbra", "oncia", "ora", "wattora", "chilowattora"}),
    tight_units=TIGHT - {"ms"},
    each={
        "mese": "al mese", "giorno": "al giorno", "notte": "a notte", "settimana": "a settimana", "anno": "all'anno",
        "ora": "all'ora", "h": "all'ora", "kg": "al chilo", "persona": "a persona", "m²": "al metro quadro",
        "m2": "al metro quadro", "mq": "al metro quadro", "pz": "al pezzo", "pezzo": "al pezzo", "pz.": "al pezzo",
        "pers.": "a persona", "pers": "a persona", "sett.": "a settimana", "m": "al metro", "l": "al litro",
        "cad.": "cadauno", "q.le": "al quintale", "t": "alla tonnellata",
    },
    per="",
    clock=Clock(
        ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
         "novembre", "dicembre"),
        " ", " ", "primo", "{h}", "{h} e {m}",
        days={
            "lun": "lunedì", "mar": "martedì", "mer": "mercoledì", "gio": "giovedì",
            "ven": "venerdì", "sab": "sabato", "dom": "domenica",
        },
    ),
    ordinals={"º": "|o", ".º": "|o", "ª": "prima|a", ".ª": "prima|a", "o": "|o", "a": "prima|a"},
    degree_nouns=(
        "piano|posto|livello|proprietario|intestatario|anno|mese|giorno|premio|turno|volume|tempo|modello|secolo|corso|"
        "motore|tagliando|bagno|round|classificato|mano|scelta|serie|edizione|generazione|marcia|fila|classe"
    ),
    roman_nouns="secolo|millennio|sec",
    parts={
        "1/2": "mezzo", "1/3": "un terzo", "2/3": "due terzi", "1/4": "un quarto", "3/4": "tre quarti",
        "1/8": "un ottavo", "3/8": "tre ottavi", "1/5": "un quinto", "2/5": "due quinti", "3/5": "tre quinti",
    },
    mixed="{n} e {part}", range_to="a", times="per", out_of="su",
    address={".": "punto", "@": "chiocciola", "/": "barra", "-": "trattino", "_": "trattino basso", "+": "più",
             ":": "due punti"},
    symbols={
        "&": "e", "+": "più", "@": "chiocciola", "%": "per cento", "=": "uguale", "°": "gradi", "×": "per",
        "÷": "diviso", "€": "euro", "$": "dollari", "£": "sterline", "¥": "yen", "₹": "rupie", "‰": "per mille",
        "№": "numero", "²": "al quadrato", "³": "al cubo", "±": "più o meno", "≥": "almeno", "≤": "al massimo",
        "Ø": "diametro", "¢": "centesimi", "★": "stelle", "<": "meno di", ">": "più di", "~": "circa", "≈": "circa",
    },
    dotted={
        "ca.": "circa", "ecc.": "eccetera", "etc.": "eccetera", "p. es.": "per esempio",
        "es.": "esempio", "max.": "massimo", "min.": "minimo", "tel.": "telefono", "Tel.": "telefono",
        "Sig.": "signor", "Sig.ra": "signora", "Dott.": "dottor", "n.": "numero", "rif.": "riferimento",
        "cad.": "cadauno", "Tg.": "taglia", "tg.": "taglia", "sec.": "secolo",
        "lun.": "lunedì", "gio.": "giovedì", "ven.": "venerdì", "sab.": "sabato", "dom.": "domenica",
        "mis.": "misura", "batt.": "batteria", "cauz.": "cauzione", "contr.": "contratto", "benz.": "benzina",
        "sogg.": "soggiorno", "trasl.": "trasloco", "domic.": "domicilio", "caricab.": "caricabatterie",
        "tratt.": "trattabili", "trattab.": "trattabili", "Imm.": "immatricolazione",
        "prev.": "preventivo", "lavast.": "lavastoviglie",
        "allung.": "allungabile", "smont.": "smontabile", "unipropr.": "uniproprietario", "propr.": "proprietario",
        "asc.": "ascensore",
        "V.le": "viale", "P.zza": "piazza", "P.za": "piazza", "C.so": "corso", "app.to": "appartamento",
        "appart.": "appartamento", "pers.": "persone", "vel.": "velocità", "cam.": "camera",
        "risc.": "riscaldamento", "autom.": "automatico", "cell.": "cellulare", "Cell.": "cellulare",
        "mod.": "modello", "vol.": "volume", "pag.": "pagina", "spediz.": "spedizione", "sped.": "spedizione",
        "pz.": "pezzi",
    },
    plain={"mq": "metri quadri", "mln": "milioni", "mld": "miliardi", "cad": "cadauno", "WiFi": "wifi",
           "Wi-Fi": "wifi", "c/a": "circa", "c/": "con", "s/": "senza"},
    phrases={
        "ang. cottura": "angolo cottura", "cl. en.": "classe energetica", "pass. escl.": "passaggio escluso",
        **{f"cl. {letter}": f"classe {letter}" for letter in "ABCDEFG"},
        "LxPxH": "lunghezza per profondità per altezza", "LxPxA": "lunghezza per profondità per altezza",
        **{f"{one} {noun}": f"un'{noun}" for one in ("1", "una") for noun in
           ("ora", "anta", "asta", "unità", "auto", "uscita", "ala", "area", "elica", "opera", "antenna", "edizione")},
        "1 h": "un'ora", "1h": "un'ora",
        "1 mln": "un milione", "1 mld": "un miliardo", "1/2 ora": "mezz'ora", "spese cond.": "spese condominiali",
        "aria cond.": "aria condizionata", "Aria cond.": "Aria condizionata", "Spese cond.": "Spese condominiali",
        '1/2"': "mezzo pollice", '1/4"': "un quarto di pollice", '3/4"': "tre quarti di pollice",
    },
    counted={
        **counted(Noun("persona", "persone", _SHE), "pers"),
        **counted(Noun("velocità", "velocità", _SHE), "vel"),
        **counted(Noun("velocità", "velocità", _SHE), "v", categories=["sports"], figures=GEARS, near=BICYCLES),
        **counted(Noun("pezzo", "pezzi"), "pz", "pzz"),
        **counted(Noun("batteria", "batterie", _SHE), "batt"),
        **counted(Noun("quintale", "quintali"), "q.le", "q.li"),
        **counted(Noun("mensilità", "mensilità", _SHE), "mens"),
        **counted(Noun("giorno", "giorni"), "gg"),
        **counted(Noun("pagina", "pagine", _SHE), "pag", "pagg"),
        **counted(Noun("cilindro", "cilindri"), "cil"),
        **counted(Noun("settimana", "settimane", _SHE), "sett"),
        **counted(Noun("tempo", "tempi"), "t", categories=["vehicles"], figures=["2", "4"]),
        **counted(Noun("camera", "camere", _SHE), "cam", categories=["property"]),
        **counted(Noun("locale", "locali"), "loc", categories=["property"]),
        **counted(Noun("porta", "porte", _SHE), "p", categories=["vehicles"]),
        **counted(Noun("di altezza", "di altezza"), "h", "H", categories=["furniture", "home"],
                  figures=[str(height_cm) for height_cm in range(30, 400)]),
    },
    karat=Noun("carato", "carati"),
    after_ordinal={"p.": "piano", "P.": "piano"},
    by_category={"property": ShortForms(after_ordinal={"p": "piano"})},
    agreeing={"incl.": "incluso", "escl.": "escluso", "arred.": "arredato", "ristrutt.": "ristrutturato",
              "climat.": "climatizzato"},
    agreement=(
        (re.compile("IVA|(?i:sped|spediz|.*[^mM]a|.*zione|.*tà|luce)"), "a"), (re.compile("[A-Z]+"), "o"),
        (re.compile("(?i)spese|bollette|utenze|.*zioni|gomme|casse"), "e"), (re.compile("(?i).*i"), "i"),
    ),
    used=r"usat[oaie]|mess[oaie]|indossat[oaie]|utilizzat[oaie]|lett[oaie]",
    turns=Noun("volta", "volte", _SHE), by_reason="per",
    century=(r"[sS]ec\.|[sS]ecolo", "{ordinal} secolo"),
    lasting=("dura|durata di|autonomia di|viaggio di", r"\sdi (?:viaggio|autonomia|durata|volo|tragitto)"), per_any="a",
    initialisms=frozenset({"ESP"}),
    high="di altezza", more_than="più di", years="anni",
    acronyms=frozenset({"LED", "OLED", "QLED", "AMOLED"}),
)  # fmt: skip
