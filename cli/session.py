"""The session of a command: settings, service, sign-in, API client and output."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import httpx
from pydantic import ValidationError

from cli.auth import BearerAuth, TokenFile
from cli.client import TIMEOUT, ApiClient
from cli.config import Service, Settings, config_dir, find_service, load_settings
from cli.errors import Unreachable
from cli.flags import Target
from cli.models import Options
from cli.output import Screen


@dataclass
class Session:
    settings: Settings
    service: Service
    http: httpx.Client
    tokens: TokenFile
    api: ApiClient
    screen: Screen

    @cached_property
    def options(self) -> Options:
        """The options of the service, fetched once.

        Raises:
            Unreachable: there is no answer, or the address is not that of a vidx service.
        """
        try:
            return Options.model_validate(self.api.get_public("/options"))
        except ValidationError as error:
            raise Unreachable(
                f"{self.service.api_url} does not answer as a vidx service does.", code="NotVidx"
            ) from error


@contextmanager
def session(target: Target) -> Iterator[Session]:
    """Open a session with the service that flags and settings name, and close its connections at the end."""
    settings = load_settings()
    service = find_service(settings, target.api_url)
    with httpx.Client(timeout=TIMEOUT, headers={"User-Agent": "vidx-cli"}) as http:
        tokens = TokenFile(config_dir() / "tokens.json")
        auth = BearerAuth(service, tokens, http, fixed=settings.get("token"))
        yield Session(settings, service, http, tokens, ApiClient(service, http, auth), Screen(target.json))
