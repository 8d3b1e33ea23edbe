"""Grading one submission: loading it, running every probe on it, and diagnosing it."""

import difflib
from collections.abc import Collection
from typing import Any

from grader.judging.answer_key import AnswerKey
from grader.judging.asking_again import AskingAgain
from grader.judging.library_use import may_call
from grader.judging.options import Listener, Options
from grader.judging.pictures import Failure, picture_of
from grader.judging.probing import KEPT, Turn, examine, skipped
from grader.judging.rewriting import Rewriting
from grader.judging.submission import Submission
from grader.judging.trace import Listing
from grader.picture import Picture
from grader.probe.case import Case
from grader.probe.library import NAMES
from grader.probe.probe import Probe
from grader.probe.text import in_words
from grader.probe.values import Raised
from grader.uncollected import uncollected
from grader.verdict import CheckResult, Misconception, Status
from grader.worker.failures import TOUCHED, TimedOut, WorkerFailed
from grader.worker.process import WorkerProcess

TRACED = 2
"""For how many inputs of a function, the first ones, the calls of compiled code are also recorded,
which makes a call five times as long. A library answer that compiled code calls only for other
inputs is missed."""


class Run:
    """Collects the results of one submission.

    Args:
        answer_key: the probes, inputs and right answers.
        worker: the process that runs the submission.
        unfinished: functions and classes with blanks, which are not run.
        options: whether to shrink and to diagnose the first failure.
        listener: gets each check and its result.
    """

    def __init__(
        self,
        answer_key: AnswerKey,
        worker: WorkerProcess,
        unfinished: set[str],
        options: Options = Options(),
        listener: Listener = Listener(),
    ) -> None:
        self.results: list[CheckResult] = []
        self._answer_key = answer_key
        self._worker = worker
        self._unfinished = unfinished
        self._options = options
        self._listener = listener
        self._evidence: list[tuple[Probe, list[Case]]] = []
        self._used: dict[str, set[str]] = {}
        self._failed: list[str] = []
        self._failure: Failure | None = None
        self._room = KEPT
        self._listing = Listing("", "")

    def load(self, submission: Submission) -> None:
        """Import the submission and compare its names with the contract; a problem is a result."""
        self._listing = Listing(submission.path, submission.text)
        wanted = {
            name: count
            for name, count in self._answer_key.names.items()
            if name.partition(".")[0] not in self._unfinished
        }
        checks = self._answer_key.exercise.checks
        answers = NAMES.union(*(probe.library for probe in self._answer_key.probes))
        watched = may_call(submission.text, answers)
        try:
            answer = self._worker.load(
                submission.text, submission.path, checks, wanted, watched=watched
            )
            problem = self._import_problem(answer) or _name_problem(answer, wanted)
        except WorkerFailed as failure:
            status = Status.TIMEOUT if isinstance(failure, TimedOut) else Status.ERROR
            place = [failure.line] if failure.line else []
            message = f"While importing your file: {failure}"
            problem = _imported(status, message, self._listing.trace(place))
        if problem:
            self._note([problem])

    def run(self) -> None:
        """Run every probe; a function's later probes run only if its first one passes."""
        asked: set[str] = set()
        looked_at: set[str] = set()
        broken: set[str] = set()
        ended = False
        probes = self._answer_key.probes
        for probe, following in zip(probes, [*probes[1:], None], strict=True):
            root = _root(probe)
            if root in self._unfinished:
                self._note([_waiting(probe, check.name, check.sentence) for check in probe.checks])
                continue
            if ended or root in broken:
                self._note([skipped(probe, check) for check in probe.checks])
                continue
            self._listener.check_started(
                f"{probe.of}: {', '.join(check.name for check in probe.checks)}"
            )
            turn = _turn(probe, looked_at)
            if probe.forbid_library:
                looked_at.add(probe.of)
            out = self._unfinished | broken
            then = _following(following, root, root in asked, out, looked_at)
            # The learner sees the first failure; other failures need no smaller input.
            shrink = self._options.shrink and not self._failed
            report = examine(
                turn,
                self._answer_key,
                self._worker,
                self._listing,
                then=then,
                shrink=shrink,
                room=self._room,
                listener=self._listener,
            )
            self._room -= report.kept
            ended = report.ended
            self._evidence.append((probe, report.cases))
            if probe.forbid_library:
                self._used.setdefault(root, set()).update(report.used - probe.allow)
            if any(result.status is not Status.PASS for result in report.results):
                if not self._failed and report.failure:
                    self._failure = Failure(self._answer_key, self._worker, probe, *report.failure)
                self._failed.append(probe.of)
                if root not in asked:
                    broken.add(root)
            asked.add(root)
            self._note(report.results)
        if not ended:
            self._note(
                [_scratch(root, used) for root, used in self._used.items() if root not in broken]
            )

    def diagnosis(self) -> Misconception | None:
        """The misconception that explains the first failure, if one does."""
        if not self._failed or not self._options.diagnose:
            return None
        with uncollected():  # a right answer needs none of this
            from grader.judging.diagnosis import Evidence, diagnose

        # Outside of a confined process, nothing runs that the learner did not write.
        confined = self._worker.isolation != "off"
        try:
            return diagnose(
                Evidence(
                    self._answer_key,
                    self._failed[0],
                    self._evidence,
                    self._listing.text,
                    self._failure.finding if self._failure else None,
                    AskingAgain(self._answer_key, self._worker),
                    Rewriting(self._answer_key, self._worker) if confined else None,
                )
            )
        finally:
            self._answer_key.keep_prints()

    def picture(self) -> Picture | None:
        """What the first failure looks like, if there is something to see."""
        return picture_of(self._failure) if self._failure and self._options.draw else None

    def _import_problem(self, answer: dict[str, Any]) -> CheckResult | None:
        error = answer["error"]
        if not isinstance(error, Raised):
            return None
        if error.prompt is not None:
            where = f" at line {error.lines[-1]}" if error.lines else ""
            message = f"The blank {error.prompt!r}{where} is not filled in yet."
            return _imported(Status.BLANK, message)
        message = in_words(error, "Importing your file raised").rstrip(".") + "."
        if error.type in ("ModuleNotFoundError", "ImportError"):
            message += " You can import only installed packages, not other files of yours."
        return _imported(Status.ERROR, message, self._listing.trace(error.lines))

    def _note(self, results: list[CheckResult]) -> None:
        self.results += results
        for result in results:
            self._listener.check_ended(result)


