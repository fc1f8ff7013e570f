"""Spanish."""

import re
from typing import Final

from vidx.spoken.abroad.lexicon import Clock, Gender, Lexicon, Noun
from vidx.spoken.abroad.metric import TIGHT, named

_SHE: Final = Gender.SHE
_CENT: Final = Noun("céntimo", "céntimos")
_CENTAVO: Final = Noun("centavo", "centavos")
_KRONE: Final = Noun("corona", "coronas", _SHE)
_UNITS: Final = """
milímetro / milímetros
centímetro / centímetros
metro / metros
kilómetro / kilómetros
milla / millas
metro cuadrado / metros cuadrados
kilómetro cuadrado / kilómetros cuadrados
centímetro cuadrado / centímetros cuadrados
hectárea / hectáreas
metro cúbico / metros cúbicos
centímetro cúbico / centímetros cúbicos
mililitro / mililitros
centilitro / centilitros
litro / litros
miligramo / miligramos
gramo / gramos
kilo / kilos
tonelada / toneladas
libra / libras
onza / onzas
segundo / segundos
minuto / minutos
hora / horas
kilómetro por hora / kilómetros por hora
kilómetro por litro / kilómetros por litro
milla por hora / millas por hora
milla por galón / millas por galón
litro a los cien / litros a los cien
revoluciones por minuto
vatio / vatios
kilovatio / kilovatios
vatio hora / vatios hora
kilovatio hora / kilovatios hora
voltio / voltios
amperio / amperios
miliamperio / miliamperios
miliamperio hora / miliamperios hora
amperio hora / amperios hora
newton metro
decibelio / decibelios
bar / bares
lumen / lúmenes
megabyte / megabytes
gigabyte / gigabytes
terabyte / terabytes
megabit por segundo / megabits por segundo
gigabit por segundo / gigabits por segundo
hercio / hercios
kilohercio / kilohercios
megahercio / megahercios
gigahercio / gigahercios
megapíxel / megapíxeles
píxel / píxeles
fotograma por segundo / fotogramas por segundo
grado / grados
grado Fahrenheit / grados Fahrenheit
grado / grados
por ciento
por mil
pulgada / pulgadas
pie / pies
por
caballo / caballos
unidad / unidades
"""

