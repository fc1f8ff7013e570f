"""S3-compatible storage: Cloudflare R2 in production, the emulator's S3 in the local cloud."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, Final, NamedTuple, ParamSpec, Protocol, TypeVar

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from vidx.adapters.aws import read_secret_again, secret, session
from vidx.adapters.aws_errors import NETWORK_ERRORS, is_transient, logger, unavailable_message
from vidx.errors import AccessRefused, ArtifactMissing, StorageUnavailable
from vidx.ports.storage import MAX_LISTED, ObjectInfo, StoredObject
from vidx.settings import settings
from vidx.usage import USAGE_COUNTER

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

MISSING: Final = frozenset({"404", "NoSuchKey", "NotFound", "InvalidRange"})
DENIED: Final = frozenset({401, 403})
TOKEN_NAMES: Final = ("R2_ACCESS_KEY_ID", "R2_SECRET_ACCESS_KEY")
"""What a storage secret must hold."""
CHUNK_BYTES: Final = 1024 * 1024

Connect = Callable[[], "S3Client"]
"""Returns the client with the current token."""


class _Bucket(Protocol):
    @property
    def connect(self) -> Connect: ...


Bucket = TypeVar("Bucket", bound=_Bucket)
Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class _Denied(Exception):
    """Storage refuses the token, or the request of this token; the message is for the log."""


def _with_current_token(
    call: Callable[Concatenate[Bucket, Parameters], Result],
) -> Callable[Concatenate[Bucket, Parameters], Result]:
    """Decorate a method: repeat it once if its token is refused and the secret has another one by now."""

    @wraps(call)
    def repeat(self: Bucket, /, *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        client = self.connect()
        try:
            try:
                return call(self, *args, **kwargs)
            except _Denied:
                _read_tokens_again()
                if self.connect() is client:
                    raise
            return call(self, *args, **kwargs)
        except _Denied as denied:
            raise AccessRefused(str(denied)) from denied

    return repeat


def _read_tokens_again() -> None:
    for arn in (settings().storage_secret_arn, settings().publish_secret_arn):
        read_secret_again(arn)


@contextmanager
def _mapped_errors(key: str) -> Iterator[None]:
    """Replace the client's errors about `key`.

    Raises:
        ArtifactMissing: there is no such object.
        StorageUnavailable: the storage is down.
        AccessRefused: the storage refuses the request.
        _Denied: it refuses the token.
    """
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in MISSING:
            raise ArtifactMissing(f"there is no object {key}") from error
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if is_transient(error):
            raise _unavailable(key, str(status)) from error
        message = f"storage refuses the request ({error.operation_name}: {error.response.get('Error', {}).get('Code')})"
        raise (_Denied if status in DENIED else AccessRefused)(message) from error
    except NETWORK_ERRORS as error:
        raise _unavailable(key, type(error).__name__) from error
    except BotoCoreError as error:
        raise AccessRefused(f"a request to storage for {key} cannot be sent: {type(error).__name__}") from error


def _unavailable(key: str, reason: str) -> StorageUnavailable:
    """Return the error with a message for callers who wait; key and reason go to the log."""
    logger.warning("the storage is unavailable", extra={"key": key, "reason": reason})
    return StorageUnavailable(unavailable_message("our files"))


@dataclass(frozen=True)
class S3Store:
    """Implements `Store` on one bucket."""

    connect: Connect
    bucket: str

    @_with_current_token
    def get(self, key: str) -> bytes:
        with _mapped_errors(key):
            body = self.connect().get_object(Bucket=self.bucket, Key=key)["Body"].read()
        USAGE_COUNTER.add_read(key, len(body))
        return body

    @_with_current_token
    def head(self, key: str) -> ObjectInfo | None:
        USAGE_COUNTER.add_read(key)
        try:
            with _mapped_errors(key):
                return _head(self.connect(), self.bucket, key)
        except ArtifactMissing:
            return None

    @_with_current_token
    def read_range(self, key: str, start: int, length: int) -> bytes:
        span = f"bytes={start}-{start + length - 1}" if start >= 0 else f"bytes={start}"
        USAGE_COUNTER.add_read(key)
        with _mapped_errors(key):
            return self.connect().get_object(Bucket=self.bucket, Key=key, Range=span)["Body"].read(length)

    @_with_current_token
    def put(self, key: str, body: bytes, content_type: str, metadata: Mapping[str, str] | None = None) -> None:
        with _mapped_errors(key):
            self.connect().put_object(
                Bucket=self.bucket, Key=key, Body=body, ContentType=content_type, Metadata=dict(metadata or {})
            )
        USAGE_COUNTER.add_write(key, len(body))

    @_with_current_token
    def download(self, key: str, path: Path) -> None:
        with _mapped_errors(key):
            body = self.connect().get_object(Bucket=self.bucket, Key=key)["Body"]
            with path.open("wb") as file:
                file.writelines(body.iter_chunks(CHUNK_BYTES))
        USAGE_COUNTER.add_read(key, path.stat().st_size)

    @_with_current_token
    def upload(self, path: Path, key: str, content_type: str, metadata: Mapping[str, str] | None = None) -> None:
        """Upload in one part, at most 5 GB, so that the ETag is the content's MD5, with which copies are compared."""
        with _mapped_errors(key), path.open("rb") as file:
            self.connect().put_object(
                Bucket=self.bucket, Key=key, Body=file, ContentType=content_type, Metadata=dict(metadata or {})
            )
        USAGE_COUNTER.add_write(key, path.stat().st_size)

    @_with_current_token
    def copy(self, source_key: str, key: str) -> ObjectInfo:
        with _mapped_errors(source_key):
            self.connect().copy_object(
                Bucket=self.bucket, Key=key, CopySource={"Bucket": self.bucket, "Key": source_key}
            )
            info = _head(self.connect(), self.bucket, key)
        USAGE_COUNTER.add_write(key, info.size_bytes)
        USAGE_COUNTER.add_read(key)
        return info

    @_with_current_token
    def delete(self, key: str) -> None:
        with _mapped_errors(key):
            self.connect().delete_object(Bucket=self.bucket, Key=key)

    @_with_current_token
    def list_objects(self, prefix: str, after: str = "") -> list[StoredObject]:
        with _mapped_errors(prefix):
            page = self.connect().list_objects_v2(
                Bucket=self.bucket, Prefix=prefix, StartAfter=after, MaxKeys=MAX_LISTED
            )
        return [StoredObject(entry["Key"], entry["Size"]) for entry in page.get("Contents", ())]

    def presign_put(self, key: str, content_type: str, size_bytes: int, expires_s: int) -> str:
        params = {"Bucket": self.bucket, "Key": key, "ContentType": content_type, "ContentLength": size_bytes}
        return self.connect().generate_presigned_url("put_object", Params=params, ExpiresIn=expires_s)

    def presign_get(self, key: str, expires_s: int) -> str:
        params = {"Bucket": self.bucket, "Key": key}
        return self.connect().generate_presigned_url("get_object", Params=params, ExpiresIn=expires_s)


