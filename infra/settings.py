"""What a deployment may choose; `infra/environments.py` reads it from the file of the environment and from `-c`."""

import platform
import sys
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic.alias_generators import to_camel

from vidx.admission.limits import AdmissionLimits
from vidx.contact import Contact
from vidx.settings import CAPTIONS_ORDER, MODEL_ORDER, THRESHOLDS, VOICE_ORDER

ROOT: Final = Path(__file__).resolve().parents[1]
Architecture = Literal["x86_64", "arm64"]
BucketName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
Url = Annotated[str, StringConstraints(pattern=r"^(https?://[^\s/]+[^\s]*[^\s/])?$")]
"""An http(s) URL without a slash at the end, or empty."""


def building_machine() -> Architecture:
    return "arm64" if platform.machine().lower() in {"arm64", "aarch64"} else "x86_64"


def _whole_number(value: object) -> object:
    """Turn the digits of `-c name=90` into a number; pydantic does not do it for a choice of numbers."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value


def _split_commas(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


Origin = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/,;*]+$")]
Origins = Annotated[tuple[Origin, ...], BeforeValidator(_split_commas)]
"""Origins as browsers send them: scheme, host, and port if it is not the scheme's own."""

PARTS: Final = ("Data", "Site", "Pipeline", "Api", "Watch")
"""The stacks of a deployment, each of which uses only those before it (infra/stacks.py)."""
FUNCTION_PARTS: Final = ("Pipeline", "Api")
"""The stacks that hold functions."""
TableName = Literal["jobs", "videos", "ads", "webhooks", "deliveries", "admission", "accounts"]
WITH_STREAM: Final[frozenset[TableName]] = frozenset({"jobs", "ads"})
"""Tables whose changes `notify` follows."""


