"""Searching for a smaller input on which a check still fails."""

import time

from grader.judging.answer_key import AnswerKey, Enough
from grader.judging.judgement import Answered, as_case, judge_case, verdict_on
from grader.probe.case import Finding, Inputs
from grader.probe.probe import Probe
from grader.worker.failures import WorkerFailed
from grader.worker.process import WorkerProcess

SHRINK_TRIES = 150
"""How many inputs a search tries; a count, so that the same search always ends the same way."""


SHRINK_PATIENCE = 50
"""How many inputs in a row it tries without finding a smaller one."""


SHRINK_SECONDS = 3.0
"""How long it may take if calls are slow."""


def find_smaller(
    probe: Probe,
    answer_key: AnswerKey,
    worker: WorkerProcess,
    held: int,
    failures: dict[str, tuple[Answered, Finding]],
    seed: int,
) -> None:
    """Search for simpler inputs on which the first failed check still fails.

    The search starts with the same inputs again; the first `held` of them pass the check.
    """
    check = next(check for check in probe.checks if check.name in failures)
    aim, kind = check.name, failures[check.name][1].kind
    deadline = time.perf_counter() + SHRINK_SECONDS
    tries, patience = -held, SHRINK_PATIENCE
    lost: list[WorkerFailed] = []

    def law(drawn: Inputs) -> None:
        nonlocal tries, patience
        if lost or tries >= SHRINK_TRIES or not patience or time.perf_counter() > deadline:
            raise Enough
        tries += 1
        if tries <= 0:
            return
        patience -= 1
        smallest = failures[aim][0]
        try:
            [answer] = worker.run(probe.name, [drawn], seed, seconds=probe.seconds)
        except WorkerFailed as failure:
            lost.append(failure)
            return
        right = answer_key.expected(probe, drawn)
        case = as_case(probe, drawn, right, answer, worker.device)
        failed = judge_case(probe, case, failures)
        if failures[aim][0] is not smallest:
            patience = SHRINK_PATIENCE
        if aim in failed:
            # Follow the same kind of failure, not a different one that appears during the search.
            finding = verdict_on(probe, check, case)
            assert finding is None or finding.kind != kind

    answer_key.explore(probe, law, shrink=True)
    if lost:
        raise lost[0]
