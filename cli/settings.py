"""Settings, in this order: a flag, the environment (`VIDX_VOICE`), `vidx.toml` here, `vidx.toml` of the user."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from cli.errors import Fault, InvalidRequest

FILE_NAME: Final = "vidx.toml"
KNOWN: Final[dict[str, str]] = {
    "api_url": "address of the service, such as https://d111111abcdef8.cloudfront.net",
    "token": "access token to use instead of a sign-in",
    "voice": "voice when none is given",
    "music": "music when none is given",
    "format": "video format when none is given",
    "duration": "target length in seconds when none is given",
    "caption_style": "style of the captions when none is given",
    "brand_colour": "colour of the lit words when none is given, such as #FFD60A",
    "overlays": "what is written over the picture when nothing is given, such as title,price",
    "link": "address at the end of the videos when none is given",
    "language": "language when none is given",
    "currency": "currency when none is given",
    "category": "category when none is given",
    "contact": "how buyers reach you in listings: a web address (https), e-mail address or phone number",
    "output_dir": "folder for finished videos; `output` when not set",
}
"""Every setting and its meaning; in the environment as `VIDX_` and the name in capitals."""
ENVIRONMENT_ONLY: Final = frozenset({"token"})


def config_dir() -> Path:
    """Folder of the user's own settings and sign-ins; `VIDX_CONFIG_DIR` moves it."""
    return Path(os.environ.get("VIDX_CONFIG_DIR") or platformdirs.user_config_dir("vidx"))


@dataclass(frozen=True)
class Settings:
    """The settings of this call, without its flags."""

    environment: Mapping[str, str]
    files: tuple[Mapping[str, str], ...]

    def get(self, name: str, flag: str | None = None) -> str | None:
        """The value of a setting, or None when nobody sets it."""
        candidates = (flag, self.environment.get(f"VIDX_{name.upper()}"), *(file.get(name) for file in self.files))
        return next((value for value in candidates if value), None)


def load() -> Settings:
    """Read the environment and both files.

    Raises:
        InvalidRequest: a file is not TOML, or holds a setting that does not exist.
    """
    paths = (Path.cwd() / FILE_NAME, config_dir() / FILE_NAME)
    return Settings(dict(os.environ), tuple(_read(path) for path in paths if path.is_file()))


def _read(path: Path) -> dict[str, str]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidRequest(Fault(f"is not valid TOML: {error}", str(path))) from error
    allowed = [name for name in KNOWN if name not in ENVIRONMENT_ONLY]
    unknown = [name for name in values if name not in allowed]
    if unknown:
        raise InvalidRequest(
            *(Fault(f"{name} is not a setting here; known are {', '.join(allowed)}", str(path)) for name in unknown)
        )
    return {name: str(value) for name, value in values.items()}
