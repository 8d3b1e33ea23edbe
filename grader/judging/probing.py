"""Running one probe in one worker: which checks fail, and the smallest input that shows it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grader.judging.answer_key import AnswerKey
from grader.judging.judgement import Answered, as_case, judge_case
from grader.judging.options import Listener
from grader.judging.shrink import find_smaller
from grader.judging.trace import Listing
from grader.probe.case import Case, Finding, Inputs
from grader.probe.probe import Check, Probe
from grader.probe.snippet import call_code, gradient_code
from grader.probe.text import LONGEST
from grader.probe.values import Array, Opaque, Raised, leaves
from grader.verdict import CheckResult, Counterexample, Status
from grader.worker.failures import TimedOut, WorkerFailed
from grader.worker.process import WorkerProcess

KEPT = 128 * 2**20
"""How many bytes of a submission's answers are kept for the diagnosis; honest ones take a tenth of
it."""

UNKEPT = Opaque("answer that is not kept")
"""Replaces an answer beyond that in the evidence: no mistake explains it."""


@dataclass
class Report:
    """The result of one probe.

    Attributes:
        results: the outcome of each of its checks.
        cases: every input with both answers, for the diagnosis.
        kept: how many bytes of the submission's answers are kept in them.
        used: library answers that the submission called.
        ended: whether the worker has ended.
        finding: the finding of the first failed check, on the smallest input found.
    """

    results: list[CheckResult]
    cases: list[Case] = field(default_factory=list)
    kept: int = 0
    used: set[str] = field(default_factory=set)
    ended: bool = False
    failure: tuple[Case, Finding] | None = None

    def keep(self, case: Case, room: int) -> None:
        """Keep a case for the diagnosis, with its answer if there is room for it."""
        arrays = [leaf for leaf in leaves(case.got) if isinstance(leaf, Array)]
        size = sum(array.data.nbytes for array in arrays)
        fits = self.kept + size <= room
        self.kept += size if fits else 0
        self.cases.append(case if fits else replace(case, got=UNKEPT))


@dataclass(frozen=True)
class Turn:
    """A probe whose turn it is.

    Attributes:
        probe: the probe.
        trace_compiled: for how many cases to record library calls of compiled code.
    """

    probe: Probe
    trace_compiled: int = 0


def examine(
    turn: Turn,
    answer_key: AnswerKey,
    worker: WorkerProcess,
    listing: Listing,
    *,
    then: Turn | None = None,
    shrink: bool = True,
    room: int = KEPT,
    listener: Listener = Listener(),
) -> Report:
    """Run every check of a probe, and look for a smaller input if one fails.

    Args:
        turn: the probe.
        answer_key: has its inputs and the right answers.
        worker: the process that runs the submission.
        listing: the text of the submission.
        then: whose turn is next, whatever is found here. The worker gets its inputs while the last
            answer is missing; not after a failure, for which it will be asked for other answers.
        shrink: whether to look for a smaller input.
        room: how many bytes of answers to keep.
        listener: gets the first failure before this search, which takes longest.
    """
    started = time.perf_counter()
    probe, seed = turn.probe, answer_key.seed(turn.probe)
    inputs, expected = answer_key.cases(probe)
    report = Report([])
    failures: dict[str, tuple[Answered, Finding]] = {}
    held: dict[str, int] = {}  # how many cases passed before the first that fails a check
    try:
        answers = _asked(turn, answer_key, worker.run)
        if then:
            answer_key.cases(then.probe)  # drawn the first time, while the worker works
        for drawn, right in zip(inputs, expected, strict=True):
            if then and 0 < len(report.cases) == len(inputs) - 1 and not failures:
                _asked(then, answer_key, worker.run_ahead)
            answer = next(answers)
            case = as_case(probe, drawn, right, answer, worker.device)
            for name in judge_case(probe, case, failures):
                held.setdefault(name, len(report.cases))
            report.keep(case, room)
            report.used.update(answer["used"])
        if failures and shrink:
            first = next(check for check in probe.checks if check.name in failures)
            failure = failures[first.name]
            shown = _result(probe, first, failure, len(report.cases), 0.0, listing)
            listener.failed_first(shown)
            if worker.settle():
                find_smaller(probe, answer_key, worker, held[first.name], failures, seed)
    except WorkerFailed as fault:
        report.ended = True
        # If it failed while shrinking, the earlier failure is the better message.
        if not failures:
            place = inputs[len(report.cases)] if len(report.cases) < len(inputs) else inputs[-1]
            seconds = time.perf_counter() - started
            report.results = _all_failed(probe, fault, place, seconds, worker, listing)
            return report
    report.failure = next((failures[c.name] for c in probe.checks if c.name in failures), None)
    seconds = (time.perf_counter() - started) / len(probe.checks)
    report.results = [
        _result(probe, check, failures.get(check.name), len(report.cases), seconds, listing)
        for check in probe.checks
    ]
    return report


def _asked(turn: Turn, answer_key: AnswerKey, ask: Callable[..., Any]) -> Any:
    """Put the inputs of a turn to the submission, by its worker's `run` or `run_ahead`."""
    probe = turn.probe
    return ask(
        probe.name,
        answer_key.cases(probe)[0],
        answer_key.seed(probe),
        trace_compiled=turn.trace_compiled,
        seconds=probe.seconds,
    )


def _result(
    probe: Probe,
    check: Check,
    failure: tuple[Case, Finding] | None,
    examples: int,
    seconds: float,
    listing: Listing,
) -> CheckResult:
    name = f"{probe.of}: {check.name}"
    if failure is None:
        return CheckResult(name, Status.PASS, check.sentence, examples=examples, seconds=seconds)
    case, finding = failure
    got = case.got
    status = Status.FAIL
    if finding.kind == "raised" and isinstance(got, Raised):
        status = Status.BLANK if got.prompt is not None else Status.ERROR
    if finding.kind == "gradient" and isinstance(got, Mapping):
        code = gradient_code(probe, case.inputs, got.get("value"), finding.of)
    else:
        code = call_code(probe, case.inputs)
    values = (*finding.texts(), case.printed or None)
    shown = Counterexample(code, *(value and value[:LONGEST] for value in values))
    message = finding.message[:LONGEST]
    if status is Status.BLANK and isinstance(got, Raised):
        message = f"The blank {got.prompt!r} is not filled in yet."
    trace = listing.trace(finding.lines)
    return CheckResult(
        name, status, check.sentence, message, shown, trace, examples=examples, seconds=seconds
    )


def _all_failed(
    probe: Probe,
    fault: WorkerFailed,
    inputs: Inputs,
    seconds: float,
    worker: WorkerProcess,
    listing: Listing,
) -> list[CheckResult]:
    status = Status.TIMEOUT if isinstance(fault, TimedOut) else Status.ERROR
    first, *rest = probe.checks
    shown = Counterexample(call_code(probe, inputs), printed=worker.printed_last or None)
    trace = listing.trace([fault.line] if fault.line else [])
    name = f"{probe.of}: {first.name}"
    result = CheckResult(name, status, first.sentence, str(fault), shown, trace, seconds=seconds)
    return [result, *(skipped(probe, check) for check in rest)]


def skipped(probe: Probe, check: Check) -> CheckResult:
    """The record of a check that was not run."""
    return CheckResult(
        f"{probe.of}: {check.name}",
        Status.SKIPPED,
        check.sentence,
        "Not run: an earlier check failed.",
    )
