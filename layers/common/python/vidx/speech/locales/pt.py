"""Portuguese as it is spoken in Brazil, where most of its speakers (and Polly's voices) are."""

import re
from typing import Final

from vidx.speech.locales.lexicon import Clock, Gender, Lexicon, Noun, ShortForms, counted
from vidx.speech.locales.metric import BICYCLES, GEARS, TIGHT, named

_SHE: Final = Gender.SHE
_CENT: Final = Noun("centavo", "centavos")
_CENTIME: Final = Noun("cêntimo", "cêntimos")
_KRONE: Final = Noun("coroa", "coroas", _SHE)
_UNITS: Final = """
milímetro / milímetros
centímetro / centímetros
metro / metros
quilômetro / quilômetros
milha / milhas
metro quadrado / metros quadrados
quilômetro quadrado / quilômetros quadrados
centímetro quadrado / centímetros quadrados
hectare / hectares
metro cúbico / metros cúbicos
centímetro cúbico / centímetros cúbicos
mililitro / mililitros
centilitro / centilitros
litro / litros
miligrama / miligramas
grama / gramas
quilo / quilos
tonelada / toneladas
libra / libras
onça / onças
segundo / segundos
milissegundo / milissegundos
minuto / minutos
hora / horas
quilômetro por hora / quilômetros por hora
quilômetro por litro / quilômetros por litro
milha por hora / milhas por hora
milha por galão / milhas por galão
litro por cem quilômetros / litros por cem quilômetros
rotações por minuto
watt / watts
quilowatt / quilowatts
watt-hora / watts-hora
quilowatt-hora / quilowatts-hora
volt / volts
ampere / amperes
miliampere / miliamperes
miliampere-hora / miliamperes-hora
ampere-hora / amperes-hora
newton-metro / newtons-metro
decibel / decibéis
bar / bar
lúmen / lúmens
megabyte / megabytes
gigabyte / gigabytes
terabyte / terabytes
megabit por segundo / megabits por segundo
gigabit por segundo / gigabits por segundo
hertz
quilohertz
mega-hertz
giga-hertz
megapixel / megapixels
pixel / pixels
quadro por segundo / quadros por segundo
grau / graus
grau Fahrenheit / graus Fahrenheit
grau / graus
por cento
por mil
polegada / polegadas
pé / pés
vezes
cavalo / cavalos
unidade / unidades
"""

