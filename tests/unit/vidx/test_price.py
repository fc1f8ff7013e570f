"""The API, the command line and the web page read the same texts as the same prices."""

import json
import subprocess
from decimal import Decimal
from typing import Final

import pytest

from cli.details import request_body
from cli.errors import InvalidRequest
from cli.models import Options
from infra import NODE
from local.paths import ROOT
from vidx.price import PATTERN, parse_amount

TABLE: Final = ROOT / "tests/data/prices.tsv"
PRICES: Final = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
REFUSED: Final = "-"
PAGE: Final = """
import { readFileSync } from "node:fs";
globalThis.localStorage = { getItem: () => null, setItem: () => {}, removeItem: () => {} };
const { parsePrice } = await import(process.argv[1]);
const [texts, options] = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(texts.map((text) => parsePrice(text, options))));
"""


@pytest.mark.parametrize(("text", "amount"), PRICES)
def test_the_api_reads_a_price(text: str, amount: str) -> None:
    if amount == REFUSED:
        with pytest.raises(ValueError, match=r"amount of money such as 1299.*without a currency sign"):
            parse_amount(text)
    else:
        assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(("text", "amount"), PRICES)
def test_the_command_line_sends_the_price_that_the_api_reads(text: str, amount: str) -> None:
    options = Options(price_pattern=PATTERN)
    if amount == REFUSED:
        with pytest.raises(InvalidRequest, match="is not an amount of money"):
            request_body({"price": text}, options, required=())
    else:
        assert request_body({"price": text}, options, required=())["price"] == float(amount)


def test_the_page_reads_the_prices_that_the_api_reads() -> None:
    module = (ROOT / "web/js/draft/details.js").as_uri()
    page_input = json.dumps([[text for text, _ in PRICES], {"pricePattern": PATTERN}])

    ran = subprocess.run(
        [str(NODE), "--input-type=module", "-e", PAGE, module],
        input=page_input,
        capture_output=True,
        text=True,
        check=True,
    )

    read = {text: value for (text, _), value in zip(PRICES, json.loads(ran.stdout), strict=True)}
    assert read == {text: text if amount == REFUSED else float(amount) for text, amount in PRICES}
