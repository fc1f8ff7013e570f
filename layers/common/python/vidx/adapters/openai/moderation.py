"""OpenAI's moderation endpoint, which is free of charge: https://developers.openai.com/api/docs/guides/moderation"""

import base64
from collections.abc import Iterable
from typing import Any

from openai.types import Moderation, ModerationMultiModalInputParam

from vidx.adapters.openai.client import ClientFactory, mapped_errors, with_current_key
from vidx.errors import ProviderMalformed
from vidx.moderation import Assessment


class OpenAiModerator:
    """Implements `Moderator`. The endpoint takes one image in a request, so each part has a request of its own."""

    def __init__(self, connect: ClientFactory, model: str) -> None:
        self._connect = connect
        self._model = model

    def assess_text(self, text: str) -> Assessment:
        return self._assess([{"type": "text", "text": text}])

    def assess_image(self, image: bytes, content_type: str) -> Assessment:
        url = f"data:{content_type};base64,{base64.b64encode(image).decode()}"
        return self._assess([{"type": "image_url", "image_url": {"url": url}}])

    @with_current_key
    def _assess(self, content: Iterable[ModerationMultiModalInputParam]) -> Assessment:
        client = self._connect()
        with mapped_errors(self._model):
            response = client.moderations.create(model=self._model, input=content)
            return self._assessment(response.results)

    def _assessment(self, results: list[Moderation]) -> Assessment:
        """Raise `ProviderMalformed` unless there is one result with a number for each category."""
        if len(results) != 1:
            raise ProviderMalformed(f"The moderation model returned {len(results)} results ({self._model}).")
        (result,) = results
        scores = _values(result.category_scores.model_dump(by_alias=True, warnings=False))
        flagged = _values(result.categories.model_dump(by_alias=True, warnings=False))
        if not scores or not all(isinstance(score, int | float) for score in scores.values()):
            raise ProviderMalformed(f"The moderation model returned no scores ({self._model}).")
        return Assessment(
            scores=scores, flagged=tuple(sorted(name for name, is_flagged in flagged.items() if is_flagged))
        )


def _values(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that are not None. The model omits categories that it does not know."""
    return {name: value for name, value in fields.items() if value is not None}