@dataclass(frozen=True)
class S3Publisher:
    """Implements `Publisher`. Storage copies between the buckets itself."""

    connect: Connect
    work_bucket: str
    public_bucket: str
    base_url: str

    @_with_current_token
    def publish(self, source_key: str, public_key: str, content_type: str, cache_control: str) -> ObjectInfo:
        with _mapped_errors(source_key):
            self.connect().copy_object(
                Bucket=self.public_bucket,
                Key=public_key,
                CopySource={"Bucket": self.work_bucket, "Key": source_key},
                MetadataDirective="REPLACE",
                ContentType=content_type,
                CacheControl=cache_control,
            )
        with _mapped_errors(public_key):
            info = _head(self.connect(), self.public_bucket, public_key)
        USAGE_COUNTER.add_write(public_key, info.size_bytes)
        USAGE_COUNTER.add_read(public_key)
        return info

    @_with_current_token
    def withdraw(self, public_key: str) -> None:
        with _mapped_errors(public_key):
            self.connect().delete_object(Bucket=self.public_bucket, Key=public_key)

    def url(self, public_key: str) -> str:
        return f"{self.base_url}/{public_key}"


def _head(client: "S3Client", bucket: str, key: str) -> ObjectInfo:
    head = client.head_object(Bucket=bucket, Key=key)
    return ObjectInfo(head["ContentLength"], head["ContentType"], head["ETag"].strip('"'), head["Metadata"])


