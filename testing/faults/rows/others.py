"""Faults of the services beside the jobs: secrets, webhooks and events."""

from testing.faults import acts
from testing.faults.play import ERROR, Row
from testing.faults.proxy import Reply, Rule
from testing.faults.rows.stages import HOLDS, INTERRUPTED, OUTAGE
from vidx.jobs.model import Stage


def other_rows() -> list[Row]:
    return [
        Row(
            "Secrets Manager",
            f"{code}, {OUTAGE} times, read by a new worker of the voice stage",
            prepare=acts.end_workers("tts"),
            rules=(Rule(Reply(status, code), "secrets", "GetSecretValue", "", OUTAGE),),
            alone=True,
        )
        for status, code in ((400, "ThrottlingException"), (500, "InternalServiceError"))
    ] + [
        Row("Webhooks", "the seller's server is down", prepare=acts.add_webhook, act=acts.await_delivery),
        Row(
            "Webhooks",
            f"SQS fails with 500, {OUTAGE} times",
            prepare=acts.add_webhook,
            rules=(Rule(Reply(500, "InternalFailure"), "sqs", "SendMessage", "", OUTAGE),),
            act=acts.await_delivery,
            alone=True,
        ),
        Row(
            "EventBridge",
            "the event of a stopped execution is lost",
            status=(ERROR,),
            codes=INTERRUPTED,
            paid={"voice": 2},
            hold=HOLDS[Stage.TTS],
            act=acts.lose_event,
            alone=True,
        ),
    ]
