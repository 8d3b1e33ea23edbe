"""The judge's end of a worker: starting it, asking it, giving up on it, and ending it.

Workers come from multiprocessing's forkserver, which has imported the heavy libraries once.
Whatever a worker does, the judge gets an answer or a `WorkerFailed`.
"""

import contextlib
import os
import re
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import connection
from typing import Any

from grader import worker
from grader.confine.installation import python_installation
from grader.confine.report import ConfinementError, Mode
from grader.forkserver import context, main_not_imported, scrubbed_environment
from grader.wire import MAX_MESSAGE, MalformedMessage, decode, encode

CALL_SECONDS = 5.0
"""Wall time for one call of the submission. Honest ones take milliseconds."""

LOAD_SECONDS = 15.0
"""Wall time for importing the submission, which may import a large library first."""

GRADE_SECONDS = 60.0
"""Wall time for all calls of one grade."""

MAX_OUTPUT = 16_000
"""Bytes kept of each end of what a submission prints."""

_LOADED = {"error", "names", "defined", "device", "isolation", "refused"}

_DUMP = b"Stack (most recent call first):"
"""How faulthandler begins."""


class WorkerFailed(Exception):
    """The worker gave no usable answer. The message is a sentence for the learner."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class Stuck(WorkerFailed):
    """A call did not come back in time; `line` is where in the learner's file it was."""


class Died(WorkerFailed):
    """The process ended while it was called."""


class Nonsense(WorkerFailed):
    """The answer was not in the protocol."""


