"""Flags that several commands share, grouped in dataclasses; a command has these as parameters.

    @app.command()
    @flags
    def cancel(job: JobId, target: Target) -> None: ...

gives `cancel` the options `--json` and `--api-url` of `Target`.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer


@dataclass(frozen=True)
class Target:
    """Which service to use, and the form of the output."""

    api_url: Annotated[
        str | None,
        typer.Option("--api-url", help="Service to use instead of the local cloud [VIDX_API_URL].", metavar="URL"),
    ] = None
    json: Annotated[
        bool, typer.Option("--json", metavar="", help="Print one JSON document on stdout and nothing else.")
    ] = False


@dataclass(frozen=True)
class DetailFlags:
    """What is for sale."""

    title: Annotated[str | None, typer.Option(help="What is for sale.", metavar="TEXT")] = None
    description: Annotated[str | None, typer.Option(help="What a buyer should know.", metavar="TEXT")] = None
    price: Annotated[str | None, typer.Option(help="Price, such as 1299.50.", metavar="NUMBER")] = None
    currency: Annotated[
        str | None,
        typer.Option(help="ISO 4217 code; by default detected from the text [VIDX_CURRENCY].", metavar="CODE"),
    ] = None
    category: Annotated[str | None, typer.Option(help="Kind of product [VIDX_CATEGORY].", metavar="NAME")] = None
    language: Annotated[
        str | None,
        typer.Option(help="Language of the text, such as en; by default detected [VIDX_LANGUAGE].", metavar="CODE"),
    ] = None
    details: Annotated[
        Path | None, typer.Option(help="JSON file with any of these details; flags win over it.", metavar="FILE.json")
    ] = None


@dataclass(frozen=True)
class ChoiceFlags:
    """Voice, music, format and look of the video."""

    voice: Annotated[str | None, typer.Option(help="Who speaks [VIDX_VOICE].", metavar="NAME")] = None
    music: Annotated[str | None, typer.Option(help="Music under the voice, or none [VIDX_MUSIC].", metavar="NAME")] = (
        None
    )
    duration: Annotated[str | None, typer.Option(help="Target length in seconds [VIDX_DURATION].", metavar="15|30")] = (
        None
    )
    format: Annotated[str | None, typer.Option(help="Shape of the picture [VIDX_FORMAT].", metavar="9:16|1:1|16:9")] = (
        None
    )
    caption_style: Annotated[
        str | None, typer.Option(help="How captions look [VIDX_CAPTION_STYLE].", metavar="pop|karaoke|clean")
    ] = None
    brand_colour: Annotated[
        str | None, typer.Option(help="Colour of the highlighted caption words [VIDX_BRAND_COLOUR].", metavar="#RRGGBB")
    ] = None
    overlays: Annotated[
        str | None,
        typer.Option(help="Texts shown over the picture, or none [VIDX_OVERLAYS].", metavar="title,price,end|none"),
    ] = None
    link: Annotated[
        str | None,
        typer.Option(help="Address to show at the end, also as QR code [VIDX_LINK].", metavar="https://…"),
    ] = None


@dataclass(frozen=True)
class ScriptFlag:
    script: Annotated[
        Path | None,
        typer.Option(
            help="Text file with the words to speak; without it, the script is written for you.", metavar="FILE"
        ),
    ] = None


@dataclass(frozen=True)
class LogoFlag:
    logo: Annotated[
        Path | None,
        typer.Option(
            help="Logo, shown with the title and at the end; best a PNG with a transparent background.", metavar="FILE"
        ),
    ] = None


@dataclass(frozen=True)
class OutputFlag:
    output: Annotated[
        Path | None,
        typer.Option(help="Where to save the video; by default output/<job>.mp4.", metavar="FILE.mp4"),
    ] = None


@dataclass(frozen=True)
class StartFlags:
    """Flags of `create` alone."""

    publish: Annotated[
        bool,
        typer.Option(
            "--publish", metavar="", help="Create the listing too; it goes live as soon as the video is ready."
        ),
    ] = False
    contact: Annotated[
        str | None,
        typer.Option(
            help="With --publish, how buyers reach you: a web address (https), an e-mail address or a phone number "
            "[VIDX_CONTACT].",
            metavar="CONTACT",
        ),
    ] = None
    no_wait: Annotated[bool, typer.Option("--no-wait", metavar="", help="Start the job and return at once.")] = False


NoWait = Annotated[bool, typer.Option("--no-wait", metavar="", help="Start the job and return at once.")]
JobId = Annotated[str, typer.Argument(help="The job's id, as `vidx create` and `vidx list` show it.", metavar="JOB")]
Yes = Annotated[bool, typer.Option("--yes", "-y", metavar="", help="Do not ask for confirmation.")]
Photos = Annotated[
    list[Path],
    typer.Argument(
        help="1 to 10 photos or short video clips in the order to show them.", metavar="PHOTO...", show_default=False
    ),
]


def flags(command: Callable[..., None]) -> Callable[..., None]:
    """Turn each field of a command's dataclass parameters into an option of its own."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hint for name, hint in hints.items() if is_dataclass(hint) and isinstance(hint, type)}
    parameters: list[inspect.Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        options = _options(groups[name]) if name in groups else [parameter.replace(annotation=hints[name])]
        parameters += [option.replace(kind=inspect.Parameter.KEYWORD_ONLY) for option in options]

    @wraps(command)
    def grouped(**values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        command(**values)

    grouped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # inspect reads it; typeshed does not have it
    return grouped


def _options(group: type[Any]) -> list[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in fields(group)
    ]
