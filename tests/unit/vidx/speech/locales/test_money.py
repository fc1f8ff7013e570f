"""Amounts, hours and sizes in the many notations of sellers: none is read as another amount."""

import pytest

from vidx import speech
from vidx.options import Language

SPOKEN_FORMS: dict[tuple[Language, str], str] = {
    # the minor unit after the symbol, or after an apostrophe
    ("fr", "Seulement 12€50 !"): "Seulement douze euros cinquante!",
    ("de", "nur 12€50"): "nur zwölf Euro fünfzig",
    ("en", "only 12€50"): "only twelve euros and fifty cents",
    ("es", "solo 12'50 €, 3’95€"): "solo doce euros con cincuenta, tres euros con noventa y cinco",
    ("it", "12'50 €"): "dodici euro e cinquanta",
    ("en", "1'200 €, 12'500.50 CHF"): "one thousand two hundred euros, "
    "twelve thousand five hundred Swiss francs and fifty centimes",
    ("es", "Mesa de 1'80 m y 1'5 kg"): "Mesa de uno coma ochenta metros y uno coma cinco kilos",
    # large amounts, in groups that look like a telephone number
    ("fr", "350 000 000 COP"): "trois cent cinquante millions de pesos colombiens",
    ("fr", "1 000 000 000 €"): "un milliard d'euros",
    ("fr", "100 000 000 000 ¥"): "cent milliards de yens",
    ("fr", "Tél : 350 123 456"): "Téléphone: trois cinq zéro, un deux trois, quatre cinq six",
    ("en", "$100,000,000,000"): "one hundred billion dollars",
    ("de", "1.250.000.001 €"): "eine Milliarde zweihundertfünfzig Millionen ein Euro",
    ("es", "1.250.000.000 €"): "mil doscientos cincuenta millones de euros",
    ("es", "250.200.000 libras"): "doscientos cincuenta millones doscientas mil libras",
    ("pt", "250.200.000 libras"): "duzentos e cinquenta milhões e duzentas mil libras",
    ("it", "100.000.000.000 €"): "cento miliardi di euro",
    # deductions
    ("en", "now -$50, −£5"): "now minus fifty dollars, minus five pounds",
    ("es", "-$50"): "menos cincuenta dólares",
    # a symbol and the name of a currency
    ("es", "$1,500 pesos, $20 dólares"): "mil quinientos pesos, veinte dólares",
    ("en", "$20 dollars, $1 dollar, $300 pesos"): "twenty dollars, one dollar, three hundred pesos",
    ("fr", "20 $ CAD, 20 $ CA"): "vingt dollars canadiens, vingt dollars canadiens",
    ("en", "CN¥200, $3B, 1¢"): "two hundred yuan, three billion dollars, one cent",
    ("de", "CN¥200, 99¢"): "zweihundert Yuan, neunundneunzig Cent",
    ("en", "£1,250pcm or £325pw"): "one thousand two hundred fifty pounds per month or "
    "three hundred twenty-five pounds per week",
    ("it", "1 mln di euro"): "un milione di euro",
    # `Fr.` is Friday, not francs
    ("de", "Mo.–Fr. 9:00–18:30 Uhr"): "Montag bis Freitag neun Uhr bis achtzehn Uhr dreißig",
    ("de", "Fr. 9-12 Uhr, Sa. 10 Uhr"): "Freitag neun bis zwölf Uhr, Samstag zehn Uhr",
    ("de", "Mo-Fr. 9-18, Fr. 250, Fr. Maier"): "Montag bis Freitag neun bis achtzehn, zweihundertfünfzig Franken, "
    "Frau Maier",
    ("pt", "sáb. 10h-14h"): "sábado dez horas a catorze horas",
    ("en", "18:00h - 24:00, 1999/2000 model"): "eighteen o'clock to midnight, nineteen ninety-nine two thousand model",
    ("de", "HU 05.2026, 2.Hand, 600 € mtl."): "Hauptuntersuchung Mai zweitausendsechsundzwanzig, zweite Hand, "
    "sechshundert Euro monatlich.",
    ("fr", "10H30, 99 cts"): "dix heures trente, quatre-vingt-dix-neuf centimes",
    # numbers after a word for telephone
    ("es", "Tel 91-123-45-67, móvil: 666 77 88 99"): "Teléfono nueve uno, uno dos tres, cuatro cinco, seis siete, "
    "móvil: seis seis seis, siete siete, ocho ocho, nueve nueve",
    ("de", "Tel. (030) 123 45 67"): "Telefon null drei null, eins zwei drei, vier fünf, sechs sieben",
    # sizes and names
    ("en", "Levi's 501s, 3 qt, 300 lb-ft, 45 deg"): "Levi's five oh ones, three quarts, three hundred pound feet, "
    "forty-five degrees",
    ("en", "two 2x4s, 2x6s"): "two two by fours, two by sixes",
    ("en", "VW ID.4, 30 secs, 300 g/m²"): "V W I D four, thirty seconds, three hundred grams per square meter",
    ("de", "VW ID.3, zzgl. Versand"): "V W I D drei, zuzüglich Versand",
    ("en", "Apt. 4B, Apt. 12"): "apartment four B, apartment twelve",
}


@pytest.mark.parametrize(("language", "text"), SPOKEN_FORMS, ids=str)
def test_a_text_is_read_as_its_seller_means_it(language: Language, text: str) -> None:
    assert speech.verbalize(text, language) == SPOKEN_FORMS[language, text]
