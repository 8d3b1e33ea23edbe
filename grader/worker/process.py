"""The judge's end of a worker: starting it, sending it requests, giving up on it, and ending it.

Workers come from multiprocessing's forkserver, which has imported the heavy libraries once.
Whatever a worker does, the judge gets an answer or a `WorkerFailed`.
"""

import contextlib
import math
import mmap
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from grader.confine.readable_paths import python_installation
from grader.confine.report import ConfinementError, Mode
from grader.confine.scratch import scratch
from grader.probe.values import MalformedMessage, Raised
from grader.worker.captured_output import Output
from grader.worker.channel import Channel, ready
from grader.worker.codec import decode
from grader.worker.entry import enter
from grader.worker.failures import (
    Died,
    MalformedAnswer,
    NotStarted,
    TimedOut,
    WorkerFailed,
    are_names,
    validated,
)
from grader.worker.forkserver import context, starting
from grader.worker.postmortem import Postmortem
from grader.worker.requests import Running, encoded, to_run
from grader.worker.time_limit import Budget, Clock

START_SECONDS = 120.0
"""Wall time for a process to get ready, which may include importing torch from a slow disk."""

RESTART_SECONDS = 0.5
"""How long it may take to notice that a forkserver has ended."""

CALL_SECONDS = 5.0
"""Time for one call of the submission; see `Clock`. Honest ones take milliseconds."""

LOAD_SECONDS = 15.0
"""Wall time for importing the submission, which may import a large library first."""

GRADE_SECONDS = 60.0
"""Wall time for all calls of one grade."""

MOST_CASES_AHEAD = 16
"""How many cases may be begun ahead: their answers may have to be kept."""

TICK_SECONDS = 0.1
"""How often, at least, a wait for an answer checks whether it is still wanted, and memory."""

MAX_RESIDENT = 8 << 30
"""Bytes of memory that a process on CUDA may use; CUDA's own part is large."""


