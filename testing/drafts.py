"""A script function in memory."""

from dataclasses import dataclass, field

from vidx.errors import VidxError
from vidx.jobs.events import DraftInput, DraftResult
from vidx.jobs.model import Fallback
from vidx.ports.invocations import Drafts


@dataclass
class MemoryDrafts:
    """Writes a sentence from the title, as if after `fallbacks`. Fails with `error` if there is one."""

    error: VidxError | None = None
    fallbacks: tuple[Fallback, ...] = ()
    requests: list[DraftInput] = field(default_factory=list)

    def write(self, request: DraftInput) -> DraftResult:
        self.requests.append(request)
        if self.error:
            raise self.error
        text = f"Look at this: {request.listing.title}."
        return DraftResult(
            script=text,
            word_count=len(text.split()),
            estimated_s=2.5,
            provider="openai",
            model="m",
            cost_usd=0.0002,
            fallbacks=self.fallbacks,
        )


def _conforms(drafts: MemoryDrafts) -> Drafts:
    """Let the type checker compare the fake with its port. Never called."""
    return drafts
