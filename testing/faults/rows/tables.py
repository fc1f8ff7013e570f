"""Faults of DynamoDB."""

from typing import Final

from testing.faults import acts
from testing.faults.play import COMPLETE, ERROR, GONE, REFUSED, Row
from testing.faults.proxy import Action, Cut, Hang, Reply, Rule
from testing.faults.rows.stages import HOLDS, INTERRUPTED, OUTAGE, WORDS, every_voice
from vidx.jobs.model import Stage

OPERATIONS: Final = ("GetItem", "UpdateItem", "PutItem", "Query", "TransactWriteItems")
"""The operations of DynamoDB that the functions call for a job."""
UNMARKED: Final = frozenset({"PutItem"})
"""Those that do not tell for which job they are: the key of an Idempotency-Key's row is a hash."""


def table_rows() -> list[Row]:
    faults: dict[str, Action] = {
        "throttled": Reply(400, "ThrottlingException"),
        "500": Reply(500, "InternalServerError"),
        "connection lost": Cut(),
    }
    rows = [
        Row(
            "DynamoDB",
            f"{operation} {text}, {OUTAGE} times",
            status=(COMPLETE, REFUSED),
            codes=("RecordsUnavailable",),
            rules=(Rule(action, "dynamodb", operation, "", OUTAGE),),
            alone=operation in UNMARKED,
        )
        for operation in OPERATIONS
        for text, action in faults.items()
    ]
    rows += [
        Row(
            "DynamoDB",
            f"{operation} without an answer, once",
            status=(COMPLETE, REFUSED),
            codes=("RecordsUnavailable",),
            rules=(Rule(Hang(), "dynamodb", operation, "", 1),),
            alone=operation in UNMARKED,
        )
        for operation in OPERATIONS
    ]
    rows += [
        Row(
            "DynamoDB",
            f"down in the {WORDS[stage]} stage for a second",
            hold=HOLDS[stage],
            act=acts.outage(Rule(Reply(500, "InternalServerError"), "dynamodb"), 1.0),
            alone=True,
            status=(COMPLETE,),
        )
        for stage in (Stage.PHOTOS, Stage.TTS, Stage.RENDER)
    ]
    rows += [
        Row(
            "DynamoDB",
            f"down for the state machine in “{state}”",
            status=(ERROR,),
            without_table=(state,),
            codes=("StageFailed", *INTERRUPTED),
        )
        for state in ("Find ad", "Complete and publish")
    ]
    rows += [
        Row(
            "DynamoDB",
            f"down for the state machine in “{state}” after a failed voice",
            status=(ERROR,),
            codes=("ProviderUnauthorized",),
            without_table=(state,),
            provider=every_voice("unauthorized"),
        )
        for state in ("Record failure", "Find failed ad", "Fail ad")
    ]
    return [
        *rows,
        Row(
            "DynamoDB",
            "job's row deleted in the render stage",
            status=(GONE,),
            retry=None,
            hold=HOLDS[Stage.RENDER],
            act=acts.delete_row,
        ),
    ]
