"""The judge as a process of its own: nothing that its user imported, set or patched is in it.

It reads one request a line from standard input and writes one report a line to standard output,
until its input ends: when its user ends, however that happens, this does too. The first line has
the user's `environment`, and the `folders` and `trees` that nothing is imported from. A request is
an object of JSON with these fields, and a report has its number:

- `do`: `prepare`, `grade`, `run`, `interview`; or `drop`, alone, which cancels what is in progress
- `number`: any; a newer request cancels the one before
- `exercise`: its address
- `path`: the answer's file, as seen from the workspace
- `text`: the answer itself, if it is in no file; `path` is then how it is named
- `options`: the fields of `grader.judging.options.Options`; those left out have their defaults
- `lines`, `right`: for `run`: what to run, and whether to run it with the reference too
- `bugs`: for `interview`, a grade with what a debrief needs: the bugs that were placed in the code

The last report about a request is of kind `prepared`, `graded`, `ran` or `fault`.
"""

import base64
import json
import os
import signal
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from grader.catalogue import find_one
from grader.confine.search_path import shut_out
from grader.judging.options import Options
from grader.judging.submission import TextAnswer, Unusable, read_submission
from grader.watch.events import (
    Checked,
    Checking,
    Event,
    Failing,
    Graded,
    GradeRequest,
    GraderFault,
)
from grader.watch.grading_thread import GradingThread
from grader.worker.forkserver import warm_up

if TYPE_CHECKING:
    from grader.judging.warm import Warm


CLOSE_SECONDS = 1.0
"""How long the work in progress gets to clean up. An import of torch cannot be canceled."""


class Judge:
    """Does what it is asked to, one request at a time; a newer request cancels the one before.

    Args:
        out: where reports go.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._writing = threading.Lock()
        self._grading = GradingThread(self._report)
        self._current: tuple[GradeRequest | None, int] = None, 0

    def serve(self, requests: IO[bytes]) -> None:
        """Work until the requests end."""
        warm_up(())
        self._grading.start()
        try:
            for line in requests:
                self._handle(json.loads(line))
        finally:
            self._grading.close(CLOSE_SECONDS)

    def _handle(self, asked: dict[str, Any]) -> None:
        if asked["do"] == "drop":
            self._grading.drop()
            return
        name, options = asked["path"], Options(**asked.get("options", {}))
        answer = TextAnswer(name, asked["text"]) if "text" in asked else Path(name)
        request = GradeRequest(find_one(asked["exercise"]), answer, options)
        self._current = request, asked["number"]
        match asked["do"]:
            case "prepare":
                self._grading.do(request, self._prepare)
            case "grade":
                self._grading.grade(request)
            case "run":
                lines, right = asked["lines"], asked["right"]
                self._grading.do(request, lambda _, request: self._run(request, lines, right))
            case "interview":
                bugs = tuple(asked["bugs"])
                self._grading.do(
                    request, lambda warm, request: self._interview(warm, request, bugs)
                )

    def _prepare(self, warm: "Warm", request: GradeRequest) -> None:
        """Prepare, and report the names of the checks, so that they can be listed first."""
        from grader.judging.grade import answer_key

        names: list[str] = []
        with suppress(Exception):  # the next grade reports it
            warm.prepare(request.exercise, request.options, self._grading.listener(request))
            probes = answer_key(request.exercise, request.options).probes
            names = [f"{probe.of}: {check.name}" for probe in probes for check in probe.checks]
            roots = {one.of.partition(".")[0]: None for one in probes if one.forbid_library}
            names += [f"{root}: from scratch" for root in roots]
        self._send(request, "prepared", names=names)

    def _run(self, request: GradeRequest, lines: str, right: bool) -> None:
        from grader.judging.lines import Ran, run_lines

        def ran(text: str) -> Ran:
            tick = self._grading.listener(request).tick
            return run_lines(request.exercise, text, lines, request.options, tick)

        try:
            yours = ran(read_submission(request.path).text)
            answer = ran(request.exercise.solution.read_text("utf-8")).value if right else None
        except Unusable as problem:
            yours, answer = Ran(error=str(problem)), None
        except Exception as error:
            self._report(GraderFault(request, error))
            return
        self._send(request, "ran", ran=asdict(yours), right=answer)

    def _interview(self, warm: "Warm", request: GradeRequest, bugs: tuple[str, ...]) -> None:
        from grader.interview.grading import outcome

        listener = self._grading.listener(request)
        exercise, path, options = request.exercise, Path(str(request.path)), request.options
        try:
            found = outcome(exercise, bugs, path, options, listener, warm.grade)
        except Exception as error:
            self._report(GraderFault(request, error))
            return
        content = base64.b64encode(found.content).decode()
        about = {"noted": found.noted, "left": found.left}
        self._send(request, "graded", verdict=asdict(found.verdict), content=content, **about)

    def _report(self, event: Event) -> None:
        match event:
            case Checking(request, name):
                self._send(request, "checking", name=name)
            case Checked(request, result):
                self._send(request, "checked", result=asdict(result))
            case Failing(request, result):
                self._send(request, "failing", result=asdict(result))
            case Graded(request, verdict, content):
                graded = base64.b64encode(content).decode()
                self._send(request, "graded", verdict=asdict(verdict), content=graded)
            case GraderFault(fault_of, error):
                trace = "".join(traceback.format_exception(error))
                about = {"name": type(error).__name__, "says": str(error), "trace": trace}
                self._send(fault_of, "fault", **about)

    def _send(self, request: GradeRequest | None, kind: str, **fields: Any) -> None:
        current, number = self._current
        if request is not None and request is not current:
            return
        line = json.dumps({"kind": kind, "number": number, **fields}) + "\n"
        with self._writing:
            self._out.write(line.encode("ascii"))
            self._out.flush()


def serve() -> None:
    """Serve whoever started this process, until they end or ask no more."""
    reports = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may be written between the reports
    if line := sys.stdin.buffer.readline():
        given = json.loads(line)
        os.environ.clear()
        os.environ.update(given["environment"])
        shut_out(*map(Path, given["folders"]), trees=map(Path, given["trees"]))
        Judge(reports).serve(sys.stdin.buffer)
    _end_group()


def _end_group() -> None:
    """End at once, with the process that workers are forked from."""
    if os.name == "posix" and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
