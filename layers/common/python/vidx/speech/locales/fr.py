"""French."""

import re
from typing import Final

from vidx.speech.locales.lexicon import Clock, Counted, Gender, Lexicon, Noun, ShortForms, counted
from vidx.speech.locales.metric import TIGHT, named

_SHE: Final = Gender.SHE
_CENT: Final = Noun("centime", "centimes")
_KRONE: Final = Noun("couronne", "couronnes", _SHE)
_UNITS: Final = """
millimètre / millimètres
centimètre / centimètres
mètre / mètres
kilomètre / kilomètres
mile / miles
mètre carré / mètres carrés
kilomètre carré / kilomètres carrés
centimètre carré / centimètres carrés
hectare / hectares
mètre cube / mètres cubes
centimètre cube / centimètres cubes
millilitre / millilitres
centilitre / centilitres
litre / litres
milligramme / milligrammes
gramme / grammes
kilo / kilos
tonne / tonnes
livre / livres
once / onces
seconde / secondes
milliseconde / millisecondes
minute / minutes
heure / heures
kilomètre heure / kilomètres heure
kilomètre au litre / kilomètres au litre
mile à l'heure / miles à l'heure
mile par gallon / miles par gallon
litre aux cent / litres aux cent
tours minute
watt / watts
kilowatt / kilowatts
wattheure / wattheures
kilowattheure / kilowattheures
volt / volts
ampère / ampères
milliampère / milliampères
milliampère-heure / milliampères-heure
ampère-heure / ampères-heure
newton-mètre / newton-mètres
décibel / décibels
bar / bars
lumen / lumens
mégaoctet / mégaoctets
gigaoctet / gigaoctets
téraoctet / téraoctets
mégabit par seconde / mégabits par seconde
gigabit par seconde / gigabits par seconde
hertz
kilohertz
mégahertz
gigahertz
mégapixel / mégapixels
pixel / pixels
image par seconde / images par seconde
degré / degrés
degré Fahrenheit / degrés Fahrenheit
degré / degrés
pour cent
pour mille
pouce / pouces
pied / pieds
fois
cheval / chevaux
pièce / pièces
"""

_CHAMBRE: Final = Noun("chambre", "chambres", _SHE)
_PIECE: Final = Noun("pièce", "pièces", _SHE)
_PLACE: Final = Noun("place", "places", _SHE)

