"""`/v1/moderations`: scores by words, and by the colour of an image.

By the default thresholds, a hot pink image is refused and a chartreuse one reviewed. The colours survive the photos
stage, which encodes images again.
"""

import base64
import binascii
import uuid
from io import BytesIO
from typing import Any, Final

import numpy as np
from PIL import Image, UnidentifiedImageError

from local.openai_standin import protocol
from local.openai_standin.faults import Fault

Body = dict[str, Any]
IMAGE_CATEGORIES: Final = (
    "self-harm", "self-harm/intent", "self-harm/instructions", "sexual", "violence", "violence/graphic",
)  # fmt: skip
CATEGORIES: Final = (
    "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit", "illicit/violent",
    "sexual/minors", *IMAGE_CATEGORIES,
)  # fmt: skip
WORDS: Final[dict[str, tuple[str, float]]] = {
    "cocaine": ("illicit", 0.98),
    "porn": ("sexual", 0.97),
    "rifle": ("illicit/violent", 0.6),
    "lingerie": ("sexual", 0.55),
}
"""Category and score of words that no sample and no other test contains."""
COLOURS: Final[dict[tuple[int, int, int], tuple[str, float]]] = {
    (255, 105, 180): ("sexual", 0.95),
    (127, 255, 0): ("violence", 0.6),
}
"""Category and score of an image by its mean colour, within `COLOUR_TOLERANCE`."""
COLOUR_TOLERANCE: Final = 40
BASE_SCORE: Final = 0.0001
FLAGGED_SCORE: Final = 0.5
_DATA_URL: Final = "data:image/"


def moderate(body: Body, fault: Fault | None) -> Body:
    """Answer a request.

    Raises:
        ApiError: 400 or 404, as at OpenAI: an unknown model, no input, two images, or an invalid image.
    """
    model = protocol.check_model(body.get("model", "omni-moderation-latest"), protocol.MODERATION)
    if fault is Fault.REFUSAL:
        raise protocol.refused()
    answer: Body = {"id": f"modr-{uuid.uuid4().hex}", "model": model, "results": _results(body.get("input"))}
    return {**answer, "results": "none"} if fault is Fault.MALFORMED else answer


def _results(content: Any) -> list[Body]:
    if isinstance(content, str):
        return [_result([_text_scores(content)], text=True, image=False)]
    if not isinstance(content, list) or not content:
        raise protocol.bad_request("Missing required parameter: 'input'.", "input")
    if all(isinstance(item, str) for item in content):
        return [_result([_text_scores(item)], text=True, image=False) for item in content]
    images = [item["image_url"]["url"] for item in content if item.get("type") == "image_url"]
    texts = [item["text"] for item in content if item.get("type") == "text"]
    if len(images) > 1:
        raise protocol.bad_request("Too many images. Expected at most 1.", "input", "too_many_images")
    scores = [*map(_text_scores, texts), *map(_image_scores, images)]
    return [_result(scores, text=bool(texts), image=bool(images))]


def _text_scores(text: str) -> dict[str, float]:
    words = text.lower()
    return {category: score for word, (category, score) in WORDS.items() if word in words}


def _image_scores(url: str) -> dict[str, float]:
    mean = np.asarray(_image(url), dtype=np.float64).mean(axis=(0, 1))
    near = (score for colour, score in COLOURS.items() if np.abs(mean - colour).max() < COLOUR_TOLERANCE)
    return dict(near)


def _image(url: str) -> Image.Image:
    if not url.startswith(_DATA_URL):
        raise protocol.bad_request("Failed to download image.", "input", "image_url_unavailable")
    try:
        image = Image.open(BytesIO(base64.b64decode(url.partition(",")[2], validate=True)))
        return image.convert("RGB").resize((32, 32))
    except (binascii.Error, UnidentifiedImageError, OSError) as error:
        raise protocol.bad_request("Invalid image data.", "input", "invalid_image") from error


def _result(input_scores: list[dict[str, float]], *, text: bool, image: bool) -> Body:
    scores = {name: max([BASE_SCORE, *(each[name] for each in input_scores if name in each)]) for name in CATEGORIES}
    flags = {name: score >= FLAGGED_SCORE for name, score in scores.items()}
    applied = {
        name: [*(["text"] if text else []), *(["image"] if image and name in IMAGE_CATEGORIES else [])]
        for name in CATEGORIES
    }
    return {
        "flagged": any(flags.values()),
        "categories": flags,
        "category_scores": scores,
        "category_applied_input_types": applied,
    }
