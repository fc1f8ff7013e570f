"""Generated requests to the API: its responses must agree with its own description (OpenAPI), and each route must
answer some of them with a success.

`tests/contract/test_fuzz.py` runs a few fixed examples in process. `make fuzz` runs many random ones, in process and
over HTTP against the running local cloud, and writes the table of the latter into docs/reliability.md:

    python -m testing.fuzz --examples 50
"""

import argparse
import json
import random
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from zlib import crc32

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from jsonschema_rs import Draft202012Validator
from schemathesis import Case, CheckFunction
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from benchmarks.reliability import write_section
from local.cloud import Cloud, running
from testing.moderation import REVIEWED_WORD
from testing.pictures import picture
from testing.seller import BRIEF, Seller
from vidx.markup import plain_text

MAX_PROBLEM_BYTES: Final = 16_000
PROBLEM: Final = "application/problem+json"
REFUSALS: Final = frozenset({
    "AddressRefused", "Conflict", "IdempotencyMismatch", "InvalidPhotos", "JobClosed", "JobUnfinished", "LimitReached",
    "NotFound", "RequestInFlight", "ScriptContradictsDetails", "UnusableClip", "UnusablePhoto",
})  # fmt: skip
"""Codes with which a request that fits the description may be refused: its parts do not fit each other, or something
does not exist, or the seller has reached a limit."""
REFUSED_FIELDS: Final = frozenset({"cursor"})
"""Fields that may be refused as `InvalidDetails`: only the API knows which cursors it gave out. A refusal without a
field is about several fields together."""
AMBIGUOUS: Final = "could be in more than one"
"""The text points to several languages or currencies, and the request names none."""
AMOUNT_LIMIT: Final = "price may be at most"
"""A price as a text may be larger than any; a pattern does not express that."""
CLOSING: Final = "DELETE /api/account"
"""After it, the seller's account refuses every change."""
FOR_OPERATORS: Final = "moderation"
"""Topic of the routes that only operators may call."""
STARTS: Final = frozenset({
    "POST /api/video/generate", "POST /api/video/jobs/{jobId}/remake", "POST /api/video/jobs/{jobId}/retry",
})  # fmt: skip
"""Routes that start a job."""
VOICE: Final = "alloy"
"""A voice with a recorded sample."""
WEBHOOK: Final = {"url": "https://hooks.example.com/"}
GENERATION: Final = {"allow-extra-parameters": False, "with-security-parameters": False}
"""HTTP allows unknown query parameters and headers, and the token is not generated."""
Operation = APIOperation[Any, Any, Any, Any]
Request = Case[Any]
Known = Mapping[str, Sequence[str]]
"""Values that exist, by the name of a path parameter or of a field: ids of jobs and listings, keys of uploads."""
Accepted = Callable[[Any], None]
"""What to do with the response of a success, parsed."""
GENERATED: Final = 4
"""One request in so many keeps its generated ids; the others get those of something that exists."""


@dataclass
class Outcome:
    """The results of the requests to one route."""

    route: str
    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @property
    def has_success(self) -> bool:
        return any(status < 400 for status in self.statuses)


class Mismatch(AssertionError):
    """A response that the description does not allow."""


def load(document: dict[str, Any], *, app: Any = None, base_url: str | None = None) -> BaseSchema:
    """Return the description, to be called in process (`app`, WSGI) or over HTTP (`base_url`)."""
    schema = schemathesis.openapi.from_dict(document, config=SchemathesisConfig.from_dict({"generation": GENERATION}))
    schema.app = app
    if base_url:
        schema.config.update(base_url=base_url)
    return schema


def operations(schema: BaseSchema) -> Iterator[Operation]:
    """Return every route of the description. Those that delete come last, and the deletion of the account after all."""
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    return iter(sorted(found, key=lambda each: (each.label == CLOSING, each.method.upper() == "DELETE")))


def is_for_operators(operation: Operation) -> bool:
    return FOR_OPERATORS in operation.definition.raw["tags"]


