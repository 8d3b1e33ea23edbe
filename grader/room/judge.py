"""The room's end of its judge: a queue of grades, and what becomes of them."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from grader.catalogue import Exercise
from grader.remote.link import Link

Kind = Literal["grade", "run", "prepare", "interview"]


Report = Callable[["Request | None", Mapping[str, Any]], None]
"""Gets the reports about a request, as `grader.remote.process` sends them. A report of kind
`ended` says that the judge ended before the request was done; it is started again by itself."""


@dataclass(frozen=True, eq=False)
class Request:
    """One piece of work for the judge; two requests for the same thing are different.

    Attributes:
        kind: `grade`, `run` (some lines), `prepare` for a grade that may come, or `interview` for a
            grade with what the debrief needs.
        exercise: the exercise.
        path: the file with the answer.
        thorough: whether to grade with more inputs.
        lines: what to run.
        right: whether to run the lines with the reference too.
        seed: the seed of the drawn inputs.
        bugs: in an interview, the bugs that were placed in the code.
        report: gets the reports about it; by default, whoever listens to the judge does.
    """

    kind: Kind
    exercise: Exercise
    path: Path
    thorough: bool = False
    lines: str = ""
    right: bool = False
    seed: int = 0
    bugs: tuple[str, ...] = ()
    report: Report | None = None


class Judge:
    """A process that grades, with a queue in front of it. Use it in one thread.

    A newer request for the same thing of a file replaces the older one, whether that waits or runs.

    Args:
        root: the learner's workspace.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._waiting: list[Request] = []
        self._running: Request | None = None
        self._number = 0
        self._report: Report = lambda _, __: None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False
        self._link = Link(root)

    def listen(self, report: Report) -> None:
        """Pass reports on, in the running event loop, from now on."""
        self._report, self._loop = report, asyncio.get_running_loop()
        self._link.follow(self._hear)

    def ask(self, request: Request) -> None:
        """Do this when everything before it is done; what it replaces is canceled."""
        self._waiting = [one for one in self._waiting if not _is_replaced(one, request)]
        if request.kind == "prepare" and (self._running or self._waiting):
            return  # whoever grades next needs the process that is kept ready
        self._waiting.append(request)
        if self._running is None or _is_replaced(self._running, request):
            self._next()

    def stop(self, path: Path) -> None:
        """Cancel everything that a file waits for."""
        self._waiting = [one for one in self._waiting if one.path != path]
        if self._running and self._running.path == path:
            self._running = None
            self._link.send({"do": "drop"})
            self._next()

    def position(self, path: Path) -> int:
        """How many requests are before that of a file; 0 if it runs or does not wait."""
        order = [one.path for one in self._waiting]
        busy = 1 if self._running and self._running.kind != "prepare" else 0
        return order.index(path) + busy if path in order else 0

    def close(self) -> None:
        """End the judge, and everything that it started."""
        self._closed = True
        self._link.close()

    def _next(self) -> None:
        self._running = self._waiting.pop(0) if self._waiting else None
        if request := self._running:
            self._number += 1
            self._link.send(
                {
                    "do": request.kind,
                    "number": self._number,
                    "exercise": request.exercise.address,
                    "path": str(request.path),
                    "options": {
                        "seed": request.seed,
                        "thorough": request.thorough,
                        "draw": request.kind != "interview",
                    },
                    "lines": request.lines,
                    "right": request.right,
                    "bugs": request.bugs,
                }
            )

    def _received(self, report: Mapping[str, Any]) -> None:
        if report["number"] != self._number or self._running is None:
            return  # about something that was canceled
        request = self._running
        if report["kind"] in ("graded", "ran", "fault", "prepared"):
            self._next()
        (request.report or self._report)(request, report)

    def _ended(self) -> None:
        """Start another judge, and go on with what waits."""
        if self._closed:
            return
        request, self._running = self._running, None
        self._link.close()
        self._link = Link(self._root)
        self._link.follow(self._hear)
        if request and request.kind != "prepare":
            (request.report or self._report)(request, {"kind": "ended"})
        self._next()

    def _hear(self, report: Mapping[str, Any] | None) -> None:
        """Take a report from the thread that reads them into the event loop."""
        assert self._loop
        if self._loop.is_closed():
            return
        if report is None:
            self._loop.call_soon_threadsafe(self._ended)
        else:
            self._loop.call_soon_threadsafe(self._received, report)


def _is_replaced(old: Request, new: Request) -> bool:
    if old.kind == "prepare":
        return True
    return (old.path, old.kind) == (new.path, new.kind)
