"""Live progress: bars on a terminal, one line for each step elsewhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    SpinnerColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from cli.jobs import Job
from cli.photos import Photo
from cli.screen import Screen
from cli.upload import Sent

BAR_CELLS = 32


class JobProgress:
    """Shows every new state of one job."""

    def __init__(self, screen: Screen, progress: Progress) -> None:
        self._screen = screen
        self._progress = progress
        self._task = progress.add_task("Waiting to start", total=100)
        self._told = ""

    def seen(self, job: Job) -> None:
        self._progress.update(self._task, completed=job.progress, description=job.message or job.status)
        if not self._screen.err.is_terminal and job.message != self._told:
            self._told = job.message
            self._screen.note(f"{job.progress:3d}%  {escape(job.message)}")


@contextmanager
def job_progress(screen: Screen) -> Iterator[JobProgress]:
    """A bar with message, percent and elapsed time; it goes when the job ends."""
    columns = (
        SpinnerColumn(style="busy"),
        TextColumn("{task.description:<22}", markup=False),
        BarColumn(BAR_CELLS),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    with _progress(screen, *columns) as progress:
        yield JobProgress(screen, progress)


@contextmanager
def upload_progress(screen: Screen, photos: Sequence[Photo]) -> Iterator[Sent]:
    """One bar for each photo."""
    width = max(len(photo.path.name) for photo in photos)
    columns = (TextColumn(f"  {{task.description:<{width}}}", markup=False), BarColumn(BAR_CELLS), DownloadColumn())
    with _progress(screen, *columns) as progress:
        tasks = [progress.add_task(photo.path.name, total=photo.size_bytes) for photo in photos]
        yield lambda index, done: progress.update(tasks[index], completed=done)


def _progress(
    screen: Screen,
    *columns: TextColumn | BarColumn | SpinnerColumn | TaskProgressColumn | TimeElapsedColumn | DownloadColumn,
) -> Progress:
    hidden = screen.as_json or not screen.err.is_terminal
    return Progress(*columns, console=screen.err, transient=True, disable=hidden)
