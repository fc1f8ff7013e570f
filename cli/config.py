"""Settings, and the service that the CLI calls.

The first source with a value counts: a flag, the environment (`VIDX_VOICE`), `vidx.toml` in the current folder, the
user's own `vidx.toml`.
"""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import platformdirs

from cli.errors import Fault, InvalidRequest, Unreachable

FILE_NAME: Final = "vidx.toml"
SETTING_MEANINGS: Final[dict[str, str]] = {
    "api_url": "address of the service, such as https://d111111abcdef8.cloudfront.net",
    "token": "access token to use instead of a sign-in",
    "voice": "default voice",
    "music": "default music",
    "format": "default video format",
    "duration": "default target length in seconds",
    "caption_style": "default caption style",
    "brand_colour": "default colour of the highlighted caption words, such as #FFD60A",
    "overlays": "default texts over the picture, such as title,price",
    "link": "default address at the end of the videos",
    "language": "default language",
    "currency": "default currency",
    "category": "default category",
    "contact": "how buyers reach you in listings: a web address (https), e-mail address or phone number",
    "output_dir": "folder for finished videos; by default `output`",
}
"""Meaning of every setting, by name. Its environment variable is `VIDX_` and the name in capitals."""
ENVIRONMENT_ONLY: Final = frozenset({"token"})


def config_dir() -> Path:
    """Return the folder of the user's settings and sign-ins, which `VIDX_CONFIG_DIR` may set."""
    return Path(os.environ.get("VIDX_CONFIG_DIR") or platformdirs.user_config_dir("vidx"))


@dataclass(frozen=True)
class Settings:
    """The settings from the environment and from files."""

    environment: Mapping[str, str]
    files: tuple[Mapping[str, str], ...]

    def get(self, name: str, flag: str | None = None) -> str | None:
        """Return the value of the flag, or else of the setting; None if neither is set."""
        candidates = (flag, self.environment.get(f"VIDX_{name.upper()}"), *(file.get(name) for file in self.files))
        return next((value for value in candidates if value), None)


def load_settings() -> Settings:
    """Read the environment and both files.

    Raises:
        InvalidRequest: a file is not valid TOML, or has an unknown setting.
    """
    paths = (Path.cwd() / FILE_NAME, config_dir() / FILE_NAME)
    return Settings(dict(os.environ), tuple(_read(path) for path in paths if path.is_file()))


def _read(path: Path) -> dict[str, str]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidRequest(Fault(f"is not valid TOML: {error}", str(path))) from error
    allowed = [name for name in SETTING_MEANINGS if name not in ENVIRONMENT_ONLY]
    unknown = [name for name in values if name not in allowed]
    if unknown:
        raise InvalidRequest(
            *(Fault(f"{name} is not a setting here; known are {', '.join(allowed)}", str(path)) for name in unknown)
        )
    return {name: str(value) for name, value in values.items()}


STATE_DIR: Final = ".vidx"
"""As `local/paths.py` names it, which the CLI does not import; `cloud.json` and `VIDX_STATE_DIR` likewise."""
REPOSITORY: Final = Path(__file__).resolve().parents[1]
"""The folder where `vidx local up` stores its state when it is called from another folder."""
CLOUD_FILE: Final = "cloud.json"
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
NO_SERVICE: Final = "No local cloud is running and no service is named."
START_ONE: Final = "Start one with `vidx local up`, or name a service with --api-url or VIDX_API_URL."


@dataclass(frozen=True)
class UserPool:
    """The Cognito user pool where users of a service sign in."""

    client_id: str
    endpoint: str


@dataclass(frozen=True)
class Service:
    """An API address, without `/api` or a slash at the end, and its user pool if `cloud.json` names one."""

    api_url: str
    pool: UserPool | None = None

    @property
    def is_local(self) -> bool:
        return urlsplit(self.api_url).hostname in LOOPBACK

    def absolute(self, url: str) -> str:
        """Return `url` with scheme and host; the service may send only the path of its own pages."""
        return urljoin(f"{self.api_url}/", url)


def find_service(settings: Settings, api_url: str | None) -> Service:
    """Return the service that flag, environment or file name, or else the local cloud of this folder or one above.

    Raises:
        InvalidRequest: the address is not an http(s) URL, or is an http URL of another computer.
        Unreachable: no service is named and no local cloud runs.
    """
    cloud = _local_cloud()
    address = settings.get("api_url", api_url)
    if address is None:
        if cloud is None:
            raise Unreachable(NO_SERVICE, code="NoService", hint=START_ONE)
        return cloud
    url = _valid_address(address)
    return cloud if cloud and cloud.api_url == url else Service(url)


def user_pool(source: dict[str, Any]) -> UserPool | None:
    """Return the user pool in `cloud.json` or in the `auth` part of `/api/options`, or None.

    Raises:
        InvalidRequest: its endpoint is an http URL of another computer.
    """
    client_id, region = source.get("clientId"), source.get("region")
    endpoint = source.get("cognitoEndpoint") or (f"https://cognito-idp.{region}.amazonaws.com" if region else None)
    if not client_id or not endpoint:
        return None
    return UserPool(str(client_id), _require_encryption(str(endpoint), "cognitoEndpoint"))


def _valid_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InvalidRequest(Fault(f"{url!r} is not an address; write it like https://example.com", "--api-url"))
    return _require_encryption(url, "--api-url").rstrip("/").removesuffix("/api")


def _require_encryption(url: str, field: str) -> str:
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
    if state_dir := os.environ.get("VIDX_STATE_DIR"):
        return [Path(state_dir)]
    current = Path.cwd()
    return [folder / STATE_DIR for folder in (current, *current.parents, REPOSITORY)]
