"""Addresses that a webhook may have, and those that lead to what only we can reach."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidx.errors import InvalidDetails
from vidx.webhooks.targets import MAX_URL_CHARS, USUAL_URL, is_public, parse_target


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.example", "https://shop.example/"),
        ("HTTPS://Shop.Example:443/hooks?a=1", "https://shop.example/hooks?a=1"),
        ("https://shop.example:8443/", "https://shop.example:8443/"),
        ("https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
        ("https://8.8.8.8/x", "https://8.8.8.8/x"),
        ("https://[2606:4700::1111]/x", "https://[2606:4700::1111]/x"),
        ("https://shop.example\\@10.0.0.1:22/", "https://shop.example/@10.0.0.1:22/"),
        ("https://shop.example./x", "https://shop.example/x"),
        ("https://10.0.0.1.shop.example/x", "https://10.0.0.1.shop.example/x"),
    ],
)
def test_public_https_addresses_are_accepted_and_normalised(url: str, expected: str) -> None:
    assert parse_target(url).url == expected


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/", "ftp://shop.example/", "shop.example", "https://", "javascript:alert(1)",
        "https://shop.example:22/", "https://shop.example:80/", "https://me@shop.example/", "https://a:b@shop.example/",
        "https://shop.example/#x", "https://127.0.0.1/", "https://127.1/", "https://0x7f000001/", "https://2130706433/",
        "https://0177.0.0.1/", "https://0/", "https://10.0.0.1/", "https://172.31.0.1/", "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/", "https://100.64.0.1/", "https://224.0.0.1/", "https://[::1]/",
        "https://[::]/", "https://[fe80::1]/", "https://[fd00:ec2::254]/", "https://[ff02::1]/",
        "https://[::ffff:169.254.169.254]/", "https://[::ffff:8.8.8.8]/", "https://[64:ff9b::a9fe:a9fe]/",
        "https://[64:ff9b:1::a00:1]/", "https://[2002:a9fe:a9fe::]/", "https://[2001:0:a9fe:a9fe::1]/",
        "http://127.0.0.1:8080/", "https://127.0.0.1./", "https://0x7f.0.0.0x1/", "https://017700000001/",
        "https://①②⑦.⓪.⓪.①/", "https://１２７.0.0.1/", "https://%31%32%37.0.0.1/", "https://[::ffff:7f00:1]/",
        "https://[0:0:0:0:0:0:0:1]/", "https://[::127.0.0.1]/", "https://localhost/", "https://localhost./",
        "https://api.localhost/", "https://intranet/", "https://printer.local/", "https://metadata.google.internal/",
        "https://ⓛocalhost/", "https://shop.example@10.0.0.1/",
        "https://:secret@shop.example/", "https://shop.example:0/", "https://shop.example:65536/", "https://.../",
        "https://shop..internal/", "https://exa mple.com/", "https://[fe80::1%25eth0]/",
    ],
)  # fmt: skip
def test_other_addresses_are_refused_with_their_field(url: str) -> None:
    with pytest.raises(InvalidDetails) as refused:
        parse_target(url)

    assert refused.value.field == "url"


@given(st.from_regex(USUAL_URL, fullmatch=True).filter(lambda url: len(url) <= MAX_URL_CHARS))
@settings(derandomize=True, deadline=None, database=None, max_examples=50)
def test_every_address_of_the_described_pattern_is_accepted(url: str) -> None:
    assert len(parse_target(url).url) <= MAX_URL_CHARS


def test_line_breaks_and_blanks_cannot_add_a_header() -> None:
    """WHATWG drops the first and escapes the others."""
    assert parse_target("https://shop.example/a\r\nHost: x y").url == "https://shop.example/aHost:%20x%20y"


def test_a_long_address_is_refused() -> None:
    base = "https://shop.example/"
    parse_target(base + "a" * (MAX_URL_CHARS - len(base)))

    with pytest.raises(InvalidDetails):
        parse_target(base + "a" * (MAX_URL_CHARS - len(base) + 1))


@pytest.mark.parametrize(
    ("url", "accepted"),
    [
        ("http://127.0.0.1:8123/hook", True),
        ("http://127.0.0.2:8123/", False),
        ("http://localhost:8123/", False),
        ("http://10.0.0.1/", False),
        ("https://127.0.0.1/", False),
    ],
)
def test_the_local_cloud_accepts_one_loopback_address_more(url: str, accepted: bool) -> None:
    if accepted:
        assert parse_target(url, allow_loopback=True).url == url
    else:
        with pytest.raises(InvalidDetails):
            parse_target(url, allow_loopback=True)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1", "10.1.2.3", "100.127.255.255", "127.255.255.255", "169.254.169.254", "169.254.170.2", "172.16.0.1",
        "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.251", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1",
        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "64:ff9b:1::1", "100::1", "fc00::1", "fd00:ec2::254", "fe80::1",
        "fec0::1", "ff02::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1",
    ],
)  # fmt: skip
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1"]
)
def test_ordinary_addresses_are_public(address: str) -> None:
    assert is_public(address)