class Worker:
    """A process that holds one submission. Use it as a context manager."""

    def __init__(self, device: str = "cpu", isolation: Mode = "auto") -> None:
        start = context()
        self.device = device
        self.isolation = ""
        self._scratch = tempfile.mkdtemp(prefix="practice-")
        self._channel, theirs = start.Pipe()
        self._output, printed = start.Pipe(duplex=False)
        self._head, self._tail = b"", b""
        self._path = ""
        self._deadline = time.monotonic() + GRADE_SECONDS
        settings = {
            "device": device,
            "isolation": isolation,
            "installation": python_installation(device="cpu" if device == "auto" else device),
        }
        self._process = start.Process(  # type: ignore[attr-defined]  # BaseContext lacks it
            target=worker.main,
            args=(theirs, printed, self._scratch, settings),
            daemon=True,
        )
        with scrubbed_environment(), main_not_imported():
            self._process.start()
        theirs.close()
        printed.close()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def load(self, text: str, path: str, checks: str, names: Mapping[str, int]) -> dict[str, Any]:
        """Import a submission; see `grader.worker.load` for the answer.

        Raises:
            WorkerFailed: it did not come back with one.
            ConfinementError: the isolation that is required cannot be had.
        """
        self._path = path
        request = {"do": "load", "text": text, "path": path, "checks": checks, "names": dict(names)}
        [answer] = self._ask(request, 1, LOAD_SECONDS)
        shaped: dict[str, Any] = _shaped(answer, _LOADED)
        if shaped["refused"]:
            raise ConfinementError(str(shaped["refused"]))
        self.device, self.isolation = str(shaped["device"]), str(shaped["isolation"])
        return shaped

    def run(self, probe: str, cases: Sequence[Mapping[str, Any]], seed: int) -> Iterator[Any]:
        """Drive the submission through a probe; yields `{"got": ..., "used": [...]}` for each case.

        Raises:
            WorkerFailed: it did not come back with an answer to the case after those yielded.
        """
        request = {"do": "run", "probe": probe, "cases": [dict(c) for c in cases], "seed": seed}
        for answer in self._ask(request, len(cases), CALL_SECONDS):
            yield _shaped(answer, {"got", "used"})

    @property
    def printed(self) -> str:
        """What the submission printed so far: the beginning, and the end where it was long."""
        gap = b"\n[...]\n" if len(self._tail) >= MAX_OUTPUT else b""
        return (self._head + gap + self._tail).decode("utf-8", "replace")

    def close(self) -> None:
        """End the process and everything that it left."""
        with contextlib.suppress(OSError):
            self._drain()
        self._kill()
        self._channel.close()
        self._output.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _ask(self, request: dict[str, Any], answers: int, seconds: float) -> Iterator[Any]:
        token = secrets.token_hex(8)
        try:
            self._channel.send_bytes(encode({**request, "token": token}))
            for _ in range(answers):
                yield self._answer(token, seconds)
        except (BrokenPipeError, ConnectionResetError, EOFError):
            raise self._died() from None

    def _answer(self, token: str, seconds: float) -> Any:
        deadline = min(time.monotonic() + seconds, self._deadline)
        while True:
            waiting = [self._channel, self._process.sentinel, self._output]
            left = deadline - time.monotonic()
            ready = connection.wait(waiting, max(left, 0.0)) if left > 0 else []
            if self._output in ready and not self._drain():
                self._output_closed()
            if self._channel in ready:
                return self._receive(token)
            if self._process.sentinel in ready:
                raise self._died()
            if left <= 0:
                raise self._stuck(seconds)

    def _receive(self, token: str) -> Any:
        try:
            message = decode(self._channel.recv_bytes(MAX_MESSAGE))
        except EOFError:
            raise self._died() from None
        except (OSError, MalformedMessage) as error:
            raise Nonsense(f"The process answered with something unreadable ({error}).") from None
        if not isinstance(message, dict) or message.get("token") != token:
            raise Nonsense("The process answered something that it was not asked.")
        return message.get("answer")

    def _drain(self) -> bool:
        """Take what was printed; False if the submission closed its output."""
        while self._output.poll():
            try:
                chunk = os.read(self._output.fileno(), 1 << 16)
            except OSError:
                return False
            if not chunk:
                return False
            room = MAX_OUTPUT - len(self._head)
            self._head += chunk[:room]
            self._tail = (self._tail + chunk[room:])[-MAX_OUTPUT:]
        return True

    def _output_closed(self) -> None:
        # Its end would be "ready" for ever: a pipe that nobody writes takes its place.
        self._output.close()
        self._output, self._silence = context().Pipe(duplex=False)

    def _stuck(self, seconds: float) -> Stuck:
        line = self._where()
        self._kill()
        place = f" It was at line {line}." if line else ""
        return Stuck(f"Your code did not come back within {seconds:g} seconds.{place}", line)

    def _where(self) -> int | None:
        """Ask the process where it is: its signal handler prints the stack, innermost first."""
        if not hasattr(signal, "SIGUSR1") or not self._process.pid:
            return None
        with contextlib.suppress(OSError):
            self._drain()
            self._tail = b""
            os.kill(self._process.pid, signal.SIGUSR1)
            time.sleep(0.1)
            self._drain()
        place = re.compile(rf'File "{re.escape(self._path)}", line (\d+)')
        found = place.search(self._tail.decode("utf-8", "replace") or self.printed)
        self._head, _, _ = self._head.partition(_DUMP)
        self._tail, _, _ = self._tail.partition(_DUMP)
        return int(found[1]) if found else None

    def _died(self) -> Died:
        self._process.join(1.0)
        code = self._process.exitcode
        with contextlib.suppress(OSError):
            self._drain()
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                name = signal.Signals(-code).name
                reason = {"SIGSEGV": ", a crash in compiled code", "SIGKILL": ""}.get(name, "")
                return Died(f"Your code ended its process with signal {name}{reason}.")
        return Died(f"Your code ended its process (exit code {code}) instead of returning.")

    def _kill(self) -> None:
        if self._process.pid and hasattr(os, "killpg"):
            # Confined, it leads a group of its own; what it started goes with it.
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)
        if self._process.is_alive():
            self._process.kill()
        self._process.join(5.0)


def _shaped(answer: Any, keys: set[str]) -> Any:
    if not isinstance(answer, dict) or set(answer) != keys:
        raise Nonsense("The process answered something that it was not asked.")
    return answer
