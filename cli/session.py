"""Everything a command needs, put together once: settings, service, sign-in, API and screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import httpx
from pydantic import ValidationError

from cli import settings as settings_module
from cli.api import TIMEOUT, Api, Bearer
from cli.errors import Unreachable
from cli.flags import Target
from cli.options import Options
from cli.screen import Screen
from cli.service import Service, find_service
from cli.settings import Settings
from cli.tokens import TokenFile


@dataclass
class Session:
    settings: Settings
    service: Service
    http: httpx.Client
    tokens: TokenFile
    api: Api
    screen: Screen

    @cached_property
    def options(self) -> Options:
        """What the service offers; asked for once.

        Raises:
            Unreachable: what answers at the address is not a vidx service.
        """
        try:
            return Options.model_validate(self.api.get_public("/options"))
        except ValidationError as error:
            raise Unreachable(
                f"{self.service.api_url} does not answer as a vidx service does.", code="NotVidx"
            ) from error


@contextmanager
def session(target: Target) -> Iterator[Session]:
    """A session with the service that flags and settings name; its connections close with it."""
    settings = settings_module.load()
    service = find_service(settings, target.api_url)
    with httpx.Client(timeout=TIMEOUT, headers={"User-Agent": "vidx-cli"}) as http:
        tokens = TokenFile(settings_module.config_dir() / "tokens.json")
        bearer = Bearer(service, tokens, http, fixed=settings.get("token"))
        yield Session(settings, service, http, tokens, Api(service, http, bearer), Screen(target.json))