class RestoredTable(BaseModel):
    """A table that DynamoDB restored, under a name of its own."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[A-Za-z0-9_.-]{3,255}$")
    stream_arn: str = Field(default="", pattern=r"^(arn:aws:dynamodb:.+/stream/.+)?$")
    """Its stream, which a restore does not turn on; for the tables `jobs` and `ads`."""


REQUIRED: Final = {
    "storage_endpoint": "the address of the storage, to which pages upload photos and which their Content-Security-"
    "Policy names: https://ACCOUNT_ID.r2.cloudflarestorage.com, with the id of your Cloudflare account",
    "public_base_url": "the public address of the public bucket, which starts the links to videos: its custom domain, "
    "such as https://media.example.com, or its r2.dev address",
}
"""Settings without which a deployment on AWS cannot work, each with what it is."""
EXAMPLES: Final = {
    "storageEndpoint": "https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com",
    "publicBaseUrl": "https://media.example.com",
}
"""Values of the required settings, for a synthesis that nobody deploys."""


class Deployment(AdmissionLimits):
    """The choices of one deployment. On AWS, those in `REQUIRED` have no default.

    Raises:
        ValidationError: a value is of the wrong form or out of range, or a required one is missing.
    """

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="forbid")

    stack_name: str = Field(default="Vidx", pattern=r"^[A-Za-z][A-Za-z0-9-]{0,40}$")
    """Start of the names of the stacks."""
    protected: bool = True
    """Whether tables, users, secrets and stacks are protected from deletion; false: `cdk destroy` deletes them all."""
    packaging: Literal["image", "zip"] = "image"
    """`image` for AWS; `zip` runs the functions from this working tree, for the local cloud alone."""
    architecture: Architecture = Field(default_factory=building_machine)
    render_memory_mb: int = Field(default=3008, ge=1024, le=10240)
    """Lambda gives CPU in proportion; 3008 is the most that a new AWS account accepts."""
    canary: bool = False
    """Whether a new version of the API first answers a tenth of the requests, for five minutes."""
    provisioned_concurrency: int = Field(default=0, ge=0, le=1000)
    """Instances of the API and of the script function that are always started, so that no draft waits for a start."""
    log_retention_days: Annotated[Literal[1, 3, 7, 14, 30, 60, 90, 180, 365], BeforeValidator(_whole_number)] = 30
    alarm_email: str = ""
    slack_channel: str = Field(default="", pattern=r"^[A-Z0-9]*$")
    """Id of the channel that gets the alarms, such as C0123456789; empty: none."""
    slack_secret: str = Field(default="", pattern=r"^[A-Za-z0-9/_+=.@-]*$")
    """Name of the secret in Secrets Manager that holds `Bearer ` and the token of the Slack app."""
    repository_url: Url = ""
    """Address of the repository's files, which the alarms' links to runbooks start with; empty: paths, no links."""
    budget_usd_per_month: float = Field(default=0.0, ge=0, le=10_000_000)
    """AWS Budgets writes to the alarms' topic at 80 % of it, and when the forecast exceeds it; 0: no budget."""
    lambda_concurrency: int = Field(default=10, ge=10, le=1_000_000)
    """The account's quota of concurrent Lambda executions, which is 10 in a new account; for an alarm at 80 %."""
    restored_tables: dict[TableName, RestoredTable] = Field(default_factory=dict)
    """Tables that were restored to a point in time, which the functions use instead of those of the template."""

    work_bucket: BucketName = "vidx-work"
    public_bucket: BucketName = "vidx-public"
    storage_endpoint: Url = ""
    public_base_url: Url = ""
    api_public_url: Url = ""
    web_origins: Origins = ()
    """Other origins whose pages may call the API, comma-separated; the site itself needs no permission."""
    frame_origins: Origins = ()
    """Origins whose pages may show the site in a frame, comma-separated; empty: none."""
    site_domain: str = Field(default="", pattern=r"^([a-z0-9-]+\.)*[a-z0-9-]*$")
    """Domain of the site, such as ads.example.com; empty: the domain that CloudFront assigns."""
    certificate_arn: str = Field(default="", pattern=r"^(arn:aws:acm:us-east-1:\d{12}:certificate/[0-9a-f-]+)?$")
    """Certificate for `site_domain`; CloudFront reads certificates in us-east-1 only."""
    firewall: bool = False
    """Whether AWS WAF protects the site with AWS's managed rules and a limit of requests per address."""
    requests_per_address: int = Field(default=2000, ge=10, le=2_000_000_000)
    """The firewall's limit: requests from one IP address in five minutes."""

    requests_per_second: int = Field(default=50, ge=1, le=10_000)
    """Requests per second of all callers. API Gateway answers 429 to more; it allows twice as many for a moment."""

    unlisted_video_days: int = Field(default=90, ge=0, le=3650)
    """Days for which a video without a listing stays public; 0: until its seller deletes it."""
    show_costs: bool = False
    """Whether the pages tell sellers what a video costs."""
    listing_contact: Contact = ""
    """Link on listings whose seller gives none: https, mailto or tel; empty: none."""

    openai_base_url: Url = "https://api.openai.com/v1"
    script_model: str = Field(default="gpt-6-luna", pattern=MODEL_ORDER)
    speech_base_url: Url = ""
    transcription_base_url: Url = ""
    """Hosts of one endpoint alone, with keys of their own in the secret; empty: openaiBaseUrl."""
    contact_details: bool = False
    """Whether scripts may speak and show the contact details that a listing holds."""
    voice_order: str = Field(default="speech,realtime,polly", pattern=VOICE_ORDER)
    speech_model: str = "gpt-4o-mini-tts"
    realtime_model: str = "gpt-realtime-2.1-mini"
    polly_engine: Literal["neural", "standard"] = "neural"
    polly_endpoint: Url = ""
    """Empty: Amazon Polly of the stack's region."""
    transcription_model: str = "whisper-1"
    captions_order: str = Field(default="alignment,transcription,proportional", pattern=CAPTIONS_ORDER)
    moderation: bool = True
    """Whether texts and photos are moderated before anything is paid for."""
    moderation_model: str = "omni-moderation-latest"
    moderation_base_url: Url = ""
    """Host of the moderation endpoint; empty: openaiBaseUrl."""
    moderation_refuse: str = Field(default="0.9,sexual/minors=0.3", pattern=THRESHOLDS)
    moderation_review: str = Field(default="0.4,sexual/minors=0.1", pattern=THRESHOLDS)
    """Scores from which content is refused, and from which an operator decides."""
    review_reminder_hours: int = Field(default=24, ge=1, le=24 * 28)
    """Hours after which an alarm reminds of a job in review."""
    review_expiry_days: int = Field(default=7, ge=1, le=29)
    """Days after which a job in review ends, if no operator has decided. Its files expire after 30 days."""
    frame_scale: float = Field(default=1.0, gt=0, le=1)
    ffmpeg_stall_s: float = Field(default=20.0, gt=0, le=120)
    """Seconds without progress after which the render stage stops FFmpeg."""
    webhook_loopback: bool = False
    """zip only: whether webhooks may have the address http://127.0.0.1."""

    code_dir: Path = ROOT
    python: Path = Path(sys.executable)
    """zip only: the tree that the functions run from and the interpreter that runs them."""
    image_roots: Path | None = None
    """zip only: root file systems of the images to run the functions in, by function; None: the tree itself."""
    ffmpeg_bin: Path = ROOT / "build/ffmpeg/bin/ffmpeg"
    fonts_dir: Path = ROOT / "build/ffmpeg/fonts"
    music_dir: Path = ROOT / "layers/music"
    """zip only, likewise: in an image these three lie under /opt."""

    @model_validator(mode="after")
    def _required(self) -> Self:
        missing = [f"{to_camel(name)} is missing: {use}" for name, use in REQUIRED.items() if not getattr(self, name)]
        if missing and not self.local:
            raise ValueError("\n".join(missing))
        return self

    @model_validator(mode="after")
    def _restored_tables_have_streams(self) -> Self:
        for name in sorted(WITH_STREAM & set(self.restored_tables)):
            if not self.restored_tables[name].stream_arn:
                raise ValueError(
                    f"restoredTables.{name} needs its streamArn: turn on the stream of the restored table with "
                    "aws dynamodb update-table --stream-specification "
                    "StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES"
                )
        return self

    @model_validator(mode="after")
    def _buckets_differ(self) -> Self:
        if self.work_bucket == self.public_bucket:
            raise ValueError("workBucket and publicBucket must differ: originals carry GPS and must never be public")
        return self

    @model_validator(mode="after")
    def _loopback_is_local(self) -> Self:
        if self.webhook_loopback and not self.local:
            raise ValueError("webhookLoopback is for the local cloud: on AWS, webhooks must have public addresses")
        return self

    @model_validator(mode="after")
    def _slack_is_complete(self) -> Self:
        if bool(self.slack_channel) != bool(self.slack_secret):
            raise ValueError("slackChannel and slackSecret go together: give both or none")
        return self

    @model_validator(mode="after")
    def _domain_has_certificate(self) -> Self:
        if bool(self.site_domain) != bool(self.certificate_arn):
            raise ValueError("siteDomain and certificateArn go together: give both or none")
        return self

    def stack(self, part: str) -> str:
        """Return the name of the stack that holds a part of the deployment, one of `PARTS`."""
        return f"{self.stack_name}{part}"

    @property
    def local(self) -> bool:
        return self.packaging == "zip"
