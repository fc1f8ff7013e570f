"""The local cloud of the fault matrix: the proxy in front of it, its processes and its state machine."""

import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Self

import boto3
import httpx

from infra.settings import Deployment
from local import emulator
from local.cloud import Cloud, Options, Ports, start
from local.paths import ROOT
from local.processes import free_port
from testing.faults.ffmpeg_gate import FfmpegGate
from testing.faults.proxy import FaultProxy
from testing.seller import Provider
from vidx.jobs.model import Stage

CONTEXT: Final = {"frameScale": "0.25", "ffmpegStallS": "3"}
"""Videos of a quarter of their size. FFmpeg counts as stalled after 3 s without progress."""
WAIT_SCALE: Final = 0.15
"""Factor on the state machine's waits between retries. With it, the waits for a busy stage add up to 47 s, which is
longer than the lease of a stage whose worker was killed (30 s)."""


def _states_of(stage: Stage) -> tuple[str, ...]:
    states: dict[str, Any] = json.loads((ROOT / "statemachine.asl.json").read_text(encoding="utf-8"))["States"]
    function = f"${{{stage.capitalize()}Function}}"
    return tuple(name for name, state in states.items() if state.get("Arguments", {}).get("FunctionName") == function)


STATES: Final = {stage: _states_of(stage) for stage in Stage}
"""States of the state machine that run a stage."""


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    command: str


