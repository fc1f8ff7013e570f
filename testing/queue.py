"""The queue in front of the state machine in memory."""

import threading
from dataclasses import dataclass, field

from testing.clock import FixedClock
from vidx.admission.queue import Pause, QueueEntry, QueueState, current_turns, start
from vidx.ports.admission import Queue


@dataclass
class MemoryQueue:
    """Follows the same rules as `DynamoQueue`."""

    clock: FixedClock = field(default_factory=FixedClock)
    state: QueueState = field(default_factory=QueueState)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self) -> QueueState:
        return self.state

    def add(self, entry: QueueEntry) -> None:
        with self.lock:
            if all(each.execution != entry.execution for each in self.state.waiting):
                waiting = (*self.state.waiting, entry.model_copy(update={"started_at": None}))
                self.state = self.state.model_copy(update={"waiting": waiting})

    def remove(self, execution: str) -> bool:
        with self.lock:
            rest = tuple(each for each in self.state.waiting if each.execution != execution)
            was_waiting = len(rest) < len(self.state.waiting)
            self.state = self.state.model_copy(update={"waiting": rest})
            return was_waiting

    def claim(self, entry: QueueEntry, state: QueueState) -> bool:
        with self.lock:
            current = self.state
            waits = any(each.execution == entry.execution for each in current.waiting)
            if current.version != state.version or not waits:
                return False
            self.state = start(current, entry, self.clock.now())
            return True

    def release(self, execution: str, run_s: float | None = None) -> bool:
        with self.lock:
            if execution not in self.state.running:
                return False
            running = {name: each for name, each in self.state.running.items() if name != execution}
            runs = self.state.recent_runs_s if run_s is None else (*self.state.recent_runs_s, run_s)
            changes = {"running": running, "version": self.state.version + 1, "recent_runs_s": runs}
            self.state = self.state.model_copy(update=changes)
            return True

    def drop_idle_turns(self, state: QueueState) -> None:
        with self.lock:
            if self.state.version == state.version:
                self.state = self.state.model_copy(update={"turns": current_turns(state)})

    def pause(self, pause: Pause) -> None:
        with self.lock:
            self.state = self.state.model_copy(update={"pause": pause, "version": self.state.version + 1})

    def resume(self) -> bool:
        with self.lock:
            was_paused = self.state.pause is not None
            self.state = self.state.model_copy(update={"pause": None})
            return was_paused


def _conforms(queue: MemoryQueue) -> Queue:
    """Let the type checker compare the fake with its port. Never called."""
    return queue
