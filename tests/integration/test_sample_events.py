"""Every sample event runs on the local cloud, as `make sam-invoke` needs it."""

import pytest

from local import sample_job
from local.cloud import Cloud
from local.sample_events import EVENTS, check
from vidx.jobs.model import Stage

STAGES = [stage.value for stage in Stage]
OTHERS = sorted({path.stem for path in EVENTS.glob("*.json")} - {*STAGES, "watch-sweep"})
"""tests/integration/test_interrupted.py sends watch's sweep, which waits for the other tests' jobs."""


@pytest.mark.parametrize("name", OTHERS)
def test_a_sample_event_returns_what_it_must(cloud: Cloud, name: str) -> None:
    check(name, sample_job.invoke(cloud, name))


def test_the_samples_of_the_stages_make_a_video(cloud: Cloud) -> None:
    sample_job.create(cloud)

    for stage in STAGES:
        check(stage, sample_job.invoke(cloud, stage))
