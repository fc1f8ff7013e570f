"""The `Locale` of Portuguese, as in Brazil. `locale.py` explains every field."""

import re
from typing import Final

from vidx.speech.locales.locale import CategoryAbbreviations, DateWords, Gender, Locale, Noun, OrdinalSuffix, count_noun
from vidx.speech.locales.unit_symbols import ATTACHED, BICYCLES, GEARS, units_by_symbol

_FEMININE: Final = Gender.FEMININE
_CENT: Final = Noun("centavo", "centavos")
_CENTIME: Final = Noun("cêntimo", "cêntimos")
_KRONE: Final = Noun("coroa", "coroas", _FEMININE)
_UNITS: Final = """
mm = milímetro / milímetros
cm = centímetro / centímetros
m = metro / metros
km = quilômetro / quilômetros
mi = milha / milhas
m² = metro quadrado / metros quadrados
km² = quilômetro quadrado / quilômetros quadrados
cm² = centímetro quadrado / centímetros quadrados
ha = hectare / hectares
m³ = metro cúbico / metros cúbicos
cm³ = centímetro cúbico / centímetros cúbicos
ml = mililitro / mililitros
cl = centilitro / centilitros
l = litro / litros
mg = miligrama / miligramas
g = grama / gramas
kg = quilo / quilos
t = tonelada / toneladas
lb = libra / libras
oz = onça / onças
s = segundo / segundos
ms = milissegundo / milissegundos
min = minuto / minutos
h = hora / horas
km/h = quilômetro por hora / quilômetros por hora
km/l = quilômetro por litro / quilômetros por litro
mph = milha por hora / milhas por hora
mpg = milha por galão / milhas por galão
l/100km = litro por cem quilômetros / litros por cem quilômetros
rpm = rotações por minuto
W = watt / watts
kW = quilowatt / quilowatts
Wh = watt-hora / watts-hora
kWh = quilowatt-hora / quilowatts-hora
V = volt / volts
A = ampere / amperes
mA = miliampere / miliamperes
mAh = miliampere-hora / miliamperes-hora
Ah = ampere-hora / amperes-hora
Nm = newton-metro / newtons-metro
dB = decibel / decibéis
bar = bar / bar
lm = lúmen / lúmens
MB = megabyte / megabytes
GB = gigabyte / gigabytes
TB = terabyte / terabytes
Mbps = megabit por segundo / megabits por segundo
Gbps = gigabit por segundo / gigabits por segundo
Hz = hertz
kHz = quilohertz
MHz = mega-hertz
GHz = giga-hertz
MP = megapixel / megapixels
px = pixel / pixels
fps = quadro por segundo / quadros por segundo
°C = grau / graus
°F = grau Fahrenheit / graus Fahrenheit
° = grau / graus
% = por cento
‰ = por mil
" = polegada / polegadas
ft = pé / pés
x = vezes
PS = cavalo / cavalos
pz = unidade / unidades
"""
"""Names of the units, in the order of `unit_symbols.py`: `symbol = singular / plural`, or one name for both."""

