"""Currencies in English, by sign and code."""

from typing import Final, NamedTuple


class Money(NamedTuple):
    """Names of a currency's units, one and many; currencies without small units have none."""

    one: str
    many: str
    small_one: str = "cent"
    small_many: str = "cents"


_DOLLAR: Final = Money("dollar", "dollars")
_KRONA: Final = Money("krona", "kronor", "öre", "öre")
_KRONE: Final = Money("krone", "kroner", "øre", "øre")

CURRENCIES: Final[dict[str, Money]] = {
    "$": _DOLLAR, "US$": _DOLLAR, "USD": _DOLLAR,
    "USD $": _DOLLAR, "USD$": _DOLLAR, "US $": _DOLLAR,
    "CAD $": Money("Canadian dollar", "Canadian dollars"), "AUD $": Money("Australian dollar", "Australian dollars"),
    "C$": Money("Canadian dollar", "Canadian dollars"), "CA$": Money("Canadian dollar", "Canadian dollars"),
    "CAD": Money("Canadian dollar", "Canadian dollars"),
    "A$": Money("Australian dollar", "Australian dollars"), "AU$": Money("Australian dollar", "Australian dollars"),
    "AUD": Money("Australian dollar", "Australian dollars"),
    "NZ$": Money("New Zealand dollar", "New Zealand dollars"),
    "NZD": Money("New Zealand dollar", "New Zealand dollars"),
    "€": Money("euro", "euros"), "EUR": Money("euro", "euros"),
    "£": Money("pound", "pounds", "penny", "pence"), "GBP": Money("pound", "pounds", "penny", "pence"),
    "CHF": Money("Swiss franc", "Swiss francs", "centime", "centimes"),
    "SEK": _KRONA, "NOK": _KRONE, "DKK": _KRONE, "kr": _KRONE,
    "zł": Money("zloty", "zlotys", "grosz", "groszy"), "PLN": Money("zloty", "zlotys", "grosz", "groszy"),
    "¥": Money("yen", "yen", "", ""), "JPY": Money("yen", "yen", "", ""),
    "₹": Money("rupee", "rupees", "paisa", "paise"), "INR": Money("rupee", "rupees", "paisa", "paise"),
    "Rs": Money("rupee", "rupees", "paisa", "paise"), "Rs.": Money("rupee", "rupees", "paisa", "paise"),
    "R$": Money("real", "reais", "centavo", "centavos"), "BRL": Money("real", "reais", "centavo", "centavos"),
    "CN¥": Money("yuan", "yuan", "", ""), "CNY": Money("yuan", "yuan", "", ""), "RMB": Money("yuan", "yuan", "", ""),
    "₩": Money("won", "won", "", ""), "KRW": Money("won", "won", "", ""),
    "HK$": Money("Hong Kong dollar", "Hong Kong dollars"), "HKD": Money("Hong Kong dollar", "Hong Kong dollars"),
    "S$": Money("Singapore dollar", "Singapore dollars"), "SGD": Money("Singapore dollar", "Singapore dollars"),
    "₺": Money("lira", "lira", "kuruş", "kuruş"), "TRY": Money("lira", "lira", "kuruş", "kuruş"),
    "₽": Money("ruble", "rubles", "kopeck", "kopecks"), "RUB": Money("ruble", "rubles", "kopeck", "kopecks"),
    "₪": Money("shekel", "shekels", "agora", "agorot"), "ILS": Money("shekel", "shekels", "agora", "agorot"),
    "₦": Money("naira", "naira", "kobo", "kobo"), "NGN": Money("naira", "naira", "kobo", "kobo"),
    "₱": Money("peso", "pesos", "centavo", "centavos"), "PHP": Money("peso", "pesos", "centavo", "centavos"),
    "฿": Money("baht", "baht", "satang", "satang"), "THB": Money("baht", "baht", "satang", "satang"),
    "₫": Money("dong", "dong", "", ""), "VND": Money("dong", "dong", "", ""),
    "₴": Money("hryvnia", "hryvnias", "kopiyka", "kopiykas"), "UAH": Money("hryvnia", "hryvnias", "kopiyka",
    "kopiykas"),
    "ZAR": Money("rand", "rand"), "AED": Money("dirham", "dirhams", "fils", "fils"),
    "SAR": Money("riyal", "riyals", "halala", "halalas"), "KES": Money("shilling", "shillings"),
    "Kč": Money("koruna", "koruna", "haléř", "haléř"), "CZK": Money("koruna", "koruna", "haléř", "haléř"),
    "HUF": Money("forint", "forints", "", ""), "RON": Money("leu", "lei", "ban", "bani"),
    "MX$": Money("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "MXN": Money("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "ARS": Money("Argentine peso", "Argentine pesos", "centavo", "centavos"),
    "CLP": Money("Chilean peso", "Chilean pesos", "centavo", "centavos"),
    "COP": Money("Colombian peso", "Colombian pesos", "centavo", "centavos"),
    "PEN": Money("sol", "soles", "céntimo", "céntimos"),
}  # fmt: skip
