"""The `Locale` of French. `locale.py` explains every field."""

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
from vidx.speech.locales.unit_symbols import ATTACHED, units_by_symbol

_FEMININE: Final = Gender.FEMININE
_CENT: Final = Noun("centime", "centimes")
_KRONE: Final = Noun("couronne", "couronnes", _FEMININE)
_UNITS: Final = """
mm = millimètre / millimètres
cm = centimètre / centimètres
m = mètre / mètres
km = kilomètre / kilomètres
mi = mile / miles
m² = mètre carré / mètres carrés
km² = kilomètre carré / kilomètres carrés
cm² = centimètre carré / centimètres carrés
ha = hectare / hectares
m³ = mètre cube / mètres cubes
cm³ = centimètre cube / centimètres cubes
ml = millilitre / millilitres
cl = centilitre / centilitres
l = litre / litres
mg = milligramme / milligrammes
g = gramme / grammes
kg = kilo / kilos
t = tonne / tonnes
lb = livre / livres
oz = once / onces
s = seconde / secondes
ms = milliseconde / millisecondes
min = minute / minutes
h = heure / heures
km/h = kilomètre heure / kilomètres heure
km/l = kilomètre au litre / kilomètres au litre
mph = mile à l'heure / miles à l'heure
mpg = mile par gallon / miles par gallon
l/100km = litre aux cent / litres aux cent
rpm = tours minute
W = watt / watts
kW = kilowatt / kilowatts
Wh = wattheure / wattheures
kWh = kilowattheure / kilowattheures
V = volt / volts
A = ampère / ampères
mA = milliampère / milliampères
mAh = milliampère-heure / milliampères-heure
Ah = ampère-heure / ampères-heure
Nm = newton-mètre / newton-mètres
dB = décibel / décibels
bar = bar / bars
lm = lumen / lumens
MB = mégaoctet / mégaoctets
GB = gigaoctet / gigaoctets
TB = téraoctet / téraoctets
Mbps = mégabit par seconde / mégabits par seconde
Gbps = gigabit par seconde / gigabits par seconde
Hz = hertz
kHz = kilohertz
MHz = mégahertz
GHz = gigahertz
MP = mégapixel / mégapixels
px = pixel / pixels
fps = image par seconde / images par seconde
°C = degré / degrés
°F = degré Fahrenheit / degrés Fahrenheit
° = degré / degrés
% = pour cent
‰ = pour mille
" = pouce / pouces
ft = pied / pieds
x = fois
PS = cheval / chevaux
pz = pièce / pièces
"""
"""Names of the units, in the order of `unit_symbols.py`: `symbol = singular / plural`, or one name for both."""

_CHAMBRE: Final = Noun("chambre", "chambres", _FEMININE)
_PIECE: Final = Noun("pièce", "pièces", _FEMININE)
_PLACE: Final = Noun("place", "places", _FEMININE)

