"""The `Locale` of Spanish. `locale.py` explains every field."""

import re
from typing import Final

from vidx.speech.locales.locale import (
    CategoryAbbreviations,
    CountNoun,
    DateWords,
    Gender,
    Locale,
    Noun,
    OrdinalSuffix,
    count_noun,
)
from vidx.speech.locales.unit_symbols import ATTACHED, BICYCLES, GEARS, units_by_symbol

_FEMININE: Final = Gender.FEMININE
_CENT: Final = Noun("céntimo", "céntimos")
_CENTAVO: Final = Noun("centavo", "centavos")
_KRONE: Final = Noun("corona", "coronas", _FEMININE)
_UNITS: Final = """
mm = milímetro / milímetros
cm = centímetro / centímetros
m = metro / metros
km = kilómetro / kilómetros
mi = milla / millas
m² = metro cuadrado / metros cuadrados
km² = kilómetro cuadrado / kilómetros cuadrados
cm² = centímetro cuadrado / centímetros cuadrados
ha = hectárea / hectáreas
m³ = metro cúbico / metros cúbicos
cm³ = centímetro cúbico / centímetros cúbicos
ml = mililitro / mililitros
cl = centilitro / centilitros
l = litro / litros
mg = miligramo / miligramos
g = gramo / gramos
kg = kilo / kilos
t = tonelada / toneladas
lb = libra / libras
oz = onza / onzas
s = segundo / segundos
ms = milisegundo / milisegundos
min = minuto / minutos
h = hora / horas
km/h = kilómetro por hora / kilómetros por hora
km/l = kilómetro por litro / kilómetros por litro
mph = milla por hora / millas por hora
mpg = milla por galón / millas por galón
l/100km = litro a los cien / litros a los cien
rpm = revoluciones por minuto
W = vatio / vatios
kW = kilovatio / kilovatios
Wh = vatio hora / vatios hora
kWh = kilovatio hora / kilovatios hora
V = voltio / voltios
A = amperio / amperios
mA = miliamperio / miliamperios
mAh = miliamperio hora / miliamperios hora
Ah = amperio hora / amperios hora
Nm = newton metro
dB = decibelio / decibelios
bar = bar / bares
lm = lumen / lúmenes
MB = megabyte / megabytes
GB = gigabyte / gigabytes
TB = terabyte / terabytes
Mbps = megabit por segundo / megabits por segundo
Gbps = gigabit por segundo / gigabits por segundo
Hz = hercio / hercios
kHz = kilohercio / kilohercios
MHz = megahercio / megahercios
GHz = gigahercio / gigahercios
MP = megapíxel / megapíxeles
px = píxel / píxeles
fps = fotograma por segundo / fotogramas por segundo
°C = grado / grados
°F = grado Fahrenheit / grados Fahrenheit
° = grado / grados
% = por ciento
‰ = por mil
" = pulgada / pulgadas
ft = pie / pies
x = por
PS = caballo / caballos
pz = unidad / unidades
"""
"""Names of the units, in the order of `unit_symbols.py`: `symbol = singular / plural`, or one name for both."""

