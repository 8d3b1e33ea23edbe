"""`practice review`: what is shown and asked, and what a learner can say back."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from grader.learner.workspace import Workspace
from grader.verdict import Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner
from tests.learner.conftest import MovedClock
from tests.review.conftest import KL, Reviewer


@pytest.fixture
def due(reviewer: Reviewer, time: MovedClock, judge: FakeJudge) -> Learner:
    """A learner with one exercise due, without any questions."""
    judge.passes(KL)
    reviewer.solves()
    for question in reviewer.desk.deck().new:
        reviewer.desk.suspend(question.id)
    time.passes(days=30)
    return reviewer.learner


def test_without_a_history_nothing_is_due(learner: Learner) -> None:
    """One sentence says how something comes to be."""
    learner.runs("review").exits(0).is_content().says("Nothing is due today", "`practice next`")
    assert not (learner.folder / ".practice").exists()


def test_an_exercise_is_solved_again_in_a_copy(
    due: Learner, reviewer: Reviewer, judge: FakeJudge
) -> None:
    """The learner's own file stays; a pass is rated, and the card comes back later."""
    due.writes("mine\n")
    due.runs("list").says("1 review is due", "`practice review` starts")
    due.runs("next").says("1 review is due")
    said = due.runs("review").exits(0).is_content()
    said.says("Today 1 exercise", KL, ".practice/review/vae/kl.py", "`practice review --grade`")
    copy = Workspace(due.folder).private / "review" / "vae" / "kl.py"
    assert "def kl_divergence" in copy.read_text()
    copy.write_text("again\n")
    due.runs("review").exits(0).says(KL, "`practice review --grade`")
    assert copy.read_text() == "again\n"
    due.runs("review", "--grade").exits(0).says("vae/kl passes", "Rated easy; vae/kl comes back in")
    (_, options) = judge.asked[-1]
    (sitting,) = [one for one in reviewer.progress.sittings() if one.mode == "review"]
    assert (sitting.seed, sitting.scaffold, sitting.how) == (options.seed, "interview", "pass")
    assert reviewer.progress.text(sitting.tries[0].digest) == b"again\n"
    assert due.file().read_text() == "mine\n"
    due.runs("review", "--rate", "hard").exits(0).says("Rated hard")
    due.runs("review", "--undo").exits(0).says("Undid the changed rating of vae/kl")
    due.runs("review").exits(0).says("Nothing is due today. The next review is in")


def test_a_failed_review_takes_nothing_away(due: Learner, judge: FakeJudge) -> None:
    """The exercise has still passed."""
    judge.finds(Verdict(KL, Status.FAIL, "vae/kl is not right yet."))
    due.runs("review")
    due.runs("review", "--grade").exits(1).says("vae/kl is not right yet")
    due.runs("solution", KL).exits(0)
    due.runs("review", "--grade").exits(2).complains("No exercise is being reviewed")
    due.runs("list").says("vae/kl passed")
    due.runs("review", "--rate", "again").exits(0).says("Rated again; vae/kl comes back in")


def test_a_hint_during_a_review_makes_it_hard(due: Learner) -> None:
    """`hint` belongs to what is being worked on, and starts from the first."""
    due.runs("hint", KL).says("hint 1 of 3")
    due.runs("review")
    due.runs("hint", KL).says("hint 1 of 3")
    due.runs("review", "--grade").exits(0).says("Rated hard")


def test_questions_are_asked_first(due: Learner, reviewer: Reviewer, time: MovedClock) -> None:
    """Ending them leaves the exercise for the next time."""
    reviewer.desk.resume("quiz/kl-value")
    reviewer.progress.answer("kl-value", "0", False)
    time.passes(days=2)
    said = due.runs("review").exits(0)
    said.says("Today 1 quiz question, 1 exercise", "1 of 1", "`practice review` goes on")
    said.omits(".practice/review")


