"""Faults of DynamoDB."""

from testing.faults import acts
from testing.faults.play import COMPLETE, ERROR, GONE, REFUSED, Row
from testing.faults.proxy import Action, Cut, Hang, Reply, Rule
from testing.faults.rows.stages import HOLDS, INTERRUPTED, OUTAGE, WORDS, every_voice
from vidx.jobs.model import Stage


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
            quick=(operation, text) == ("UpdateItem", "throttled"),
        )
        for operation in ("GetItem", "UpdateItem", "PutItem", "Query", "TransactWriteItems")
        for text, action in faults.items()
    ]
    rows += [
        Row(
            "DynamoDB",
            f"{operation} without an answer, once",
            status=(COMPLETE, REFUSED),
            codes=("RecordsUnavailable",),
            rules=(Rule(Hang(), "dynamodb", operation, "", 1),),
        )
        for operation in ("GetItem", "UpdateItem", "TransactWriteItems")
    ]
    rows += [
        Row(
            "DynamoDB",
            f"down in the {WORDS[stage]} stage for a second",
            hold=HOLDS[stage],
            act=acts.outage(Rule(Reply(500, "InternalServerError"), "dynamodb"), 1.0),
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
            quick=state == "Record failure",
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
