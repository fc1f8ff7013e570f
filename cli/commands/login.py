"""`vidx login` and `vidx logout`: sign in, or sign up first, and keep the sign-in; give it up again."""

import os
from contextlib import suppress
from typing import Annotated, Final, NamedTuple

import typer

from cli.cognito import Cognito, NotConfirmed, UserExists
from cli.errors import InvalidRequest, SignedOut, Unavailable, Unreachable
from cli.flags import Target, flags
from cli.service import UserPool, user_pool
from cli.session import Session, session
from cli.tokens import Tokens

LOCAL_CODE: Final = "123456"
"""What the local cloud accepts as every confirmation code."""


class Account(NamedTuple):
    email: str
    password: str


DEMO: Final = Account("demo@vidx.example", "Demo-Videos-2026")
"""Exists in local clouds only."""

Email = Annotated[str | None, typer.Option(help="Your e-mail address; asked for when not given.", metavar="ADDRESS")]
SignUp = Annotated[bool, typer.Option("--sign-up", metavar="", help="Make an account first.")]
Code = Annotated[str | None, typer.Option(help="Confirmation code from the e-mail.", metavar="CODE")]
Demo = Annotated[
    bool, typer.Option("--demo", metavar="", help="Local cloud only: sign in as a demo user, made on the spot.")
]
ClientId = Annotated[
    str | None, typer.Option(help="Cognito app client, if the service does not tell it.", metavar="ID")
]
Region = Annotated[str | None, typer.Option(help="AWS region of the user pool, with --client-id.", metavar="NAME")]


@flags
def login(
    target: Target,
    email: Email = None,
    sign_up: SignUp = False,
    code: Code = None,
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
            tokens = _as_user(current, cognito, _account(email, new=sign_up), code, sign_up=sign_up)
        current.tokens.put(current.service.api_url, tokens)
        answer = {"email": tokens.email, "apiUrl": current.service.api_url}
        current.screen.show(answer, f"Signed in to {current.service.api_url} as {tokens.email}.")


@flags
def logout(target: Target) -> None:
    """Sign out: the sign-in is revoked, and forgotten on this computer."""
    with session(target) as current:
        url = current.service.api_url
        tokens = current.tokens.get(url)
        current.tokens.remove(url)
        note = f"Signed out of {url}." if tokens else f"Nobody was signed in to {url}."
        revoked = False
        if tokens and tokens.refresh_token:
            try:
                Cognito(UserPool(tokens.client_id, tokens.endpoint), current.http).sign_out(tokens)
                revoked = True
            except (Unreachable, Unavailable):
                note += " The sign-in service did not answer: elsewhere, the old sign-in works until it expires."
            except (SignedOut, InvalidRequest):
                revoked = True  # it had ended there already
        current.screen.show({"apiUrl": url, "signedOut": tokens is not None, "revoked": revoked}, note)


def _pool(current: Session, client_id: str | None, region: str | None) -> UserPool:
    named = user_pool({"clientId": client_id, "region": region})
    pool = named or current.service.pool or user_pool(current.options.auth)
    if pool is None:
        raise InvalidRequest("The service does not tell where its users sign in: give --client-id and --region.")
    return pool


def _account(email: str | None, *, new: bool) -> Account:
    address = email or typer.prompt("E-mail", err=True)
    password = os.environ.get("VIDX_PASSWORD")
    return Account(address, password or typer.prompt("Password", hide_input=True, confirmation_prompt=new, err=True))


def _as_user(current: Session, cognito: Cognito, account: Account, code: str | None, *, sign_up: bool) -> Tokens:
    if sign_up:
        cognito.sign_up(*account)
        code = code or (LOCAL_CODE if current.service.is_local else typer.prompt("Code from the e-mail", err=True))
    if code:
        cognito.confirm(account.email, code)
    return cognito.sign_in(*account)


def _as_demo(current: Session, cognito: Cognito) -> Tokens:
    if not current.service.is_local:
        raise InvalidRequest(
            "The demo user exists in local clouds only: sign in with --email, or make an account with --sign-up."
        )
    try:
        return cognito.sign_in(*DEMO)
    except NotConfirmed:
        cognito.confirm(DEMO.email, LOCAL_CODE)
    except SignedOut:
        with suppress(UserExists):
            cognito.sign_up(*DEMO)
        cognito.confirm(DEMO.email, LOCAL_CODE)
    return cognito.sign_in(*DEMO)
