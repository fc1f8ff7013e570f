"""The links by which buyers reach a seller."""

import re

import pytest

from vidx.contact import EXAMPLES, contact_link


@pytest.mark.parametrize("text", ["anna@example.com", "+49 30 1234567"])
def test_a_bare_address_or_number_gets_its_scheme(text: str) -> None:
    assert contact_link(text) in {"mailto:anna@example.com", "tel:+49.30.1234567"}


@pytest.mark.parametrize("text", re.split(", | or ", EXAMPLES))
def test_every_example_of_a_contact_is_accepted(text: str) -> None:
    assert contact_link(text)
