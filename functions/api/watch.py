"""The daily look at the calendar of models, so that a warning does not wait for a job."""

from datetime import date

from vidx.models import configured_models, shutting_down
from vidx.observability import warn_about_shutdowns
from vidx.settings import Settings


def watch_models(here: Settings, today: date) -> None:
    """Warn of every model about to shut down as the stage that is set to ask it would."""
    for stage, models in configured_models(here).items():
        warn_about_shutdowns(stage, shutting_down(models, today))
