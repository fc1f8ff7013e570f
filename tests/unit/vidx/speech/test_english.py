"""What English text sounds like."""

import pytest

from vidx import speech

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
    "1.200 kr": "one thousand two hundred kroner",
    "1 200 000 kr": "one million two hundred thousand kroner",
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
    "12 May 2024": "twelfth of May twenty twenty-four",
    "May 12, 2024": "May twelfth twenty twenty-four",
    "2024-05-12": "May twelfth, twenty twenty-four",
    "until 05/2026": "until May twenty twenty-six",
    "10:30am or 5pm": "ten thirty A M or five P M",
    # shares, ordinals, fractions, ranges
    "20% off, -5 %": "twenty percent off, minus five percent",
    "1st, 2nd, 23rd": "first, second, twenty-third",
    "1/2 price, 1/2 off, 1/2 cup, 2½": "half price, half off, half cup, two and a half",
    "1 1/2 and 1½": "one and a half and one and a half",
    "24/7": "twenty-four seven",
    "9/10": "nine out of ten",
    "10–15 km": "ten to fifteen kilometers",
    "120 x 60 cm": "one hundred twenty by sixty centimeters",
    "100x200x50 cm": "one hundred by two hundred by fifty centimeters",
    "1920x1080": "nineteen twenty by ten eighty",
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
    "1-800-555-0199": "one, eight hundred, five five five, zero one nine nine",
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
    "2021/05/06": "May sixth, twenty twenty-one",
    "9:00-17:30": "nine o'clock to seventeen thirty",
    "(020) 7946 0958": "zero two zero, seven nine four six, zero nine five eight",
    "978-3-16-148410-0": "nine seven eight, three, one six, one four eight four one zero, zero",
    # what sellers from elsewhere write
    "Only 100.000 km": "Only one hundred thousand kilometers",
    "80.000 - 100.000 km": "eighty thousand to one hundred thousand kilometers",
    "1.200.000 views, 5.000 pieces": "one million two hundred thousand views, five thousand pieces",
    "2.205 lbs, 0.500 kg, 1.125 in": "two point two zero five pounds, zero point five zero zero kilos, "
    "one point one two five inch",
    "€ 1 234,56": "one thousand two hundred thirty-four euros and fifty-six cents",
    "Was €2.400,- now 50,- EUR": "Was two thousand four hundred euros now fifty euros",
    "15.500 euros": "fifteen thousand five hundred euros",
    "12.5.1990, 14/06/25": "May twelfth, nineteen ninety, June fourteenth, twenty twenty-five",
    "120.000 KM, 16gb, 150 Kw": "one hundred twenty thousand kilometers, sixteen gigabytes, "
    "one hundred fifty kilowatts",
    "€750 VB, 380 FP": "seven hundred fifty euros negotiable, three hundred eighty fixed price",
    # money
    "$1.5-2 million": "one point five to two million dollars",
    "AED 500, HK$500, ₺20": "five hundred dirhams, five hundred Hong Kong dollars, twenty lira",
    "₹1.2 Cr, ₹85 L, Rs. 500": "one point two crore rupees, eighty-five lakh rupees, five hundred rupees",
    "10 x £2 coins, £50 voucher": "ten times two pound coins, fifty pound voucher",
    "50€-70€, 5kg-10kg, 10k-15k": "fifty euros to seventy euros, five kilos to ten kilos, "
    "ten thousand to fifteen thousand",
    "18V-55, from -5 to -3": "eighteen volts fifty-five, from minus five to minus three",
    "99c, 3/$10": "ninety-nine cents, three for ten dollars",
    "£3.50 pp, £200 pcm, $1.2k/mo": "three pounds and fifty pence per person, two hundred pounds per month, "
    "one point two thousand dollars per month",
    "$1,200/mo., 7 days/week": "one thousand two hundred dollars per month, seven days per week",
    # telephones that are words, and long ones
    "1-800-FLOWERS": "one, eight hundred, FLOWERS",
    "1-877-KARS-4-KIDS": "one, eight seven seven, KARS, four, KIDS",
    "800-GOT-JUNK, 212-555-TAXI": "eight hundred, GOT JUNK, two one two, five five five, TAXI",
    "500-RARE": "five hundred RARE",
    "+44 (0)20 7946 0958": "plus four four, two zero, seven nine four six, zero nine five eight",
    "020 7946 0958": "zero two zero, seven nine four six, zero nine five eight",
    "5551234567, ref 12345678": "five five five one two three four five six seven, "
    "ref one two three four five six seven eight",
    "20000000 views": "twenty million views",
    # days and years
    "Open Mon-Fri, Sat & Sun": "Open Monday to Friday, Saturday and Sunday",
    "Sat 14 June, Fri 5pm": "Saturday fourteenth of June, Friday five P M",
    "Sat nav, Sun lounger, we sat 6 hours": "Sat nav, Sun lounger, we sat six hours",
    "Jan – Mar 2024, Dec 2022": "January to March twenty twenty-four, December twenty twenty-two",
    "May 3-5, 3rd – 5th May": "May third to fifth, third to fifth of May",
    "Great price - May be gone": "Great price May be gone",
    "facelift 2001/02, 2020-21, 2024-05": "facelift two thousand one oh two, twenty twenty to twenty-one, "
    "May twenty twenty-four",
    "ends 15/08": "ends August fifteenth",
    "MOT 03/27": "M O T March twenty twenty-seven",
    "mid-90s, '60s-70s, 1950s/60s, in his 20s": "mid nineties, sixties to seventies, nineteen fifties sixties, "
    "in his twenties",
    "70's lamp, 80s jacket": "seventies lamp, eighties jacket",
    "'05 Honda, '99-'03, c. 1890": "oh five Honda, ninety-nine to oh three, circa eighteen ninety",
    # names
    "Golf VII, R6 Mk II, Golf mk4": "Golf seven, R six Mark two, Golf Mark four",
    "type I and II, SIZE XL, BEST VI OFFER": "type one and two, SIZE X L, BEST VI OFFER",
    "i7-12700K, 5600X, DDR5-5600": "i seven twelve seven hundred K, fifty-six hundred X, D D R five fifty-six hundred",
    "7800X3D": "seventy-eight hundred X three D",
    "Porsche 911, Levi's 501, Nokia 3310, Fiat 500": "Porsche nine eleven, Levi's five oh one, Nokia thirty-three ten, "
    "Fiat five hundred",
    "50mm f/4L, f/1.8": "fifty millimeter f four L, f one point eight",
    "iPhone 5s, mp3": "iPhone five s, M P three",
    "1.6 16V, 12V battery": "one point six sixteen V, twelve volt battery",
    "PSU 750W": "P S U seven hundred fifty watts",
    "LEGO #75192": "LEGO number seven five one nine two",
    "205/55 R16 tyres": "two oh five fifty-five R sixteen tyres",
    "1:18 scale, at 1:18": "one to eighteen scale, at one eighteen",
    "126610LN, 1Z99": "one two six six one zero L N, one Z ninety-nine",
    "gold ring 18k, 9ct gold, 18k miles": "gold ring eighteen karat, nine karat gold, eighteen thousand miles",
    "29er, 12-spd": "twenty-niner, twelve speed",
    # units before things, and alone
    "77 kWh battery, 8 ft pole, 5-yr warranty": "seventy-seven kilowatt hour battery, eight foot pole, "
    "five year warranty",
    "3m x 2m, 50km away, 16GB free": "three meters by two meters, fifty kilometers away, sixteen gigabytes free",
    "10 A, 4.2 s, 10 A level": "ten amps, four point two seconds, ten A level",
    "2-in-1, 27 in wide": "two in one, twenty-seven inch wide",
    "2BR/1BA": "two bedrooms one bath",
    "33⅓ rpm, 1/2 kg": "thirty-three and a third R P M, half kilo",
    '10"x8", 40cmx30cm, H75cm': "ten inch by eight inch, forty centimeters by thirty centimeters, "
    "H seventy-five centimeters",
    "W80 x D60": "W eighty by D sixty",
    "5ft10, 5'9\"-6'1\"": "five foot ten, five foot nine to six foot one",
    'Just "€5"!': 'Just "five euros"!',
    "2 x 4GB, HDMI x4, 6 x USB": "two times four gigabytes, H D M I times four, six U S B",
    "2x Coldplay, 2x worn, 10x zoom": "two Coldplay, two times worn, ten times zoom",
    "L 180 x W 90 cm, .999 silver": "L one hundred eighty by W ninety centimeters, point nine nine nine silver",
    "5★ rating, ★★★★★": "five star rating, five stars",
    "1/4000s, 10/10, 5/5": "one four thousandth of a second, ten out of ten, five out of five",
    "a 5k run, 10K miles": "a five K run, ten thousand miles",
    "20 lb. bag, 6 ft. tall, 3 yrs. old, 5 gal.": "twenty pound bag, six feet tall, three years old, five gallons.",
    "6 ft. 2 in., 5 lbs. 3 oz., 1h30": "six foot two, five pounds three ounces, one hour thirty",
    "45L x 30W x 20H, 45 cm (L) x 30 cm (W), 45*60": "forty-five L by thirty W by twenty H, "
    "forty-five centimeters (L) by thirty centimeters (W), forty-five by sixty",
    "3br/2ba, 1200 sf, 3yo, $2 per sq. ft.": "three bedrooms two baths, one thousand two hundred square feet, "
    "three year old, two dollars per square foot.",
    "4.5*, 4/5 stars, 4/5": "four point five stars, four out of five stars, four fifths",
    "100K mi, $100s, 7.30pm": "one hundred thousand miles, one hundred dollars s, seven thirty P M",
    "No. of keys: 2, qty. 4, c1920": "number of keys: two, quantity four, circa nineteen twenty",
    "USD $50, $50CAD": "fifty dollars, fifty Canadian dollars",
    # short forms
    "mug incl., VAT incl": "mug included, V A T included",
    "£5 ea., £9 ONO": "five pounds each, nine pounds or nearest offer",
    "w/battery, w/out box, b/c": "with battery, without box, because",
    "Approx. 5 kg, 4WD, BNIB, qty 3": "Approximately five kilos, four wheel drive, brand new in box, quantity three",
    "Main St., St. Ives": "Main Street, Saint Ives",
    "€700/mo excl.": "seven hundred euros per month exclusive.",
    "Pt. 2, pp. 3-5, model no. XJ-9": "part two, pages three to five, model number X J nine",
    "Perfect condition.No box": "Perfect condition.No box",
    "One-of-a-kind, don't miss it!": "One-of-a-kind, don't miss it!",
}


@pytest.mark.parametrize(("text", "said"), SAID.items(), ids=SAID.keys())
def test_text_is_said_in_words(text: str, said: str) -> None:
    assert speech.verbalize(text, "en") == said


def test_every_shown_word_keeps_the_words_said_for_it() -> None:
    found = [
        (token.written_form, token.words) for token in speech.tokenize("Just $1.5 million, 12 km away — wow 🔥!", "en")
    ]

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
    assert [token.written_form for token in speech.tokenize("🔥 🔥 Deal", "en")] == ["🔥 🔥 Deal"]


def test_text_without_words_is_one_silent_token() -> None:
    (token,) = speech.tokenize("🔥 ❤️", "en")

    assert (token.written_form, token.words, speech.to_voice_text("🔥 ❤️", "en")) == ("🔥 ❤️", (), "")
