"""A photo at a size for web pages: what the listing shows beside its video."""

from io import BytesIO
from typing import Final

from PIL import Image

RECIPE: Final = "1"
"""Part of the copies' fingerprint: another value has all of them made again."""
MAX_SIDE_PX: Final = 1600
QUALITY: Final = 82


def web_copy(working_copy: bytes) -> bytes:
    """A smaller JPEG of a working copy; like that, it is upright sRGB and carries no metadata."""
    with Image.open(BytesIO(working_copy)) as image:
        image.draft("RGB", (MAX_SIDE_PX, MAX_SIDE_PX))
        picture = image.convert("RGB")
    picture.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX), Image.Resampling.LANCZOS)
    picture.info = {}
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return out.getvalue()
