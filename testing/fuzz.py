"""Generated requests to the API: its responses must agree with its own description (OpenAPI).

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

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from benchmarks.reliability import write_section
from local.cloud import running
from testing.moderation import REVIEWED_WORD
from testing.pictures import picture
from testing.seller import BRIEF, Seller

MAX_PROBLEM_BYTES: Final = 16_000
PROBLEM: Final = "application/problem+json"
REFUSALS: Final = frozenset({
    "AddressRefused", "Conflict", "IdempotencyMismatch", "InvalidPhotos", "JobClosed", "JobUnfinished", "NotFound",
    "RequestInFlight", "ScriptContradictsDetails", "UnusableClip", "UnusablePhoto",
})  # fmt: skip
"""Codes with which a request that fits the description may be refused: its parts do not fit each other, or something
does not exist."""
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
WEBHOOK: Final = {"url": "https://hooks.example.com/"}
GENERATION: Final = {"allow-extra-parameters": False, "with-security-parameters": False}
"""HTTP allows unknown query parameters and headers, and the token is not generated."""
Operation = APIOperation[Any, Any, Any, Any]
Request = Case[Any]
Known = Mapping[str, Sequence[str]]
"""Values that exist, by the name of a path parameter or of a field: ids of jobs and listings, keys of uploads."""


@dataclass
class Outcome:
    """The results of the requests to one route."""

    route: str
    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


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


def fuzz(operation: Operation, token: str, known: Known, *, examples: int, seed_number: int | None = None) -> Outcome:
    """Send requests that fit the description, and requests that do not. Return the results.

    Args:
        examples: number of requests of each of the two kinds.
        seed_number: makes the requests random; without one they are always the same.
    """
    outcome = Outcome(operation.label)
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        check = given(case=operation.as_strategy(generation_mode=mode))(_check_of(outcome, token, known, mode))
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
    return outcome


def _check_of(outcome: Outcome, token: str, known: Known, mode: GenerationMode) -> Callable[[Request], None]:
    """Return the check of one request, which counts it in `outcome`."""

    def check(case: Request) -> None:
        if mode.is_positive:
            _use_known(case, known)
        outcome.cases += 1
        headers = {"Authorization": f"Bearer {token}"}
        response = case.call(headers=headers)
        outcome.statuses[response.status_code] += 1
        case.validate_response(
            response,
            excluded_checks=[positive_data_acceptance],
            headers=headers,
            transport_kwargs={"headers": headers},
        )
        content_type = ",".join(response.headers.get("content-type", []))
        _check(response.status_code, content_type, response.content, is_valid=mode.is_positive)

    return check


def _use_known(case: Request, known: Known) -> None:
    """Replace every second generated id and key by one that exists."""
    for name, value in case.path_parameters.items():
        if name in known and len(str(value)) % 2:
            case.path_parameters[name] = known[name][0]
    if not isinstance(case.body, dict):
        return
    for name in case.body.keys() & known.keys():
        values = known[name]
        case.body[name] = list(values) if isinstance(case.body[name], list) else values[0]


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
answer that the description does not allow, a problem document of 16 KB or more, or the refusal of a request that fits.
"""


def main() -> int:
    """Try every route of the running local cloud; return the number of routes with a mismatch."""
    parser = argparse.ArgumentParser(description="Send generated requests to the local cloud.")
    parser.add_argument("--examples", type=int, default=50, help="requests of each kind for each route")
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    arguments = parser.parse_args()
    cloud = running()
    seller = Seller(cloud)
    job = seller.generate(seller.upload([picture()]), publish=True, script=BRIEF).raise_for_status().json()
    webhook_id = seller.http.post("/api/webhooks", json=WEBHOOK).raise_for_status().json()["webhookId"]
    message_id = seller.http.post(f"/api/webhooks/{webhook_id}/test").raise_for_status().json()["messageId"]
    doubtful = seller.start(seller.upload([picture()]), script=f"{BRIEF} {REVIEWED_WORD}")
    seller.wait(doubtful, "review")
    operator = Seller(cloud, Seller(cloud).as_operator())
    document = seller.http.get("/api/openapi.json").raise_for_status().json()
    schema = load(document, base_url=cloud.description.api_url)
    known = {  # no photos: every accepted request would make a video
        "jobId": [job["jobId"]],
        "adId": [job["adId"]],
        "webhookId": [webhook_id],
        "messageId": [message_id],
    }
    reviewed = {"jobId": [doubtful]}
    outcomes = []
    for operation in operations(schema):
        token, ids = (operator.token, known | reviewed) if is_for_operators(operation) else (seller.token, known)
        outcome = fuzz(operation, token, ids, examples=arguments.examples, seed_number=arguments.seed)
        outcomes.append(outcome)
        print(f"{outcome.route}: {outcome.cases} requests, {len(outcome.failures)} mismatches", flush=True)
        for failure in outcome.failures:
            print(failure)
    seller.stop_all()
    limit = f"At most {arguments.examples} requests of each kind for each route."
    write_section("Generated requests", f"{INTRO}\n{limit}\n\n{table(outcomes)}")
    print(f"seed {arguments.seed}")
    return sum(bool(outcome.failures) for outcome in outcomes)


if __name__ == "__main__":
    sys.exit(main())
