"""`/v1/speech` of Amazon Polly: https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html"""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from local.openai_standin.audio import Recording, RecordingCache, damage, resample
from local.openai_standin.faults import Fault
from local.openai_standin.speech import record_speech
from vidx.options import Language

RATES_HZ: Final = {"8000": 8_000, "16000": 16_000}
ENGINES: Final = frozenset({"standard", "neural"})
MAX_TEXT_CHARS: Final = 3_000
VOICES: Final[dict[str, tuple[str, Language]]] = {
    "Joanna": ("alloy", "en"), "Kendra": ("nova", "en"), "Kimberly": ("coral", "en"), "Salli": ("sage", "en"),
    "Joey": ("echo", "en"), "Matthew": ("onyx", "en"), "Brian": ("fable", "en"),
    "Lucia": ("alloy", "es"), "Sergio": ("ash", "es"), "Enrique": ("onyx", "es"),
    "Lea": ("alloy", "fr"), "Remi": ("ash", "fr"), "Mathieu": ("onyx", "fr"),
    "Vicki": ("alloy", "de"), "Daniel": ("ash", "de"), "Hans": ("onyx", "de"),
    "Camila": ("alloy", "pt"), "Thiago": ("ash", "pt"), "Ricardo": ("onyx", "pt"),
    "Bianca": ("alloy", "it"), "Adriano": ("ash", "it"), "Giorgio": ("onyx", "it"),
}  # fmt: skip
"""The Polly voices that the product uses, each with OpenAI's voice and the language that stand in for it."""
NEURAL_ONLY: Final = frozenset({"Sergio", "Remi", "Daniel", "Thiago", "Adriano"})
STANDARD_ONLY: Final = frozenset({"Enrique", "Mathieu", "Hans", "Ricardo", "Giorgio"})
_SIGNED: Final = "AWS4-HMAC-SHA256 "


class PollyError(Exception):
    """An error as Polly sends it, with the code in a header."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code

    def response(self) -> Response:
        return JSONResponse({"message": str(self)}, self.status, {"x-amzn-ErrorType": self.code})


FAULTS: Final = {
    Fault.RATE: PollyError(400, "ThrottlingException", "Rate exceeded"),
    Fault.QUOTA: PollyError(403, "SubscriptionRequiredException", "The account is not subscribed to Polly."),
    Fault.SERVER: PollyError(500, "ServiceFailureException", "An unknown condition has caused a service failure."),
    Fault.RETIRED: PollyError(400, "EngineNotSupportedException", "This voice does not support the selected engine."),
    Fault.UNAUTHORIZED: PollyError(403, "AccessDeniedException", "Not authorized to perform: polly:SynthesizeSpeech"),
    Fault.REFUSAL: PollyError(400, "InvalidSsmlException", "Invalid SSML request"),
}


def check_signature(request: Request) -> None:
    """Raise `PollyError` unless the request has a signature. Only AWS can verify it."""
    if not request.headers.get("authorization", "").startswith(_SIGNED):
        raise PollyError(403, "MissingAuthenticationTokenException", "Missing Authentication Token")


def synthesize(body: dict[str, Any], fault: Fault | None, recordings: RecordingCache) -> Response:
    """Speak the text as bare PCM."""
    if fault in FAULTS:
        raise FAULTS[fault]
    text, voice, engine = body.get("Text"), body.get("VoiceId"), body.get("Engine", "standard")
    rate = body.get("SampleRate", "16000")
    if not isinstance(text, str) or not text.strip() or voice not in VOICES or body.get("OutputFormat") != "pcm":
        raise PollyError(400, "ValidationException", f"This stand-in speaks PCM in {', '.join(VOICES)}; asked: {body}")
    if len(text) > MAX_TEXT_CHARS:
        raise PollyError(400, "TextLengthExceededException", "Maximum text length has been exceeded")
    if engine not in ENGINES or voice in (NEURAL_ONLY if engine == "standard" else STANDARD_ONLY):
        raise PollyError(400, "EngineNotSupportedException", f"This voice does not support the {engine} engine.")
    if rate not in RATES_HZ:
        raise PollyError(400, "InvalidSampleRateException", f"Sample rate {rate} is not supported for pcm")
    if fault is Fault.MALFORMED:
        return Response(b'{"odd":1}', media_type="application/json")
    speech = damage(record_speech(text, *VOICES[voice]), fault)
    recording = Recording(resample(speech.samples, speech.rate_hz, RATES_HZ[rate]), RATES_HZ[rate], speech.words)
    recordings.add(recording)
    headers = {"content-type": "audio/pcm", "x-amzn-RequestCharacters": str(len(text))}
    return Response(recording.samples.astype("<i2").tobytes(), headers=headers)
