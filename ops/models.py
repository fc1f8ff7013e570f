"""Which configured model shuts down when, and which one takes over."""

from datetime import date

from ops.history import ReportModel
from vidx.jobs.model import Stage
from vidx.models import KNOWN, configured_models
from vidx.settings import Settings


class ModelLine(ReportModel):
    """A model in the order of its stage."""

    stage: Stage
    order: int
    """1 for the model that is tried first."""
    model: str
    shuts_down: date | None
    """None if no date is announced."""
    days_left: int | None
    successor: str | None
    """The next model of the stage that works on that day; None if there is none, or no date."""
    known: bool
    """Whether the project's table has the model; one of another host has no date there."""


def model_lines(settings: Settings, today: date) -> list[ModelLine]:
    """Return the models of every stage in the order in which they are tried. The moderation model has no successor."""
    lines = []
    for stage, models in configured_models(settings).items():
        for order, name in enumerate(models, start=1):
            known = KNOWN.get(name)
            end = known.shuts_down if known else None
            lines.append(
                ModelLine(
                    stage=stage,
                    order=order,
                    model=name,
                    shuts_down=end,
                    days_left=(end - today).days if end else None,
                    successor=_successor(name, models, end, settings) if end else None,
                    known=known is not None,
                )
            )
    return lines


def _successor(name: str, models: tuple[str, ...], day: date, settings: Settings) -> str | None:
    """Return the first other model of the stage that works on the day."""
    for other in models:
        end = KNOWN[other].shuts_down if other in KNOWN else None
        if other not in {name, settings.moderation_model} and (end is None or end > day):
            return other
    return None
