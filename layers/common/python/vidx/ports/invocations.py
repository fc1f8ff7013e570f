"""Ports of the functions that the API invokes while its caller waits."""

from typing import Protocol

from vidx.jobs.events import (
    DraftInput,
    DraftResult,
    TextModerationInput,
    TextModerationResult,
    VoiceSampleInput,
    VoiceSampleResult,
    WithdrawInput,
    WithdrawResult,
)


class Drafts(Protocol):
    """Write scripts while the caller waits. Raises leaves of `Transient`, `ProviderFailed` and `StageFailed`."""

    def write(self, request: DraftInput) -> DraftResult: ...


class TextModerations(Protocol):
    """Moderate a text while the caller waits. Raises the errors of `Drafts`."""

    def check(self, request: TextModerationInput) -> TextModerationResult: ...


class VoiceSamples(Protocol):
    """Record samples of voices while the caller waits. Raises the errors of `Drafts`."""

    def record(self, request: VoiceSampleInput) -> VoiceSampleResult: ...


class Withdrawals(Protocol):
    """Delete public files while the caller waits. Raises the errors of `Drafts`."""

    def withdraw(self, request: WithdrawInput) -> WithdrawResult: ...
