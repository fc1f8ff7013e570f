"""Check the address of a webhook: HTTPS on the public internet, so that no seller can reach our internal network.

Source: OWASP, Server-Side Request Forgery Prevention; IANA's registries of special-purpose addresses.
"""

import ipaddress
from dataclasses import dataclass
from typing import Final

from pydantic import HttpUrl, TypeAdapter, ValidationError

from vidx.errors import InvalidDetails

HTTPS_PORTS: Final = frozenset({443, 8443})
MAX_URL_CHARS: Final = 500
LOOPBACK: Final = "127.0.0.1"
GLOBAL_UNICAST: Final = ipaddress.ip_network("2000::/3")
"""All other IPv6 addresses are special: loopback, link-local, private, multicast, IPv4-mapped and NAT64 among them.
https://www.iana.org/assignments/ipv6-address-space/"""
SPECIAL_UNICAST: Final = tuple(
    map(ipaddress.ip_network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48"))
)
"""Within it: protocols (Teredo among them), documentation, 6to4, AS112.
https://www.iana.org/assignments/iana-ipv6-special-registry/"""
SPECIAL_IPV4: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip
"""Private, shared, loopback, link-local (metadata services among them), documentation, multicast, reserved.
https://www.iana.org/assignments/iana-ipv4-special-registry/"""
LOCAL_NAMES: Final = frozenset({"internal", "local", "localhost"})
"""Last labels of names that no public name server knows. A name without a dot is local, too.
https://www.iana.org/assignments/special-use-domain-names/"""
_CHARS: Final = r"A-Za-z0-9._~!$&()*+,;=:@%/-"
USUAL_URL: Final = (
    r"^https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,3}[a-z]{2,63}(:(443|8443))?"
    rf"(/[{_CHARS}]*)?(\?[{_CHARS}?]*)?$"
)
"""Pattern of the addresses that are always accepted, for the API's description. International names in their own script
and public IP addresses are accepted as well; no pattern tells which of them."""
_URL: Final = TypeAdapter(HttpUrl)


@dataclass(frozen=True)
class Target:
    """A checked address: `host` is a name in ASCII or a literal address without brackets."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query."""

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        default = 443 if self.scheme == "https" else 80
        return host if self.port == default else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.path}"


def parse_target(url: str, *, allow_loopback: bool = False) -> Target:
    """Return the target of a URL, normalised as browsers do (WHATWG): `https://0x7f.1` is `https://127.0.0.1`.

    Args:
        allow_loopback: whether `http://127.0.0.1` with any port is accepted too; only on the local cloud.

    Raises:
        InvalidDetails: it is not a public HTTPS address. Names are not resolved here but at each delivery.
    """
    try:
        parsed = _URL.validate_python(url)
    except ValidationError as error:
        raise _refused("is not a web address; it looks like https://example.com/hooks") from error
    host, port = (parsed.host or "").strip("[]").rstrip("."), parsed.port or 0
    query = f"?{parsed.query}" if parsed.query else ""
    target = Target(parsed.scheme, host, port, f"{parsed.path or '/'}{query}")
    if len(target.url) > MAX_URL_CHARS:
        raise _refused(f"may have at most {MAX_URL_CHARS} characters")
    if parsed.username or parsed.password or parsed.fragment:
        raise _refused("may not have a user name, password or fragment (#…)")
    if allow_loopback and (target.scheme, host) == ("http", LOOPBACK):
        return target
    if target.scheme != "https" or port not in HTTPS_PORTS:
        raise _refused("must begin with https:// and use port 443 or 8443")
    if not _may_be_public(host):
        raise _refused("must be reachable from the internet: this address is private or reserved")
    return target


def _may_be_public(host: str) -> bool:
    if is_literal(host):
        return is_public(host)
    name, dot, last_label = host.rpartition(".")
    return bool(name and dot) and last_label not in LOCAL_NAMES


def is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Return whether the address (IPv4 or IPv6, without brackets) belongs to the public internet."""
    parsed = ipaddress.ip_address(address)
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in network for network in SPECIAL_IPV4)
    return parsed in GLOBAL_UNICAST and not any(parsed in network for network in SPECIAL_UNICAST)


def _refused(reason: str) -> InvalidDetails:
    return InvalidDetails(f"url {reason}", field="url")
