"""Statistics of a history that was made for it, whose numbers were counted by hand."""

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from rich.console import Console

from grader.learner.progress import Mode
from grader.learner.sittings import End
from grader.review.cards import deck
from grader.stats.measures import (
    DayOfWork,
    ExerciseWork,
    InterviewScore,
    QuizShare,
    Statistics,
    statistics,
    streaks,
)
from grader.stats.pages import BLOCKS, PLAIN, stats_page
from grader.verdict import CheckResult, Misconception, Status, Verdict
from tests.cli.conftest import judge, learner
from tests.cli.learner import Learner
from tests.learner.conftest import MovedClock, time
from tests.review.conftest import Reviewer, reviewer

__all__ = ["judge", "learner", "reviewer", "time"]

KL, LOSS = "vae/kl", "vae/loss"
MONDAY = date(2026, 3, 2)


@pytest.fixture
def lived(reviewer: Reviewer, time: MovedClock) -> Reviewer:
    """Three days of work, of which one was a Sunday night, and a week of rest."""
    progress = reviewer.progress

    def fails(address: str, mistake: str) -> None:
        failed = CheckResult("kl_divergence: value", Status.FAIL, "")
        verdict = Verdict(address, Status.FAIL, "", (failed,), Misconception(mistake, ""))
        reviewer._texts += 1
        progress.record(verdict, f"# wrong {reviewer._texts}".encode())

    # Monday: KL passes with a hint after two mistakes, in 4 + 3 + 2 minutes and a pause of 6.
    progress.start(KL, "guided", 1)
    time.passes(minutes=4)
    fails(KL, "mean-for-sum")
    time.passes(minutes=6)
    progress.take_hint(KL, 3)
    time.passes(minutes=3)
    fails(KL, "mean-for-sum")
    time.passes(minutes=2)
    reviewer.grades(Status.PASS)
    progress.answer("kl-value", "0", False)
    progress.answer("kl-value", "1", True)
    progress.answer("mse-slope", "1", False)
    progress.answer("mse-slope", "null", False)
    # Tuesday, and two in the night after it: LOSS is not solved, and its solution is shown.
    time.passes(days=1)
    progress.start(LOSS, "interview", 1)
    fails(LOSS, "mean-for-sum")
    time.passes(hours=16)
    time.time = time.time.replace(hour=2, minute=0)
    fails(LOSS, "wrong-sign")
    time.passes(minutes=5)
    progress.reveal(LOSS)
    # Wednesday of the week after: KL again, at the first grade, in 3 minutes.
    time.time = time.time.replace(day=11, hour=10)
    progress.start(KL, "interview", 1)
    time.passes(minutes=3)
    reviewer.grades(Status.PASS)
    reviewer.grades(Status.FAIL)  # after its end
    return reviewer


def counted(reviewer: Reviewer) -> Statistics:
    """The statistics of a learner's history."""
    log = reviewer.progress.log()
    return statistics(log, deck(log))


def test_days_and_streaks(lived: Reviewer) -> None:
    """The night belongs to the day before; the pause is not work."""
    found = counted(lived)
    assert found.days == {
        MONDAY: DayOfWork(grades=3, passes=1, answers=4, seconds=9 * 60.0),
        MONDAY + timedelta(days=1): DayOfWork(grades=2, passes=0, answers=0, seconds=5 * 60.0),
        MONDAY + timedelta(days=9): DayOfWork(grades=2, passes=1, answers=0, seconds=3 * 60.0),
    }
    assert (found.streak, found.longest, found.seconds) == (1, 2, 17 * 60)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], (0, 0)),
        ([0], (1, 1)),
        ([-1], (1, 1)),
        ([-2], (0, 1)),
        ([0, -1, -2, -4], (3, 3)),
        ([-1, -2, -5, -6, -7], (2, 3)),
        ([1, 0], (0, 2)),
    ],
)
def test_a_streak_is_kept_until_tomorrow(days: list[int], expected: tuple[int, int]) -> None:
    """Today is not over; what lies ahead, by a clock that was set back, is not now."""
    assert streaks([MONDAY + timedelta(days=day) for day in days], MONDAY) == expected


def test_exercises(lived: Reviewer) -> None:
    """Sittings, passes, hints, solutions and time of each."""
    found = counted(lived)
    kl, loss = found.exercises[KL], found.exercises[LOSS]
    assert kl.recall == 1.0  # it has just been solved
    assert kl == ExerciseWork(2, 2, 1, 1, 0, 12 * 60.0, kl.recall)
    assert loss == ExerciseWork(1, 0, 0, 0, 1, 5 * 60.0, None)  # it was never solved
    assert (found.sittings, found.passed, found.passed_at_first) == (3, 2, 1)