def fuzz(
    operation: Operation,
    token: str,
    known: Known,
    *,
    examples: int,
    seed_number: int | None = None,
    accepted: Accepted | None = None,
) -> Outcome:
    """Send requests that fit the description, and requests that do not. Return the results.

    A route without a success is a failure: its other answers tell nothing of what follows the first check.

    Args:
        examples: number of requests of each of the two kinds.
        seed_number: makes the requests random; without one they are always the same.
    """
    outcome = Outcome(operation.label)
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        check = given(case=operation.as_strategy(generation_mode=mode))(
            _check_of(outcome, token, known, mode, accepted)
        )
        run = settings(
            max_examples=examples,
            derandomize=seed_number is None,
            database=None,
            deadline=None,
            phases=(Phase.generate,) if seed_number is None else (Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )(check)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of Schemathesis, about what it cannot generate
                (run if seed_number is None else seed(seed_number)(run))()
        except Unsatisfiable:
            continue  # a route without parameters and body has no request that does not fit
        except (Failure, FailureGroup, Mismatch, ExceptionGroup) as failure:
            outcome.failures.append(f"{mode.value}: {failure}")
    if not outcome.has_success:
        outcome.failures.append(f"no request has a success: {dict(outcome.statuses)}")
    return outcome


def cleaned(body: Any) -> Any:
    """Return a JSON value with its texts as the API checks them: without HTML and white space at the ends."""
    if isinstance(body, dict):
        return {name: cleaned(value) for name, value in body.items()}
    if isinstance(body, list):
        return [cleaned(value) for value in body]
    return plain_text(body).strip() if isinstance(body, str) else body


def schema_of(document: Mapping[str, Any], path: str, method: str) -> Draft202012Validator | None:
    """Return the JSON Schema of a route's JSON body; None if it takes none."""
    content = document["paths"][path][method.lower()].get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    return Draft202012Validator({**content["application/json"]["schema"], "components": document["components"]})


def _check_of(
    outcome: Outcome, token: str, known: Known, mode: GenerationMode, accepted: Accepted | None
) -> Callable[[Request], None]:
    """Return the check of one request, which counts it in `outcome`."""
    numbers: dict[int, int] = {}
    """Number of each request, the same when Hypothesis repeats it."""

    def check(case: Request) -> None:
        if mode.is_positive:
            number = crc32(repr((case.path_parameters, case.query, case.body)).encode("utf-8", "replace"))
            _use_known(case, known, numbers.setdefault(number, len(numbers) + 1))
            _leave_out_empty_fields(case)
        excluded: list[CheckFunction] = [positive_data_acceptance]
        fits = mode.is_positive
        schema = schema_of(case.operation.schema.raw_schema, case.operation.path, case.method)
        if schema and case.media_type == "application/json" and isinstance(case.body, dict | list):
            is_valid = schema.is_valid(cleaned(case.body))
            fits = fits and is_valid
            if is_valid and not mode.is_positive:
                excluded.append(negative_data_rejection)
        outcome.cases += 1
        headers = {"Authorization": f"Bearer {token}"}
        response = case.call(headers=headers)
        outcome.statuses[response.status_code] += 1
        case.validate_response(
            response,
            excluded_checks=excluded,
            headers=headers,
            transport_kwargs={"headers": headers},
        )
        content_type = ",".join(response.headers.get("content-type", []))
        _check(response.status_code, content_type, response.content, is_valid=fits)
        if accepted and response.status_code < 300 and response.content:
            accepted(json.loads(response.content))

    return check


def _leave_out_empty_fields(case: Request) -> None:
    """Leave out the empty fields of a form, which count as missing.

    In process, Werkzeug writes them without the line break before the next boundary, unlike clients over HTTP, and
    python-multipart reads on into the next part.
    """
    if case.media_type == "multipart/form-data" and isinstance(case.body, dict):
        case.body = {name: value for name, value in case.body.items() if value != ""}


def _use_known(case: Request, known: Known, number: int) -> None:
    """Replace the generated ids and keys of most requests by those that exist, in turn."""
    if number % GENERATED == 0:
        return
    for name in case.path_parameters.keys() & known.keys():
        case.path_parameters[name] = known[name][number % len(known[name])]
    if not isinstance(case.body, dict):
        return
    for name in case.body.keys() & known.keys():
        values = known[name]
        value: Any = list(values) if isinstance(case.body[name], list) else values[number % len(values)]
        case.body[name] = None if case.body[name] is None else value


def _check(status: int, content_type: str, content: bytes, *, is_valid: bool) -> None:
    if PROBLEM not in content_type:
        if status >= 400 and status != 401:  # API Gateway's own answer
            raise Mismatch(f"{status} is no problem document: {content[:200]!r}")
        return
    if len(content) > MAX_PROBLEM_BYTES:
        raise Mismatch(f"a problem document of {len(content)} bytes")
    problem = json.loads(content)
    code, fields = problem["code"], {error["field"] for error in problem["errors"]}
    fields -= {"price"} if AMOUNT_LIMIT in problem["detail"] else set()
    fields -= {"body"} if AMBIGUOUS in problem["detail"] else set()
    if is_valid and code not in REFUSALS and not (code == "InvalidDetails" and fields <= REFUSED_FIELDS):
        raise Mismatch(f"a request that fits the description is refused: {content[:400]!r}")


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the outcomes as a Markdown table."""
    rows = ["| route | requests | answers | mismatches |", "| --- | ---: | --- | ---: |"]
    for outcome in sorted(outcomes, key=lambda each: each.route):
        answers = ", ".join(f"{count} × {status}" for status, count in sorted(outcome.statuses.items()))
        rows.append(f"| `{outcome.route}` | {outcome.cases} | {answers} | {len(outcome.failures)} |")
    return "\n".join(rows)


INTRO: Final = """\
`make fuzz` sends requests that fit the API's description, and requests that do not, to a local cloud, with a seller's
token, and an operator's for the operators' routes ([`testing/fuzz.py`](../testing/fuzz.py)). A mismatch is a 5xx, an
answer that the description does not allow, a problem document of 16 KB or more, the refusal of a request that fits, or
a route that answers no request with a success.
"""


@dataclass
class World:
    """What exists on the local cloud: a seller with jobs in several states, an operator, and their ids."""

    cloud: Cloud
    seller: Seller = field(init=False)
    operator: Seller = field(init=False)
    known: Known = field(init=False)
    reviews: list[str] = field(init=False)
    """Jobs in review."""

    def __post_init__(self) -> None:
        self.seller = Seller(self.cloud)
        self.operator = Seller(self.cloud, Seller(self.cloud).as_operator())
        http, photos = self.seller.http, self.seller.upload([picture()])
        listed = self.seller.generate(photos, publish=True, script=BRIEF).raise_for_status().json()
        canceled = self.seller.start(photos, script=BRIEF)
        http.post(f"/api/video/jobs/{canceled}/cancel").raise_for_status()
        self.reviews = [self.seller.start(photos, script=f"{BRIEF} {REVIEWED_WORD}") for _ in range(2)]
        webhook_id = http.post("/api/webhooks", json=WEBHOOK).raise_for_status().json()["webhookId"]
        message_id = http.post(f"/api/webhooks/{webhook_id}/test").raise_for_status().json()["messageId"]
        http.post(f"/api/voices/{VOICE}/preview").raise_for_status()
        for job_id in self.reviews:
            self.seller.wait(job_id, "review")
        self.seller.wait(listed["jobId"], "complete")
        self.known = {
            "jobId": [listed["jobId"], canceled],
            "adId": [listed["adId"]],
            "webhookId": [webhook_id],
            "messageId": [message_id],
            "receiptId": [Seller(self.cloud).http.delete("/api/account").raise_for_status().json()["receiptId"]],
            "voice": [VOICE],
        }

    def caller_of(self, operation: Operation) -> tuple[Seller, Known]:
        """Return who calls a route, and with which ids. Routes without ids each get a seller with full limits."""
        if is_for_operators(operation):
            review = self.reviews[operation.label.endswith("/reject")]
            return self.operator, {**self.known, "jobId": [review]}
        if operation.label in {"POST /api/video/generate", "POST /api/video/generate-script", "POST /api/uploads"}:
            seller = Seller(self.cloud)
            keys = seller.upload([picture(), picture(color="peru")])
            return seller, {"photoKeys": keys, "logoKey": keys[:1]}
        return self.seller, self.known


def main() -> int:
    """Try every route of the running local cloud; return the number of routes with a mismatch."""
    parser = argparse.ArgumentParser(description="Send generated requests to the local cloud.")
    parser.add_argument("--examples", type=int, default=50, help="requests of each kind for each route")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    arguments = parser.parse_args()
    cloud = running()
    world = World(cloud)
    document = world.seller.http.get("/api/openapi.json").raise_for_status().json()
    outcomes = []
    for operation in operations(load(document, base_url=cloud.description.api_url)):
        caller, known = world.caller_of(operation)
        outcome = fuzz(
            operation,
            caller.token,
            known,
            examples=arguments.examples,
            seed_number=arguments.seed,
            accepted=_cancel_by(caller) if operation.label in STARTS else None,
        )
        outcomes.append(outcome)
        print(f"{outcome.route}: {outcome.cases} requests, {len(outcome.failures)} mismatches", flush=True)
        for failure in outcome.failures:
            print(failure)
    world.seller.stop_all()
    limit = f"At most {arguments.examples} requests of each kind for each route."
    write_section("Generated requests", f"{INTRO}\n{limit}\n\n{table(outcomes)}")
    print(f"seed {arguments.seed}")
    return sum(bool(outcome.failures) for outcome in outcomes)


def _cancel_by(caller: Seller) -> Accepted:
    """Return what cancels a job at once: the route's answer is tested, and the video would take half a minute."""

    def cancel(response: Any) -> None:
        caller.http.post(f"/api/video/jobs/{response['jobId']}/cancel")

    return cancel


if __name__ == "__main__":
    sys.exit(main())
