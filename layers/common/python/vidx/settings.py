"""Settings of a function from its environment variables, read once, at first use."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field

from vidx.admission.limits import AdmissionLimits

MIB_PER_GIB: Final = 1024
VOICE_ORDER: Final = r"^(speech|realtime|polly)(,(speech|realtime|polly))*$"
"""Pattern of the providers of a voice, in the order in which they are tried."""

CAPTIONS_ORDER: Final = r"^(alignment|transcription|proportional)(,(alignment|transcription|proportional))*$"
"""Pattern of the methods of timing captions, in their order. `proportional` follows if all fail."""

MODEL_ORDER: Final = r"^[^,\s]+(,[^,\s]+)*$"
"""Pattern of the names of models, separated by commas."""

_SCORE = r"(0(\.[0-9]+)?|1(\.0+)?)"
THRESHOLDS: Final = rf"^{_SCORE}(,[a-z][a-z/-]*={_SCORE})*$"
"""Pattern of a score for all moderation categories, then scores of single categories: `0.9,sexual/minors=0.2`."""


class Settings(AdmissionLimits):
    """All settings, by the name of their environment variable in lower case. Secrets are ARNs."""

    model_config = ConfigDict(frozen=True)

    environment: str = "local"
    """Value of the dimension of all metrics that tells two deployments in one account apart."""
    # storage
    work_bucket: str = ""
    public_bucket: str = ""
    storage_endpoint: str = ""
    """Base URL of the S3-compatible storage; empty: R2 of the account in the storage secret."""
    public_base_url: str = ""
    """Base URL of the public bucket, without a slash at the end."""
    storage_secret_arn: str = ""
    publish_secret_arn: str = ""
    """Secret of the token that may write the public bucket. Only the upload function may read it."""
    # records
    jobs_table: str = ""
    videos_table: str = ""
    ads_table: str = ""
    webhooks_table: str = ""
    deliveries_table: str = ""
    accounts_table: str = ""
    delivery_queue_url: str = ""
    """Queue of webhook messages to send."""
    dead_letters_url: str = ""
    """Queue of events that no function can read."""
    webhook_loopback: bool = False
    """Whether webhooks may have the address http://127.0.0.1; on the local cloud only."""
    admission_table: str = ""
    """Counters of the limits, reservations and the queue."""
    state_machine_arn: str = ""
    script_function: str = ""
    """Name or ARN of the script function, which the API invokes for drafts."""
    tts_function: str = ""
    """Name or ARN of the tts function, which the API invokes for samples of the voices."""
    upload_function: str = ""
    """Name or ARN of the upload function, which the API invokes to delete public files."""
    account_function: str = ""
    """Name or ARN of the account function, which the API invokes to delete accounts."""
    api_public_url: str = ""
    """Base of links in the API's responses, without `/api`; empty: relative links."""
    unlisted_video_days: Annotated[int, Field(ge=0)] = 90
    """Days for which a video without a listing stays public; 0: until its seller deletes it."""
    # pages
    show_costs: bool = False
    """Whether sellers see what a video costs the operator."""
    frame_ancestors: str = ""
    """Origins, separated by spaces, whose pages may show a listing's page in a frame; empty: none."""
    listing_contact: str = ""
    """Link of the operator's shop on listings whose seller gives none (https, mailto or tel); empty: none."""
    # sign-in
    certificate_arn: str = ""
    """Certificate of the site's domain, whose expiry the API measures once a day; empty: none."""
    user_pool_id: str = ""
    user_pool_client_id: str = ""
    aws_endpoint_url: str = ""
    """Endpoint of the local cloud's emulator; empty: AWS."""
    # models
    openai_secret_arn: str = ""
    openai_base_url: str = "https://api.openai.com/v1"
    script_model: Annotated[str, Field(pattern=MODEL_ORDER)] = "gpt-6-luna"
    """One model, or several in the order in which they are tried. The template follows the last."""
    speech_base_url: str = ""
    transcription_base_url: str = ""
    """Hosts of the two endpoints; empty: `openai_base_url`. Another host has its own key in the secret."""
    contact_details: bool = False
    """Whether scripts may have telephone numbers, addresses, links and handles of the listing."""
    voice_order: Annotated[str, Field(pattern=VOICE_ORDER)] = "speech,realtime,polly"
    speech_model: str = "gpt-4o-mini-tts"
    realtime_model: str = "gpt-realtime-2.1-mini"
    polly_engine: Literal["neural", "standard"] = "neural"
    polly_endpoint: str = ""
    """Endpoint of Amazon Polly; empty: the region's own."""
    transcription_model: str = "whisper-1"
    captions_order: Annotated[str, Field(pattern=CAPTIONS_ORDER)] = "alignment,transcription,proportional"
    # moderation
    moderation: bool = True
    """Whether texts and photos are moderated before anything is paid for."""
    moderation_model: str = "omni-moderation-latest"
    moderation_base_url: str = ""
    """Host of the moderation endpoint; empty: `openai_base_url`. Another host has its own key in the secret."""
    moderation_refuse: Annotated[str, Field(pattern=THRESHOLDS)] = "0.9,sexual/minors=0.3"
    """Scores from which content is refused."""
    moderation_review: Annotated[str, Field(pattern=THRESHOLDS)] = "0.4,sexual/minors=0.1"
    """Scores from which an operator decides. What the model itself flags is reviewed in any case."""
    review_expiry_days: Annotated[int, Field(ge=1)] = 7
    """Days after which a job in review ends, if no operator has decided."""
    # render
    ffmpeg_bin: str = "/opt/bin/ffmpeg"
    fonts_dir: str = "/opt/fonts"
    music_dir: str = "/opt/music"
    frame_scale: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Scale of the video's size, for quick tests; 1 is 1080×1920."""
    ffmpeg_stall_s: Annotated[float, Field(gt=0)] = 20.0
    """Seconds without progress after which FFmpeg counts as stalled."""
    # runtime
    aws_region: str = "us-east-1"
    aws_lambda_function_memory_size: int = 128

    @property
    def script_models(self) -> tuple[str, ...]:
        return tuple(self.script_model.split(","))

    @property
    def memory_gib(self) -> float:
        return self.aws_lambda_function_memory_size / MIB_PER_GIB


def load_settings(environment: Mapping[str, str]) -> Settings:
    """Parse settings; other variables are ignored.

    Raises:
        pydantic.ValidationError: names the setting whose value has the wrong form.
    """
    values = {name: environment[name.upper()] for name in Settings.model_fields if name.upper() in environment}
    return Settings.model_validate(values)


@cache
def settings() -> Settings:
    """Return the process's settings."""
    return load_settings(os.environ)
