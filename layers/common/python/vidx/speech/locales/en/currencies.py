"""Currencies in English, by symbol and ISO 4217 code."""

from typing import Final, NamedTuple


class Currency(NamedTuple):
    """Names of a currency's major and minor unit; empty names for a currency without a minor unit."""

    singular: str
    plural: str
    minor_singular: str = "cent"
    minor_plural: str = "cents"


_BY_SYMBOLS: Final = {
    "$|US$|USD|USD $|USD$|US $": Currency("dollar", "dollars"),
    "CAD $|C$|CA$|CAD": Currency("Canadian dollar", "Canadian dollars"),
    "AUD $|A$|AU$|AUD": Currency("Australian dollar", "Australian dollars"),
    "NZ$|NZD": Currency("New Zealand dollar", "New Zealand dollars"),
    "€|EUR": Currency("euro", "euros"),
    "£|GBP": Currency("pound", "pounds", "penny", "pence"),
    "CHF": Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "SEK": Currency("krona", "kronor", "öre", "öre"),
    "NOK|DKK|kr": Currency("krone", "kroner", "øre", "øre"),
    "zł|PLN": Currency("zloty", "zlotys", "grosz", "groszy"),
    "¥|JPY": Currency("yen", "yen", "", ""),
    "₹|INR|Rs|Rs.": Currency("rupee", "rupees", "paisa", "paise"),
    "R$|BRL": Currency("real", "reais", "centavo", "centavos"),
    "CN¥|CNY|RMB": Currency("yuan", "yuan", "", ""),
    "₩|KRW": Currency("won", "won", "", ""),
    "HK$|HKD": Currency("Hong Kong dollar", "Hong Kong dollars"),
    "S$|SGD": Currency("Singapore dollar", "Singapore dollars"),
    "₺|TRY": Currency("lira", "lira", "kuruş", "kuruş"),
    "₽|RUB": Currency("ruble", "rubles", "kopeck", "kopecks"),
    "₪|ILS": Currency("shekel", "shekels", "agora", "agorot"),
    "₦|NGN": Currency("naira", "naira", "kobo", "kobo"),
    "₱|PHP": Currency("peso", "pesos", "centavo", "centavos"),
    "฿|THB": Currency("baht", "baht", "satang", "satang"),
    "₫|VND": Currency("dong", "dong", "", ""),
    "₴|UAH": Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    "ZAR": Currency("rand", "rand"),
    "AED": Currency("dirham", "dirhams", "fils", "fils"),
    "SAR": Currency("riyal", "riyals", "halala", "halalas"),
    "KES": Currency("shilling", "shillings"),
    "Kč|CZK": Currency("koruna", "koruna", "haléř", "haléř"),
    "HUF": Currency("forint", "forints", "", ""),
    "RON": Currency("leu", "lei", "ban", "bani"),
    "MX$|MXN": Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    "ARS": Currency("Argentine peso", "Argentine pesos", "centavo", "centavos"),
    "CLP": Currency("Chilean peso", "Chilean pesos", "centavo", "centavos"),
    "COP": Currency("Colombian peso", "Colombian pesos", "centavo", "centavos"),
    "PEN": Currency("sol", "soles", "céntimo", "céntimos"),
}  # fmt: skip
"""Currencies by their symbols and codes, with a bar between them."""
CURRENCIES: Final = {symbol: currency for symbols, currency in _BY_SYMBOLS.items() for symbol in symbols.split("|")}