LOCALE: Final = Locale(
    # --- Cardinal numbers ---
    num2words_code="es",
    cardinal_corrections=(
        (re.compile(r"\bveintiuno(?= (?:mil|millones))"), "veintiún"),
        (re.compile(r"\buno(?= (?:mil|millones))"), "un"),
    ),
    cardinal_agreement={
        Gender.NONE: (), Gender.MASCULINE: ((re.compile(r"\bveintiuno$"), "veintiún"), (re.compile(r"\buno$"), "un")),
        Gender.FEMININE: ((re.compile(r"uno$"), "una"), (re.compile(r"(?<=ient)os\b(?!.*mill[oó]n)"), "as")),
    },
    feminine_noun=re.compile(
        r"(?i)\w*(?:[^\Wií]as?|[cs]ión|[cs]iones|dad|dades|tud|fotos?|motos?|manos?|llaves?|noches?|vez|veces|clases?"
        r"|calles?|torres?)$(?<!día)(?<!días)",
    ),
    minus="menos",
    decimal_separator="coma",
    decimal_point="punto",
    decimal_point_currencies=frozenset({"MXN", "PEN"}),
    groups_by_spaces=True,
    first_year_by_hundreds=0,
    number_sign="número",
    # --- Fractions, ranges and dimensions ---
    fractions={
        "1/2": "medio", "1/3": "un tercio", "2/3": "dos tercios", "1/4": "un cuarto", "3/4": "tres cuartos",
        "1/8": "un octavo", "3/8": "tres octavos", "1/5": "un quinto", "2/5": "dos quintos", "3/5": "tres quintos",
    },
    mixed_number="{n} y {part}",
    range_word="a",
    dimension_word="por",
    score_word="de",
    height_phrase="de alto",
    more_than="más de",
    year_nouns="años",
    # --- Ordinals and Roman numerals ---
    ordinal_suffixes={
        "º": OrdinalSuffix("o"), ".º": OrdinalSuffix("o"), "ª": OrdinalSuffix("a", first="primera"),
        ".ª": OrdinalSuffix("a", first="primera"), "er": OrdinalSuffix("o", first="primer"),
        ".er": OrdinalSuffix("o", first="primer"), "era": OrdinalSuffix("a", first="primera"),
        "ero": OrdinalSuffix("o", first="primero"), "eros": OrdinalSuffix("o", first="primeros"),
        "eras": OrdinalSuffix("a", first="primeras"), "ro": OrdinalSuffix("o", first="primero"),
        "ra": OrdinalSuffix("a", first="primera"), "do": OrdinalSuffix("o"), "da": OrdinalSuffix("a"),
        "to": OrdinalSuffix("o"), "ta": OrdinalSuffix("a"), "vo": OrdinalSuffix("o"), "va": OrdinalSuffix("a"),
        "mo": OrdinalSuffix("o"), "ma": OrdinalSuffix("a"), "no": OrdinalSuffix("o"), "na": OrdinalSuffix("a"),
        "o": OrdinalSuffix("o"), "a": OrdinalSuffix("a", first="primera"),
    },
    ordinal_apocope=((re.compile(r"(?<=prim)ero$|(?<=terc)ero$"), "er"),),
    nouns_after_degree_sign="piso|lugar|puesto|dueño|dueña|mano|planta|premio|año|edición|generación|clase|etapa|fila",
    century_abbreviations=r"[sS]\.|sig\.",
    century_template="siglo {n}",
    # --- Money ---
    currencies={
        "USD": (Noun("dólar", "dólares"), _CENTAVO),
        "EUR": (Noun("euro", "euros"), _CENT),
        "GBP": (Noun("libra", "libras", _FEMININE), Noun("penique", "peniques")),
        "CAD": (Noun("dólar canadiense", "dólares canadienses"), _CENTAVO),
        "AUD": (Noun("dólar australiano", "dólares australianos"), _CENTAVO),
        "NZD": (Noun("dólar neozelandés", "dólares neozelandeses"), _CENTAVO),
        "CHF": (Noun("franco suizo", "francos suizos"), _CENT),
        "SEK": (_KRONE, Noun("öre", "öre")),
        "NOK": (_KRONE, Noun("øre", "øre")),
        "DKK": (_KRONE, Noun("øre", "øre")),
        "PLN": (Noun("esloti", "eslotis"), Noun("grosz", "groszy")),
        "JPY": (Noun("yen", "yenes"), None),
        "INR": (Noun("rupia", "rupias", _FEMININE), Noun("paisa", "paisas", _FEMININE)),
        "BRL": (Noun("real", "reales"), _CENTAVO),
        "MXN": (Noun("peso mexicano", "pesos mexicanos"), _CENTAVO),
    },
    minor_unit_link=" con ",
    names_minor_unit=False,
    scales={
        "mil": Noun("mil", "mil"), "k": Noun("mil", "mil"), "K": Noun("mil", "mil"),
        **dict.fromkeys(("millones", "millón", "M", "mill."), Noun("millón", "millones")),
    },
    million_link="de",
    carat=Noun("quilate", "quilates"),
    # --- Measures ---
    units=units_by_symbol(
        _UNITS,
        {
            "milla", "hectárea", "tonelada", "libra", "onza", "hora", "milla por hora", "milla por galón", "pulgada",
            "revoluciones por minuto", "unidad",
        },
    ),
    attached_units=ATTACHED,
    per="por",
    per_other="por",
    rate_units={
        "t": "tonelada", "mes": "mes", "día": "día", "noche": "noche", "semana": "semana", "año": "año", "hora": "hora",
        "h": "hora", "kg": "kilo", "persona": "persona", "m²": "metro cuadrado", "m2": "metro cuadrado", "ud": "unidad",
        "ud.": "unidad", "unidad": "unidad", "pers.": "persona", "pers": "persona", "sem.": "semana", "uds.": "unidad",
        "pza": "pieza", "pz": "pieza", "pza.": "pieza", "m": "metro", "hab.": "habitación", "m³": "metro cúbico",
        "m3": "metro cúbico",
    },
    # --- Dates ---
    date_words=DateWords(
        months=(
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
            "noviembre", "diciembre",
        ),
        day_month_link=" de ",
        month_year_link=" de ",
        first_day="primero",
        full_hour="{h} en punto",
        hour_and_minutes="{h} y {m}",
        weekdays={
            "lun": "lunes", "mar": "martes", "mié": "miércoles", "mie": "miércoles", "jue": "jueves", "vie": "viernes",
            "sáb": "sábado", "sab": "sábado", "dom": "domingo",
        },
    ),
    duration_context=("dura|duración de|autonomía de|viaje de", r"\sde (?:viaje|autonomía|duración|vuelo|trayecto)"),
    # --- Symbols and names ---
    symbol_names={
        "&": "y", "+": "más", "@": "arroba", "%": "por ciento", "=": "igual a", "°": "grados", "×": "por", "÷": "entre",
        "€": "euros", "$": "dólares", "£": "libras", "¥": "yenes", "₹": "rupias", "‰": "por mil", "№": "número",
        "²": "al cuadrado", "³": "al cubo", "±": "más menos", "≥": "al menos", "≤": "como mucho", "Ø": "diámetro",
        "¢": "centavos", "★": "estrellas", "<": "menos de", ">": "más de", "~": "unos", "≈": "unos",
    },
    address_symbols={
        ".": "punto", "@": "arroba", "/": "barra", "-": "guion", "_": "guion bajo", "+": "más", ":": "dos puntos",
    },
    initialisms=frozenset({"ESP"}),
    acronyms=frozenset({"LED", "OLED", "QLED", "AMOLED"}),
    # --- Abbreviations ---
    fixed_phrases={
        "1 ms": "un milisegundo", "los sáb.": "los sábados", "los dom.": "los domingos", "L-V": "lunes a viernes",
        "L-S": "lunes a sábado", "L-D": "lunes a domingo", "L a V": "lunes a viernes", "S-D": "sábado y domingo",
        "1/2 hora": "media hora", "1/2 kilo": "medio kilo", "1/2 docena": "media docena", '1/2"': "media pulgada",
        '1/4"': "un cuarto de pulgada", '3/4"': "tres cuartos de pulgada",
    },
    dotted_abbreviations={
        "aprox.": "aproximadamente", "Dto.": "descuento", "izq.": "izquierda", "dcha.": "derecha", "dto.": "descuento",
        "etc.": "etcétera", "p. ej.": "por ejemplo", "máx.": "máximo", "mín.": "mínimo", "tel.": "teléfono",
        "Tel.": "teléfono", "Sr.": "señor", "Sra.": "señora", "Dr.": "doctor", "Dra.": "doctora", "Avda.": "avenida",
        "C/": "calle", "hab.": "habitación", "Ud.": "usted", "Uds.": "ustedes", "EE. UU.": "Estados Unidos",
        "ref.": "referencia", "izda.": "izquierda", "izqda.": "izquierda", "dcho.": "derecho", "Av.": "avenida",
        "Pza.": "plaza", "Plza.": "plaza", "Ctra.": "carretera", "Urb.": "urbanización", "gtos.": "gastos",
        "tlf.": "teléfono", "telf.": "teléfono", "tfno.": "teléfono", "tlfno.": "teléfono", "cel.": "celular",
        "depto.": "departamento", "dpto.": "departamento", "gtía.": "garantía", "gtia.": "garantía", "núm.": "número",
        "mod.": "modelo", "vol.": "volumen", "pág.": "página", "págs.": "páginas", "ud.": "unidad", "uds.": "unidades",
        "unid.": "unidad", "dorm.": "dormitorio", "dorms.": "dormitorios", "habs.": "habitaciones", "pers.": "personas",
        "vel.": "velocidades", "pzas.": "piezas", "lun.": "lunes", "mié.": "miércoles", "jue.": "jueves",
        "vie.": "viernes", "sáb.": "sábado", "esq.": "esquina", "kms.": "kilómetros", "fact.": "factura",
        "bat.": "batería", "asc.": "ascensor", "calef.": "calefacción", "disp.": "disponible", "lámp.": "lámpara",
        "presup.": "presupuesto", "desmont.": "desmontable", "extens.": "extensible", "lavavaj.": "lavavajillas",
        "efvo.": "efectivo", "trans.": "transferencia", "c.u.": "cada uno", "tamb.": "también", "desc.": "descuento",
    },
    plain_abbreviations={
        "izda": "izquierda", "izqda": "izquierda", "gtos": "gastos", "tlf": "teléfono", "telf": "teléfono",
        "tfno": "teléfono", "c/": "con", "s/": "sin", "p/": "para", "tel": "teléfono", "c/u": "cada uno",
        "s/n": "sin número", "a/a": "aire acondicionado", "a/c": "aire acondicionado", "Depto": "departamento",
        "depto": "departamento", "A/A": "aire acondicionado", "WiFi": "wifi", "Wi-Fi": "wifi",
    },
    by_category={
        "vehicles": CategoryAbbreviations(
            plain_abbreviations={
                "d/a": "dirección asistida", "e/e": "elevalunas eléctricos", "c/c": "cierre centralizado",
            },
        ),
        "fashion": CategoryAbbreviations(abbreviations_before_size={"T": "talla"}),
        "sports": CategoryAbbreviations(abbreviations_before_size={"T": "talla"}),
    },
    count_nouns={
        **count_noun(Noun("persona", "personas", _FEMININE), "pers", "pax"),
        **count_noun(Noun("velocidad", "velocidades", _FEMININE), "vel"),
        **count_noun(
            Noun("velocidad", "velocidades", _FEMININE), "v", categories=["sports"], numbers=GEARS,
            context_words=BICYCLES,
        ),
        **count_noun(Noun("pieza", "piezas", _FEMININE), "pz", "pzs", "pza", "pzas"),
        **count_noun(Noun("unidad", "unidades", _FEMININE), "ud", "uds", "Ud", "Uds", "unid", "unids"),
        **count_noun(Noun("habitación", "habitaciones", _FEMININE), "hab", "habs"),
        **count_noun(Noun("dormitorio", "dormitorios"), "dorm", "dorms"),
        **count_noun(Noun("página", "páginas", _FEMININE), "pág", "págs", "pag", "pags"),
        **count_noun(Noun("plaza", "plazas", _FEMININE), "plz", "plzs"),
        **count_noun(Noun("plaza", "plazas", _FEMININE), "pl", categories=["vehicles"]),
        **count_noun(Noun("puerta", "puertas", _FEMININE), "p", "pts", categories=["vehicles"]),
        **count_noun(Noun("cilindro", "cilindros"), "cil"),
        **count_noun(Noun("semana", "semanas", _FEMININE), "sem"),
        **count_noun(Noun("ambiente", "ambientes"), "amb", categories=["property"]),
        **count_noun(Noun("recámara", "recámaras", _FEMININE), "rec", categories=["property"]),
        **count_noun(Noun("estacionamiento", "estacionamientos"), "estac", categories=["property"]),
        "M2": (CountNoun(Noun("metro cuadrado", "metros cuadrados"), frozenset({"property"})),),
    },
    adjective_abbreviations={
        "incl.": "incluido", "amueb.": "amueblado", "amuebl.": "amueblado", "eléc.": "eléctrico",
        "eléctr.": "eléctrico", "reform.": "reformado", "autom.": "automático",
    },
    adjective_endings=(
        (re.compile("[A-ZÁÉÍÓÚ]+"), "o"), (re.compile("(?i)elevalunas|.*[oe]s|gastos"), "os"),
        (re.compile("(?i).*(?:as|ciones|dades)"), "as"), (re.compile("(?i).*(?:[^m]a|ción|dad|bici|luz|moto)"), "a"),
    ),
    times_noun=Noun("vez", "veces", _FEMININE),
    use_words=r"usad[oa]s?|puest[oa]s?|utilizad[oa]s?|leíd[oa]",
    instalment_context="sin inter[eé]s",
    reason_word="por",
)  # fmt: skip