def test_a_file_that_is_gone_is_written_again(due: Learner) -> None:
    """Deleted in the middle, it is a fresh stub, with a sentence."""
    due.runs("review")
    copy = Workspace(due.folder).private / "review" / "vae" / "kl.py"
    copy.unlink()
    due.runs("review", "--grade").exits(1).says("was gone; it is a fresh stub again")
    assert copy.exists()


def test_an_older_review_is_kept(due: Learner, time: MovedClock) -> None:
    """What somebody wrote in a review and never graded is not lost to the next one."""
    due.runs("review")
    copy = Workspace(due.folder).private / "review" / "vae" / "kl.py"
    copy.write_text("half an answer\n")
    time.passes(days=2)
    due.runs("review").exits(0)
    (kept,) = Workspace(due.folder).private.glob("kept/review/vae/kl/*.py")
    assert kept.read_text() == "half an answer\n"


def test_the_day_of_the_interview_is_a_decision(due: Learner, time: MovedClock) -> None:
    """It is confirmed, and starts no review."""
    day = (time() + timedelta(days=9)).date().isoformat()
    due.runs("review", "--until", day).exits(0).says(f"before your interview on {day}")
    due.runs("review", "--grade").exits(2).complains("No exercise is being reviewed")
    due.runs("review", "--until", "none").exits(0).says("The day of your interview is forgotten")
    due.runs("review", "--grade").exits(2).complains("No exercise is being reviewed")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--until", "soon"], "'soon' is not a date"),
        (["--until", "2026-13-01"], "is not a date"),
        (["--until", "2020-01-01"], "2020-01-01 is over; write the day of your interview"),
        (["--bury", "vae/kll"], "There is no exercise 'vae/kll'"),
        (["--bury", "vae/loss"], "vae/loss is not among your reviews"),
        (["--resume", "vae/kl"], "vae/kl is not suspended"),
        (["--undo"], "There is no review or decision to undo"),
        (["--rate", "good"], "There is no rating to change"),
        (["--grade"], "No exercise is being reviewed"),
        (["--grade", "--undo"], "exclude each other"),
        (["--minutes", "0"], "0"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_use_is_a_sentence(learner: Learner, arguments: list[str], sentence: str) -> None:
    """It says what is wrong, and nothing changes."""
    learner.runs("review", *arguments).exits(2).complains(sentence)


def test_cards_rest_by_name(due: Learner) -> None:
    """An exercise or a question, by its id alone."""
    due.runs("review", "--bury", "kl-value").exits(0).says("quiz/kl-value rests until tomorrow")
    due.runs("review", "--suspend", KL).exits(0).says("vae/kl rests until `practice review")
    due.runs("review").exits(0).says("Nothing is due")
    due.runs("review", "--resume", "kl").exits(0).says("vae/kl comes back when it is due")
    due.runs("review").exits(0).says("Today 1 exercise")


def test_a_buried_review_ends(due: Learner) -> None:
    """Whoever buries the open exercise has it off the table."""
    due.runs("review")
    due.runs("review", "--bury", KL).exits(0)
    due.runs("review", "--grade").exits(2).complains("No exercise is being reviewed")


def test_a_newer_history_is_left_alone(due: Learner) -> None:
    """One sentence, and no copy is written."""
    with closing(sqlite3.connect(due.database)) as database:
        database.execute("PRAGMA user_version = 99")
        database.commit()
    due.runs("review").exits(2).complains("newer version")
    assert not (due.folder / ".practice" / "review").exists()


def test_a_damaged_history_is_put_aside(due: Learner) -> None:
    """The review goes on with what there is: nothing yet."""
    due.database.write_bytes(b"garbage" * 999)
    due.runs("review").exits(0).says("Nothing is due today").complains("was damaged")


def test_where_nothing_can_be_written_it_is_a_sentence(due: Learner) -> None:
    """A file in place of the folder of reviews."""
    (due.folder / ".practice" / "review").write_text("in the way")
    said = due.runs("review").exits(1)
    said.complains("could not be written", "check that you may write")