def _root(probe: Probe) -> str:
    """The function or class that a probe is about."""
    return probe.of.partition(".")[0]


def _turn(probe: Probe, looked_at: Collection[str]) -> Turn:
    """A probe after others have looked at these functions."""
    traced = probe.forbid_library and probe.of not in looked_at
    return Turn(probe, TRACED if traced else 0)


def _following(
    probe: Probe | None,
    root: str,
    began: bool,
    out: Collection[str],
    looked_at: Collection[str],
) -> Turn | None:
    """The turn after one of a function, if it comes whatever that one finds.

    Args:
        probe: whose turn it would be.
        root: the function or class whose turn it is now.
        began: whether its first probe has passed; the others depend on that.
        out: functions and classes that are not run.
        looked_at: see `_turn`.
    """
    if probe is None or _root(probe) in out or (_root(probe) == root and not began):
        return None
    return _turn(probe, looked_at)


def _name_problem(answer: dict[str, Any], wanted: dict[str, int]) -> CheckResult | None:
    names, defined = answer["names"], answer["defined"]
    for name in wanted:
        found = names.get(name, "missing")
        if found == "ok":
            continue
        if found == "missing":
            strangers = [word for word in defined if word not in wanted]
            close = difflib.get_close_matches(name, strangers, n=1, cutoff=0.6)
            advice = f" Did you mean `{name}` where you wrote `{close[0]}`?" if close else ""
            return _imported(Status.ERROR, f"Your file does not define `{name}`.{advice}")
        if found == "not callable":
            return _imported(Status.ERROR, f"`{name}` is not a function or class.")
        return _imported(
            Status.ERROR,
            f"`{name}` must take {wanted[name]} positional arguments; yours is "
            f"`{name}{' '.join(found.split())}`.",
        )
    return None


def _imported(status: Status, message: str, trace: str | None = None) -> CheckResult:
    sentence = "The file can be imported and defines the required names."
    return CheckResult("import", status, sentence, message, traceback=trace)


def _waiting(probe: Probe, name: str, sentence: str) -> CheckResult:
    return CheckResult(
        f"{probe.of}: {name}", Status.SKIPPED, sentence, "Not run: fill in its blanks first."
    )


def _scratch(root: str, used: set[str]) -> CheckResult:
    name, sentence = (
        f"{root}: from scratch",
        f"{root} does not call a library function that is the answer.",
    )
    if not used:
        return CheckResult(name, Status.PASS, sentence)
    if TOUCHED in used:
        return CheckResult(
            name,
            Status.ERROR,
            sentence,
            "Your code sets Python's profile function, which the grader uses to find library "
            "calls. Remove `sys.setprofile`, `threading.setprofile` and profilers.",
        )
    listed = ", ".join(f"`{name}`" for name in sorted(used)[:5])
    return CheckResult(
        name, Status.LIBRARY, sentence, f"{root} calls {listed}: write the formula yourself."
    )
