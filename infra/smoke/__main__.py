"""Run one real job against a deployed stack: `python -m infra.smoke --api-url https://ads.example.com`.

It signs in with the access token in VIDX_TOKEN, or as --email with the password in VIDX_PASSWORD. On the local cloud it
creates an account of its own, which it deletes at the end.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from uuid import uuid4

import httpx

from cli.auth import BearerAuth, Cognito, TokenFile
from cli.client import TIMEOUT, ApiClient
from cli.commands.login import LOCAL_CODE
from cli.config import Service, Settings, find_service, user_pool
from cli.errors import CliError, InvalidRequest
from infra.settings import ROOT
from infra.smoke.walk import Limits, SmokeFailed, Step, Walk

PHOTOS: Final = (ROOT / "samples/01-front.jpg", ROOT / "samples/02-above.jpg")


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code: 0 everything works, 1 something is wrong, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    limits = Limits(options.draft_limit_s, options.generate_limit_s, options.job_limit_s)
    try:
        with _client(options.api_url, options.email) as api:
            walk = Walk(api, options.photos or PHOTOS, limits, on_step=_print_step)
            walk.run()
            _print_stages(walk.job)
    except (SmokeFailed, CliError) as error:
        print(f"FAILED {error}", file=sys.stderr)
        return 1
    print(f"{options.api_url} works")
    return 0


def _parser() -> argparse.ArgumentParser:
    limits = Limits()
    parser = argparse.ArgumentParser(prog="python -m infra.smoke", description="Make one video with a deployed stack.")
    parser.add_argument("--api-url", required=True, help="address of the service, without /api")
    parser.add_argument("--email", help="account to sign in with; its password is in VIDX_PASSWORD")
    parser.add_argument("--photos", nargs="+", type=Path, help="photos of the video; default: two of samples/")
    parser.add_argument("--draft-limit-s", type=float, default=limits.draft_s, help="seconds for a draft")
    parser.add_argument("--generate-limit-s", type=float, default=limits.generate_s, help="seconds to start a job")
    parser.add_argument("--job-limit-s", type=float, default=limits.job_s, help="seconds for a job, with its wait")
    return parser


@contextmanager
def _client(api_url: str, email: str | None) -> Iterator[ApiClient]:
    """Open a client that is signed in, and delete its account at the end if it is a new one.

    Raises:
        CliError: the sign-in failed, or there is no account for it.
    """
    service = find_service(Settings({}, ()), api_url)
    with httpx.Client(timeout=TIMEOUT) as http, TemporaryDirectory() as folder:
        tokens = TokenFile(Path(folder) / "tokens.json")
        api = ApiClient(service, http, BearerAuth(service, tokens, http, fixed=os.environ.get("VIDX_TOKEN")))
        is_new = not os.environ.get("VIDX_TOKEN") and _sign_in(api, tokens, email)
        try:
            yield api
        finally:
            if is_new:
                api.delete("/account")


def _sign_in(api: ApiClient, tokens: TokenFile, email: str | None) -> bool:
    """Sign in and return whether the account is a new one."""
    password = os.environ.get("VIDX_PASSWORD")
    service: Service = api.service
    is_new = service.is_local and not email
    if not is_new and not (email and password):
        raise InvalidRequest(
            "No account to sign in with: set VIDX_TOKEN to an access token, or give --email and set VIDX_PASSWORD. "
            "`vidx login --sign-up` creates an account, which needs the code from its e-mail."
        )
    options: dict[str, Any] = api.get_public("/options")
    pool = user_pool(options.get("auth", {}))
    if pool is None:
        raise InvalidRequest(f"{service.api_url} does not tell where its users sign in.")
    cognito = Cognito(pool, api.http)
    address, secret = email or f"smoke-{uuid4().hex}@vidx.example", password or f"Smoke-{uuid4()}"
    if is_new:
        cognito.sign_up(address, secret)
        cognito.confirm(address, LOCAL_CODE)
    tokens.put(service.api_url, cognito.sign_in(address, secret))
    return is_new


def _print_step(step: Step) -> None:
    print(f"{step.name:<10}{step.seconds:>8.2f} s  {step.result}", flush=True)


def _print_stages(job: dict[str, Any]) -> None:
    print(f"\n{'stage':<10}{'seconds':>10}{'USD':>11}  start  made by")
    for stage in job["stages"]:
        start = "cold" if stage.get("coldStart") else "warm"
        made_by = " ".join(part for part in (stage.get("provider"), stage.get("model")) if part)
        print(f"{stage['name']:<10}{stage['seconds'] or 0:>10.2f}{stage['costUsd']:>11.6f}  {start:<5}  {made_by}")
    cold = sum(bool(stage.get("coldStart")) for stage in job["stages"])
    print(f"{'all':<10}{'':>10}{job['cost']['totalUsd']:>11.6f}  {cold} cold starts\n")


if __name__ == "__main__":
    sys.exit(main())
