"""Sittings: what begins and ends one, which grades count in it, and how long it took."""

import time as system_time

import pytest

from grader.learner.progress import Mode, Progress
from grader.verdict import Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner
from tests.learner.conftest import MovedClock

KL = "vae/kl"


def graded(progress: Progress, status: Status, content: str, sitting: str = "") -> None:
    """Store a grade."""
    progress.record(Verdict(KL, status, ""), content.encode(), sitting)


def test_a_start_begins_one_and_a_pass_ends_it(progress: Progress, time: MovedClock) -> None:
    """It has its scaffold, its grades, and how it ended."""
    progress.start(KL, "interview", 1)
    time.passes(minutes=2)
    graded(progress, Status.FAIL, "one")
    time.passes(minutes=3)
    graded(progress, Status.PASS, "two")
    (sitting,) = progress.sittings()
    assert (sitting.mode, sitting.scaffold, sitting.how) == ("practice", "interview", "pass")
    assert [attempt.verdict for attempt in sitting.tries] == ["fail", "pass"]
    assert (sitting.passed, sitting.passed_at_first) == (True, False)
    assert sitting.ended == time.time
    assert sitting.attempts[0].scaffold == "interview"


def test_some_are_read_as_all_are(progress: Progress, time: MovedClock) -> None:
    """With their grades, hints and signs of work, whatever else the history has."""
    for content in ("one", "two", "three"):
        progress.start(KL, "guided", 1)
        time.passes(minutes=1)
        progress.take_hint(KL, 3)
        time.passes(minutes=2)
        graded(progress, Status.PASS, content)
        progress.answer("kl-value", "1", correct=True, sitting=content)
    first, second, third = progress.sittings()
    assert (second.hints, len(second.attempts)) == (1, 1)
    assert progress.sittings([third.id, second.id, "gone"]) == (second, third)
    assert progress.sittings([]) == ()
    assert [one.sitting for one in progress.answers(["two"])] == ["two"]
    assert first != second


def test_a_grade_of_an_edited_stub_begins_one(progress: Progress, time: MovedClock) -> None:
    """Whoever edits the stub and grades it has sat down to it."""
    graded(progress, Status.BLANK, "stub")
    assert progress.sittings() == ()
    graded(progress, Status.PASS, "right")
    (sitting,) = progress.sittings()
    assert (sitting.scaffold, sitting.passed_at_first) == ("guided", True)


def test_an_unchanged_text_is_not_a_try(progress: Progress, time: MovedClock) -> None:
    """Neither in its sitting, nor as the beginning of another on another day."""
    graded(progress, Status.FAIL, "one")
    graded(progress, Status.FAIL, "one")
    time.passes(days=2)
    graded(progress, Status.FAIL, "one")
    (sitting,) = progress.sittings()
    assert (len(sitting.attempts), len(sitting.tries), sitting.how) == (2, 1, "expired")
    assert progress.history(KL).attempts == 3


def test_to_change_an_answer_that_has_passed_is_no_sitting(
    progress: Progress, time: MovedClock
) -> None:
    """Until it is started again."""
    graded(progress, Status.PASS, "right")
    time.passes(days=2)
    graded(progress, Status.FAIL, "changed")
    assert len(progress.sittings()) == 1
    progress.start(KL, "guided", 1)
    graded(progress, Status.PASS, "right again")
    assert [sitting.passed_at_first for sitting in progress.sittings()] == [True, True]


def test_it_ends_after_a_day(progress: Progress, time: MovedClock) -> None:
    """The next grade begins another."""
    graded(progress, Status.FAIL, "one")
    time.passes(hours=24)
    graded(progress, Status.FAIL, "two")
    first, second = progress.sittings()
    assert (first.how, second.how) == ("expired", None)


def test_the_solution_ends_it_and_a_pass_afterwards_does_not_count(
    progress: Progress, time: MovedClock
) -> None:
    """To type what was just read is not to have solved it."""
    graded(progress, Status.FAIL, "one")
    time.passes(minutes=1)
    progress.reveal(KL)
    time.passes(minutes=1)
    graded(progress, Status.PASS, "two")
    (sitting,) = progress.sittings()
    assert (sitting.revealed, sitting.passed, len(sitting.tries)) == (True, False, 1)
    assert progress.history(KL).passed


def test_a_solution_that_is_read_first_is_a_sitting(progress: Progress, time: MovedClock) -> None:
    """It was seen, and nothing was tried."""
    progress.reveal(KL)
    (sitting,) = progress.sittings()
    assert (sitting.revealed, sitting.tries) == (True, ())


def test_hints_begin_again_with_each_sitting(progress: Progress, time: MovedClock) -> None:
    """And the list still knows how many were ever taken."""
    progress.start(KL, "guided", 1)
    assert [progress.take_hint(KL, 3) for _ in range(2)] == [1, 2]
    time.passes(days=3)
    assert (progress.history(KL).hints, progress.history(KL).hints_now) == (2, 0)
    progress.start(KL, "guided", 1)
    assert progress.take_hint(KL, 3) == 1
    assert (progress.history(KL).hints, progress.history(KL).hints_now) == (2, 1)
    assert [sitting.hints for sitting in progress.sittings()] == [2, 1]


