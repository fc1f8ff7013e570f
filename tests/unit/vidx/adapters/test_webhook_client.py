"""The client of webhooks: where it connects to, what it sends, and what it does not wait for."""

import re
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pytest

from vidx.adapters.webhook_client import PinnedWebhookClient, resolve_name
from vidx.ports.webhooks import WebhookClient

Talk = Callable[[socket.socket], None]
PUBLIC, OTHER_PUBLIC = "8.8.8.8", "1.1.1.1"


@dataclass
class Server:
    """A server on this machine that records what it gets."""

    port: int
    received: list[bytes] = field(default_factory=list)


def received(connection: socket.socket) -> bytes:
    """Read one request: its headers and as much of a body as they announce; one read of anything else."""
    data = connection.recv(65_536)
    while data.startswith(b"POST") and not complete(data):
        data += connection.recv(65_536)
    return data


def complete(request: bytes) -> bool:
    headers, end, body = request.partition(b"\r\n\r\n")
    length = re.search(rb"Content-Length: (\d+)", headers)
    return bool(end and length) and len(body) >= int(length[1] if length else 0)


@contextmanager
def serving(answer: bytes, talk: Talk | None = None) -> Iterator[Server]:
    """Answer each connection with `answer`, or leave it to `talk`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Server(listener.getsockname()[1])

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, suppress(OSError):
                        server.received.append(received(connection))
                        connection.sendall(answer)
                        if talk:
                            talk(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def answer(status: str, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", "Content-Length: 0", *headers, "", ""]).encode()


def local(**changes: object) -> PinnedWebhookClient:
    return PinnedWebhookClient(allow_loopback=True, **changes)  # type: ignore[arg-type]  # fields of several types


@dataclass
class Network:
    """Names and their addresses; every connection goes to the server on this machine and is recorded."""

    addresses: Sequence[str]
    port: int = 0
    unreachable: frozenset[str] = frozenset()
    resolved: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)

    @property
    def client(self) -> PinnedWebhookClient:
        return PinnedWebhookClient(resolve=self.resolve, connect=self.connect, timeout_s=5.0)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.resolved.append(host)
        if not self.addresses:
            raise socket.gaierror
        return self.addresses

    def connect(self, address: str, port: int) -> socket.socket:
        self.connected.append((address, port))
        if address in self.unreachable:
            raise ConnectionRefusedError
        return socket.create_connection(("127.0.0.1", self.port), timeout=5.0)


def test_a_message_arrives_with_its_headers_and_body() -> None:
    with serving(answer("204 No Content")) as server:
        url = f"http://127.0.0.1:{server.port}/hooks?shop=1"
        response = local().post(url, {"webhook-id": "msg_1", "Content-Type": "application/json"}, b'{"a": 1}')

    (request,) = server.received
    assert (response.status_code, response.fault) == (204, None)
    assert request.startswith(b"POST /hooks?shop=1 HTTP/1.1\r\n")
    assert request.count(f"Host: 127.0.0.1:{server.port}\r\n".encode()) == 1
    assert b"webhook-id: msg_1\r\n" in request
    assert request.endswith(b'\r\n\r\n{"a": 1}')


def test_a_redirect_is_not_followed() -> None:
    with serving(answer("302 Found", "Location: http://127.0.0.1:1/")) as server:
        response = local().post(f"http://127.0.0.1:{server.port}/", {}, b"{}")

    assert response.status_code == 302
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["169.254.169.254"], ["10.0.0.1"], ["::1"], ["fe80::1%eth0"], ["::ffff:127.0.0.1"],
     ["64:ff9b::7f00:1"], [PUBLIC, "192.168.1.1"], ["192.168.1.1", PUBLIC]],
    ids=str,
)  # fmt: skip
def test_a_name_that_leads_to_a_private_address_is_not_connected_to(addresses: list[str]) -> None:
    network = Network(addresses)
    response = network.client.post("https://shop.test/", {}, b"{}")

    assert network.connected == []
    assert "not public" in (response.fault or "")


def test_the_connection_goes_to_the_checked_address_and_tls_asks_for_the_name() -> None:
    """A second look-up could lead elsewhere: there is none."""
    with serving(b"no TLS") as server:
        network = Network([PUBLIC], server.port)
        response = network.client.post("https://shop.test/", {}, b"{}")

    assert network.resolved == ["shop.test"]
    assert network.connected == [(PUBLIC, 443)]
    assert b"shop.test" in server.received[0]  # the name in the ClientHello (SNI)
    assert response.status_code is None


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    with serving(b"") as server:
        network = Network([PUBLIC, OTHER_PUBLIC], server.port, frozenset({PUBLIC}))
        network.client.post("https://shop.test:8443/", {}, b"{}")

    assert network.connected == [(PUBLIC, 8443), (OTHER_PUBLIC, 8443)]


def test_at_most_three_addresses_are_tried() -> None:
    addresses = [f"8.8.8.{n}" for n in range(10)]
    network = Network(addresses, unreachable=frozenset(addresses))
    response = network.client.post("https://shop.test/", {}, b"{}")

    assert len(network.connected) == 3
    assert "connection failed" in (response.fault or "")


def test_the_answer_names_when_to_try_again() -> None:
    with serving(answer("429 Too Many Requests", "Retry-After: 120")) as server:
        response = local().post(f"http://127.0.0.1:{server.port}/", {}, b"{}")

    assert (response.status_code, response.retry_after) == (429, "120")


def test_a_name_server_that_hangs_is_given_up() -> None:
    released = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        released.wait()
        return []

    with pytest.raises(TimeoutError):
        resolve_name("shop.test", 443, timeout_s=0.05, lookup=hang)
    released.set()


def test_ipv4_addresses_come_first_and_each_once() -> None:
    def lookup(*_: object, **__: object) -> list[object]:
        ipv6 = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2606:4700::1111", 443, 0, 0))
        ipv4 = (socket.AF_INET, socket.SOCK_STREAM, 6, "", (PUBLIC, 443))
        return [ipv6, ipv4, ipv4]

    assert resolve_name("shop.test", 443, lookup=lookup) == [PUBLIC, "2606:4700::1111"]


def test_a_name_of_a_form_that_no_name_has_is_a_fault() -> None:
    client = PinnedWebhookClient()

    assert client.post(f"https://{'a' * 64}.test/", {}, b"{}").fault


def test_a_name_without_an_address_is_a_fault() -> None:
    assert "resolved" in (Network([]).client.post("https://shop.test/", {}, b"{}").fault or "")


def test_an_address_that_was_stored_but_is_not_allowed_any_more_is_not_connected_to() -> None:
    with serving(answer("200 OK")) as server:
        response = PinnedWebhookClient().post(f"http://127.0.0.1:{server.port}/", {}, b"{}")

    assert server.received == []
    assert "not public" in (response.fault or "")


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up(start: bytes) -> None:
    released = threading.Event()

    def drip(connection: socket.socket) -> None:
        while not released.wait(0.02):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" if b"100" in start else b"x")

    with serving(start, drip) as server:
        response = local(timeout_s=0.3).post(f"http://127.0.0.1:{server.port}/", {}, b"{}")
        released.set()

    assert response.fault == "There was no answer in time."


def test_a_long_body_is_not_read() -> None:
    sent: list[int] = []

    def flood(connection: socket.socket) -> None:
        connection.settimeout(1)
        with suppress(OSError):
            while len(sent) < 1000:
                sent.append(connection.send(b"x" * 65_536))

    with serving(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", flood) as server:
        response = local().post(f"http://127.0.0.1:{server.port}/", {}, b"{}")

    assert response.status_code == 200
    assert len(sent) < 1000


@pytest.mark.parametrize(
    "garbage", [b"SSH-2.0-OpenSSH\r\n", b"", b"HTTP/1.1 999999 x\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200]
)
def test_an_answer_that_is_not_http_is_a_fault(garbage: bytes) -> None:
    with serving(garbage) as server:
        response = local().post(f"http://127.0.0.1:{server.port}/", {}, b"{}")

    assert response.status_code is None
    assert response.fault


def _conforms(client: PinnedWebhookClient) -> WebhookClient:
    """Let the type checker compare the adapter with its port. Never called."""
    return client
