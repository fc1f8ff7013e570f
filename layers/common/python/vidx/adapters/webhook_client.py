"""HTTP client for addresses that sellers choose. It connects to public addresses only.

A name is resolved once, all its addresses are checked, and the connection goes to a checked address. So a name that
resolves to another address a moment later (DNS rebinding) has no effect. TLS still verifies the name. Other HTTP
libraries would need changes to the internals of their connection pools, so the standard library's client sends the
request.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from vidx.errors import InvalidDetails
from vidx.ports.webhooks import WebhookResponse
from vidx.settings import settings
from vidx.webhooks.targets import LOOPBACK, Target, is_literal, is_public, parse_target

RESOLVE_TIMEOUT_S: Final = 10.0
"""The system's own time-out is longer than the function's. If a hanging name server ended the function, the attempt
would not be logged."""
CONNECT_TIMEOUT_S: Final = 5.0
TOTAL_TIMEOUT_S: Final = 15.0
"""From the TLS handshake to the response's headers, the same as Svix: https://docs.svix.com/retries."""
MAX_ADDRESSES: Final = 3
"""Largest number of a name's addresses to try."""

Resolve = Callable[[str, int], Sequence[str]]
Connect = Callable[[str, int], socket.socket]


def resolve_name(
    host: str, port: int, *, timeout_s: float = RESOLVE_TIMEOUT_S, lookup: Callable[..., Any] = socket.getaddrinfo
) -> Sequence[str]:
    """Return the addresses of a name, IPv4 first: a Lambda function has no route to IPv6.

    Raises:
        OSError: the name has no address.
        ValueError: this is not a name.
        TimeoutError: there is no answer in time. `getaddrinfo` cannot be stopped, so its thread continues.
    """
    answer: Future[Any] = Future()

    def look_up() -> None:
        try:
            answer.set_result(lookup(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as error:
            answer.set_exception(error)

    threading.Thread(target=look_up, daemon=True).start()
    ipv4_first = sorted(answer.result(timeout_s), key=lambda info: info[0] is not socket.AF_INET)
    return list(dict.fromkeys(str(info[4][0]) for info in ipv4_first))


def connect_to(address: str, port: int) -> socket.socket:
    return socket.create_connection((address, port), timeout=CONNECT_TIMEOUT_S)


class _NotPublic(Exception):
    """The name leads to an address that is not public."""


@dataclass(frozen=True)
class PinnedWebhookClient:
    """Implements `WebhookClient`.

    Args:
        allow_loopback: whether `http://127.0.0.1` is a valid target; only on the local cloud.
        timeout_s: longest time from the TLS handshake to the response's headers.
    """

    allow_loopback: bool = False
    resolve: Resolve = resolve_name
    connect: Connect = connect_to
    timeout_s: float = TOTAL_TIMEOUT_S
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> WebhookResponse:
        try:
            target = parse_target(url, allow_loopback=self.allow_loopback)
            with closing(self._open(target, self._addresses(target))) as connection:
                return self._send(connection, target, headers, body)
        except (InvalidDetails, _NotPublic):
            return WebhookResponse(None, "The address is not public: it is private or reserved.")
        except socket.gaierror:
            return WebhookResponse(None, "The name of the address cannot be resolved.")
        except ssl.SSLCertVerificationError as error:
            return WebhookResponse(None, f"The certificate is not valid: {error.verify_message}.")
        except TimeoutError:
            return WebhookResponse(None, "There was no answer in time.")
        except (OSError, http.client.HTTPException, ValueError):
            return WebhookResponse(None, "The connection failed, or the answer was not HTTP.")

    def _addresses(self, target: Target) -> Sequence[str]:
        """Return the addresses to connect to, if all addresses of the name are public."""
        if target.scheme == "http":
            return [LOOPBACK]  # `parse_target` accepts nothing else
        addresses = [target.host] if is_literal(target.host) else self.resolve(target.host, target.port)
        if not addresses or not all(is_public(address.partition("%")[0]) for address in addresses):
            raise _NotPublic(target.host)
        return addresses[:MAX_ADDRESSES]

    def _open(self, target: Target, addresses: Sequence[str]) -> socket.socket:
        for address in addresses[:-1]:
            with suppress(OSError):
                return self.connect(address, target.port)
        return self.connect(addresses[-1], target.port)

    def _send(self, raw: socket.socket, target: Target, headers: Mapping[str, str], body: bytes) -> WebhookResponse:
        """Send the request and return the response.

        Each read has a time-out, but a server that sends a byte now and then could prolong it without end. So a timer
        shuts the connection down.
        """
        connection = raw if target.scheme == "http" else self._wrap(raw, target)
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            with suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)

        timer = threading.Timer(self.timeout_s, expire)
        timer.daemon = True
        timer.start()
        try:
            with closing(connection):
                response = self._exchange(connection, target, headers, body)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if expired.is_set():
                raise TimeoutError from error
            raise
        finally:
            timer.cancel()
        if expired.is_set():
            raise TimeoutError  # the headers are incomplete
        return response

    def _wrap(self, raw: socket.socket, target: Target) -> ssl.SSLSocket:
        """Return the connection with TLS for the target's name. The handshake comes later."""
        raw.settimeout(self.timeout_s)
        return self.tls.wrap_socket(raw, server_hostname=target.host, do_handshake_on_connect=False)

    def _exchange(
        self, connection: socket.socket, target: Target, headers: Mapping[str, str], body: bytes
    ) -> WebhookResponse:
        connection.settimeout(self.timeout_s)
        if isinstance(connection, ssl.SSLSocket):
            connection.do_handshake()
        client = http.client.HTTPConnection(target.host, target.port)
        client.sock = connection
        client.auto_open = 0  # it never connects by itself
        client.request("POST", target.path, body, {"Host": target.host_header, "Connection": "close", **headers})
        with client.getresponse() as response:
            return WebhookResponse(response.status, None, response.getheader("Retry-After"))


@cache
def webhook_client() -> PinnedWebhookClient:
    return PinnedWebhookClient(allow_loopback=settings().webhook_loopback)
