"""Cost of a 15 s video, measured with one whole job on a local cloud for each chain of voices.

    python -m benchmarks.cost

The stand-in replaces the models. Tokens, characters, seconds, requests and bytes are those of the job, prices are list
prices (`vidx.costs`). Lambda's share is this machine's seconds at the deployed memory size.
"""

import json
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from benchmarks.report import Figure, write_results
from local.cloud import ANY_PORTS, Options, start
from testing.seller import Seller

SAMPLES: Final = Path("samples")
CHAINS: Final[dict[str, tuple[dict[str, str], float]]] = {
    "default chain": ({}, 0.007),
    "Polly neural": ({"voiceOrder": "polly", "pollyEngine": "neural"}, 0.005),
    "Polly standard": ({"voiceOrder": "polly", "pollyEngine": "standard"}, 0.003),
}
SHARES: Final = ("providersUsd", "computeUsd", "requestsUsd", "storageUsd", "orchestrationUsd")


def one_job(context: dict[str, str]) -> dict[str, Any]:
    """Return the status of the finished job. An earlier job warms the functions."""
    details = json.loads((SAMPLES / "details.json").read_text(encoding="utf-8"))
    photos = [path.read_bytes() for path in sorted(SAMPLES.glob("*.jpg"))]
    with tempfile.TemporaryDirectory() as folder:
        cloud = start(Path(folder), Options(ports=ANY_PORTS, context=context))
        try:
            seller = Seller(cloud)
            with closing(seller.http):
                keys = seller.upload(photos)
                for _ in range(2):
                    status = seller.wait(seller.start(keys, **details, music="upbeat"))
        finally:
            cloud.stop()
    if status["status"] != "complete":
        raise RuntimeError(f"the job ended as {status['status']}: {status['error']}")
    return status


def main() -> None:
    figures = []
    for name, (context, limit_usd) in CHAINS.items():
        status = one_job(context)
        cost = status["cost"]
        figures.append(Figure(f"{name}, {status['duration']:.1f} s video", cost["totalUsd"], "$", "≤", limit_usd, 4))
        figures += [Figure(f"  {share.removesuffix('Usd')}", cost[share], "$", digits=5) for share in SHARES]
    write_results(
        "cost", "Cost of a 15 s video", f"List prices of {cost['pricesAsOf']}; one warm job a chain.", figures
    )


if __name__ == "__main__":
    main()
