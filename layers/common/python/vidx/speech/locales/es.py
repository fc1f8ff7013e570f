"""Spanish."""

import re
from typing import Final

from vidx.speech.locales.lexicon import Clock, Counted, Gender, Lexicon, Noun, ShortForms, counted
from vidx.speech.locales.metric import BICYCLES, GEARS, TIGHT, named

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
milisegundo / milisegundos
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

LEXICON: Final = Lexicon(
    code="es",
    replaced=(
        (re.compile(r"\bveintiuno(?= (?:mil|millones))"), "veintiún"),
        (re.compile(r"\buno(?= (?:mil|millones))"), "un"),
    ),
    before={
        Gender.NONE: (),
        Gender.HE: ((re.compile(r"\bveintiuno$"), "veintiún"), (re.compile(r"\buno$"), "un")),
        Gender.SHE: ((re.compile(r"uno$"), "una"), (re.compile(r"(?<=ient)os\b(?!.*mill[oó]n)"), "as")),
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
        "t": "tonelada",
        "mes": "mes", "día": "día", "noche": "noche", "semana": "semana", "año": "año", "hora": "hora", "h": "hora",
        "kg": "kilo", "persona": "persona", "m²": "metro cuadrado", "m2": "metro cuadrado", "ud": "unidad",
        "ud.": "unidad", "unidad": "unidad", "pers.": "persona", "pers": "persona", "sem.": "semana",
        "uds.": "unidad", "pza": "pieza", "pz": "pieza", "pza.": "pieza", "m": "metro", "hab.": "habitación",
        "m³": "metro cúbico",
        "m3": "metro cúbico",
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
        "era": "primera|a", "ero": "primero|o", "eros": "primeros|o", "eras": "primeras|a",
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
        "Ø": "diámetro", "¢": "centavos", "★": "estrellas", "<": "menos de", ">": "más de", "~": "unos", "≈": "unos",
    },
    dotted={
        "aprox.": "aproximadamente", "Dto.": "descuento", "izq.": "izquierda", "dcha.": "derecha", "dto.": "descuento",
        "etc.": "etcétera",
        "p. ej.": "por ejemplo",
        "máx.": "máximo", "mín.": "mínimo", "tel.": "teléfono", "Tel.": "teléfono", "Sr.": "señor", "Sra.": "señora",
        "Dr.": "doctor", "Dra.": "doctora", "Avda.": "avenida", "C/": "calle", "hab.": "habitación",
        "Ud.": "usted", "Uds.": "ustedes", "EE. UU.": "Estados Unidos", "ref.": "referencia",
        "izda.": "izquierda", "izqda.": "izquierda", "dcho.": "derecho", "Av.": "avenida", "Pza.": "plaza",
        "Plza.": "plaza", "Ctra.": "carretera", "Urb.": "urbanización", "gtos.": "gastos", "tlf.": "teléfono",
        "telf.": "teléfono", "tfno.": "teléfono", "tlfno.": "teléfono", "cel.": "celular", "depto.": "departamento",
        "dpto.": "departamento", "gtía.": "garantía", "gtia.": "garantía", "núm.": "número", "mod.": "modelo",
        "vol.": "volumen", "pág.": "página", "págs.": "páginas", "ud.": "unidad", "uds.": "unidades",
        "unid.": "unidad", "dorm.": "dormitorio", "dorms.": "dormitorios", "habs.": "habitaciones",
        "pers.": "personas", "vel.": "velocidades", "pzas.": "piezas", "lun.": "lunes", "mié.": "miércoles",
        "jue.": "jueves", "vie.": "viernes", "sáb.": "sábado", "esq.": "esquina", "kms.": "kilómetros",
        "fact.": "factura", "bat.": "batería", "asc.": "ascensor", "calef.": "calefacción", "disp.": "disponible",
        "lámp.": "lámpara", "presup.": "presupuesto", "desmont.": "desmontable", "extens.": "extensible",
        "lavavaj.": "lavavajillas", "efvo.": "efectivo", "trans.": "transferencia", "c.u.": "cada uno",
        "tamb.": "también", "desc.": "descuento",
    },
    plain={"izda": "izquierda", "izqda": "izquierda", "gtos": "gastos", "tlf": "teléfono", "telf": "teléfono",
           "tfno": "teléfono", "c/": "con", "s/": "sin", "p/": "para", "tel": "teléfono", "c/u": "cada uno",
           "s/n": "sin número",
           "a/a": "aire acondicionado", "a/c": "aire acondicionado", "Depto": "departamento", "depto": "departamento",
            "A/A": "aire acondicionado",
           "WiFi": "wifi", "Wi-Fi": "wifi"},
    phrases={
        "1 ms": "un milisegundo", "los sáb.": "los sábados", "los dom.": "los domingos",
        "L-V": "lunes a viernes", "L-S": "lunes a sábado", "L-D": "lunes a domingo", "L a V": "lunes a viernes",
        "S-D": "sábado y domingo", "1/2 hora": "media hora", "1/2 kilo": "medio kilo", "1/2 docena": "media docena",
        '1/2"': "media pulgada", '1/4"': "un cuarto de pulgada", '3/4"': "tres cuartos de pulgada",
    },
    counted={
        **counted(Noun("persona", "personas", _SHE), "pers", "pax"),
        **counted(Noun("velocidad", "velocidades", _SHE), "vel"),
        **counted(Noun("velocidad", "velocidades", _SHE), "v", categories=["sports"], figures=GEARS, near=BICYCLES),
        **counted(Noun("pieza", "piezas", _SHE), "pz", "pzs", "pza", "pzas"),
        **counted(Noun("unidad", "unidades", _SHE), "ud", "uds", "Ud", "Uds", "unid", "unids"),
        **counted(Noun("habitación", "habitaciones", _SHE), "hab", "habs"),
        **counted(Noun("dormitorio", "dormitorios"), "dorm", "dorms"),
        **counted(Noun("página", "páginas", _SHE), "pág", "págs", "pag", "pags"),
        **counted(Noun("plaza", "plazas", _SHE), "plz", "plzs"),
        **counted(Noun("plaza", "plazas", _SHE), "pl", categories=["vehicles"]),
        **counted(Noun("puerta", "puertas", _SHE), "p", "pts", categories=["vehicles"]),
        **counted(Noun("cilindro", "cilindros"), "cil"),
        **counted(Noun("semana", "semanas", _SHE), "sem"),
        **counted(Noun("ambiente", "ambientes"), "amb", categories=["property"]),
        **counted(Noun("recámara", "recámaras", _SHE), "rec", categories=["property"]),
        **counted(Noun("estacionamiento", "estacionamientos"), "estac", categories=["property"]),
        "M2": (Counted(Noun("metro cuadrado", "metros cuadrados"), frozenset({"property"})),),
    },
    karat=Noun("quilate", "quilates"),
    by_category={
        "vehicles": ShortForms(
            plain={"d/a": "dirección asistida", "e/e": "elevalunas eléctricos", "c/c": "cierre centralizado"},
        ),
        "fashion": ShortForms(before_size={"T": "talla"}),
        "sports": ShortForms(before_size={"T": "talla"}),
    },
    agreeing={
        "incl.": "incluido", "amueb.": "amueblado", "amuebl.": "amueblado", "eléc.": "eléctrico",
        "eléctr.": "eléctrico", "reform.": "reformado", "autom.": "automático",
    },
    agreement=(
        (re.compile("[A-ZÁÉÍÓÚ]+"), "o"), (re.compile("(?i)elevalunas|.*[oe]s|gastos"), "os"),
        (re.compile("(?i).*(?:as|ciones|dades)"), "as"), (re.compile("(?i).*(?:[^m]a|ción|dad|bici|luz|moto)"), "a"),
    ),
    used=r"usad[oa]s?|puest[oa]s?|utilizad[oa]s?|leíd[oa]",
    turns=Noun("vez", "veces", _SHE), instalments="sin inter[eé]s", by_reason="por",
    century=(r"[sS]\.|sig\.", "siglo {n}"),
    lasting=("dura|duración de|autonomía de|viaje de", r"\sde (?:viaje|autonomía|duración|vuelo|trayecto)"),
    per_any="por",
    points_in=frozenset({"MXN", "PEN"}), point="punto",
    initialisms=frozenset({"ESP"}),
    high="de alto", more_than="más de", years="años",
    acronyms=frozenset({"LED", "OLED", "QLED", "AMOLED"}),
)  # fmt: skip
