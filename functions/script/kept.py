"""Drafts kept with their spoken forms: one that comes back unchanged as a job's script is not paid for again."""

from functions.script.drafted import Drafted
from vidx.errors import ArtifactMissing, StorageUnavailable
from vidx.jobs.artifacts import draft_key
from vidx.jobs.request import Listing
from vidx.observability import logger
from vidx.ports import Store
from vidx.script import Script


def keep(script: Script, listing: Listing, store: Store) -> None:
    """Keep the script; a draft is of use without that, so that trouble with the storage is logged only."""
    try:
        store.put(draft_key(script.text, listing), script.model_dump_json().encode(), "application/json")
    except StorageUnavailable as error:
        logger.warning("draft not kept", extra={"reason": str(error)})


def kept(text: str, listing: Listing, store: Store) -> Drafted | None:
    """The draft with that text, as it was written for such a listing; None when there is none."""
    try:
        script = Script.model_validate_json(store.get(draft_key(text, listing)))
    except ArtifactMissing:
        return None
    forms = dict(zip(script.parts, script.spoken, strict=True)) if script.spoken else {}
    return Drafted.model_validate(
        {
            "hook": _line(script.hook, forms),
            "sentences": [_line(sentence, forms) for sentence in script.sentences],
            "call_to_action": _line(script.call_to_action, forms),
        }
    )


def _line(text: str, forms: dict[str, str]) -> dict[str, str]:
    return {"text": text, "spoken": forms.get(text, "")}
