"""A judge that stays warm in a process of its own, asked by a function call.

    with RemoteJudge() as judge:
        answer = TextAnswer("a cell", "def kl_divergence...")
        verdict, content = judge.grade(find_one("vae/kl"), answer)

Nothing heavy is imported here: torch and the checks are in the other process, which starts at the
first call and is ready for the next one. What this process imported, set or patched is not there.
"""

import base64
import queue
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.catalogue import Exercise
from grader.judging.options import Listener, Options
from grader.judging.submission import Answer, TextAnswer
from grader.remote.link import Link
from grader.verdict import Verdict

if TYPE_CHECKING:
    from grader.interview.grading import Outcome

POLL_SECONDS = 0.2
"""How often a wait looks whether it was interrupted, on systems where that does not end it."""

_EXPLAINED = ("ConfinementError", "NoDevice")
"""Errors whose message is a sentence for the learner."""


class JudgeFailed(Exception):
    """There is no verdict; the message is a sentence for the learner.

    Attributes:
        trace: the traceback of a fault of the grader itself, to be reported, or empty.
    """

    def __init__(self, sentence: str, trace: str = "") -> None:
        super().__init__(sentence)
        self.trace = trace


class Unavailable(JudgeFailed):
    """The device or the isolation that was asked for is not available here."""


class RemoteJudge:
    """Grades one answer at a time; calls from other threads wait. Close it at the end.

    The process also ends with the one that started it. If it was killed, the next call starts
    another.

    Args:
        folder: what paths are relative to, such as the learner's workspace; the judge imports
            nothing from it, nor from `exercises/` in it.
        imports: the libraries that the answers compute with; by default all that any does.
    """

    def __init__(self, folder: Path | None = None, imports: Iterable[str] | None = None) -> None:
        self._folder = folder
        self._imports = imports
        self._link: Link | None = None
        self._reports: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._number = 0
        self._one_at_a_time = threading.Lock()

    def __enter__(self) -> "RemoteJudge":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def grade(
        self,
        exercise: Exercise,
        answer: Answer,
        options: Options = Options(),
        listener: Listener = Listener(),
        *,
        prepare: bool = True,
    ) -> tuple[Verdict, bytes]:
        """Grade a file or a text.

        Args:
            exercise: the exercise.
            answer: a path, relative to the folder, or a text.
            options: how to grade.
            listener: hears which check starts, and ticks; an exception from it cancels the
                grade, as ctrl-C does.
            prepare: prepare for the next grade of the exercise.

        Returns:
            The verdict, and the content that was graded, to store with it, which is empty if
            there is none or if the file was written during the grade.

        Raises:
            JudgeFailed: there is no verdict.
        """
        import msgspec

        with self._one_at_a_time:
            report = self._asked(_request("grade", exercise, answer, options), "graded", listener)
            if prepare:
                self._send(_request("prepare", exercise, answer, options))
        return msgspec.convert(report["verdict"], Verdict), base64.b64decode(report["content"])

    def interview(
        self,
        exercise: Exercise,
        bugs: Sequence[str],
        file: Path,
        options: Options,
        listener: Listener = Listener(),
    ) -> "Outcome":
        """Grade the file of an interview's part; see `grader.interview.grading.outcome`.

        Raises:
            JudgeFailed: there is no verdict.
        """
        import msgspec

        from grader.interview.grading import Outcome

        with self._one_at_a_time:
            request = _request("interview", exercise, file, options) | {"bugs": [*bugs]}
            report = self._asked(request, "graded", listener)
        verdict = msgspec.convert(report["verdict"], Verdict)
        content = base64.b64decode(report["content"])
        return Outcome(verdict, content, report["noted"], report["left"])

    def checks(self, exercise: Exercise) -> tuple[str, ...]:
        """The names of an exercise's checks, in order; and prepare for a grade of it.

        Raises:
            JudgeFailed: they are not known.
        """
        with self._one_at_a_time:
            nothing = TextAnswer(exercise.address, "")
            request = _request("prepare", exercise, nothing, Options())
            report = self._asked(request, "prepared", Listener())
        return tuple(report["names"])

    def close(self) -> None:
        """End the process, and everything that it started."""
        link, self._link = self._link, None
        if link:
            link.close()

    def _asked(
        self, request: Mapping[str, Any], answered: str, listener: Listener
    ) -> dict[str, Any]:
        """Send a request, and wait for the report that answers it."""
        self._send(request)
        try:
            for report in self._received(listener):
                if report["kind"] == "checking":
                    listener.check_started(report["name"])
                if report["kind"] == "fault":
                    self.close()  # it may have ended its work for good
                    raise _failed(report)
                if report["kind"] == answered:
                    return report
        except JudgeFailed:
            raise
        except BaseException:  # ctrl-C, or whatever the listener raised
            self._send({"do": "drop"})
            raise
        self.close()
        raise JudgeFailed("The judge ended before it was done; try again.")

    def _received(self, listener: Listener) -> Iterator[dict[str, Any]]:
        """The reports about the last request, until the process ends."""
        while True:
            listener.tick()
            try:
                report = self._reports.get(timeout=POLL_SECONDS)
            except queue.Empty:
                continue
            if report is None:
                return
            if report["number"] == self._number:
                yield report

    def _send(self, message: Mapping[str, Any]) -> None:
        link = self._linked()
        self._number += 1
        link.send({**message, "number": self._number})

    def _linked(self) -> Link:
        """The process; a new one if there is none, or if it has ended."""
        if self._link is None or not self._link.alive:
            self.close()
            try:
                self._link = Link(self._folder, self._imports)
            except OSError as error:
                reason = error.strerror or str(error)
                raise JudgeFailed(f"The judge cannot be started ({reason}).") from error
            self._reports = queue.SimpleQueue()
            self._link.follow(self._reports.put)
        return self._link


def _request(what: str, exercise: Exercise, answer: Answer, options: Options) -> dict[str, Any]:
    text = {"text": answer.text} if isinstance(answer, TextAnswer) else {}
    return {
        "do": what,
        "exercise": exercise.address,
        "path": str(answer),
        "options": asdict(options),
        **text,
    }


def _failed(report: Mapping[str, Any]) -> JudgeFailed:
    if report["name"] in _EXPLAINED:
        return Unavailable(report["says"])
    return JudgeFailed(
        f"The grader itself failed ({report['name']}); your answer was not graded.", report["trace"]
    )
