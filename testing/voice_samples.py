"""A tts function in memory that records voice samples."""

from dataclasses import dataclass, field

from testing.store import MemoryStore
from vidx.errors import VidxError
from vidx.jobs.events import VoiceSampleInput, VoiceSampleResult
from vidx.ports.invocations import VoiceSamples
from vidx.settings import Settings
from vidx.voice_samples import sample_key


@dataclass
class MemoryVoiceSamples:
    """Puts a sample into `store`. Fails with `error` if there is one."""

    store: MemoryStore
    error: VidxError | None = None
    requests: list[VoiceSampleInput] = field(default_factory=list)

    def record(self, request: VoiceSampleInput) -> VoiceSampleResult:
        self.requests.append(request)
        if self.error:
            raise self.error
        key = sample_key(request.voice, request.language, Settings())
        self.store.put(key, b"RIFF", "audio/wav")
        return VoiceSampleResult(sample_key=key, cost_usd=0.001)


def _conforms(voice_samples: MemoryVoiceSamples) -> VoiceSamples:
    """Let the type checker compare the fake with its port. Never called."""
    return voice_samples
