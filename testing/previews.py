"""A tts function in memory, as far as samples of voices go."""

from dataclasses import dataclass, field

from testing.store import MemoryStore
from vidx.errors import VidxError
from vidx.jobs.events import PreviewInput, PreviewResult
from vidx.ports import Previews
from vidx.previews import key_of
from vidx.settings import Settings


@dataclass
class MemoryPreviews:
    """Puts a sample into `store`; fails with `error` when there is one."""

    store: MemoryStore
    error: VidxError | None = None
    asked: list[PreviewInput] = field(default_factory=list)

    def record(self, ask: PreviewInput) -> PreviewResult:
        self.asked.append(ask)
        if self.error:
            raise self.error
        key = key_of(ask.voice, ask.language, Settings())
        self.store.put(key, b"RIFF", "audio/wav")
        return PreviewResult(preview_key=key, cost_usd=0.001)


def _conforms(previews: MemoryPreviews) -> Previews:
    """Never called: has the type checker hold the fake to its port."""
    return previews