LOCALE: Final = Locale(
    # --- Cardinal numbers ---
    num2words_code="fr",
    cardinal_corrections=((re.compile(r"(?:(?<=vingt)|(?<=cent))s(?=ième)"), ""),),
    cardinal_agreement={Gender.NONE: (), Gender.MASCULINE: (), Gender.FEMININE: ((re.compile(r"\bun$"), "une"),)},
    feminine_noun=re.compile(
        r"(?i)\w*(?:[^g]ée|ées|tion|tions|sion|sions|té|tés|ette|ettes|ance|ances|ence|ences|ie|ies|ine|ines|ure|ures"
        r"|elle|elles|aine|aines|ière|ières|euse|euses|pièces?|places?|portes?|clés?|clefs?|chambres?|fois|heures?"
        r"|minutes?|secondes?|semaines?|nuits?|photos?|personnes?|vitesses?|roues?|main|mains|seule"
        r"|boîtes?|housses?)$"
    ),
    minus="moins",
    decimal_separator="virgule",
    groups_by_spaces=True,
    first_year_by_hundreds=0,
    number_sign="numéro",
    number_abbreviations="no",
    # --- Fractions, ranges and dimensions ---
    fractions={
        "1/2": "demi", "1/3": "un tiers", "2/3": "deux tiers", "1/4": "un quart", "3/4": "trois quarts",
        "1/8": "un huitième", "3/8": "trois huitièmes", "1/5": "un cinquième", "2/5": "deux cinquièmes",
        "3/5": "trois cinquièmes",
    },
    mixed_number="{n} et {part}",
    range_word="à",
    dimension_word="sur",
    score_word="sur",
    height_phrase="de haut",
    more_than="plus de",
    year_nouns="ans",
    # --- Ordinals and Roman numerals ---
    ordinal_suffixes={
        "er": OrdinalSuffix(first="premier"), "re": OrdinalSuffix(first="première"),
        "ère": OrdinalSuffix(first="première"), "e": OrdinalSuffix(), "è": OrdinalSuffix(), "ème": OrdinalSuffix(),
        "nd": OrdinalSuffix(), "nde": OrdinalSuffix(), "ers": OrdinalSuffix("s", first="premiers"),
        "res": OrdinalSuffix("s", first="premières"), "ères": OrdinalSuffix("s", first="premières"),
        "es": OrdinalSuffix("s"), "èmes": OrdinalSuffix("s"),
    },
    # --- Money ---
    currencies={
        "USD": (Noun("dollar", "dollars"), Noun("cent", "cents")),
        "EUR": (Noun("euro", "euros"), _CENT),
        "GBP": (Noun("livre", "livres", _FEMININE), Noun("penny", "pence")),
        "CAD": (Noun("dollar canadien", "dollars canadiens"), Noun("cent", "cents")),
        "AUD": (Noun("dollar australien", "dollars australiens"), Noun("cent", "cents")),
        "NZD": (Noun("dollar néo-zélandais", "dollars néo-zélandais"), Noun("cent", "cents")),
        "CHF": (Noun("franc suisse", "francs suisses"), _CENT),
        "SEK": (_KRONE, Noun("öre", "öre")),
        "NOK": (_KRONE, Noun("øre", "øre")),
        "DKK": (_KRONE, Noun("øre", "øre")),
        "PLN": (Noun("zloty", "zlotys"), Noun("grosz", "groszy")),
        "JPY": (Noun("yen", "yens"), None),
        "INR": (Noun("roupie", "roupies", _FEMININE), Noun("paisa", "paisas")),
        "BRL": (Noun("réal", "réaux"), Noun("centavo", "centavos")),
        "MXN": (Noun("peso mexicain", "pesos mexicains"), Noun("centavo", "centavos")),
    },
    minor_unit_link=" ",
    names_minor_unit=False,
    scales={
        "mille": Noun("mille", "mille"), "k": Noun("mille", "mille"), "K": Noun("mille", "mille"),
        **dict.fromkeys(("million", "millions", "M"), Noun("million", "millions")),
        **dict.fromkeys(("milliard", "milliards", "Md"), Noun("milliard", "milliards")),
    },
    million_link="de",
    million_link_before_vowel="d'",
    cent_noun=_CENT,
    carat=Noun("carat", "carats"),
    # --- Measures ---
    units=units_by_symbol(
        _UNITS, {"tonne", "livre", "once", "seconde", "milliseconde", "minute", "heure", "image par seconde", "pièce"},
    ),
    attached_units=ATTACHED - {"ms"},
    per="par",
    rate_units={
        "mois": "mois", "jour": "jour", "nuit": "nuit", "semaine": "semaine", "an": "an", "heure": "heure",
        "h": "heure", "kg": "kilo", "personne": "personne", "pers": "personne", "m²": "mètre carré",
        "m2": "mètre carré", "pièce": "pièce", "pce": "pièce", "pc": "pièce", "sem.": "semaine", "sem": "semaine",
        "j": "jour", "pers.": "personne", "an.": "an", "L": "litre", "l": "litre", "paire": "paire", "lot": "lot",
        "unité": "unité", "tonne": "tonne", "stère": "stère", "m³": "mètre cube", "m3": "mètre cube", "min": "minute",
        "km": "kilomètre",
    },
    # --- Dates ---
    date_words=DateWords(
        months=(
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ),
        day_month_link=" ",
        month_year_link=" ",
        first_day="premier",
        full_hour="{h} heure{s}",
        hour_and_minutes="{h} heure{s} {m}",
        weekdays={
            "lun": "lundi", "mar": "mardi", "mer": "mercredi", "jeu": "jeudi", "ven": "vendredi", "sam": "samedi",
            "dim": "dimanche",
        },
    ),
    # --- Symbols and names ---
    symbol_names={
        "&": "et", "+": "plus", "@": "arobase", "%": "pour cent", "=": "égale", "°": "degrés", "×": "fois",
        "÷": "divisé par", "€": "euros", "$": "dollars", "£": "livres", "¥": "yens", "₹": "roupies", "‰": "pour mille",
        "№": "numéro", "²": "au carré", "³": "au cube", "±": "plus ou moins", "≥": "au moins", "≤": "au plus",
        "Ø": "diamètre", "¢": "cents", "★": "étoiles", "<": "moins de", ">": "plus de", "~": "environ", "≈": "environ",
    },
    address_symbols={
        ".": "point", "@": "arobase", "/": "slash", "-": "tiret", "_": "tiret bas", "+": "plus", ":": "deux points",
    },
    initialisms=frozenset({"FAI", "LOF", "GES", "CAF", "CAP", "ERP", "RER", "TER", "CDI", "CIF", "SAV", "TGV", "ADN"}),
    # --- Abbreviations ---
    fixed_phrases={
        "s/ asc.": "sans ascenseur", "s/asc.": "sans ascenseur", "CC/mois": "charges comprises par mois",
        "HC/mois": "hors charges par mois", "24h/24": "vingt-quatre heures sur vingt-quatre",
        "24h/24h": "vingt-quatre heures sur vingt-quatre", "24/24": "vingt-quatre heures sur vingt-quatre",
        "7j/7": "sept jours sur sept", "7j/7j": "sept jours sur sept", "7/7": "sept jours sur sept",
        "4x4": "quatre quatre", "24/7": "vingt-quatre heures sur vingt-quatre, sept jours sur sept",
    },
    dotted_abbreviations={
        "env.": "environ", "incl.": "inclus", "etc.": "et cetera", "p. ex.": "par exemple", "max.": "maximum",
        "min.": "minimum", "tél.": "téléphone", "Tél.": "téléphone", "M.": "monsieur", "Mme.": "madame",
        "Dr.": "docteur", "av.": "avenue", "réf.": "référence", "Réf.": "référence", "à déb.": "à débattre",
        "cuis.": "cuisine", "déménag.": "déménagement", "décl.": "déclenchements", "px à déb.": "prix à débattre",
        "déb.": "débattre", "asc.": "ascenseur", "ét.": "étage", "élec.": "électrique", "électr.": "électrique",
        "chauff.": "chauffage", "équ.": "équipée", "appt.": "appartement", "appart.": "appartement",
        "rdc.": "rez-de-chaussée", "lgt.": "logement", "av. J.-C.": "avant Jésus-Christ", "bd.": "boulevard",
        "N.B.": "nota bene", "qté.": "quantité", "sem.": "semaine", "s.d.b.": "salle de bains", "prox.": "proximité",
    },
    plain_abbreviations={
        "CC": "charges comprises", "HC": "hors charges", "tél": "téléphone", "Mme": "madame", "svp": "s'il vous plaît",
        "SVP": "s'il vous plaît", "s/s": "sans", "c/": "contre", "s/ blister": "sous blister",
        "s/blister": "sous blister", "ss": "sans", "ss-sol": "sous-sol", "ss blister": "sous blister",
        "ss vide": "sous vide", "ss garantie": "sous garantie", "ss emballage": "sous emballage", "gge": "garage",
        "pce": "pièce", "pces": "pièces", "ds": "dans", "tbe": "très bon état", "ts": "tous", "TBE": "T B E",
        "tte": "toute", "ttes": "toutes", "gde": "grande", "gdes": "grandes", "gd": "grand", "appt": "appartement",
        "rdc": "rez-de-chaussée", "RDC": "rez-de-chaussée", "sdb": "salle de bains", "SDB": "salle de bains",
        "rdv": "rendez-vous", "qq": "quelques", "nb": "nombre", "bcp": "beaucoup", "WiFi": "wifi", "Wi-Fi": "wifi",
        "HT": "hors taxes", "RDV": "rendez-vous",
    },
    by_category={
        "fashion": CategoryAbbreviations(abbreviations_before_size={"P": "pointure"}),
        "vehicles": CategoryAbbreviations(plain_abbreviations={"MEC": "mise en circulation"}),
        "property": CategoryAbbreviations(plain_abbreviations={"DG": "dépôt de garantie"}),
    },
    abbreviations_after_ordinal={"s.": "siècle"},
    abbreviations_before_size={"T": "taille"},
    count_nouns={
        "SDB": (CountNoun(Noun("salle de bains", "salles de bains", _FEMININE)),),
        **dict.fromkeys(
            ("ch.", "ch"),
            (
                CountNoun(_CHAMBRE, frozenset({"property"}), max_likely=9),
                CountNoun(Noun("cheval", "chevaux"), frozenset({"vehicles"})),
            ),
        ),
        **dict.fromkeys(("p.", "p"), (CountNoun(_PIECE, frozenset({"property"}), max_likely=9),)),
        **count_noun(_PLACE, "pl"),
        **count_noun(Noun("personne", "personnes", _FEMININE), "pers"),
        **count_noun(_PIECE, "pce", "pces", "pcs", "pc"),
        **count_noun(Noun("vitesse", "vitesses", _FEMININE), "vit"),
        **count_noun(Noun("porte", "portes", _FEMININE), "ptes"),
        **count_noun(Noun("semaine", "semaines", _FEMININE), "sem"),
        **count_noun(Noun("étage", "étages"), "ét"),
        **count_noun(Noun("gramme", "grammes"), "gr"),
    },
    times_noun=Noun("fois", "fois", _FEMININE),
    use_words=r"portée?s?|utilisée?s?|servie?s?|mise?s?|essayée?s?|lue?s?",
)  # fmt: skip