def test_pauses_of_more_than_five_minutes_are_no_work(progress: Progress, time: MovedClock) -> None:
    """Five minutes are; a walk is not; other signs of work bridge it."""
    progress.start(KL, "guided", 1)
    time.passes(minutes=5)
    progress.take_hint(KL, 3)
    time.passes(minutes=5, seconds=1)
    graded(progress, Status.FAIL, "one")
    time.passes(minutes=4)
    progress.is_active(KL)
    time.passes(minutes=4)
    graded(progress, Status.PASS, "two")
    (sitting,) = progress.sittings()
    assert sitting.active.total_seconds() == (5 + 4 + 4) * 60


def test_bugs_found_are_no_pass_of_the_exercise(progress: Progress, time: MovedClock) -> None:
    """A sitting in another mode is apart from the learner's own file."""
    sitting = progress.begin(KL, Mode.BUGGY, "buggy", seed=4, bugs=["half", "mean-for-sum"])
    graded(progress, Status.PASS, "mended", sitting)
    (found,) = progress.sittings()
    assert (found.mode, found.seed, found.bugs) == ("buggy", 4, ("half", "mean-for-sum"))
    assert found.passed
    assert not progress.history(KL).passed
    progress.reveal(KL)
    assert len(progress.sittings()) == 2


def test_doing_it_again_never_takes_the_pass_away(progress: Progress, time: MovedClock) -> None:
    """A review that fails is a grade of its own."""
    graded(progress, Status.PASS, "right")
    time.passes(days=9)
    sitting = progress.begin(KL, Mode.REVIEW, "interview", seed=7)
    graded(progress, Status.FAIL, "forgotten", sitting)
    known = progress.history(KL)
    assert (known.passed, known.again) == (True, False)


@pytest.mark.parametrize("hours", [-1, -30])
def test_a_clock_that_is_set_back_loses_nothing(
    progress: Progress, time: MovedClock, hours: int
) -> None:
    """Work goes on, in the same sitting if the clock was set back a little."""
    progress.start(KL, "guided", 1)
    time.passes(hours=hours)
    graded(progress, Status.FAIL, "one")
    graded(progress, Status.PASS, "two")
    assert progress.history(KL).passed
    assert len(progress.attempts(KL)) == 2
    assert any(sitting.passed for sitting in progress.sittings())


def test_a_day_ends_at_four(
    progress: Progress, time: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done at three in the night belongs to the evening before."""
    monkeypatch.setenv("TZ", "America/New_York")
    system_time.tzset()
    try:
        time.time = time.time.replace(hour=8, minute=59)  # 3:59 in New York
        progress.answer("kl-value", "0", True)
        last = progress.last_day()
        assert last is not None
        assert last.date == "2026-03-01"
        time.passes(minutes=2)
        progress.answer("kl-value", "0", True)
        last = progress.last_day()
        assert last is not None
        assert (last.date, last.answers) == ("2026-03-02", 1)
    finally:
        monkeypatch.undo()
        system_time.tzset()


def test_the_commands_keep_sittings(learner: Learner, judge: FakeJudge) -> None:
    """`start`, `hint`, `grade` and `solution` are one; the text is kept."""
    judge.passes(KL)
    learner.runs("start", KL, "--scaffold", "interview").exits(0)
    learner.runs("hint", KL).says("hint 1 of 3")
    learner.writes("right\n")
    learner.runs("grade", KL).exits(0)
    learner.runs("solution", KL).exits(0)
    progress = Progress(learner.database)
    (sitting,) = progress.sittings()
    assert (sitting.scaffold, sitting.how, sitting.hints) == ("interview", "pass", 1)
    assert progress.text(sitting.tries[0].digest) == b"right\n"


def test_a_start_of_a_fresh_stub_begins_one_too(learner: Learner) -> None:
    """Also where the file is the stub already."""
    learner.runs("start", KL).exits(0).is_content().says("is already the guided stub")
    (sitting,) = Progress(learner.database).sittings()
    assert (sitting.exercise, sitting.scaffold, sitting.how) == (KL, "guided", None)


def test_a_version_that_is_brought_back_is_not_solved_again(
    learner: Learner, judge: FakeJudge
) -> None:
    """`reset --undo` ends the sitting that `start` began."""
    judge.passes(KL)
    learner.writes("right\n")
    learner.runs("grade", KL)
    learner.runs("start", KL, "--scaffold", "interview")
    learner.runs("reset", KL, "--undo").exits(0).is_content()
    learner.runs("grade", KL)
    first, second = Progress(learner.database).sittings()
    assert (first.how, second.how, second.tries) == ("pass", "undone", ())
