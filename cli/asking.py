"""From flags to a checked request: what `create`, `script` and `estimate` have in common."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cli.details import LOGO, REQUIRED, assemble, read_details, read_script, request_body
from cli.errors import CliError, Fault, InvalidRequest
from cli.flags import ChoiceFlags, DetailFlags
from cli.photos import Photo, inspect_logo
from cli.session import Session
from cli.settings import Settings


def asked(
    current: Session,
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: Path | None = None,
    *,
    required: Sequence[str] = REQUIRED,
    settings: Settings | None = None,
) -> dict[str, Any]:
    """The request's details as the API takes them, those `required` among them.

    Args:
        settings: what to use in place of the session's own settings.

    Raises:
        InvalidRequest: with one fault for everything that is missing or not valid.
    """
    given = {**asdict(listing), **asdict(choices), "script": read_script(script)}
    return request_body(
        assemble(given, read_details(listing.details), settings or current.settings), current.options, required
    )


def asked_logo(current: Session, flag: Path | None, details: Path | None) -> Photo | None:
    """The logo, ready to be sent: by its flag, else as the details file names it, from that file's folder.

    Raises:
        InvalidRequest: the logo, or the details file, cannot be used.
    """
    named = None if flag or details is None else read_details(details).get(LOGO)
    return inspect_logo(details.parent / named if details and named else flag, current.options.limits)


def all_or_faults(*checks: Callable[[], Any]) -> list[Any]:
    """Every check's result.

    Raises:
        InvalidRequest: with the faults of all checks together, so that they are seen at once.
    """
    faults: list[Fault] = []
    results: list[Any] = []
    for check in checks:
        try:
            results.append(check())
        except InvalidRequest as error:
            faults += [fault for fault in error.faults if fault not in faults]
    if faults:
        raise InvalidRequest(*faults)
    return results


def script_file(flag: Path | None, details: Path | None) -> Path | None:
    """The file that the script comes from: that of its flag, else the details file if it has one."""
    return flag or (details if details and "script" in read_details(details) else None)


def named_after_files(error: CliError, photos: Sequence[Path | None], script: Path | None) -> CliError:
    """The same error with the file's name in place of the API's: `photos[2]`, `photo 3` or `clip 3`, `script`."""
    files = {f"photos[{index}]": (str(index + 1), str(path)) for index, path in enumerate(photos) if path}
    if script:
        files["script"] = ("", str(script))
    named = []
    for fault in error.faults:
        number, path = files.get(fault.field or "", ("", fault.field))
        message = fault.message.removeprefix(f"photo {number} ").removeprefix(f"clip {number} ")
        named.append(Fault(message, path))
    error.faults = named
    return error
