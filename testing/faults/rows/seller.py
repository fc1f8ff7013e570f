"""What a seller does at a bad moment."""

from testing.faults import acts
from testing.faults.play import CANCELED, COMPLETE, Row
from testing.faults.proxy import Reply, Rule
from testing.faults.rows.stages import HOLDS, PAID_STAGES, WORDS
from vidx.jobs.model import Stage


def seller_rows() -> list[Row]:
    rows = [
        Row(
            "Seller",
            f"cancels in the {WORDS[stage]} stage, then retries",
            status=(CANCELED,),
            paid=PAID_STAGES.get(stage, {}),
            hold=HOLDS[stage],
            act=acts.cancel,
        )
        for stage in Stage
    ]
    rows += [
        Row(
            "Seller",
            f"deletes the listing in the {WORDS[stage]} stage",
            status=(COMPLETE, CANCELED),
            retry=None,
            hold=HOLDS[stage],
            act=acts.delete_listing,
        )
        for stage in (Stage.TTS, Stage.UPLOAD)
    ]
    return [
        *rows,
        Row(
            "Seller",
            "sends two retries at once",
            act=acts.retry_twice,
            rules=(Rule(Reply(403, "AccessDenied"), "s3", "PUT", r"/voice[.]wav[.]probe$"),),
        ),
    ]
