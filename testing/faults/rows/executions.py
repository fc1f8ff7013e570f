"""Faults of the state machine's executions, and of the delivery of its calls."""

from typing import Any

from testing.faults import acts
from testing.faults.play import COMPLETE, ERROR, REFUSED, Row
from testing.faults.proxy import Hang, Reply, Rule
from testing.faults.rows.stages import HOLDS, INTERRUPTED, OUTAGE, PAID_STAGES, WORDS
from vidx.jobs.model import Stage


def execution_rows() -> list[Row]:
    start_failed: dict[str, Any] = {
        "status": (COMPLETE, ERROR, REFUSED),
        "codes": ("PipelineUnavailable", *INTERRUPTED),
    }
    rows = [
        Row(
            "Step Functions",
            "StartExecution throttled, 4 times",
            rules=(Rule(Reply(400, "ThrottlingException"), "states", "StartExecution", "", OUTAGE),),
            **start_failed,
        ),
        Row(
            "Step Functions",
            "StartExecution fails with 500, lasting",
            rules=(Rule(Reply(500, "InternalFailure"), "states", "StartExecution"),),
            act=acts.wait(5),
            **start_failed,
        ),
        Row(
            "Step Functions",
            "StartExecution without an answer, once",
            rules=(Rule(Hang(), "states", "StartExecution", "", 1),),
            **start_failed,
        ),
    ]
    rows += [
        Row(
            "Step Functions",
            f"StopExecution in the {WORDS[stage]} stage",
            status=(ERROR,),
            codes=INTERRUPTED,
            paid=PAID_STAGES.get(stage, {}),
            hold=HOLDS[stage],
            act=acts.stop_execution,
        )
        for stage in Stage
    ]
    rows += [
        Row(
            "Delivery",
            f"{WORDS[stage]} stage called twice at once",
            hold=HOLDS[stage],
            act=acts.call_again(stage),
        )
        for stage in Stage
    ]
    return [
        *rows,
        Row("Delivery", "every stage called again after the end", act=acts.call_late(tuple(Stage))),
    ]
