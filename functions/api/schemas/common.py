"""What the schemas of all topics share: base classes, keys, costs and problems."""

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

MAX_OBJECT_KEY_CHARS: Final = 512
Key = Annotated[str, StringConstraints(min_length=1, max_length=MAX_OBJECT_KEY_CHARS)]
JOB_ID: Final = "^[0-9A-Za-z_-]{1,64}$"
AD_ID: Final = "^[0-9a-z]{1,64}$"
"""Patterns of ids, for the API's description; any other text is an id that does not exist."""
UPLOAD_KEY: Final = r"^uploads/[A-Za-z0-9_.-]+/[A-Za-z0-9_-][A-Za-z0-9_.-]*$"
"""Pattern of the keys that `/api/uploads` gives out, for the API's description."""
JobKey = Annotated[Key, Field(json_schema_extra={"pattern": JOB_ID})]
UploadKey = Annotated[Key, Field(json_schema_extra={"pattern": UPLOAD_KEY})]


DEFERRED = ConfigDict(defer_build=True)
"""Validators are built on first use: a cold start answers one route only."""


class ResponseModel(BaseModel):
    """A response."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, defer_build=True)


class CostLines(ResponseModel):
    """US dollars, by dated list prices."""

    total_usd: float
    providers_usd: float
    compute_usd: float
    requests_usd: float = Field(description="Requests to storage and tables.")
    storage_usd: float = Field(description="Keeping the job's files for the first 30 days.")
    orchestration_usd: float
    prices_as_of: str


class FieldError(ResponseModel):
    field: str
    message: str


class ReachedLimit(ResponseModel):
    """A limit of the deployment that a request exceeds. `Retry-After` says when to try again."""

    name: str = Field(description="Name of the setting, such as `sellerJobsPerDay`.")
    maximum: float = Field(description="Value of the setting.")


class Problem(ResponseModel):
    """An error, as RFC 9457 defines it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    retryable: bool = False
    errors: list[FieldError] = []
    limit: ReachedLimit | None = Field(default=None, description="Only with the code `LimitReached`.")
