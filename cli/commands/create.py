"""`vidx create`: photos and details in, a finished video out."""

from cli.asking import all_or_faults, asked, asked_logo, script_file
from cli.contact import CONTACT, chosen_contact
from cli.download import check_writable
from cli.errors import Fault, InvalidRequest
from cli.flags import ChoiceFlags, DetailFlags, LogoFlag, OutputFlag, Photos, ScriptFlag, StartFlags, Target, flags
from cli.ordering import follow_up, note_detected, note_listing, order, send_logo, send_photos
from cli.photos import inspect_photos
from cli.session import Session, session


@flags
def create(
    photos: Photos,
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: ScriptFlag,
    emblem: LogoFlag,
    save: OutputFlag,
    target: Target,
    start: StartFlags,
) -> None:
    """Make a video from photos and details, and save it.

    Details are checked before anything is uploaded, photos before anything is paid for. Ctrl-C while waiting leaves the
    job running.
    """
    with session(target) as current:
        looked_at, logo, body, contact = all_or_faults(
            lambda: inspect_photos(photos, current.options.limits),
            lambda: asked_logo(current, emblem.logo, listing.details),
            lambda: asked(current, listing, choices, script.script),
            lambda: _contact(current, start),
        )
        if save.output:
            check_writable(save.output)
        sent = {
            "photoKeys": send_photos(current, looked_at),
            **send_logo(current, logo),
            **({"publish": True} if start.publish else {}),
            **({CONTACT: contact} if contact else {}),
        }
        words = script_file(script.script, listing.details)
        started = order(current, "/video/generate", {**sent, **body}, photos, words)
        note_detected(current, body, started)
        note_listing(current, started, contact)
        follow_up(current, started, save.output, wait=not start.no_wait)


def _contact(current: Session, start: StartFlags) -> str | None:
    if start.publish:
        return chosen_contact(current, start.contact)
    if start.contact:
        raise InvalidRequest(Fault("is shown in a listing only; add --publish", "--contact"))
    return None