SPANISH: Final = Lexicon(
    code="es",
    replaced=(
        (re.compile(r"\bveintiuno(?= (?:mil|millones))"), "veintiún"),
        (re.compile(r"\buno(?= (?:mil|millones))"), "un"),
    ),
    before={
        Gender.NONE: (),
        Gender.HE: ((re.compile(r"\bveintiuno$"), "veintiún"), (re.compile(r"\buno$"), "un")),
        Gender.SHE: ((re.compile(r"uno$"), "una"), (re.compile(r"(?<=ient)os\b"), "as")),
    },
    feminine=re.compile(r"(?i)\w*(?:[^\Wií]as?|[cs]ión|[cs]iones|dad|dades|tud|fotos?|motos?|manos?|llaves?|noches?|vez|veces|clases?|calles?|torres?)$(?<!día)(?<!días)"),
    decimal="coma", minus="menos", number_sign="número", spaced=True, hundreds_from=0, million="de",
    sums={
        "USD": (Noun("dólar", "dólares"), _CENTAVO), "EUR": (Noun("euro", "euros"), _CENT),
        "GBP": (Noun("libra", "libras", _SHE), Noun("penique", "peniques")),
        "CAD": (Noun("dólar canadiense", "dólares canadienses"), _CENTAVO),
        "AUD": (Noun("dólar australiano", "dólares australianos"), _CENTAVO),
        "NZD": (Noun("dólar neozelandés", "dólares neozelandeses"), _CENTAVO),
        "CHF": (Noun("franco suizo", "francos suizos"), _CENT),
        "SEK": (_KRONE, Noun("öre", "öre")), "NOK": (_KRONE, Noun("øre", "øre")), "DKK": (_KRONE, Noun("øre", "øre")),
        "PLN": (Noun("esloti", "eslotis"), Noun("grosz", "groszy")), "JPY": (Noun("yen", "yenes"), None),
        "INR": (Noun("rupia", "rupias", _SHE), Noun("paisa", "paisas", _SHE)),
        "BRL": (Noun("real", "reales"), _CENTAVO), "MXN": (Noun("peso mexicano", "pesos mexicanos"), _CENTAVO),
    },
    sum_joint=" con ", small_named=False,
    scales={
        "mil": Noun("mil", "mil"), "k": Noun("mil", "mil"), "K": Noun("mil", "mil"),
        **dict.fromkeys(("millones", "millón", "M", "mill."), Noun("millón", "millones")),
    },
    units=named(_UNITS, {
        "milla", "hectárea", "tonelada", "libra", "onza", "hora", "milla por hora", "milla por galón", "pulgada",
        "revoluciones por minuto", "unidad",
    }),
    tight_units=TIGHT,
    each={
        "mes": "mes", "día": "día", "noche": "noche", "semana": "semana", "año": "año", "hora": "hora", "h": "hora",
        "kg": "kilo", "persona": "persona", "m²": "metro cuadrado", "m2": "metro cuadrado", "ud": "unidad",
        "ud.": "unidad", "unidad": "unidad",
    },
    per="por",
    clock=Clock(
        ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
         "noviembre", "diciembre"),
        " de ", " de ", "primero", "{h} en punto", "{h} y {m}",
        days={
            "lun": "lunes", "mar": "martes", "mié": "miércoles", "mie": "miércoles", "jue": "jueves",
            "vie": "viernes", "sáb": "sábado", "sab": "sábado", "dom": "domingo",
        },
    ),
    ordinals={
        "º": "|o", ".º": "|o", "ª": "primera|a", ".ª": "primera|a", "er": "primer|o", ".er": "primer|o",
        "ro": "primero|o", "ra": "primera|a", "do": "|o", "da": "|a", "to": "|o", "ta": "|a", "vo": "|o", "va": "|a",
        "mo": "|o", "ma": "|a", "no": "|o", "na": "|a",
        "o": "|o", "a": "primera|a",
    },
    shortened=((re.compile(r"(?<=prim)ero$|(?<=terc)ero$"), "er"),),
    degree_nouns="piso|lugar|puesto|dueño|dueña|mano|planta|premio|año|edición|generación|clase|etapa|fila",
    parts={
        "1/2": "medio", "1/3": "un tercio", "2/3": "dos tercios", "1/4": "un cuarto", "3/4": "tres cuartos",
        "1/8": "un octavo", "3/8": "tres octavos", "1/5": "un quinto", "2/5": "dos quintos", "3/5": "tres quintos",
    },
    mixed="{n} y {part}", range_to="a", times="por", out_of="de",
    address={".": "punto", "@": "arroba", "/": "barra", "-": "guion", "_": "guion bajo", "+": "más", ":": "dos puntos"},
    symbols={
        "&": "y", "+": "más", "@": "arroba", "%": "por ciento", "=": "igual a", "°": "grados", "×": "por",
        "÷": "entre", "€": "euros", "$": "dólares", "£": "libras", "¥": "yenes", "₹": "rupias", "‰": "por mil",
        "№": "número", "²": "al cuadrado", "³": "al cubo", "±": "más menos", "≥": "al menos", "≤": "como mucho",
        "¢": "centavos", "★": "estrellas", "~": "unos", "≈": "unos",
    },
    dotted={
        "aprox.": "aproximadamente", "Dto.": "descuento", "izq.": "izquierda", "dcha.": "derecha", "dto.": "descuento",
        "incl.": "incluido", "etc.": "etcétera",
        "p. ej.": "por ejemplo",
        "máx.": "máximo", "mín.": "mínimo", "tel.": "teléfono", "Tel.": "teléfono", "Sr.": "señor", "Sra.": "señora",
        "Dr.": "doctor", "Dra.": "doctora", "Avda.": "avenida", "C/": "calle", "hab.": "habitaciones",
        "Ud.": "usted", "Uds.": "ustedes", "EE. UU.": "Estados Unidos", "ref.": "referencia",
    },
    plain={"c/": "con", "s/": "sin", "p/": "para", "tel": "teléfono", "c/u": "cada uno", "s/n": "sin número",
           "a/a": "aire acondicionado", "A/A": "aire acondicionado",
           "WiFi": "wifi", "Wi-Fi": "wifi"},
)  # fmt: skip
