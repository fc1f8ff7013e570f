"""One local cloud: started, described and stopped as a whole. Tests start their own beside the one of a demo.

cloud = start(tmp_path, Options(ports=ANY_PORTS, context={"frameScale": "0.25"}))
httpx.get(f"{cloud.description.api_url}/api/healthz")
cloud.stop()
"""

import fcntl
import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from infra.environments import SettingsError, load
from infra.settings import PARTS, Deployment
from local import emulator, provision
from local.aws import Aws
from local.deploy import LOCAL, deploy, fingerprint_of
from local.edge import HEALTH
from local.errors import NotReady, NotRunning, StartFailed, UnknownUser
from local.paths import ROOT, StatePaths, default_state_dir
from local.processes import HOST, Service, choose_port
from vidx.moderation import OPERATORS

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackResourceTypeDef


class Ports(BaseModel):
    """Ports of the cloud's servers on 127.0.0.1; 0 means not started."""

    model_config = ConfigDict(frozen=True)

    emulator: int = 4566
    edge: int = 8080
    standin: int = 8090


class Description(BaseModel):
    """`cloud.json`: what clients need to know of a running cloud."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="ignore")

    api_url: str
    """Origin of the edge server; the API lies under `/api`."""
    user_pool_id: str
    client_id: str
    cognito_endpoint: str
    aws_endpoint: str
    region: str
    api_id: str
    state_machine_arn: str
    jobs_table: str
    videos_table: str
    ads_table: str
    webhooks_table: str
    deliveries_table: str
    admission_table: str
    accounts_table: str
    work_bucket: str
    public_bucket: str
    ports: Ports
    pids: dict[str, int]
    logs: str
    requests_per_second: int = 0
    """That the edge server lets through to the API; 0: another version started it."""

    def write(self, path: Path) -> None:
        """Write the file in one step, so that no reader sees half of it."""
        temporary = path.with_suffix(".new")
        temporary.write_text(self.model_dump_json(by_alias=True, indent=2) + "\n", encoding="utf-8")
        temporary.replace(path)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Return None when there is no such file, or another version wrote it."""
        try:
            return cls.model_validate_json(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None


def load_ports(path: Path) -> Ports:
    """Return the ports of the last start, which keep the addresses and so the template the same."""
    try:
        return Ports.model_validate_json(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return Ports()


def save_ports(path: Path, ports: Ports) -> None:
    path.write_text(json.dumps(ports.model_dump()), encoding="utf-8")


PYTHON_AT_LEAST: Final = (3, 11)
MIN_FREE_BYTES: Final = 1024**3


def check_requirements(state_dir: Path) -> None:
    """Raise `NotReady` with the first requirement that is missing."""
    if sys.version_info < PYTHON_AT_LEAST:
        minimum, version = ".".join(map(str, PYTHON_AT_LEAST)), ".".join(map(str, sys.version_info[:3]))
        raise NotReady(
            f"vidx needs Python {minimum} or newer, and this is {version}; run: make PYTHON=python{minimum} setup"
        )
    free = free_bytes(state_dir)
    if free < MIN_FREE_BYTES:
        raise NotReady(
            f"{state_dir} has {free // 1024**2} MiB of disk space left and the local cloud needs 1024; free some"
        )
    if not emulator.program().exists():
        raise NotReady(f"the AWS emulator is not installed ({emulator.program()} is missing); run: make setup")


def free_bytes(folder: Path) -> int:
    """Return the free disk space, in bytes, where `folder` is or will be."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def has_standin() -> bool:
    return importlib.util.find_spec("local.openai_standin") is not None


EDGE_READY_S: Final = 15.0
STANDIN_READY_S: Final = 20.0
STOP_TIMEOUT_S: Final = {"edge": 5.0, "emulator": emulator.STOP_TIMEOUT_S, "standin": 5.0}
SERVICES: Final = tuple(STOP_TIMEOUT_S)
"""In the order in which they stop."""
OnMessage = Callable[[str], None]


def origin_of(port: int) -> str:
    return f"http://{HOST}:{port}"


def service(paths: StatePaths, name: str) -> Service:
    return Service(name, paths.run, paths.logs / f"{name}.log")


def start_servers(paths: StatePaths, ports: Ports, options: "Options", on_message: OnMessage) -> None:
    """Start the stand-in and the emulator unless they run; they start in parallel."""
    standin = service(paths, "standin")
    if ports.standin and standin.pid() is None:
        on_message("starting the AI stand-in …")
        _launch(standin, "local.openai_standin", ["--port", str(ports.standin)])
    if service(paths, "emulator").pid() is None:
        on_message("starting the AWS emulator …")
        emulator.start(paths, ports.emulator, options.wait_scale, options.check_roles, options.functions_endpoint)
    if ports.standin:
        emulator.wait_until_healthy(standin, f"{origin_of(ports.standin)}/healthz", STANDIN_READY_S)


def start_edge(paths: StatePaths, ports: Ports, api_id: str, public_bucket: str, requests_per_second: int) -> None:
    """Start the edge server, and restart it when the emulator or the API has another address or another throttling."""
    edge, earlier = service(paths, "edge"), Description.read(paths.cloud)
    state = (ports.emulator, api_id, requests_per_second)
    if earlier is not None and (earlier.ports.emulator, earlier.api_id, earlier.requests_per_second) != state:
        edge.stop(STOP_TIMEOUT_S["edge"])
    if edge.pid() is None:
        target = ["--emulator", emulator.endpoint(ports.emulator), "--api-id", api_id, "--bucket", public_bucket]
        throttling = ["--requests-per-second", str(requests_per_second)]
        _launch(edge, "local.edge", ["--port", str(ports.edge), *target, *throttling])
        emulator.wait_until_healthy(edge, origin_of(ports.edge) + HEALTH, EDGE_READY_S)


def _launch(service: Service, module: str, arguments: list[str]) -> None:
    service.start([sys.executable, "-m", module, *arguments], dict(os.environ) | {"PYTHONUNBUFFERED": "1"}, ROOT)


def _stop_services(paths: StatePaths, names: Sequence[str]) -> bool:
    if "edge" in names or "emulator" in names:
        paths.cloud.unlink(missing_ok=True)
    stopped = [name for name in names if service(paths, name).stop(STOP_TIMEOUT_S[name])]
    return bool(stopped)


@contextmanager
def exclusive(paths: StatePaths) -> Iterator[None]:
    """Allow one start or stop at a time per state folder."""
    with (paths.run / "cloud.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartFailed(f"another start or stop of the cloud in {paths.state_dir} is running") from error
        yield


ANY_PORTS: Final = Ports(emulator=0, edge=0, standin=0)
OPENAI_KEY_VARIABLE: Final = "OPENAI_API_KEY"
LOCAL_KEY: Final = "sk-local"
"""The key that the functions send to the stand-in."""
OPENAI: Final = "https://api.openai.com/v1"


def user_setting(name: str, env_file: Path = ROOT / ".env") -> str:
    """Return a setting of the environment, else of `.env`; empty when it is in neither."""
    return os.environ.get(name) or dotenv_values(env_file, interpolate=False).get(name) or ""


def ignore_message(_: str) -> None:
    """Drop a progress message."""


@dataclass(frozen=True)
class Options:
    """How to start a cloud.

    Attributes:
        ports: preferred ports; None for those of the last start. 0 means any free one.
        edge_port: the edge server's port; no other one is tried.
        context: more CDK context (`frameScale`, models, …), by its camelCase name.
        wait_scale: factor on the state machine's waits between retries.
        check_roles: check every call of a function against its role, as AWS does.
        functions_endpoint: base URL at which the functions call AWS and the storage, such as that of a proxy that
            injects faults; empty: the emulator's own.
        openai_key: key for OpenAI itself; when empty, the stand-in is used.
    """

    ports: Ports | None = None
    edge_port: int | None = None
    context: Mapping[str, str] = field(default_factory=dict)
    wait_scale: float = 1.0
    check_roles: bool = False
    functions_endpoint: str = ""
    openai_key: str = field(default_factory=lambda: user_setting(OPENAI_KEY_VARIABLE))


@dataclass(frozen=True)
class Cloud:
    """A running cloud."""

    paths: StatePaths
    description: Description

    @cached_property
    def aws(self) -> Aws:
        return Aws(self.description.aws_endpoint)

    def resources(self) -> list["StackResourceTypeDef"]:
        """Return the resources of all stacks."""
        stacks = [load(LOCAL, {}).stack(part) for part in PARTS]
        described = [self.aws.cloudformation.describe_stack_resources(StackName=name) for name in stacks]
        return [resource for each in described for resource in each["StackResources"]]

    def make_operator(self, email: str) -> None:
        """Add a user to the group of operators. Tokens issued afterwards have the group.

        Raises:
            UnknownUser: there is no account with this address.
        """
        pool = self.aws.cognito
        try:
            pool.admin_add_user_to_group(UserPoolId=self.description.user_pool_id, Username=email, GroupName=OPERATORS)
        except pool.exceptions.UserNotFoundException as error:
            raise UnknownUser(f"there is no account {email}; create it with: vidx login --sign-up") from error

    def stop(self) -> None:
        self.aws.close()
        stop(self.paths.state_dir)


def start(
    state_dir: Path | None = None, options: Options | None = None, on_message: OnMessage = ignore_message
) -> Cloud:
    """Start a cloud, or bring a running one up to date; unchanged services keep running.

    Raises:
        LocalCloudError: a requirement is missing, a port is taken, or a service did not start.
    """
    paths, options = StatePaths(state_dir or default_state_dir()), options or Options()
    check_requirements(paths.state_dir)
    paths.create()
    with exclusive(paths):
        if Description.read(paths.cloud) is None:
            _stop_services(paths, SERVICES)  # left over from an interrupted start, or from another version
        already_running = {name for name in SERVICES if service(paths, name).pid() is not None}
        try:
            return _start(paths, options, on_message)
        except BaseException:
            _stop_services(paths, [name for name in SERVICES if name not in already_running])
            raise


def stop(state_dir: Path | None = None) -> bool:
    """Stop the cloud and nothing else; return False when none was running."""
    paths = StatePaths(state_dir or default_state_dir())
    if not paths.run.is_dir():
        return False
    with exclusive(paths):
        return _stop_services(paths, SERVICES)


def running(state_dir: Path | None = None) -> Cloud:
    """Return the cloud that runs in the state folder.

    Raises:
        NotRunning: there is none, or one of its services has ended.
    """
    paths = StatePaths(state_dir or default_state_dir())
    description = Description.read(paths.cloud)
    if description is None:
        raise NotRunning("no local cloud is running here; start one with: vidx local up")
    ended = [name for name in description.pids if service(paths, name).pid() is None]
    if ended:
        raise NotRunning(f"the local cloud's {' and '.join(ended)} ended; see {paths.logs}, then: vidx local up")
    return Cloud(paths, description)


def _start(paths: StatePaths, options: Options, on_message: OnMessage) -> Cloud:
    ports = _ports(paths, options)
    start_servers(paths, ports, options, on_message)
    outputs, deployment = _deploy(paths, options, ports, on_message)
    start_edge(paths, ports, outputs["ApiId"], deployment.public_bucket, deployment.requests_per_second)
    save_ports(paths.ports, ports)
    description = Description(
        api_url=origin_of(ports.edge),
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
        webhooks_table=outputs["WebhooksTable"],
        deliveries_table=outputs["DeliveriesTable"],
        admission_table=outputs["AdmissionTable"],
        accounts_table=outputs["AccountsTable"],
        work_bucket=deployment.work_bucket,
        public_bucket=deployment.public_bucket,
        ports=ports,
        pids={name: pid for name in SERVICES if (pid := service(paths, name).pid())},
        logs=str(paths.logs),
        requests_per_second=deployment.requests_per_second,
    )
    description.write(paths.cloud)
    return Cloud(paths, description)


def _deploy(
    paths: StatePaths, options: Options, ports: Ports, on_message: OnMessage
) -> tuple[dict[str, str], Deployment]:
    endpoint, origin = emulator.endpoint(ports.emulator), origin_of(ports.edge)
    context = {
        "storageEndpoint": options.functions_endpoint or endpoint,
        "publicBaseUrl": f"{origin}/media",
        "apiPublicUrl": origin,
        "webOrigins": origin,
        "openaiBaseUrl": f"{origin_of(ports.standin)}/v1" if ports.standin else OPENAI,
        "pollyEndpoint": origin_of(ports.standin) if ports.standin else "",
        "python": sys.executable,
        **options.context,
    }
    try:
        deployment, current = load(LOCAL, context), fingerprint_of(context)
    except SettingsError as error:
        raise NotReady(f"these settings cannot be used:\n{error}") from error
    with closing(Aws(endpoint)) as aws:
        provision.create_buckets(aws, deployment.work_bucket, deployment.public_bucket, origin)
        outputs = provision.stack_outputs(aws, map(deployment.stack, PARTS), current)
        if outputs is None:
            on_message("deploying the stacks …")
            outputs = deploy(paths, endpoint, context)
            for table in ("JobsTable", "DeliveriesTable", "AdmissionTable", "AccountsTable"):
                provision.enable_ttl(aws, outputs[table])
            provision.save_fingerprint(aws, current)
        key = options.openai_key or LOCAL_KEY
        provision.put_secrets(aws, outputs, key, deployment.work_bucket, deployment.public_bucket)
    return outputs, deployment


def _ports(paths: StatePaths, options: Options) -> Ports:
    """Return the ports of the services that run already, and free ports for the others."""
    last = options.ports or load_ports(paths.ports)
    description = Description.read(paths.cloud)

    def port(name: str, number: int | None = None) -> int:
        if description is not None and service(paths, name).pid() is not None:
            return int(getattr(description.ports, name))
        return choose_port(number, int(getattr(last, name)))

    wants_standin = not options.openai_key and has_standin()
    return Ports(
        emulator=port("emulator"),
        edge=port("edge", options.edge_port),
        standin=port("standin") if wants_standin else 0,
    )