LOCALE: Final = Locale(
    # --- Cardinal numbers ---
    num2words_code="pt_BR",
    cardinal_corrections=(),
    cardinal_agreement={
        Gender.NONE: (), Gender.MASCULINE: (),
        Gender.FEMININE: (
            (re.compile(r"\bum$"), "uma"), (re.compile(r"\bdois$"), "duas"),
            (re.compile(r"(?<=ent)os\b(?!.*[mb]ilh)"), "as"),
        ),
    },
    feminine_noun=re.compile(
        r"(?i)\w*(?:[^\Wã]as?|ção|ções|são|sões|dade|dades|vez|vezes|fotos?|motos?|mãos?|suítes?|chaves?|vgs|noites?"
        r"|classes?|torres?)$(?<!dia)(?<!dias)",
    ),
    minus="menos",
    decimal_separator="vírgula",
    groups_by_spaces=True,
    first_year_by_hundreds=0,
    number_sign="número",
    # --- Fractions, ranges and dimensions ---
    fractions={
        "1/2": "meio", "1/3": "um terço", "2/3": "dois terços", "1/4": "um quarto", "3/4": "três quartos",
        "1/8": "um oitavo", "3/8": "três oitavos", "1/5": "um quinto", "2/5": "dois quintos", "3/5": "três quintos",
    },
    mixed_number="{n} e {part}",
    range_word="a",
    dimension_word="por",
    score_word="de",
    height_phrase="de altura",
    more_than="mais de",
    year_nouns="anos",
    # --- Ordinals and Roman numerals ---
    ordinal_suffixes={
        "º": OrdinalSuffix("o"), ".º": OrdinalSuffix("o"), "ª": OrdinalSuffix("a", first="primeira"),
        ".ª": OrdinalSuffix("a", first="primeira"), "o": OrdinalSuffix("o"), "a": OrdinalSuffix("a", first="primeira"),
    },
    nouns_after_degree_sign=(
        "andar|lugar|dono|dona|piso|colocado|pavimento|prêmio|turno|ano|edição|mão|geração|série|locação"
    ),
    century_abbreviations=r"[sS][eé]c\.",
    century_template="século {n}",
    # --- Money ---
    currencies={
        "USD": (Noun("dólar", "dólares"), _CENT),
        "EUR": (Noun("euro", "euros"), _CENTIME),
        "GBP": (Noun("libra", "libras", _FEMININE), Noun("pêni", "pence")),
        "CAD": (Noun("dólar canadense", "dólares canadenses"), _CENT),
        "AUD": (Noun("dólar australiano", "dólares australianos"), _CENT),
        "NZD": (Noun("dólar neozelandês", "dólares neozelandeses"), _CENT),
        "CHF": (Noun("franco suíço", "francos suíços"), _CENTIME),
        "SEK": (_KRONE, Noun("öre", "öre")),
        "NOK": (_KRONE, Noun("øre", "øre")),
        "DKK": (_KRONE, Noun("øre", "øre")),
        "PLN": (Noun("zloty", "zlotys"), Noun("grosz", "groszy")),
        "JPY": (Noun("iene", "ienes"), None),
        "INR": (Noun("rupia", "rupias", _FEMININE), Noun("paisa", "paisas", _FEMININE)),
        "BRL": (Noun("real", "reais"), _CENT),
        "MXN": (Noun("peso mexicano", "pesos mexicanos"), _CENT),
    },
    minor_unit_link=" e ",
    names_minor_unit=True,
    scales={
        **dict.fromkeys(("mil", "k", "K"), Noun("mil", "mil")),
        **dict.fromkeys(("milhão", "milhões", "mi", "M"), Noun("milhão", "milhões")),
        **dict.fromkeys(("bilhão", "bilhões", "bi"), Noun("bilhão", "bilhões")),
    },
    million_link="de",
    carat=Noun("quilate", "quilates"),
    # --- Measures ---
    units=units_by_symbol(
        _UNITS,
        {
            "milha", "tonelada", "libra", "onça", "hora", "milha por hora", "milha por galão", "polegada",
            "rotações por minuto", "unidade",
        },
    ),
    attached_units=ATTACHED,
    per="por",
    per_other="por",
    rate_units={
        "t": "tonelada", "mês": "mês", "dia": "dia", "noite": "noite", "semana": "semana", "ano": "ano", "hora": "hora",
        "h": "hora", "kg": "quilo", "pessoa": "pessoa", "m²": "metro quadrado", "m2": "metro quadrado", "un": "unidade",
        "un.": "unidade", "unidade": "unidade", "pess.": "pessoa", "sem.": "semana", "cx": "caixa", "pç": "peça",
        "m": "metro", "m³": "metro cúbico", "m3": "metro cúbico",
    },
    # --- Dates ---
    date_words=DateWords(
        months=(
            "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
            "novembro", "dezembro",
        ),
        day_month_link=" de ",
        month_year_link=" de ",
        first_day="primeiro",
        full_hour="{h} hora{s}",
        hour_and_minutes="{h} e {m}",
        weekdays={
            "seg": "segunda", "ter": "terça", "qua": "quarta", "qui": "quinta", "sex": "sexta", "sáb": "sábado",
            "sab": "sábado", "dom": "domingo",
        },
    ),
    duration_context=("dura|duração de|autonomia de|viagem de", r"\sde (?:viagem|autonomia|duração|voo|percurso)"),
    # --- Symbols and names ---
    symbol_names={
        "&": "e", "+": "mais", "@": "arroba", "%": "por cento", "=": "igual a", "°": "graus", "×": "vezes",
        "÷": "dividido por", "€": "euros", "$": "dólares", "£": "libras", "¥": "ienes", "₹": "rupias", "‰": "por mil",
        "№": "número", "²": "ao quadrado", "³": "ao cubo", "±": "mais ou menos", "≥": "no mínimo", "≤": "no máximo",
        "Ø": "diâmetro", "¢": "centavos", "★": "estrelas", "<": "menos de", ">": "mais de", "~": "cerca de",
        "≈": "cerca de",
    },
    address_symbols={
        ".": "ponto", "@": "arroba", "/": "barra", "-": "hífen", "_": "sublinhado", "+": "mais", ":": "dois pontos",
    },
    initialisms=frozenset({"IUC", "IPTU", "IPVA", "ESP", "VE", "TE", "DH"}),
    acronyms=frozenset({"LED", "OLED", "QLED", "AMOLED"}),
    # --- Abbreviations ---
    fixed_phrases={
        "1 ms": "um milissegundo", "R/C": "rés do chão", "r/c": "rés do chão", "ar cond.": "ar condicionado",
        "Ar cond.": "Ar condicionado", "2ª a 6ª": "segunda a sexta", "2ª-6ª": "segunda a sexta",
        "2ª à 6ª": "segunda à sexta", "2ª a sáb.": "segunda a sábado", "1/2 hora": "meia hora",
        "1/2 quilo": "meio quilo", "1/2 dúzia": "meia dúzia", '1/2"': "meia polegada", '1/4"': "um quarto de polegada",
        '3/4"': "três quartos de polegada",
    },
    dotted_abbreviations={
        "aprox.": "aproximadamente", "etc.": "et cetera", "p. ex.": "por exemplo", "máx.": "máximo", "mín.": "mínimo",
        "tel.": "telefone", "Tel.": "telefone", "Sr.": "senhor", "Sra.": "senhora", "Dr.": "doutor", "Dra.": "doutora",
        "Lgo.": "largo", "Av.": "avenida", "R.": "rua", "ref.": "referência", "qtos.": "quartos", "Tam.": "tamanho",
        "tam.": "tamanho", "desc.": "desconto", "cond.": "condomínio", "dorms.": "dormitórios", "dorm.": "dormitório",
        "qto.": "quarto", "Apto.": "apartamento", "apto.": "apartamento", "Apt.": "apartamento", "apt.": "apartamento",
        "ap.": "apartamento", "sáb.": "sábado", "sab.": "sábado", "seg.": "segunda", "qua.": "quarta", "qui.": "quinta",
        "sex.": "sexta", "un.": "unidade", "pol.": "polegadas", "pess.": "pessoas", "pçs.": "peças", "cx.": "caixa",
        "vel.": "velocidades", "garant.": "garantia", "desp.": "despesas", "bat.": "bateria", "orç.": "orçamento",
        "próx.": "próximo", "Tlm.": "telemóvel", "tlm.": "telemóvel", "cel.": "celular", "nasc.": "nascimento",
        "tb.": "também", "obs.": "observação", "Pç.": "praça", "Al.": "alameda", "Rod.": "rodovia", "bl.": "bloco",
    },
    plain_abbreviations={
        "Apto": "apartamento", "apto": "apartamento", "Tlm": "telemóvel", "tlm": "telemóvel", "cx": "caixa",
        "vg": "vaga", "pçs": "peças", "pç": "peça", "c/": "com", "s/": "sem", "p/": "para", "c/u": "cada um",
        "vgs": "vagas", "dorms": "dormitórios", "WiFi": "wifi", "Wi-Fi": "wifi",
    },
    by_category={
        "vehicles": CategoryAbbreviations(
            plain_abbreviations={"DH": "direção hidráulica", "VE": "vidros elétricos", "TE": "travas elétricas"},
        ),
    },
    abbreviations_after_ordinal={
        "dto.": "direito", "Dto.": "direito", "dto": "direito", "esq.": "esquerdo", "Esq.": "esquerdo",
        "esq": "esquerdo", "fte.": "frente",
    },
    count_nouns={
        **count_noun(Noun("pessoa", "pessoas", _FEMININE), "pess", "pax"),
        **count_noun(Noun("velocidade", "velocidades", _FEMININE), "vel"),
        **count_noun(
            Noun("velocidade", "velocidades", _FEMININE), "v", categories=["sports"], numbers=GEARS,
            context_words=BICYCLES,
        ),
        **count_noun(Noun("peça", "peças", _FEMININE), "pç", "pçs", "pc", "pcs"),
        **count_noun(Noun("unidade", "unidades", _FEMININE), "un", "uni", "unid", "und"),
        **count_noun(Noun("dormitório", "dormitórios"), "dorm", "dorms"),
        **count_noun(Noun("quarto", "quartos"), "qto", "qtos", "qt", "qts"),
        **count_noun(Noun("vaga", "vagas", _FEMININE), "vg", "vgs"),
        **count_noun(Noun("caixa", "caixas", _FEMININE), "cx", "cxs"),
        **count_noun(Noun("polegada", "polegadas", _FEMININE), "pol", "pols"),
        **count_noun(Noun("página", "páginas", _FEMININE), "pág", "págs", "pags"),
        **count_noun(Noun("porta", "portas", _FEMININE), "p", "pts", categories=["vehicles"]),
        **count_noun(Noun("W C", "W Cs"), "wc"),
        **count_noun(Noun("cilindro", "cilindros"), "cil"),
        **count_noun(Noun("lugar", "lugares"), "lug"),
    },
    adjective_abbreviations={
        "incl.": "incluído", "mobil.": "mobiliado", "elétr.": "elétrico", "elét.": "elétrico", "autom.": "automático",
    },
    adjective_endings=(
        (re.compile("[A-ZÁÉÍÓÚÂÊÔÃÕ]+"), "o"), (re.compile("(?i).*[oe]s"), "os"),
        (re.compile("(?i)desp|.*(?:as|ções|dades)"), "as"),
        (re.compile("(?i).*(?:[^m]a|ção|dade|luz|moto|kitnet|bike)"), "a"),
    ),
    times_noun=Noun("vez", "vezes", _FEMININE),
    use_words=r"(?:usad[oa]s?|vestid[oa]s?|lid[oa])(?: só| apenas)?",
    instalment_context=r"sem juros|s/ ?juros|no cart|de R\$|iguais|de \d",
    reason_word="por",
)  # fmt: skip