def test_a_session_that_is_not_over_is_counted_by_itself(
    lived: Reviewer, time: MovedClock, learner: Learner
) -> None:
    """Until the pass, the solution or 24 hours; it has not failed."""
    lived.progress.start(LOSS, "interview", 1)
    found = counted(lived)
    assert (found.sittings, found.running, found.exercises[LOSS].running) == (3, 1, 1)
    learner.runs("stats").exits(0).says("33 % at the first grade; 1 not over yet")
    assert learner.runs("stats", "--format", "json").document["running"] == 1
    time.passes(hours=24)
    assert (counted(lived).sittings, counted(lived).running) == (3, 0)


def test_mistakes_count_once_a_sitting(lived: Reviewer) -> None:
    """The commonest come first; the same twice in a row is one."""
    found = counted(lived)
    assert [(one.id, one.exercise, one.sittings) for one in found.mistakes] == [
        ("wrong-sign", LOSS, 1),
        ("mean-for-sum", LOSS, 1),
        ("mean-for-sum", KL, 1),
    ]
    assert found.checks == (("kl_divergence: value", 2),)


def test_the_quiz_counts_the_latest_answers(lived: Reviewer) -> None:
    """A skipped question is not an answer."""
    found = counted(lived).quiz
    assert {topic: (one.right, one.answered) for topic, one in found.items()} == {
        "nll": (0, 1),
        "vae": (1, 1),
    }
    assert all(isinstance(one, QuizShare) and one.total > 5 for one in found.values())


def test_retention(lived: Reviewer) -> None:
    """Four cards; two came back, one question at once and one exercise, and both were known."""
    found = counted(lived).retention
    assert (found.cards, found.reviews, found.remembered) == (4, 2, 2)
    assert found.predicted is not None
    assert 0.5 < found.predicted < 1


def test_reviews_count_and_bugs_do_not(lived: Reviewer) -> None:
    """To mend bugs is not a go at the exercise."""
    sitting = lived.progress.begin(KL, Mode.BUGGY, "buggy")
    lived.grades(Status.PASS, sitting=sitting)
    assert counted(lived).exercises[KL].sittings == 2
    sitting = lived.progress.begin(KL, Mode.REVIEW, "interview")
    lived.grades(Status.FAIL, sitting=sitting)
    lived.progress.end(sitting, End.CLOSED)
    assert counted(lived).exercises[KL].sittings == 3


def printed(found: Statistics, *, plain: bool = False) -> str:
    """The page, at 80 columns."""
    console = Console(width=80, highlight=False, markup=False, force_terminal=False)
    with console.capture() as captured:
        for part in stats_page(found, PLAIN if plain else BLOCKS):
            console.print(part, soft_wrap=True)
    return captured.get()


def test_the_page_fits_a_terminal(lived: Reviewer) -> None:
    """Every line, with bars and calendar, of blocks or of plain characters."""
    interviews = [
        InterviewScore(lived.time.time, "senior", 74.6),
        InterviewScore(lived.time.time - timedelta(days=1), "junior", None),
    ]
    log = lived.progress.log()
    found = statistics(log, deck(log), interviews)
    for plain in (False, True):
        page = printed(found, plain=plain)
        assert all(len(line) <= 80 for line in page.splitlines()), page
        assert page.isascii() == plain
        for text in (
            "3 days, 1 in a row now, 2 at most",
            "17 min at work, 6 min a day",
            "3 sessions, 2 passed, 33 % at the first grade",
            "1 right of 1 answered",
            "mean for sum  vae/kl",
            "not scored  junior",
            "75 of 100  senior",
        ):
            assert text in page, page


def test_the_calendar_has_a_mark_for_each_day(lived: Reviewer) -> None:
    """Ten minutes are more than five; days to come have none."""
    rows = [line for line in printed(counted(lived), plain=True).splitlines() if " . ." in line]
    last_two = [row[7:].split()[16:] for row in rows[:7]]
    assert last_two == [["-", "."], ["-", "."], [".", "-"], ["."], ["."], ["."], ["."]]


def test_json_has_the_same_numbers(lived: Reviewer) -> None:
    """One object, and nothing else."""
    found = lived.learner.runs("stats", "--format", "json").exits(0).is_content().document
    assert (found["schema"], found["today"], found["streak"]) == (1, "2026-03-11", 1)
    assert [day["date"] for day in found["days"]] == ["2026-03-02", "2026-03-03", "2026-03-11"]
    assert {one["exercise"]: one["hints"] for one in found["exercises"]} == {KL: 1, LOSS: 0}
    assert json.dumps(found, allow_nan=False)


def test_without_a_history_it_is_a_sentence(learner: Learner) -> None:
    """And JSON has the same object with nothing in it."""
    learner.runs("stats").exits(0).is_content().says("nothing to count yet", "`practice next`")
    found = learner.runs("stats", "--format", "json").exits(0).document
    assert (found["days"], found["retention"]["predicted"]) == ([], None)
    assert not (learner.folder / ".practice").exists()


def test_a_newer_history_is_a_sentence(lived: Reviewer) -> None:
    """It is left alone."""
    with closing(sqlite3.connect(lived.learner.database)) as database:
        database.execute("PRAGMA user_version = 99")
        database.commit()
    lived.learner.runs("stats").exits(2).complains("newer version")
