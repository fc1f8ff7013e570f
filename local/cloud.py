"""One local cloud: started, described and stopped as a whole. Tests start their own beside the one of a demo.

cloud = start(state_dir=tmp_path, ports=ANY_PORTS, context={"frameScale": "0.25"})
httpx.get(f"{cloud.description.api_url}/api/healthz")
cloud.stop()
"""

import fcntl
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from infra.settings import Deployment
from local import checks, dotenv, emulator, furnish
from local.aws import Aws
from local.deploy import deploy, fingerprint
from local.description import Description, Ports, last_ports, remember_ports
from local.edge import HEALTH
from local.errors import NotRunning, StartFailed
from local.places import ROOT, Places, default_state_dir
from local.ports import HOST, choose
from local.processes import Service

ANY_PORTS: Final = Ports(emulator=0, edge=0, standin=0)
EDGE_READY_S: Final = 15.0
STANDIN_READY_S: Final = 20.0
STOP_WITHIN_S: Final = {"edge": 5.0, "emulator": emulator.STOP_WITHIN_S, "standin": 5.0}
PARTS: Final = tuple(STOP_WITHIN_S)
"""In the order in which they are stopped."""
OPENAI_KEY_VARIABLE: Final = "OPENAI_API_KEY"
OPENAI: Final = "https://api.openai.com/v1"
Say = Callable[[str], None]


def own_setting(name: str) -> str:
    """A setting of the person's own, from the environment or else from `.env`; empty when it is in neither."""
    return os.environ.get(name) or dotenv.read(ROOT / ".env").get(name, "")


def silent(_: str) -> None:
    """Says nothing."""


@dataclass(frozen=True)
class Options:
    """How a cloud is to be started.

    Attributes:
        ports: ports to prefer; None for those used last. 0 means any free one.
        edge_port: the edge server's port and no other.
        context: further CDK context (`frameScale`, models, …), by its camelCase name.
        wait_scale: factor on the state machine's waits between retries.
        openai_key: key for OpenAI itself; empty: the stand-in answers.
    """

    ports: Ports | None = None
    edge_port: int | None = None
    context: Mapping[str, str] = field(default_factory=dict)
    wait_scale: float = 1.0
    openai_key: str = field(default_factory=lambda: own_setting(OPENAI_KEY_VARIABLE))


@dataclass(frozen=True)
class Cloud:
    """A running cloud."""

    places: Places
    description: Description

    @cached_property
    def aws(self) -> Aws:
        return Aws(self.description.aws_endpoint)

    def stop(self) -> None:
        self.aws.close()
        stop(self.places.state_dir)


def start(state_dir: Path | None = None, options: Options | None = None, say: Say = silent) -> Cloud:
    """Start a cloud, or make a running one up to date; unchanged parts are left alone.

    Raises:
        LocalCloudError: something is missing, a port is taken, or a part did not start; the message says what to do.
    """
    places, asked = Places(state_dir or default_state_dir()), options or Options()
    checks.check(places.state_dir)
    places.make()
    with _alone(places):
        before = {name for name in PARTS if _service(places, name).pid() is not None}
        try:
            return _start(places, asked, say)
        except BaseException:
            _stop(places, [name for name in PARTS if name not in before])
            raise


def stop(state_dir: Path | None = None) -> bool:
    """Stop the cloud and nothing else; False when none was running."""
    places = Places(state_dir or default_state_dir())
    if not places.run.is_dir():
        return False
    with _alone(places):
        return _stop(places, PARTS)


def running(state_dir: Path | None = None) -> Cloud:
    """The cloud that runs in the state folder.

    Raises:
        NotRunning: none does, or a part of it has ended.
    """
    places = Places(state_dir or default_state_dir())
    described = Description.read(places.cloud)
    if described is None:
        raise NotRunning("no local cloud is running here; start one with: vidx local up")
    ended = [name for name in described.pids if _service(places, name).pid() is None]
    if ended:
        raise NotRunning(f"the local cloud's {' and '.join(ended)} ended; see {places.logs}, then: vidx local up")
    return Cloud(places, described)