LEXICON: Final = Lexicon(
    code="fr",
    replaced=((re.compile(r"(?:(?<=vingt)|(?<=cent))s(?=ième)"), ""),),
    before={Gender.NONE: (), Gender.HE: (), Gender.SHE: ((re.compile(r"\bun$"), "une"),)},
    feminine=re.compile(
        r"(?i)\w*(?:[^g]ée|ées|tion|tions|sion|sions|té|tés|ette|ettes|ance|ances|ence|ences|ie|ies|ine|ines|ure|ures"
        r"|elle|elles|aine|aines|ière|ières|euse|euses|pièces?|places?|portes?|clés?|clefs?|chambres?|fois|heures?"
        r"|minutes?|secondes?|semaines?|nuits?|photos?|personnes?|vitesses?|roues?|main|mains|seule|boîtes?|housses?)$"
    ),
    decimal="virgule", minus="moins", number_sign="numéro", spaced=True, hundreds_from=0, million="de|d'",
    sums={
        "USD": (Noun("dollar", "dollars"), Noun("cent", "cents")), "EUR": (Noun("euro", "euros"), _CENT),
        "GBP": (Noun("livre", "livres", _SHE), Noun("penny", "pence")),
        "CAD": (Noun("dollar canadien", "dollars canadiens"), Noun("cent", "cents")),
        "AUD": (Noun("dollar australien", "dollars australiens"), Noun("cent", "cents")),
        "NZD": (Noun("dollar néo-zélandais", "dollars néo-zélandais"), Noun("cent", "cents")),
        "CHF": (Noun("franc suisse", "francs suisses"), _CENT),
        "SEK": (_KRONE, Noun("öre", "öre")), "NOK": (_KRONE, Noun("øre", "øre")), "DKK": (_KRONE, Noun("øre", "øre")),
        "PLN": (Noun("zloty", "zlotys"), Noun("grosz", "groszy")), "JPY": (Noun("yen", "yens"), None),
        "INR": (Noun("roupie", "roupies", _SHE), Noun("paisa", "paisas")),
        "BRL": (Noun("réal", "réaux"), Noun("centavo", "centavos")),
        "MXN": (Noun("peso mexicain", "pesos mexicains"), Noun("centavo", "centavos")),
    },
    sum_joint=" ", small_named=False,
    scales={
        "mille": Noun("mille", "mille"), "k": Noun("mille", "mille"), "K": Noun("mille", "mille"),
        **dict.fromkeys(("million", "millions", "M"), Noun("million", "millions")),
        **dict.fromkeys(("milliard", "milliards", "Md"), Noun("milliard", "milliards")),
    },
    units=named(_UNITS, {
        "tonne", "livre", "once", "seconde", "milliseconde", "minute", "heure", "image par seconde", "pièce",
    }),
    tight_units=TIGHT - {"ms"},
    each={
        "mois": "mois", "jour": "jour", "nuit": "nuit", "semaine": "semaine", "an": "an", "heure": "heure",
        "h": "heure", "kg": "kilo", "personne": "personne", "pers": "personne",
        "m²": "mètre carré", "m2": "mètre carré",
        "pièce": "pièce", "pce": "pièce", "pc": "pièce",
        "sem.": "semaine", "sem": "semaine", "j": "jour", "pers.": "personne", "an.": "an", "L": "litre", "l": "litre",
        "paire": "paire", "lot": "lot", "unité": "unité", "tonne": "tonne", "stère": "stère", "m³": "mètre cube",
        "m3": "mètre cube", "min": "minute", "km": "kilomètre",
    },
    per="par",
    clock=Clock(
        ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
         "décembre"),
        " ", " ", "premier", "{h} heure{s}", "{h} heure{s} {m}",
        days={
            "lun": "lundi", "mar": "mardi", "mer": "mercredi", "jeu": "jeudi",
            "ven": "vendredi", "sam": "samedi", "dim": "dimanche",
        },
    ),
    ordinals={"er": "premier|", "re": "première|", "ère": "première|", "e": "|", "è": "|", "ème": "|", "nd": "|",
              "nde": "|",
              "ers": "premiers|s", "res": "premières|s", "ères": "premières|s", "es": "|s", "èmes": "|s"},
    number_marks="no",
    phrases={
        "s/ asc.": "sans ascenseur", "s/asc.": "sans ascenseur",
        "CC/mois": "charges comprises par mois", "HC/mois": "hors charges par mois",
        "24h/24": "vingt-quatre heures sur vingt-quatre", "24h/24h": "vingt-quatre heures sur vingt-quatre",
        "24/24": "vingt-quatre heures sur vingt-quatre", "7j/7": "sept jours sur sept", "7j/7j": "sept jours sur sept",
        "7/7": "sept jours sur sept", "4x4": "quatre quatre",
        "24/7": "vingt-quatre heures sur vingt-quatre, sept jours sur sept",
    },
    parts={
        "1/2": "demi", "1/3": "un tiers", "2/3": "deux tiers", "1/4": "un quart", "3/4": "trois quarts",
        "1/8": "un huitième", "3/8": "trois huitièmes", "1/5": "un cinquième", "2/5": "deux cinquièmes",
        "3/5": "trois cinquièmes",
    },
    mixed="{n} et {part}", range_to="à", times="sur", out_of="sur",
    address={".": "point", "@": "arobase", "/": "slash", "-": "tiret", "_": "tiret bas", "+": "plus",
             ":": "deux points"},
    initialisms=frozenset({"FAI", "LOF", "GES", "CAF", "CAP", "ERP", "RER", "TER", "CDI", "CIF", "SAV", "TGV", "ADN"}),
    karat=Noun("carat", "carats"),
    small_sums=_CENT,
    before_size={"T": "taille"},
    by_category={
        "fashion": ShortForms(before_size={"P": "pointure"}),
        "vehicles": ShortForms(plain={"MEC": "mise en circulation"}),
        "property": ShortForms(plain={"DG": "dépôt de garantie"}),
    },
    after_ordinal={"s.": "siècle"},
    counted={
        "SDB": (Counted(Noun("salle de bains", "salles de bains", _SHE)),),
        **dict.fromkeys(("ch.", "ch"), (
            Counted(_CHAMBRE, frozenset({"property"}), most=9),
            Counted(Noun("cheval", "chevaux"), frozenset({"vehicles"})),
        )),
        **dict.fromkeys(("p.", "p"), (Counted(_PIECE, frozenset({"property"}), most=9),)),
        **counted(_PLACE, "pl"), **counted(Noun("personne", "personnes", _SHE), "pers"),
        **counted(_PIECE, "pce", "pces", "pcs", "pc"), **counted(Noun("vitesse", "vitesses", _SHE), "vit"),
        **counted(Noun("porte", "portes", _SHE), "ptes"), **counted(Noun("semaine", "semaines", _SHE), "sem"),
        **counted(Noun("étage", "étages"), "ét"), **counted(Noun("gramme", "grammes"), "gr"),
    },
    symbols={
        "&": "et", "+": "plus", "@": "arobase", "%": "pour cent", "=": "égale", "°": "degrés", "×": "fois",
        "÷": "divisé par", "€": "euros", "$": "dollars", "£": "livres", "¥": "yens", "₹": "roupies", "‰": "pour mille",
        "№": "numéro", "²": "au carré", "³": "au cube", "±": "plus ou moins", "≥": "au moins", "≤": "au plus",
        "Ø": "diamètre", "¢": "cents", "★": "étoiles", "<": "moins de", ">": "plus de", "~": "environ", "≈": "environ",
    },
    dotted={
        "env.": "environ", "incl.": "inclus", "etc.": "et cetera", "p. ex.": "par exemple", "max.": "maximum",
        "min.": "minimum", "tél.": "téléphone", "Tél.": "téléphone", "M.": "monsieur", "Mme.": "madame",
        "Dr.": "docteur", "av.": "avenue", "réf.": "référence", "Réf.": "référence",
        "à déb.": "à débattre", "cuis.": "cuisine", "déménag.": "déménagement", "décl.": "déclenchements",
        "px à déb.": "prix à débattre", "déb.": "débattre", "asc.": "ascenseur",
        "ét.": "étage", "élec.": "électrique", "électr.": "électrique", "chauff.": "chauffage", "équ.": "équipée",
        "appt.": "appartement", "appart.": "appartement", "rdc.": "rez-de-chaussée", "lgt.": "logement",
        "av. J.-C.": "avant Jésus-Christ", "bd.": "boulevard", "N.B.": "nota bene",
         "qté.": "quantité",
        "sem.": "semaine", "s.d.b.": "salle de bains", "prox.": "proximité",
    },
    plain={"CC": "charges comprises", "HC": "hors charges", "tél": "téléphone", "Mme": "madame",
           "svp": "s'il vous plaît", "SVP": "s'il vous plaît", "s/s": "sans", "c/": "contre",
           "s/ blister": "sous blister", "s/blister": "sous blister", "ss": "sans", "ss-sol": "sous-sol",
           "ss blister": "sous blister",
           "ss vide": "sous vide", "ss garantie": "sous garantie", "ss emballage": "sous emballage", "gge": "garage",
           "pce": "pièce", "pces": "pièces", "ds": "dans",
           "tbe": "très bon état", "ts": "tous",
           "TBE": "T B E", "tte": "toute", "ttes": "toutes", "gde": "grande", "gdes": "grandes", "gd": "grand",
 "appt": "appartement", "rdc": "rez-de-chaussée", "RDC": "rez-de-chaussée",
           "sdb": "salle de bains", "SDB": "salle de bains", "rdv": "rendez-vous", "qq": "quelques",
 "nb": "nombre", "bcp": "beaucoup",
           "WiFi": "wifi", "Wi-Fi": "wifi", "HT": "hors taxes", "RDV": "rendez-vous",
           },
    used=r"portée?s?|utilisée?s?|servie?s?|mise?s?|essayée?s?|lue?s?", turns=Noun("fois", "fois", _SHE),
    high="de haut", more_than="plus de", years="ans",
)  # fmt: skip
