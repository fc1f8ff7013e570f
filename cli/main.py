"""Entry point of `vidx`: registers the commands and maps errors to exit codes."""

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from cli.commands import (
    account,
    batch,
    cancel,
    create,
    delete,
    estimate,
    list_jobs,
    listings,
    local,
    login,
    logout,
    moderation,
    ops,
    publish,
    remake,
    retry,
    script,
    status,
    unpublish,
    versions,
    webhooks,
)
from cli.errors import exit_codes_markdown
from cli.running import run_app

SUMMARY = """Turn product photos and a few details into a vertical video ad.

Works with the local cloud (`vidx local up`) unless a service is named by --api-url, VIDX_API_URL or vidx.toml.
A flag wins over the environment, the environment over ./vidx.toml, and that over the user's own vidx.toml.
"""

app = typer.Typer(
    name="vidx",
    help=SUMMARY,
    epilog=exit_codes_markdown(),
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(requested: bool) -> None:
    if requested:
        print(f"vidx {version('vidx')}")
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[
        bool,
        typer.Option("--version", metavar="", help="Show the version and exit.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Options of `vidx` itself."""


app.command()(create.create)
app.command()(remake.remake)
app.command()(batch.batch)
app.command()(script.script)
app.command()(estimate.estimate)
app.command()(status.status)
app.command("list")(list_jobs.list_jobs)
app.command()(cancel.cancel)
app.command()(retry.retry)
app.command()(publish.publish)
app.command()(unpublish.unpublish)
app.command()(listings.listings)
app.command()(versions.versions)
app.command()(delete.delete)
app.command()(login.login)
app.command()(logout.logout)
app.add_typer(account.app, name="account")
app.add_typer(webhooks.app, name="webhooks")
app.add_typer(moderation.app, name="moderation")
app.add_typer(local.app, name="local")
app.command(context_settings=ops.PASSED_ON)(ops.ops)


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    return run_app(app, "vidx", arguments)
