"""What the environment tells a function, read once and on demand."""

import os
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

MIB_PER_GIB: Final = 1024
VOICE_ORDER: Final = r"^(speech|realtime|polly)(,(speech|realtime|polly))*$"
"""The providers of a voice, in the order in which they are tried."""

CAPTIONS_ORDER: Final = r"^(alignment|transcription|proportional)(,(alignment|transcription|proportional))*$"
"""The methods of timing captions, likewise; `proportional` follows when they all fail, named or not."""

MODEL_ORDER: Final = r"^[^,\s]+(,[^,\s]+)*$"
"""Names of models, separated by commas."""


class Settings(BaseModel):
    """Every setting by the name of its environment variable, in lower case; secrets are only named here."""

    model_config = ConfigDict(frozen=True)

    # storage
    work_bucket: str = ""
    public_bucket: str = ""
    storage_endpoint: str = ""
    """Base URL of the S3-compatible storage; empty: R2 of the account named in the storage secret."""
    public_base_url: str = ""
    """Where viewers load the public bucket's objects from, without a slash at the end."""
    storage_secret_arn: str = ""
    publish_secret_arn: str = ""
    """The token that may write the public bucket; only the upload function may read it."""
    # records
    jobs_table: str = ""
    videos_table: str = ""
    ads_table: str = ""
    state_machine_arn: str = ""
    script_function: str = ""
    """Name or ARN of the script function, which the API invokes for drafts."""
    tts_function: str = ""
    """Name or ARN of the tts function, which the API invokes for samples of the voices."""
    upload_function: str = ""
    """Name or ARN of the upload function, which the API invokes to take public files down."""
    api_public_url: str = ""
    """Base of the links that the API hands out, without `/api`; empty: relative links."""
    # what pages show
    show_costs: bool = False
    """Whether sellers see what a video costs the operator."""
    frame_ancestors: str = ""
    """Origins, separated by spaces, whose pages may show a listing's page in a frame; empty: none."""
    listing_contact: str = ""
    """Link of the operator's shop on listings whose seller gives none (https, mailto or tel); empty: none."""
    # sign-in
    user_pool_id: str = ""
    user_pool_client_id: str = ""
    aws_endpoint_url: str = ""
    """Where AWS's own services answer, when it is not AWS: the local cloud's emulator."""
    # models
    openai_secret_arn: str = ""
    openai_base_url: str = "https://api.openai.com/v1"
    script_model: Annotated[str, Field(pattern=MODEL_ORDER)] = "gpt-6-luna"
    """One model, or several in the order in which they are tried; the template follows the last."""
    speech_base_url: str = ""
    transcription_base_url: str = ""
    """Hosts of one endpoint alone; empty: `openai_base_url`. Another host has its own key in the secret."""
    contact_details: bool = False
    """Whether scripts may speak and show telephone numbers, addresses, links and handles of the listing."""
    voice_order: Annotated[str, Field(pattern=VOICE_ORDER)] = "speech,realtime,polly"
    speech_model: str = "gpt-4o-mini-tts"
    realtime_model: str = "gpt-realtime-2.1-mini"
    polly_engine: Literal["neural", "standard"] = "neural"
    polly_endpoint: str = ""
    """Where Amazon Polly answers, when it is not the region's usual address."""
    transcription_model: str = "whisper-1"
    captions_order: Annotated[str, Field(pattern=CAPTIONS_ORDER)] = "alignment,transcription,proportional"
    # render
    ffmpeg_bin: str = "/opt/bin/ffmpeg"
    fonts_dir: str = "/opt/fonts"
    music_dir: str = "/opt/music"
    frame_scale: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Scales the video's size, for quick tests; 1 is the full 1080×1920."""
    # where we run
    aws_region: str = "us-east-1"
    aws_lambda_function_memory_size: int = 128

    @property
    def script_models(self) -> tuple[str, ...]:
        return tuple(self.script_model.split(","))

    @property
    def memory_gib(self) -> float:
        return self.aws_lambda_function_memory_size / MIB_PER_GIB


def load_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that the variables make; other variables are none of ours.

    Raises:
        pydantic.ValidationError: a variable holds a value of the wrong form; it names the setting.
    """
    known = {name: environment[name.upper()] for name in Settings.model_fields if name.upper() in environment}
    return Settings.model_validate(known)


@cache
def settings() -> Settings:
    """The process's settings."""
    return load_settings(os.environ)
