"""`vidx login`: sign in, with or without signing up first, and store the sign-in."""

import os
import sys
from contextlib import suppress
from typing import Annotated, Final, NamedTuple

import typer

from cli.auth import CodeNeeded, Cognito, NotConfirmed, Tokens, UserExists
from cli.config import UserPool, user_pool
from cli.errors import InvalidRequest, SignedOut
from cli.flags import Target, flags
from cli.session import Session, session

LOCAL_CODE: Final = "123456"
"""Confirmation code that the local cloud always accepts. Repeated in `web/js/auth/cognito.js`."""


class Account(NamedTuple):
    email: str
    password: str


DEMO_ACCOUNT: Final = Account("demo@vidx.example", "Demo-Videos-2026")
"""Account of the demo user, which exists only in local clouds."""

Email = Annotated[str | None, typer.Option(help="Your e-mail address; asked for by default.", metavar="ADDRESS")]
SignUp = Annotated[bool, typer.Option("--sign-up", metavar="", help="Create an account first.")]
Code = Annotated[str | None, typer.Option(help="Confirmation code from the e-mail.", metavar="CODE")]
Demo = Annotated[
    bool, typer.Option("--demo", metavar="", help="Local cloud only: sign in as a demo user, created if needed.")
]
AppCode = Annotated[
    str | None,
    typer.Option(
        help="Code of your authenticator app, if the account needs one. By default, vidx asks for it.", metavar="CODE"
    ),
]
ClientId = Annotated[
    str | None, typer.Option(help="Cognito app client, if the service does not name one.", metavar="ID")
]
Region = Annotated[str | None, typer.Option(help="AWS region of the user pool, with --client-id.", metavar="NAME")]


@flags
def login(
    target: Target,
    email: Email = None,
    sign_up: SignUp = False,
    code: Code = None,
    app_code: AppCode = None,
    demo: Demo = False,
    client_id: ClientId = None,
    region: Region = None,
) -> None:
    """Sign in. The password is asked for, or taken from VIDX_PASSWORD.

    The sign-in is kept for this user in a file that nobody else can read, and renewed when it expires.
    """
    with session(target) as current:
        cognito = Cognito(_pool(current, client_id, region), current.http)
        if demo:
            tokens = _as_demo(current, cognito)
        else:
            account = _account(email, new=sign_up)
            _prepare(current, cognito, account, code, sign_up=sign_up)
            tokens = _sign_in(cognito, account, app_code)
        current.tokens.put(current.service.api_url, tokens)
        result = {"email": tokens.email, "apiUrl": current.service.api_url}
        current.screen.show(result, f"Signed in to {current.service.api_url} as {tokens.email}.")


def _pool(current: Session, client_id: str | None, region: str | None) -> UserPool:
    """Return the user pool of the flags, else of the service's own description, else of the settings."""
    pool_of_flags = user_pool({"clientId": client_id, "region": region})
    pool = pool_of_flags or current.service.pool or user_pool(current.options.auth)
    if pool is None:
        raise InvalidRequest("The service does not tell where its users sign in: give --client-id and --region.")
    return pool


def _account(email: str | None, *, new: bool) -> Account:
    address = email or typer.prompt("E-mail", err=True)
    password = os.environ.get("VIDX_PASSWORD")
    return Account(address, password or typer.prompt("Password", hide_input=True, confirmation_prompt=new, err=True))


def _prepare(current: Session, cognito: Cognito, account: Account, code: str | None, *, sign_up: bool) -> None:
    """Create and confirm the account, as far as the flags say."""
    if sign_up:
        cognito.sign_up(*account)
        code = code or (LOCAL_CODE if current.service.is_local else typer.prompt("Code from the e-mail", err=True))
    if code:
        cognito.confirm(account.email, code)


def _sign_in(cognito: Cognito, account: Account, app_code: str | None) -> Tokens:
    """Sign in, with the second step if the account has one."""
    try:
        return cognito.sign_in(*account)
    except CodeNeeded as challenge:
        code = app_code or (typer.prompt("Code from your authenticator app", err=True) if sys.stdin.isatty() else "")
        if not code:
            raise InvalidRequest("This account needs the code of your authenticator app: give --app-code.") from None
        return cognito.answer_code(account.email, challenge, code.strip())


def _as_demo(current: Session, cognito: Cognito) -> Tokens:
    if not current.service.is_local:
        raise InvalidRequest(
            "The demo user exists in local clouds only: sign in with --email, or make an account with --sign-up."
        )
    try:
        return cognito.sign_in(*DEMO_ACCOUNT)
    except NotConfirmed:
        cognito.confirm(DEMO_ACCOUNT.email, LOCAL_CODE)
    except SignedOut:
        with suppress(UserExists):
            cognito.sign_up(*DEMO_ACCOUNT)
        cognito.confirm(DEMO_ACCOUNT.email, LOCAL_CODE)
    return cognito.sign_in(*DEMO_ACCOUNT)