LEXICON: Final = Lexicon(
    code="pt_BR",
    replaced=(),
    before={
        Gender.NONE: (),
        Gender.HE: (),
        Gender.SHE: (
            (re.compile(r"\bum$"), "uma"), (re.compile(r"\bdois$"), "duas"),
            (re.compile(r"(?<=ent)os\b(?!.*[mb]ilh)"), "as"),
        ),
    },
    feminine=re.compile(r"(?i)\w*(?:[^\Wã]as?|ção|ções|são|sões|dade|dades|vez|vezes|fotos?|motos?|mãos?|suítes?|chaves?|vgs|noites?|classes?|torres?)$(?<!dia)(?<!dias)"),
    decimal="vírgula", minus="menos", number_sign="número", spaced=True, hundreds_from=0, million="de",
    sums={
        "USD": (Noun("dólar", "dólares"), _CENT), "EUR": (Noun("euro", "euros"), _CENTIME),
        "GBP": (Noun("libra", "libras", _SHE), Noun("pêni", "pence")),
        "CAD": (Noun("dólar canadense", "dólares canadenses"), _CENT),
        "AUD": (Noun("dólar australiano", "dólares australianos"), _CENT),
        "NZD": (Noun("dólar neozelandês", "dólares neozelandeses"), _CENT),
        "CHF": (Noun("franco suíço", "francos suíços"), _CENTIME),
        "SEK": (_KRONE, Noun("öre", "öre")), "NOK": (_KRONE, Noun("øre", "øre")), "DKK": (_KRONE, Noun("øre", "øre")),
        "PLN": (Noun("zloty", "zlotys"), Noun("grosz", "groszy")), "JPY": (Noun("iene", "ienes"), None),
        "INR": (Noun("rupia", "rupias", _SHE), Noun("paisa", "paisas", _SHE)),
        "BRL": (Noun("real", "reais"), _CENT), "MXN": (Noun("peso mexicano", "pesos mexicanos"), _CENT),
    },
    sum_joint=" e ", small_named=True,
    scales={
        **dict.fromkeys(("mil", "k", "K"), Noun("mil", "mil")),
        **dict.fromkeys(("milhão", "milhões", "mi", "M"), Noun("milhão", "milhões")),
        **dict.fromkeys(("bilhão", "bilhões", "bi"), Noun("bilhão", "bilhões")),
    },
    units=named(_UNITS, {
        "milha", "tonelada", "libra", "onça", "hora", "milha por hora", "milha por galão", "polegada",
        "rotações por minuto", "unidade",
    }),
    tight_units=TIGHT,
    each={
        "t": "tonelada",
        "mês": "mês", "dia": "dia", "noite": "noite", "semana": "semana", "ano": "ano", "hora": "hora", "h": "hora",
        "kg": "quilo", "pessoa": "pessoa", "m²": "metro quadrado", "m2": "metro quadrado", "un": "unidade",
        "un.": "unidade", "unidade": "unidade", "pess.": "pessoa", "sem.": "semana", "cx": "caixa",
        "pç": "peça", "m": "metro", "m³": "metro cúbico", "m3": "metro cúbico",
    },
    per="por",
    clock=Clock(
        ("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
         "novembro", "dezembro"),
        " de ", " de ", "primeiro", "{h} hora{s}", "{h} e {m}",
        days={
            "seg": "segunda", "ter": "terça", "qua": "quarta", "qui": "quinta",
            "sex": "sexta", "sáb": "sábado", "sab": "sábado", "dom": "domingo",
        },
    ),
    ordinals={"º": "|o", ".º": "|o", "ª": "primeira|a", ".ª": "primeira|a", "o": "|o", "a": "primeira|a"},
    degree_nouns="andar|lugar|dono|dona|piso|colocado|pavimento|prêmio|turno|ano|edição|mão|geração|série|locação",
    parts={
        "1/2": "meio", "1/3": "um terço", "2/3": "dois terços", "1/4": "um quarto", "3/4": "três quartos",
        "1/8": "um oitavo", "3/8": "três oitavos", "1/5": "um quinto", "2/5": "dois quintos", "3/5": "três quintos",
    },
    mixed="{n} e {part}", range_to="a", times="por", out_of="de",
    address={".": "ponto", "@": "arroba", "/": "barra", "-": "hífen", "_": "sublinhado", "+": "mais",
             ":": "dois pontos"},
    symbols={
        "&": "e", "+": "mais", "@": "arroba", "%": "por cento", "=": "igual a", "°": "graus", "×": "vezes",
        "÷": "dividido por", "€": "euros", "$": "dólares", "£": "libras", "¥": "ienes", "₹": "rupias", "‰": "por mil",
        "№": "número", "²": "ao quadrado", "³": "ao cubo", "±": "mais ou menos", "≥": "no mínimo", "≤": "no máximo",
        "Ø": "diâmetro", "¢": "centavos", "★": "estrelas", "<": "menos de", ">": "mais de", "~": "cerca de",
        "≈": "cerca de",
    },
    dotted={
        "aprox.": "aproximadamente", "etc.": "et cetera", "p. ex.": "por exemplo",
        "máx.": "máximo", "mín.": "mínimo", "tel.": "telefone", "Tel.": "telefone", "Sr.": "senhor", "Sra.": "senhora",
        "Dr.": "doutor", "Dra.": "doutora", "Lgo.": "largo", "Av.": "avenida", "R.": "rua", "ref.": "referência",
        "qtos.": "quartos",
        "Tam.": "tamanho", "tam.": "tamanho", "desc.": "desconto", "cond.": "condomínio",
        "dorms.": "dormitórios", "dorm.": "dormitório", "qto.": "quarto", "Apto.": "apartamento",
        "apto.": "apartamento", "Apt.": "apartamento", "apt.": "apartamento", "ap.": "apartamento",
        "sáb.": "sábado", "sab.": "sábado", "seg.": "segunda", "qua.": "quarta", "qui.": "quinta", "sex.": "sexta",
        "un.": "unidade", "pol.": "polegadas", "pess.": "pessoas", "pçs.": "peças", "cx.": "caixa",
        "vel.": "velocidades",
        "garant.": "garantia", "desp.": "despesas", "bat.": "bateria", "orç.": "orçamento", "próx.": "próximo",
        "Tlm.": "telemóvel", "tlm.": "telemóvel", "cel.": "celular", "nasc.": "nascimento",
        "tb.": "também", "obs.": "observação", "Pç.": "praça", "Al.": "alameda", "Rod.": "rodovia", "bl.": "bloco",
    },
    plain={"Apto": "apartamento", "apto": "apartamento", "Tlm": "telemóvel", "tlm": "telemóvel", "cx": "caixa",
           "vg": "vaga", "pçs": "peças", "pç": "peça", "c/": "com", "s/": "sem", "p/": "para", "c/u": "cada um",
           "vgs": "vagas", "dorms": "dormitórios",
           "WiFi": "wifi", "Wi-Fi": "wifi"},
    phrases={
        "1 ms": "um milissegundo", "R/C": "rés do chão", "r/c": "rés do chão",
        "ar cond.": "ar condicionado", "Ar cond.": "Ar condicionado",
        "2ª a 6ª": "segunda a sexta", "2ª-6ª": "segunda a sexta", "2ª à 6ª": "segunda à sexta",
        "2ª a sáb.": "segunda a sábado", "1/2 hora": "meia hora", "1/2 quilo": "meio quilo", "1/2 dúzia": "meia dúzia",
        '1/2"': "meia polegada", '1/4"': "um quarto de polegada", '3/4"': "três quartos de polegada",
    },
    counted={
        **counted(Noun("pessoa", "pessoas", _SHE), "pess", "pax"),
        **counted(Noun("velocidade", "velocidades", _SHE), "vel"),
        **counted(Noun("velocidade", "velocidades", _SHE), "v", categories=["sports"], figures=GEARS, near=BICYCLES),
        **counted(Noun("peça", "peças", _SHE), "pç", "pçs", "pc", "pcs"),
        **counted(Noun("unidade", "unidades", _SHE), "un", "uni", "unid", "und"),
        **counted(Noun("dormitório", "dormitórios"), "dorm", "dorms"),
        **counted(Noun("quarto", "quartos"), "qto", "qtos", "qt", "qts"),
        **counted(Noun("vaga", "vagas", _SHE), "vg", "vgs"),
        **counted(Noun("caixa", "caixas", _SHE), "cx", "cxs"),
        **counted(Noun("polegada", "polegadas", _SHE), "pol", "pols"),
        **counted(Noun("página", "páginas", _SHE), "pág", "págs", "pags"),
        **counted(Noun("porta", "portas", _SHE), "p", "pts", categories=["vehicles"]),
        **counted(Noun("W C", "W Cs"), "wc"),
        **counted(Noun("cilindro", "cilindros"), "cil"),
        **counted(Noun("lugar", "lugares"), "lug"),
    },
    karat=Noun("quilate", "quilates"),
    by_category={
        "vehicles": ShortForms(
            plain={"DH": "direção hidráulica", "VE": "vidros elétricos", "TE": "travas elétricas"},
        ),
    },
    after_ordinal={"dto.": "direito", "Dto.": "direito", "dto": "direito", "esq.": "esquerdo", "Esq.": "esquerdo",
                   "esq": "esquerdo", "fte.": "frente"},
    agreeing={"incl.": "incluído", "mobil.": "mobiliado", "elétr.": "elétrico", "elét.": "elétrico",
    "autom.": "automático"},
    agreement=(
        (re.compile("[A-ZÁÉÍÓÚÂÊÔÃÕ]+"), "o"), (re.compile("(?i).*[oe]s"), "os"),
        (re.compile("(?i)desp|.*(?:as|ções|dades)"), "as"),
        (re.compile("(?i).*(?:[^m]a|ção|dade|luz|moto|kitnet|bike)"), "a"),
    ),
    used=r"(?:usad[oa]s?|vestid[oa]s?|lid[oa])(?: só| apenas)?",
    turns=Noun("vez", "vezes", _SHE), instalments=r"sem juros|s/ ?juros|no cart|de R\$|iguais|de \d", by_reason="por",
    century=(r"[sS][eé]c\.", "século {n}"),
    lasting=("dura|duração de|autonomia de|viagem de", r"\sde (?:viagem|autonomia|duração|voo|percurso)"),
    per_any="por",
    initialisms=frozenset({"IUC", "IPTU", "IPVA", "ESP", "VE", "TE", "DH"}),
    high="de altura", more_than="mais de", years="anos",
    acronyms=frozenset({"LED", "OLED", "QLED", "AMOLED"}),
)  # fmt: skip
