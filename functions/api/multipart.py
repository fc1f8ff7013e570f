"""Conversion of multipart/form-data to the same request as JSON, with the files beside it."""

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, create_form_parser

from functions.api.dependencies import user_of
from vidx import keys, options
from vidx.errors import InvalidDetails, PayloadTooLarge

PHOTOS: Final = "photos"
LOGO: Final = "logo"
WHOLE_NUMBERS: Final = frozenset({"duration"})
FLAGS: Final = frozenset({"publish", "publishLater"})
FLAG_TEXTS: Final = {
    **dict.fromkeys(("true", "on", "yes", "1"), True), **dict.fromkeys(("false", "off", "no", "0"), False),
}  # fmt: skip
"""Texts of a flag; browsers send `on` for a checked box."""
ID_CHARS: Final = 32
MAX_NUMBER_CHARS: Final = 9
MAX_NAME_CHARS: Final = 40
MAX_FIELDS: Final = 100
"""Many more than there are. A form of empty fields would have a hundred thousand."""
MIB: Final = 1024 * 1024


class Parts(NamedTuple):
    """Content of a form: text fields by name, without blank ones; photos in order; logos."""

    fields: dict[str, Any]
    photos: list[bytes]
    logos: list[bytes]


class JsonRequest(NamedTuple):
    """A request with a JSON body, and the files of the form by the upload keys that the body has."""

    event: dict[str, Any]
    files: Mapping[str, bytes]


def form_to_json(event: dict[str, Any]) -> JsonRequest:
    """Return the event of a form (`functions.api.request_body.is_form`) with a JSON body.

    A file's key is derived from its content, so a repeated request has the same body.

    Raises:
        PayloadTooLarge: the form is larger than a Lambda function can receive.
        InvalidDetails: the form cannot be read, or has several logos.
        Unauthenticated: nobody is signed in.
    """
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    content_type = str(headers.get("content-type", ""))
    owner = user_of(event)
    fields, photos, logos = _parse(_body(event), content_type)
    if len(logos) > 1:
        raise InvalidDetails(f"logo is one picture, not {len(logos)}", field=LOGO)
    photo_keys, logo_keys = ([_key(owner, file) for file in files] for files in (photos, logos))
    body = json.dumps({**fields, "photoKeys": photo_keys, **({"logoKey": logo_keys[0]} if logo_keys else {})})
    plain = {**event, "headers": {**headers, "content-type": "application/json"}, "body": body}
    files = dict(zip([*photo_keys, *logo_keys], [*photos, *logos], strict=True))
    return JsonRequest({**plain, "isBase64Encoded": False}, files)


def _take_once(name: str, parts: Parts) -> None:
    if name in parts.fields:
        raise InvalidDetails(f"the form has the field {name[:MAX_NAME_CHARS]} twice", field="body")
    if len(parts.fields) >= MAX_FIELDS:
        raise InvalidDetails(f"the form has more than {MAX_FIELDS} fields", field="body")


def _value(name: str, text: str) -> str | int | bool:
    """Return the field's value as JSON has it. A wrong text stays as it is, to be refused by the field's name."""
    if name in WHOLE_NUMBERS and len(text) <= MAX_NUMBER_CHARS and text.strip().isdecimal():
        return int(text)
    return FLAG_TEXTS.get(text.strip().lower(), text) if name in FLAGS else text


def _key(owner: str, file: bytes) -> str:
    return keys.upload(owner, hashlib.sha256(file).hexdigest()[:ID_CHARS])


def _body(event: Mapping[str, Any]) -> bytes:
    text = event.get("body") or ""
    body = base64.b64decode(text) if event.get("isBase64Encoded") else text.encode("latin-1", "replace")
    if len(body) > options.MAX_MULTIPART_BYTES:
        max_mib = options.MAX_MULTIPART_BYTES // MIB
        raise PayloadTooLarge(
            f"the form has {len(body) / MIB:.1f} MB; at most {max_mib} MB can be sent this way, so upload the photos "
            "by POST /api/uploads and give their keys as photoKeys",
            field=PHOTOS,
        )
    return body


def _take_field(field: Field, parts: Parts) -> None:
    """Add a part without a file name, unless it is blank. Files may come without one (RFC 7578, section 4.2)."""
    name, value = (field.field_name or b"").decode(), field.value or b""
    if not value.strip():
        return
    if name in {PHOTOS, LOGO}:
        (parts.photos if name == PHOTOS else parts.logos).append(value)
        return
    _take_once(name, parts)
    parts.fields[name] = _value(name, value.decode())


def _parse(body: bytes, content_type: str) -> Parts:
    parts = Parts({}, [], [])

    def on_file(file: File) -> None:
        name = (file.field_name or b"").decode()
        file.file_object.seek(0)
        if name == PHOTOS:
            parts.photos.append(file.file_object.read())
        elif name != LOGO:
            _take_once(name, parts)
            parts.fields[name] = "a file"
        elif file.file_name:  # a page's file field without a file has no name
            parts.logos.append(file.file_object.read())

    try:
        headers = {"Content-Type": content_type.encode()}
        parser = create_form_parser(
            headers,
            lambda field: _take_field(field, parts),
            on_file,
            {"MAX_MEMORY_FILE_SIZE": options.MAX_MULTIPART_BYTES},
        )
        parser.write(body)
        parser.finalize()
    except (FormParserError, UnicodeDecodeError) as error:
        raise InvalidDetails(
            f"the form cannot be read ({error}); send it as multipart/form-data with a boundary", field="body"
        ) from error
    return parts