class Timeouts(NamedTuple):
    connect_s: float
    read_s: float
    attempts: int
    """The first try included; botocore waits up to a second before each further one."""


STAGE_TIMEOUTS: Final = Timeouts(3, 30, 3)
REQUEST_TIMEOUTS: Final = Timeouts(2, 4, 2)
"""For the API, whose caller waits: if storage hangs, the answer comes within 13 s."""


def s3_client(token: Mapping[str, str], endpoint: str, timeouts: Timeouts = STAGE_TIMEOUTS) -> "S3Client":
    """Client for R2 (or `endpoint`) with the token of a storage secret.

    With `when_required` the client adds no checksums, which R2 would refuse. With SigV4 a presigned PUT signs the
    object's type and length. R2's only region is `auto`; an emulated bucket needs the location constraint `auto`, or
    its presigned URLs redirect. https://developers.cloudflare.com/r2/examples/aws/boto3/
    """
    return session().client(
        "s3",
        endpoint_url=endpoint or f"https://{token['R2_ACCOUNT_ID']}.r2.cloudflarestorage.com",
        aws_access_key_id=token["R2_ACCESS_KEY_ID"],
        aws_secret_access_key=token["R2_SECRET_ACCESS_KEY"],
        region_name="auto",
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=timeouts.connect_s,
            read_timeout=timeouts.read_s,
            retries={"mode": "standard", "total_max_attempts": timeouts.attempts},
        ),
    )


@lru_cache(maxsize=4)
def _client(token: frozenset[tuple[str, str]], endpoint: str, timeouts: Timeouts) -> "S3Client":
    return s3_client(dict(token), endpoint, timeouts)


def _current_client(secret_arn: str, timeouts: Timeouts = STAGE_TIMEOUTS) -> "S3Client":
    """Return the process's client with the token that the secret holds; a new one after the token was replaced.

    Raises:
        AccessRefused: nobody has filled in the secret, which the message names. boto3 would take an empty key for none,
            and send the function's own AWS credentials to the storage instead.
    """
    endpoint = settings().storage_endpoint
    needed = TOKEN_NAMES if endpoint else ("R2_ACCOUNT_ID", *TOKEN_NAMES)
    if missing := _missing(secret(secret_arn), needed):
        read_secret_again(secret_arn)
        missing = _missing(secret(secret_arn), needed)
    if missing:
        raise AccessRefused(f"the secret {secret_arn} has no {', '.join(missing)}: fill it in (docs/operations.md)")
    return _client(frozenset(secret(secret_arn).items()), endpoint, timeouts)


def _missing(token: Mapping[str, object], names: Sequence[str]) -> list[str]:
    return [name for name in names if not str(token.get(name) or "").strip()]


def store() -> S3Store:
    """Return the work bucket, with the token in the storage secret."""
    config = settings()
    return S3Store(partial(_current_client, config.storage_secret_arn), config.work_bucket)


def short_timeout_store() -> S3Store:
    """The work bucket as `store`, for callers who wait for an answer."""
    config = settings()
    return S3Store(partial(_current_client, config.storage_secret_arn, REQUEST_TIMEOUTS), config.work_bucket)


def publisher() -> S3Publisher:
    """Return the public bucket, with the token that only the upload function may read."""
    config = settings()
    connect = partial(_current_client, config.publish_secret_arn)
    return S3Publisher(connect, config.work_bucket, config.public_bucket, config.public_base_url)
