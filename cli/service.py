"""Which service the CLI talks to: the one asked for, else the local cloud that is running."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from cli.errors import Fault, InvalidRequest, Unreachable
from cli.settings import Settings

STATE_DIR: Final = ".vidx"
REPOSITORY: Final = Path(__file__).resolve().parents[1]
"""Where `vidx local up` keeps its state when it is called from elsewhere."""
CLOUD_FILE: Final = "cloud.json"
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
NO_SERVICE: Final = "No local cloud is running and no service is named."
START_ONE: Final = "Start one with `vidx local up`, or name a service with --api-url or VIDX_API_URL."


@dataclass(frozen=True)
class UserPool:
    """Where users of a service sign in."""

    client_id: str
    endpoint: str


@dataclass(frozen=True)
class Service:
    """An API address without `/api` or a slash at the end, and its user pool where that is known beforehand."""

    api_url: str
    pool: UserPool | None = None

    @property
    def is_local(self) -> bool:
        return urlsplit(self.api_url).hostname in LOOPBACK

    def absolute(self, url: str) -> str:
        """`url` as it can be opened from anywhere: the service may name its own pages by their paths."""
        return urljoin(f"{self.api_url}/", url)


def find_service(settings: Settings, api_url: str | None) -> Service:
    """The service named by flag, environment or file, else the local cloud of this folder or one above it.

    Raises:
        InvalidRequest: the address is not an http(s) URL, or would send the sign-in unencrypted over a network.
        Unreachable: no service is named and no local cloud has been started.
    """
    cloud = _local_cloud()
    named = settings.get("api_url", api_url)
    if named is None:
        if cloud is None:
            raise Unreachable(NO_SERVICE, code="NoService", hint=START_ONE)
        return cloud
    url = _checked(named)
    return cloud if cloud and cloud.api_url == url else Service(url)


def user_pool(source: dict[str, Any]) -> UserPool | None:
    """The user pool described by `cloud.json` or by the `auth` part of `/api/options`.

    Raises:
        InvalidRequest: the password would travel unencrypted over a network.
    """
    client_id, region = source.get("clientId"), source.get("region")
    endpoint = source.get("cognitoEndpoint") or (f"https://cognito-idp.{region}.amazonaws.com" if region else None)
    if not client_id or not endpoint:
        return None
    return UserPool(str(client_id), _encrypted(str(endpoint), "cognitoEndpoint"))


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InvalidRequest(Fault(f"{url!r} is not an address; write it like https://example.com", "--api-url"))
    return _encrypted(url, "--api-url").rstrip("/").removesuffix("/api")


def _encrypted(url: str, field: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise InvalidRequest(Fault("http would send your sign-in unencrypted; use https", field))
    return url


def _local_cloud() -> Service | None:
    for folder in _state_dirs():
        path = folder / CLOUD_FILE
        if path.is_file():
            try:
                cloud = json.loads(path.read_text(encoding="utf-8"))
                return Service(str(cloud["apiUrl"]).rstrip("/"), user_pool(cloud))
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise Unreachable(Fault("is damaged", str(path)), hint="Run `vidx local up` again.") from error
    return None


def _state_dirs() -> list[Path]:
    if named := os.environ.get("VIDX_STATE_DIR"):
        return [Path(named)]
    here = Path.cwd()
    return [folder / STATE_DIR for folder in (here, *here.parents, REPOSITORY)]
