"""Prices with their date and source, and the costs computed from them, in US dollars.

These are list prices, without free tiers and taxes.
"""

from typing import Final, NamedTuple

from vidx.usage import Usage


class TokenPrice(NamedTuple):
    """US dollars per million tokens."""

    input_usd: float
    output_usd: float


PRICES_AS_OF: Final = "2026-11"

CHAT: Final[dict[str, TokenPrice]] = {
    # https://developers.openai.com/api/docs/pricing
    "gpt-6-luna": TokenPrice(0.10, 0.50),
    "gpt-4o-mini": TokenPrice(0.15, 0.60),
}
UNKNOWN_CHAT: Final = TokenPrice(2.50, 10.00)
"""Price of a model that is not in the table; high rather than low."""

SPEECH_PER_MILLION_CHARS: Final[dict[str, float]] = {
    # https://developers.openai.com/api/docs/pricing ; gpt-4o-mini-tts is billed by audio tokens, about $0.015 a
    # minute, which at 165 words (about 950 characters) a minute is $15.8 a million characters.
    "tts-1": 15.0,
    "tts-1-hd": 30.0,
    "gpt-4o-mini-tts": 15.8,
    # Estimates; VOICE_TOKENS has the real prices: 1,200 audio tokens a minute and their text, by the same pace.
    "gpt-realtime-2.1-mini": 26.0,
    "gpt-realtime-2.1": 84.0,
    # https://aws.amazon.com/polly/pricing/
    "polly-neural": 16.0,
    "polly-standard": 4.0,
}
UNKNOWN_SPEECH_PER_MILLION_CHARS: Final = 30.0


class VoiceTokens(NamedTuple):
    """Tokens of a Realtime model's response. An audio token is 50 ms of speech.

    https://developers.openai.com/api/docs/guides/realtime-costs
    """

    text_in: int
    text_out: int
    audio_out: int


class VoiceTokenPrice(NamedTuple):
    """US dollars per million tokens."""

    text_in_usd: float
    text_out_usd: float
    audio_out_usd: float


VOICE_TOKENS: Final[dict[str, VoiceTokenPrice]] = {
    # https://developers.openai.com/api/docs/models/gpt-realtime-2.1-mini , …/gpt-realtime-2.1
    "gpt-realtime-2.1-mini": VoiceTokenPrice(0.60, 2.40, 20.0),
    "gpt-realtime-2.1": VoiceTokenPrice(4.00, 24.0, 64.0),
}
UNKNOWN_VOICE_TOKENS: Final = VoiceTokenPrice(4.00, 24.0, 64.0)

# https://developers.openai.com/api/docs/pricing
TRANSCRIPTION_PER_MINUTE: Final[dict[str, float]] = {"whisper-1": 0.006}
UNKNOWN_TRANSCRIPTION_PER_MINUTE: Final = 0.006

# https://aws.amazon.com/lambda/pricing/ , us-east-1, x86-64
LAMBDA_PER_GIB_S: Final = 0.0000166667
LAMBDA_PER_REQUEST: Final = 0.20 / 1_000_000
# https://aws.amazon.com/step-functions/pricing/ , Standard
TRANSITION: Final = 0.025 / 1_000
TRANSITIONS_PER_JOB: Final = 10
"""State transitions of a job without errors; a contract test counts them in statemachine.asl.json."""
# https://aws.amazon.com/dynamodb/pricing/on-demand/ , us-east-1
WRITE_UNIT: Final = 0.625 / 1_000_000
READ_UNIT: Final = 0.125 / 1_000_000
UNITS_PER_WRITE: Final = 4
"""A job's row has 1 to 2 KB, and its index has a copy."""
WRITE_UNITS_PER_JOB: Final = 37
"""Outside the stages: the new row, the transaction (at twice the units) that completes job, video and ad, and 13 units
for the six changes of status in the index `by_status`."""
# https://developers.cloudflare.com/r2/pricing/ , Standard storage
STORAGE_WRITE: Final = 4.50 / 1_000_000
STORAGE_READ: Final = 0.36 / 1_000_000
STORAGE_GB_MONTH: Final = 0.015


def chat_usd(model: str, input_tokens: int, output_tokens: int) -> float:
    price = CHAT.get(model, UNKNOWN_CHAT)
    return (input_tokens * price.input_usd + output_tokens * price.output_usd) / 1_000_000


def speech_usd(model: str, chars: int) -> float:
    return chars * SPEECH_PER_MILLION_CHARS.get(model, UNKNOWN_SPEECH_PER_MILLION_CHARS) / 1_000_000


def voice_tokens_usd(model: str, used: VoiceTokens) -> float:
    price = VOICE_TOKENS.get(model, UNKNOWN_VOICE_TOKENS)
    text_usd = used.text_in * price.text_in_usd + used.text_out * price.text_out_usd
    return (text_usd + used.audio_out * price.audio_out_usd) / 1_000_000


def transcription_usd(model: str, audio_s: float) -> float:
    return audio_s / 60 * TRANSCRIPTION_PER_MINUTE.get(model, UNKNOWN_TRANSCRIPTION_PER_MINUTE)


def lambda_usd(memory_gib: float, seconds: float) -> float:
    """Price of one invocation: memory times duration, plus the request."""
    return memory_gib * seconds * LAMBDA_PER_GIB_S + LAMBDA_PER_REQUEST


def requests_usd(used: Usage) -> float:
    """Price of requests to storage and tables."""
    storage_usd = used.storage_writes * STORAGE_WRITE + used.storage_reads * STORAGE_READ
    return storage_usd + used.table_writes * UNITS_PER_WRITE * WRITE_UNIT + used.table_reads * READ_UNIT


def storage_usd(used: Usage) -> float:
    """Price of storing the written objects for their first 30 days."""
    return used.stored_gb_months * STORAGE_GB_MONTH


def orchestration_usd() -> float:
    """Price of one execution: its state transitions, and the rows written outside the stages."""
    return TRANSITIONS_PER_JOB * TRANSITION + WRITE_UNITS_PER_JOB * WRITE_UNIT