@dataclass
class FaultyCloud:
    """A running cloud whose functions reach AWS and R2 through the proxy."""

    cloud: Cloud
    proxy: FaultProxy
    options: Options
    ffmpeg: FfmpegGate
    frozen: list[int] = field(default_factory=list)
    """Ids of processes that a test has stopped, which `heal` ends."""
    earlier_calls: Counter[str] = field(default_factory=Counter)
    """Answered calls of the providers that ended with a restart of the cloud."""

    @classmethod
    @contextmanager
    def running(cls, state_dir: Path) -> Iterator[Self]:
        """Start the cloud, and stop it when the block ends."""
        port, gate = free_port(), FfmpegGate.build(state_dir / "ffmpeg", Deployment.model_fields["ffmpeg_bin"].default)
        with FaultProxy(emulator.endpoint(port)) as proxy:
            options = Options(
                ports=Ports(emulator=port, edge=0, standin=0),
                context={**CONTEXT, "ffmpegBin": str(gate.program)},
                wait_scale=WAIT_SCALE,
                functions_endpoint=proxy.url,
                openai_key="",
            )
            system = cls(start(state_dir, options), proxy, options, gate)
            try:
                yield system
            finally:
                with suppress(httpx.HTTPError):  # a cloud that did not start again must not hide why
                    system.heal()
                system.cloud.stop()

    @property
    def provider(self) -> Provider:
        return Provider(self.cloud)

    def answered(self, text: str = "") -> Counter[str]:
        """Return the number of successful calls of each endpoint so far, which a provider would charge.

        Args:
            text: counts only calls with this text. Without one, calls before a restart count, too.
        """
        calls = Counter(self.provider.answered(text))
        return calls if text else self.earlier_calls + calls

    def heal(self) -> None:
        """Remove all faults, and end the stopped processes, as Lambda does after its time-out."""
        self.proxy.clear()
        self.provider.heal()
        for pid in self.frozen:
            send_signal(pid, signal.SIGKILL)
        self.frozen.clear()
        self.ffmpeg.clear()

    def workers(self, function: str) -> list[Process]:
        """Return the processes that run a function, which are children of the emulator."""
        pids = self.cloud.description.pids
        handler = f"functions.{function}.handler"
        return [process for process in descendants(pids["emulator"]) if handler in process.command]

    def signal_workers(self, function: str, number: signal.Signals) -> int:
        """Send a signal to every process of a function; return their number."""
        workers = self.workers(function)
        for worker in workers:
            self._signal(worker.pid, number)
        return len(workers)

    def kill_workers(self, function: str) -> int:
        """Kill every process of a function, and wait until its connections are closed; return their number."""
        workers = self.workers(function)
        for worker in workers:
            send_signal(worker.pid, signal.SIGKILL)
        while any(is_running(worker.pid) for worker in workers):
            time.sleep(0.01)
        return len(workers)

    def events(self) -> Any:
        """Return a client of EventBridge."""
        session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=emulator.REGION)
        return session.client("events", endpoint_url=self.cloud.aws.endpoint)

    def _signal(self, pid: int, number: signal.Signals) -> None:
        if number is signal.SIGSTOP:
            self.frozen.append(pid)
        send_signal(pid, number)

    def invoke(self, stage: Stage, job_id: str, attempt: int = 1) -> dict[str, Any]:
        """Call a stage's function with the state machine's own event; return its answer, or its error."""
        event = {"job_id": job_id, "attempt": attempt, "retry_count": 0, "last_try": False}
        answer = self.cloud.aws.functions.invoke(
            FunctionName=self._function_of(stage), Payload=json.dumps(event).encode()
        )
        result: dict[str, Any] = json.loads(answer["Payload"].read())
        return result

    def _function_of(self, stage: Stage) -> str:
        state = self.definition()["States"][STATES[stage][0]]
        function: str = state["Arguments"]["FunctionName"]
        return function

    def stop_execution(self, name: str) -> None:
        """Stop an execution as an operator does in the console."""
        arn = self.cloud.description.state_machine_arn.replace(":stateMachine:", ":execution:")
        self.cloud.aws.stepfunctions.stop_execution(executionArn=f"{arn}:{name}")

    def definition(self) -> dict[str, Any]:
        arn = self.cloud.description.state_machine_arn
        machine: dict[str, Any] = json.loads(
            self.cloud.aws.stepfunctions.describe_state_machine(stateMachineArn=arn)["definition"]
        )
        return machine

    @contextmanager
    def changed_machine(self, *, without_table: tuple[str, ...] = (), timeouts: dict[str, int]) -> Iterator[None]:
        """Change the state machine until the block ends.

        Args:
            without_table: names of states that find no table, as when DynamoDB is down.
            timeouts: time-outs in seconds by the names of states.
        """
        before = self.definition()
        machine = json.loads(json.dumps(before))
        for state in without_table:
            arguments = json.dumps(machine["States"][state]["Arguments"])
            machine["States"][state]["Arguments"] = json.loads(arguments.replace('"TableName": "', '"TableName": "no-'))
        for state, seconds in timeouts.items():
            machine["States"][state]["TimeoutSeconds"] = seconds
        if machine == before:
            yield
            return
        self._update(machine)
        try:
            yield
        finally:
            self._update(before)

    def _update(self, definition: dict[str, Any]) -> None:
        arn = self.cloud.description.state_machine_arn
        self.cloud.aws.stepfunctions.update_state_machine(stateMachineArn=arn, definition=json.dumps(definition))

    def restart(self) -> None:
        """Stop the cloud, and start it again with what it has saved."""
        self.earlier_calls = self.answered()
        self.cloud.stop()
        ports = self.cloud.description.ports
        self.cloud = start(self.cloud.paths.state_dir, replace(self.options, ports=ports))
        if self.cloud.description.ports != ports:
            raise RuntimeError(f"the cloud had the ports {ports} and now has {self.cloud.description.ports}")

    def kill(self) -> None:
        """Kill the emulator and its functions at once, and start the cloud again."""
        emulator_pid = self.cloud.description.pids["emulator"]
        pids = [emulator_pid, *(process.pid for process in descendants(emulator_pid))]
        for pid in pids:
            send_signal(pid, signal.SIGKILL)
        while any(is_running(pid) for pid in pids):
            time.sleep(0.01)
        self.restart()

    def is_loadable(self, url: str) -> bool:
        """Return whether everybody can load a public file."""
        return httpx.get(url, timeout=30).is_success


def descendants(pid: int) -> list[Process]:
    """Return the children of a process, their children, and so on."""
    listing = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    rows = [line.split(maxsplit=2) for line in listing]
    processes = [Process(int(row[0]), int(row[1]), row[2]) for row in rows if len(row) == 3]
    family, found = {pid}, list[Process]()
    grown = True
    while grown:
        children = [each for each in processes if each.parent in family and each.pid not in family]
        family |= {each.pid for each in children}
        found += children
        grown = bool(children)
    return found


def is_running(pid: int) -> bool:
    """Return whether a thread of the process is left. Its files are open until the last one has ended."""
    command = ["ps", "-o", "stat=", "-p", str(pid)]
    state = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return bool(state) and (not state.startswith("Z") or "l" in state)  # `Zl`: a zombie with threads


def send_signal(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process; a process that has ended stays ended."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