def _start(places: Places, asked: Options, say: Say) -> Cloud:
    ports = _ports(places, asked)
    endpoint = emulator.endpoint(ports.emulator)
    services = [_service(places, name) for name in ("emulator", "standin", "edge")]
    if services[0].pid() is None:
        say("starting the AWS emulator …")
        emulator.start(places, ports.emulator, asked.wait_scale)
    if ports.standin and services[1].pid() is None:
        say("starting the AI stand-in …")
        _launch(services[1], "local.standin", ["--port", str(ports.standin)])
        emulator.await_answer(services[1], f"http://{HOST}:{ports.standin}/healthz", STANDIN_READY_S)
    origin = f"http://{HOST}:{ports.edge}"
    outputs, chosen = _deploy(places, asked, ports, say)
    known = Description.read(places.cloud)
    if known is not None and (known.ports.emulator, known.api_id) != (ports.emulator, outputs["ApiId"]):
        services[2].stop(STOP_WITHIN_S["edge"])
    if services[2].pid() is None:
        target = ["--emulator", endpoint, "--api-id", outputs["ApiId"], "--bucket", chosen.public_bucket]
        _launch(services[2], "local.edge", ["--port", str(ports.edge), *target])
        emulator.await_answer(services[2], origin + HEALTH, EDGE_READY_S)
    remember_ports(places.ports, ports)
    described = Description(
        api_url=origin,
        user_pool_id=outputs["UserPoolId"],
        client_id=outputs["ClientId"],
        cognito_endpoint=endpoint,
        aws_endpoint=endpoint,
        region=emulator.REGION,
        api_id=outputs["ApiId"],
        state_machine_arn=outputs["StateMachineArn"],
        jobs_table=outputs["JobsTable"],
        ads_table=outputs["AdsTable"],
        work_bucket=chosen.work_bucket,
        public_bucket=chosen.public_bucket,
        ports=ports,
        pids={service.name: pid for service in services if (pid := service.pid())},
        logs=str(places.logs),
    )
    described.write(places.cloud)
    return Cloud(places, described)


def _deploy(places: Places, asked: Options, ports: Ports, say: Say) -> tuple[dict[str, str], Deployment]:
    endpoint, origin = emulator.endpoint(ports.emulator), f"http://{HOST}:{ports.edge}"
    context = {
        "packaging": "zip",
        "storageEndpoint": endpoint,
        "publicBaseUrl": f"{origin}/media",
        "apiPublicUrl": origin,
        "webOrigins": origin,
        "openaiBaseUrl": f"http://{HOST}:{ports.standin}/v1" if ports.standin else OPENAI,
        "python": sys.executable,
        **asked.context,
    }
    chosen, aws = Deployment.model_validate(context), Aws(endpoint)
    furnish.make_buckets(aws, chosen.work_bucket, chosen.public_bucket, origin)
    wanted = fingerprint(context)
    outputs = furnish.deployed(aws, wanted)
    if outputs is None:
        say("deploying the stack …")
        outputs = deploy(places, endpoint, context)
        furnish.expire_jobs(aws, outputs["JobsTable"])
        furnish.remember_deploy(aws, wanted)
    key = asked.openai_key or "sk-local"
    furnish.fill_secrets(aws, outputs, key, chosen.work_bucket, chosen.public_bucket)
    return outputs, chosen


def _ports(places: Places, asked: Options) -> Ports:
    """Ports of the parts that run already, and free ones for the others."""
    last = asked.ports or last_ports(places.ports)
    described = Description.read(places.cloud)

    def port(name: str, number: int | None = None) -> int:
        if described is not None and _service(places, name).pid() is not None:
            return int(getattr(described.ports, name))
        return choose(number, int(getattr(last, name)))

    wants_standin = not asked.openai_key and checks.has_standin()
    return Ports(
        emulator=port("emulator"),
        edge=port("edge", asked.edge_port),
        standin=port("standin") if wants_standin else 0,
    )


def _service(places: Places, name: str) -> Service:
    return Service(name, places.run, places.logs / f"{name}.log")


def _launch(service: Service, module: str, arguments: list[str]) -> None:
    service.start([sys.executable, "-m", module, *arguments], dict(os.environ) | {"PYTHONUNBUFFERED": "1"}, ROOT)


def _stop(places: Places, names: Sequence[str]) -> bool:
    if "edge" in names or "emulator" in names:
        places.cloud.unlink(missing_ok=True)
    stopped = [name for name in names if _service(places, name).stop(STOP_WITHIN_S[name])]
    return bool(stopped)


@contextmanager
def _alone(places: Places) -> Iterator[None]:
    """One start or stop at a time per state folder."""
    with (places.run / "cloud.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartFailed(f"another start or stop of the cloud in {places.state_dir} is under way") from error
        yield
