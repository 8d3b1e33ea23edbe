"""Judges in processes of their own: killed, interrupted, and looked for afterwards."""

import ctypes
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from grader.batch.pool import grade_here
from grader.batch.row import BatchOptions, Job, row
from tests.attacks.victim import processes
from tests.batch import tasks
from tests.batch.school import LOOPING, RIGHT, School, finishes, interrupts

pytestmark = pytest.mark.extensive
needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="finds its processes in /proc")


def jobs(*learners: str, folder: Path | None = None) -> Iterator[Job]:
    """A right answer of each learner."""
    for learner in learners:
        mark = str(folder / learner) if folder else ""
        yield Job(
            learner, "gmm/threshold", f"{learner}/gmm/threshold.py", mark, RIGHT.encode(), "0",
            BatchOptions(),
        )  # fmt: skip


@pytest.fixture
def afterwards() -> Iterator[None]:
    """Expect every process to be gone in the end, orphans too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: orphans become ours
    before = processes(all_of_them=True)
    yield
    until = time.monotonic() + 10
    while (left := processes(all_of_them=True) - before) and time.monotonic() < until:
        time.sleep(0.05)
    assert {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in left} == {}


@needs_proc
def test_the_file_that_kills_its_judge_twice_is_a_fault() -> None:
    """It is tried once more, alone; all others get their verdict, once."""
    names = ["ann", "ben", "cy", "dan", "eve"]
    lines = grade_here([jobs(*names)], 2, ["sklearn.mixture"], tasks.killed_at_ben)
    found = [(one.learner, one.outcome) for one in map(row, lines)]
    assert sorted(found) == [(name, "fault" if name == "ben" else "pass") for name in names]


@needs_proc
def test_a_judge_that_is_killed_once_costs_no_verdict(tmp_path: Path) -> None:
    """What was in flight is graded by the next one."""
    work = jobs("ann", folder=tmp_path)
    [line] = grade_here([work], 1, ["sklearn.mixture"], tasks.killed_once)
    assert row(line).outcome == "pass"


def test_a_judge_stays_with_an_exercise() -> None:
    """One judge draws the inputs of an exercise, unless another one has nothing else to do."""
    names = ["ann", "ben", "cy", "dan", "eve"]
    addresses = ["gmm/threshold", "vae/kl", "nll/mle"]
    work = [[replace(job, exercise=address) for job in jobs(*names)] for address in addresses]
    found = [*map(row, grade_here(work, 2, [], tasks.says_where))]
    began: dict[str | None, list[str]] = defaultdict(list)
    for one in found:
        began[one.fault].append(one.exercise)
    assert len(found) == len(names) * len(addresses)
    assert {firsts[0] for firsts in began.values()} == set(addresses[: len(began)])
    for in_turn in began.values():
        assert in_turn == sorted(in_turn, key=in_turn.index)  # none comes back


def test_no_judge_is_idle_while_files_wait() -> None:
    """Two files of one exercise are graded by two judges."""
    found = grade_here([jobs("ann", "ben")], 2, [], tasks.says_where)
    assert len({row(line).fault for line in found}) == 2


@needs_proc
def test_ctrl_c_keeps_what_is_done_and_the_same_command_goes_on(
    school: School, afterwards: None
) -> None:
    """It ends at once, in one sentence; nothing is left; the rest is graded by the next run."""
    for learner in ("ann", "ben"):
        school.hands_in(learner)
    for learner in ("x", "y"):
        school.hands_in(learner, LOOPING)
    process = school.begins("--jobs", "2")
    school.waits_for_lines(2)
    time.sleep(0.3)  # a line is there a moment before it is counted
    interrupts(process).exits(130).complains(
        "Interrupted: the results of 2 of 4 files are kept; run the same command again"
    )
    assert school.outcomes == {"ann": "pass", "ben": "pass"}
    assert list(school.scratch.iterdir()) == []
    again = finishes(school.begins("--jobs", "2")).exits(0).is_content()
    again.says("2 of 4 files graded before.")
    assert {line["learner"] for line in school.lines[:2]} == {"ann", "ben"}
    assert school.outcomes == {"ann": "pass", "ben": "pass", "x": "timeout", "y": "timeout"}
    assert len(school.lines) == 4


@needs_proc
def test_a_batch_that_is_killed_loses_what_was_in_flight_alone(
    school: School, afterwards: None
) -> None:
    """Its processes end by themselves; the next run grades the rest, none twice."""
    names = ["ann", "ben", "cy", "dan"]
    for learner in names:
        school.hands_in(learner)
    process = school.begins("--jobs", "1")
    school.waits_for_lines(1)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    kept = len(school.lines)
    assert kept >= 1
    finishes(school.begins("--jobs", "1")).exits(0)
    assert school.outcomes == dict.fromkeys(names, "pass")
    assert len(school.lines) == len(names)


@needs_proc
def test_ctrl_c_at_any_moment_is_one_sentence(school: School, afterwards: None) -> None:
    """Also while the judges are being started; none of them says anything."""
    school.hands_in("ann", LOOPING)
    for seconds in (0.6, 1.0, 1.4):
        process = school.begins("--jobs", "2")
        time.sleep(seconds)
        interrupts(process).exits(130).complains("Interrupted")
