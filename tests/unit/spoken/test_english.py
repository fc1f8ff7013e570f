"""What English text sounds like."""

import pytest

from vidx import spoken

SAID = {
    # money
    "Only $1,249.99!": "Only one thousand two hundred forty-nine dollars and ninety-nine cents!",
    "€80": "eighty euros",
    "80 €": "eighty euros",
    "80,50 €": "eighty euros and fifty cents",
    "£1": "one pound",
    "$0.99": "ninety-nine cents",
    "£1.5k": "one point five thousand pounds",
    "$1.2 million": "one point two million dollars",
    "$10–15": "ten to fifteen dollars",
    "$5-10k": "five to ten thousand dollars",
    "1.200 kr": "one thousand two hundred kronor",
    "1 200 000 kr": "one million two hundred thousand kronor",
    "1.249,99 EUR": "one thousand two hundred forty-nine euros and ninety-nine cents",
    "USD 1,250.00": "one thousand two hundred fifty dollars",
    "C$20": "twenty Canadian dollars",
    "¥5000": "five thousand yen",
    "50 zł": "fifty zlotys",
    # years, dates, times
    "built in 1994, sold 2021.": "built in nineteen ninety-four, sold twenty twenty-one.",
    "2005 model, 2000 km": "two thousand five model, two thousand kilometers",
    "the 1990s and '80s": "the nineteen nineties and eighties",
    "2020–2023": "twenty twenty to twenty twenty-three",
    "12 May 2024": "twelfth May twenty twenty-four",
    "May 12, 2024": "May twelfth twenty twenty-four",
    "2024-05-12": "May twelfth twenty twenty-four",
    "until 05/2026": "until May twenty twenty-six",
    "10:30am or 5pm": "ten thirty A M or five P M",
    # shares, ordinals, fractions, ranges
    "20% off, -5 %": "twenty percent off, minus five percent",
    "1st, 2nd, 23rd": "first, second, twenty-third",
    "1/2 price": "one half price",
    "1 1/2 and 1½": "one and a half and one and a half",
    "24/7": "twenty-four seven",
    "9/10": "nine out of ten",
    "10–15 km": "ten to fifteen kilometers",
    "120 x 60 cm": "one hundred twenty by sixty centimeters",
    "100x200x50 cm": "one hundred by two hundred by fifty centimeters",
    "1920x1080": "one thousand nine hundred twenty by one thousand eighty",
    # units
    "1 km": "one kilometer",
    "12,000 mi at 45mpg": "twelve thousand miles at forty-five miles per gallon",
    "16GB, 512 GB": "sixteen gigabytes, five hundred twelve gigabytes",
    "85 m², 21°C": "eighty-five square meters, twenty-one degrees Celsius",
    "5000mAh and 65W": "five thousand milliamp hours and sixty-five watts",
    "a 65W charger": "a sixty-five watt charger",
    '27" screen': "twenty-seven inch screen",
    "6'2\" tall": "six foot two tall",
    "1,5 kg": "one point five kilos",
    "120k km": "one hundred twenty thousand kilometers",
    # names
    "iPhone 15 Pro": "iPhone fifteen Pro",
    "Mazda MX-5": "Mazda M X five",
    "RTX 4090": "R T X forty ninety",
    "4K TV": "four K T V",
    "WH-1000XM5": "W H one thousand X M five",
    "Ford F-150": "Ford F one fifty",
    "Nikon Z6II": "Nikon Z six two",
    "USB-C, BMW": "U S B C, B M W",
    "BRAND NEW CAR": "BRAND NEW CAR",
    # contact
    "mia.k@shop.com": "mia dot k at shop dot com",
    "www.shop.co.uk/x": "shop dot co dot uk slash x",
    "(555) 123-4567": "five five five, one two three, four five six seven",
    "+44 20 7946 0958": "plus four four, two zero, seven nine four six, zero nine five eight",
    # short forms and symbols
    "approx. 5 kg incl. box": "approximately five kilos including box",
    "Tom & Jerry + you": "Tom and Jerry plus you",
    "#1, No. 5": "number one, number five",
    "50+ sold": "fifty plus sold",
    "ready in 10 min.": "ready in ten minutes.",
    "007": "zero zero seven",
    "deal 🔥 now ❤️": "deal now",
    # rarer forms
    "50¢": "fifty cents",
    "99p": "ninety-nine pence",
    "1.5M views": "one point five million views",
    "3bn": "three billion",
    "10 am - 5 pm": "ten A M to five P M",
    "12 ft x 10 ft": "twelve feet by ten feet",
    "10%-20%": "ten percent to twenty percent",
    "5' tall": "five feet tall",
    "$50 USD": "fifty dollars",
    "$20/day, €5/mo": "twenty dollars per day, five euros per month",
    "16:9": "sixteen to nine",
    "4.8/5": "four point eight out of five",
    "~5, <5": "about five, under five",
    "1'000": "one thousand",
    "27in": "twenty-seven inch",
    "Call 555-1234": "Call five five five, one two three four",
    "1-800-555-0199": "one, eight zero zero, five five five, zero one nine nine",
    "30s, the '90s": "thirty seconds, the nineties",
    "₹1.25 lakh": "one point two five lakh rupees",
    "5★": "five stars",
    ".5": "point five",
    "$.99": "ninety-nine cents",
    "v2.1 with M2.5 screws": "v two point one with M two point five screws",
    "10 000 km, 12\u00a0500 km": "ten thousand kilometers, twelve thousand five hundred kilometers",
    "6.5 L/100 km": "six point five liters per hundred",
    "5 ft 11 in": "five foot eleven",
    "10 m3": "ten cubic meters",
    "2021/05/06": "May sixth twenty twenty-one",
    "9:00-17:30": "nine o'clock to seventeen thirty",
    "(020) 7946 0958": "zero two zero, seven nine four six, zero nine five eight",
    "978-3-16-148410-0": "nine seven eight, three, one six, one four eight four one zero, zero",
    "One-of-a-kind, don't miss it!": "One-of-a-kind, don't miss it!",
}


@pytest.mark.parametrize(("text", "said"), SAID.items(), ids=SAID.keys())
def test_text_is_said_in_words(text: str, said: str) -> None:
    assert spoken.say(text, "en") == said


def test_every_shown_word_keeps_the_words_said_for_it() -> None:
    found = [(token.shown, token.words) for token in spoken.tokens("Just $1.5 million, 12 km away — wow 🔥!", "en")]

    assert found == [
        ("Just", ("Just",)),
        ("$1.5", ("one", "point", "five")),
        ("million,", ("million", "dollars")),
        ("12", ("twelve",)),
        ("km", ("kilometers",)),
        ("away —", ("away",)),
        ("wow 🔥!", ("wow",)),
    ]


def test_what_is_silent_at_the_start_is_shown_with_the_first_word() -> None:
    assert [token.shown for token in spoken.tokens("🔥 🔥 Deal", "en")] == ["🔥 🔥 Deal"]


def test_text_without_words_is_one_silent_token() -> None:
    (token,) = spoken.tokens("🔥 ❤️", "en")

    assert (token.shown, token.words, spoken.say("🔥 ❤️", "en")) == ("🔥 ❤️", (), "")
