"""Structured output of chat models."""

from typing import Final

import openai
from openai.types.chat.parsed_chat_completion import ParsedChatCompletion
from pydantic import BaseModel

from vidx import costs
from vidx.adapters.openai.client import PROVIDER, ClientFactory, mapped_errors, with_current_key
from vidx.errors import ProviderMalformed, ProviderRefused
from vidx.ports.providers import Answer, Completion
from vidx.usage import USAGE_COUNTER

MAX_OUTPUT_TOKENS: Final = 2_000
"""Limits the cost of one call. The longest script needs a fraction of it."""


class _Tokens(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _ChargedResponse(BaseModel):
    """The token counts of a response, read before its content is parsed."""

    usage: _Tokens | None = None


def _usd(model: str, response: bytes) -> float:
    used = _ChargedResponse.model_validate_json(response).usage or _Tokens()
    return costs.chat_usd(model, used.prompt_tokens or 0, used.completion_tokens or 0)


class OpenAiLanguageModel:
    """Implements `LanguageModel` with chat completions, which every OpenAI-compatible host has.

    The request has a strict JSON schema of the response and no tools, so that text in the facts cannot cause actions.
    """

    def __init__(self, connect: ClientFactory, model: str) -> None:
        self._connect = connect
        self._model = model

    @with_current_key
    def write(self, instructions: str, facts: str, form: type[Answer]) -> Completion[Answer]:
        client = self._connect()
        with mapped_errors(self._model):
            answer = self._parsed(self._request(client, instructions, facts, form))
        return Completion(answer=answer, provider=PROVIDER, model=self._model)

    def _request(
        self, client: openai.OpenAI, instructions: str, facts: str, form: type[Answer]
    ) -> ParsedChatCompletion[Answer]:
        raw = client.chat.completions.with_raw_response.parse(
            model=self._model,
            messages=[{"role": "system", "content": instructions}, {"role": "user", "content": facts}],
            response_format=form,
            max_completion_tokens=MAX_OUTPUT_TOKENS,
            store=False,
        )
        USAGE_COUNTER.add_fee(_usd(self._model, raw.content))
        return raw.parse()

    def _parsed(self, completion: ParsedChatCompletion[Answer]) -> Answer:
        if not completion.choices:
            raise ProviderMalformed(f"The AI provider answered without a choice ({self._model}).")
        message = completion.choices[0].message
        if message.refusal:
            raise ProviderRefused(f"The AI model declined this content ({self._model}).")
        if message.parsed is None:
            raise ProviderMalformed(f"The AI provider's answer is empty ({self._model}).")
        return message.parsed
