"""`vidx create`: make a video from photos and details."""

from cli.details import CONTACT, build_request, find_logo, resolve_contact, run_checks, script_source
from cli.errors import Fault, InvalidRequest
from cli.flags import ChoiceFlags, DetailFlags, LogoFlag, OutputFlag, Photos, ScriptFlag, StartFlags, Target, flags
from cli.jobs import finish_or_return, send_logo, send_photos, show_detected, show_listing, start_job
from cli.photos import inspect_photos
from cli.session import Session, session
from cli.transfer import check_writable


@flags
def create(
    photos: Photos,
    listing: DetailFlags,
    choices: ChoiceFlags,
    script: ScriptFlag,
    logo_flag: LogoFlag,
    output_flag: OutputFlag,
    target: Target,
    start: StartFlags,
) -> None:
    """Make a video from photos and details, and save it.

    Details are checked before anything is uploaded, photos before anything is paid for. Ctrl-C while waiting leaves the
    job running.
    """
    with session(target) as current:
        checked_photos, logo, body, contact = run_checks(
            lambda: inspect_photos(photos, current.options.limits),
            lambda: find_logo(current, logo_flag.logo, listing.details),
            lambda: build_request(current, listing, choices, script.script),
            lambda: _contact(current, start),
        )
        if output_flag.output:
            check_writable(output_flag.output)
        fields = {
            "photoKeys": send_photos(current, checked_photos),
            **send_logo(current, logo),
            **({"publish": True} if start.publish else {}),
            **({CONTACT: contact} if contact else {}),
        }
        source = script_source(script.script, listing.details)
        response = start_job(current, "/video/generate", {**fields, **body}, photos, source)
        show_detected(current, body, response)
        show_listing(current, response, contact)
        finish_or_return(current, response, output_flag.output, wait=not start.no_wait)


def _contact(current: Session, start: StartFlags) -> str | None:
    if start.publish:
        return resolve_contact(current, start.contact)
    if start.contact:
        raise InvalidRequest(Fault("is shown in a listing only; add --publish", "--contact"))
    return None
