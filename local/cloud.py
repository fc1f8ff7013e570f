"""One local cloud: started, described and stopped as a whole. Tests start their own beside the one of a demo.

cloud = start(tmp_path, Options(ports=ANY_PORTS, context={"frameScale": "0.25"}))
httpx.get(f"{cloud.description.api_url}/api/healthz")
cloud.stop()
"""

import os
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from dotenv import dotenv_values

from infra.settings import Deployment
from local import checks, emulator, furnish, parts
from local.aws import Aws
from local.deploy import deploy, fingerprint
from local.description import Description, Ports, last_ports, remember_ports
from local.errors import NotRunning
from local.parts import Say
from local.places import ROOT, Places, default_state_dir
from local.ports import choose

ANY_PORTS: Final = Ports(emulator=0, edge=0, standin=0)
OPENAI_KEY_VARIABLE: Final = "OPENAI_API_KEY"
NO_KEY: Final = "sk-local"
"""What the functions show to the stand-in."""
OPENAI: Final = "https://api.openai.com/v1"


def own_setting(name: str, env_file: Path = ROOT / ".env") -> str:
    """A setting of the person's own, from the environment or else from `.env`; empty when it is in neither."""
    return os.environ.get(name) or dotenv_values(env_file, interpolate=False).get(name) or ""


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
        check_roles: have every call of a function checked against its role, as AWS does.
        openai_key: key for OpenAI itself; empty: the stand-in answers.
    """

    ports: Ports | None = None
    edge_port: int | None = None
    context: Mapping[str, str] = field(default_factory=dict)
    wait_scale: float = 1.0
    check_roles: bool = False
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
    with parts.alone(places):
        if Description.read(places.cloud) is None:
            parts.stop(places, parts.PARTS)  # what an interrupted start has left, or another version
        before = {name for name in parts.PARTS if parts.service(places, name).pid() is not None}
        try:
            return _start(places, asked, say)
        except BaseException:
            parts.stop(places, [name for name in parts.PARTS if name not in before])
            raise


def stop(state_dir: Path | None = None) -> bool:
    """Stop the cloud and nothing else; False when none was running."""
    places = Places(state_dir or default_state_dir())
    if not places.run.is_dir():
        return False
    with parts.alone(places):
        return parts.stop(places, parts.PARTS)


def running(state_dir: Path | None = None) -> Cloud:
    """The cloud that runs in the state folder.

    Raises:
        NotRunning: none does, or a part of it has ended.
    """
    places = Places(state_dir or default_state_dir())
    described = Description.read(places.cloud)
    if described is None:
        raise NotRunning("no local cloud is running here; start one with: vidx local up")
    ended = [name for name in described.pids if parts.service(places, name).pid() is None]
    if ended:
        raise NotRunning(f"the local cloud's {' and '.join(ended)} ended; see {places.logs}, then: vidx local up")
    return Cloud(places, described)


def _start(places: Places, asked: Options, say: Say) -> Cloud:
    ports = _ports(places, asked)
    parts.start_servers(places, ports, asked.wait_scale, say, check_roles=asked.check_roles)
    outputs, chosen = _deploy(places, asked, ports, say)
    parts.start_edge(places, ports, outputs["ApiId"], chosen.public_bucket)
    remember_ports(places.ports, ports)
    described = Description(
        api_url=parts.origin(ports.edge),
        user_pool_id=outputs["UserPoolId"],
        client_id=outputs["ClientId"],
        cognito_endpoint=emulator.endpoint(ports.emulator),
        aws_endpoint=emulator.endpoint(ports.emulator),
        region=emulator.REGION,
        api_id=outputs["ApiId"],
        state_machine_arn=outputs["StateMachineArn"],
        jobs_table=outputs["JobsTable"],
        videos_table=outputs["VideosTable"],
        ads_table=outputs["AdsTable"],
        work_bucket=chosen.work_bucket,
        public_bucket=chosen.public_bucket,
        ports=ports,
        pids={name: pid for name in parts.PARTS if (pid := parts.service(places, name).pid())},
        logs=str(places.logs),
    )
    described.write(places.cloud)
    return Cloud(places, described)


def _deploy(places: Places, asked: Options, ports: Ports, say: Say) -> tuple[dict[str, str], Deployment]:
    endpoint, origin = emulator.endpoint(ports.emulator), parts.origin(ports.edge)
    context = {
        "packaging": "zip",
        "storageEndpoint": endpoint,
        "publicBaseUrl": f"{origin}/media",
        "apiPublicUrl": origin,
        "webOrigins": origin,
        "openaiBaseUrl": f"{parts.origin(ports.standin)}/v1" if ports.standin else OPENAI,
        "pollyEndpoint": parts.origin(ports.standin) if ports.standin else "",
        "python": sys.executable,
        **asked.context,
    }
    chosen, wanted = Deployment.model_validate(context), fingerprint(context)
    with closing(Aws(endpoint)) as aws:
        furnish.make_buckets(aws, chosen.work_bucket, chosen.public_bucket, origin)
        outputs = furnish.deployed(aws, wanted)
        if outputs is None:
            say("deploying the stack …")
            outputs = deploy(places, endpoint, context)
            furnish.expire_jobs(aws, outputs["JobsTable"])
            furnish.remember_deploy(aws, wanted)
        key = asked.openai_key or NO_KEY
        furnish.fill_secrets(aws, outputs, key, chosen.work_bucket, chosen.public_bucket)
    return outputs, chosen


def _ports(places: Places, asked: Options) -> Ports:
    """Ports of the parts that run already, and free ones for the others."""
    last = asked.ports or last_ports(places.ports)
    described = Description.read(places.cloud)

    def port(name: str, number: int | None = None) -> int:
        if described is not None and parts.service(places, name).pid() is not None:
            return int(getattr(described.ports, name))
        return choose(number, int(getattr(last, name)))

    wants_standin = not asked.openai_key and checks.has_standin()
    return Ports(
        emulator=port("emulator"),
        edge=port("edge", asked.edge_port),
        standin=port("standin") if wants_standin else 0,
    )