class WorkerProcess:
    """A process that holds one submission. Use it as a context manager.

    Attributes:
        device: the device that the submission runs on.
        isolation: how far the process is confined, in one word. Like the device, it is reported
            before the process gets anything to run.
        tick: called several times a second during a wait for an answer; raising ends the wait.
    """

    def __init__(self, device: str = "cpu", isolation: Mode = "auto") -> None:
        start = context()
        self.device = device
        self.isolation = ""
        self.tick: Callable[[], None] = lambda: None
        self._checks = ""
        self._scratch = tempfile.mkdtemp(prefix="worker-", dir=scratch())
        ours, theirs = start.Pipe()
        self._channel = Channel(ours)
        output, printed = start.Pipe(duplex=False)
        self._output = Output(output)
        self._deadline = math.inf
        self._ahead: Running | None = None
        settings = {
            "device": device,
            "isolation": isolation,
            "installation": python_installation(device="cpu" if device == "auto" else device),
        }
        self._process = start.Process(  # type: ignore[attr-defined]  # BaseContext lacks it
            target=enter,
            args=(theirs, printed, self._scratch, settings),
            daemon=True,
        )
        self._postmortem = Postmortem(self._process, self._output)
        with starting():
            self._start()
        theirs.close()
        printed.close()

    def __enter__(self) -> "WorkerProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether the process is still running."""
        return bool(self._process.is_alive())

    @property
    def idle(self) -> bool:
        """Whether the process is still running, and has nothing to say.

        The channel of one that was killed ends before its exit is reported.
        """
        return self.alive and not ready([self._channel.connection], 0)

    def budget(self, seconds: float) -> Budget:
        """A limit, from now on, to the work of this process and the judge together."""
        return Budget(self._process.pid, seconds)

    def prepare(self, checks: str) -> None:
        """Make the process import a module of checks and confine itself.

        `load` does this too; calling it first makes `load` fast. No other module of checks can be
        imported afterwards.

        Raises:
            ConfinementError: the required isolation is not available.
            NotStarted: no process could be prepared.
        """
        if checks == self._checks:
            return
        try:
            answer = self._ask({"do": "prepare", "checks": checks}, START_SECONDS)
        except WorkerFailed as failure:
            raise NotStarted(self._unready(failure)) from None
        if answer["refused"]:
            raise ConfinementError(answer["refused"])
        self.device, self.isolation = answer["device"], answer["isolation"]
        self._checks = checks

    def load(
        self,
        text: str,
        path: str,
        checks: str,
        names: Mapping[str, int],
        *,
        watched: bool = True,
    ) -> dict[str, Any]:
        """Import a submission; see `grader.worker.main.load` for the answer.

        Args:
            text: its source.
            path: its name in tracebacks.
            checks: the module of the checks that will be asked.
            names: the public names that it should define.
            watched: whether its calls are searched for library answers.

        Raises:
            WorkerFailed: the worker gave no answer.
            ConfinementError: the required isolation is not available.
            NotStarted: the submission was never imported.
        """
        self.prepare(checks)
        self._postmortem.path = path
        self._deadline = time.monotonic() + GRADE_SECONDS
        request = {
            "do": "load",
            "text": text,
            "path": path,
            "names": dict(names),
            "watched": watched,
        }
        answer = self._ask(request, LOAD_SECONDS)
        self._output.piece()  # also part of `printed`
        return validated(
            answer,
            error=lambda found: found is None or isinstance(found, Raised),
            names=lambda found: isinstance(found, dict) and are_names(found.values()),
            defined=lambda found: isinstance(found, list) and are_names(found),
        )

    def define(self, text: str, seconds: float) -> bool:
        """Run a changed text in the submission's module; return whether it raised nothing.

        Raises:
            WorkerFailed: the worker gave no answer.
        """
        answer = self._ask({"do": "define", "text": text}, seconds)
        validated(answer, error=lambda found: found is None or isinstance(found, Raised))
        self._output.piece()
        return answer["error"] is None

    def _start(self) -> None:
        """Start the process; if the forkserver has just been killed, from a new one."""
        try:
            self._process.start()
        except (EOFError, OSError):
            time.sleep(RESTART_SECONDS)
            self._process.start()

    def run(
        self,
        probe: str,
        cases: Sequence[Mapping[str, Any]],
        seed: int,
        *,
        trace_compiled: int = 0,
        seconds: float | None = None,
    ) -> Iterator[Any]:
        """Run the submission on the cases of a probe.

        Args:
            probe: the name of the probe.
            cases: the inputs.
            seed: the random seed of the first case; the others get the seeds after it.
            trace_compiled: in how many cases to also look for calls by compiled code.
            seconds: how long each may take, if not `CALL_SECONDS`.

        Returns:
            For each case `{"got": ..., "used": [...], "printed": "..."}`. Iterating raises
            `WorkerFailed` if the worker gives no answer.

        Raises:
            WorkerFailed: the worker takes no request.
        """
        running, self._ahead = self._ahead, None
        if running and (running.probe, running.seed) == (probe, seed) and running.cases is cases:
            return self._answers(running)
        self._ahead = running
        seconds = seconds or CALL_SECONDS
        token, message = encoded(to_run(probe, cases, seed, trace_compiled))
        self._read_early()
        self._send(message, seconds)
        return self._answers(Running(probe, cases, seed, seconds, token))

    def run_ahead(
        self,
        probe: str,
        cases: Sequence[Mapping[str, Any]],
        seed: int,
        *,
        trace_compiled: int = 0,
        seconds: float | None = None,
    ) -> None:
        """Begin what `run` will be asked for next, so that the process need not wait for it.

        Call it while an answer to the last `run` is missing, and at most one. Whatever else is
        asked of the process first waits until all its answers have come; they are kept. Requests
        that are too large for that are not sent.
        """
        if len(cases) > MOST_CASES_AHEAD:
            return
        token, message = encoded(to_run(probe, cases, seed, trace_compiled))
        with contextlib.suppress(OSError):  # the answer that is missing says what happened
            if self._channel.send_ahead(message):
                self._ahead = Running(probe, cases, seed, seconds or CALL_SECONDS, token)

    def settle(self) -> bool:
        """Wait for the answers to what was begun ahead; whether the process goes on after them."""
        self._read_early()
        return self._ahead is None or self._ahead.failure is None

    def _answers(self, running: Running) -> Iterator[Any]:
        yield from running.early
        if running.failure:
            raise running.failure
        for _ in range(len(running.cases) - len(running.early)):
            yield self._next(running)

    def _next(self, running: Running) -> Any:
        answer = validated(
            self._answer(running.token, running.seconds),
            got=lambda found: True,
            used=lambda found: isinstance(found, list) and are_names(found),
        )
        return answer | {"printed": self._output.piece()}

    def _read_early(self) -> None:
        """Read the answers to what was begun ahead: the process answers in order."""
        running = self._ahead
        if running is None or running.failure:
            return
        try:
            while len(running.early) < len(running.cases):
                running.early.append(self._next(running))
        except WorkerFailed as failure:
            running.failure = failure

    @property
    def printed(self) -> str:
        """What the submission printed so far, shortened if it is long."""
        return self._output.text

    @property
    def printed_last(self) -> str:
        """What it printed since its last answer, shortened if it is long."""
        return self._output.last

    def close(self) -> None:
        """End the process and everything that it started; nobody waits until they are gone.

        The system frees a process that has torch for 20 ms. `multiprocessing` forgets those that
        are gone at the next start, and waits for the others when this process ends.
        """
        self._output.read_rest()
        self._postmortem.kill()
        self._channel.close()
        self._output.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _ask(self, request: dict[str, Any], seconds: float) -> Any:
        token, message = encoded(request)
        self._read_early()
        self._send(message, seconds)
        return self._answer(token, seconds)

    def _send(self, message: bytes, seconds: float) -> None:
        with self._explained(seconds):
            self._channel.send(message, min(time.monotonic() + seconds, self._deadline))

    @contextlib.contextmanager
    def _explained(self, seconds: float) -> Iterator[None]:
        """Say what has become of a process that does not do its part."""
        try:
            yield
        except TimeoutError:
            if time.monotonic() >= self._deadline:
                raise self._postmortem.slow(GRADE_SECONDS) from None
            raise self._postmortem.stuck(seconds) from None
        except (EOFError, OSError):
            raise self._postmortem.died() from None

    def _answer(self, token: str, seconds: float) -> Any:
        with self._explained(seconds):
            answer = self._message(seconds)
        if not isinstance(answer, dict) or answer.get("token") != token:
            raise MalformedAnswer("nobody asked for it")
        return answer.get("answer")

    def _message(self, seconds: float) -> Any:
        clock = Clock(self._process.pid, seconds, self._deadline)
        try:
            while (message := self._channel.message()) is None:
                if (left := clock.left()) <= 0:
                    raise TimeoutError
                spoken, ended = self._channel.connection, self._process.sentinel
                watched = [spoken, ended, self._output.connection]
                heard = ready(watched, min(left, TICK_SECONDS))
                self.tick()
                if self._output.connection in heard:
                    self._output.read()
                self._watch_memory()
                if spoken in heard:
                    self._channel.take()
                elif ended in heard:
                    if not self._process.is_alive():
                        raise EOFError
                    ready([spoken, self._output.connection], TICK_SECONDS)
            return decode(message)
        except MalformedMessage as error:
            raise MalformedAnswer(error) from None

    def _watch_memory(self) -> None:
        """Give up on a process that uses too much memory, if the system does not limit it."""
        if not _is_watched(self.device):
            return
        with contextlib.suppress(OSError, ValueError):
            held = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
            if held * mmap.PAGESIZE > MAX_RESIDENT:
                raise Died(f"Your code used more than {MAX_RESIDENT >> 20} MiB of memory.")

    def _unready(self, failure: WorkerFailed) -> str:
        """How a process failed before it got any code, so not because of the learner."""
        ways = {
            TimedOut: f"was not ready within {START_SECONDS:g} seconds",
            Died: f"ended before it was ready (exit code {self._process.exitcode})",
        }
        way = ways.get(type(failure), "sent an invalid answer")
        return f"The process that should run your code {way}.\n{self.printed}".strip()


def _is_watched(device: str) -> bool:
    """Whether the judge watches memory: CUDA does not work with a limited address space."""
    return sys.platform == "linux" and device.startswith("cuda")
