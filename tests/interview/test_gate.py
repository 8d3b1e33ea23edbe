"""What other commands do while an interview is open."""

import pytest

from grader.interview.plan import CODE, EXPLAIN, Part
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner
from tests.interview.conftest import begin
from tests.interview.test_interview import PASS, code_of

TWO = (Part(CODE, 10, "vae/kl", seed=1), Part(CODE, 10, "nll/mle", seed=2))


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["solution", "vae/kl", "--yes"], "solutions are not shown"),
        (["solution", "priors/l2", "--yes"], "priors/l2 is in your open interview"),
        (["show", "--formula", "vae/kl"], "formulas are not shown, but you can ask for a hint"),
        (["watch", "vae/kl"], "nothing is graded on every save"),
        (["watch"], "nothing is graded on every save"),
        (["debug", "vae/kl"], "the right values are not shown"),
        (["picture", "vae/kl"], "nothing is drawn"),
        (["picture", "vae/kl", "--answer"], "nothing is drawn"),
        (["grade", "vae"], "grade it alone"),
        (["grade", "vae/kl", "--file", "mine.py"], "grade it alone"),
        (["grade", "vae/kl", "--seed", "5"], "grade it alone"),
        (["grade", "vae/kl", "-v"], "grade it alone"),
        (["hint", "vae/kl", "--all"], "one hint at a time"),
        (["hint", "priors/l2"], "priors/l2 comes later in your interview"),
        (["quiz", "vae"], "the quiz waits"),
        (["review"], "Reviews wait until your interview is over"),
        (["review", "--grade"], "Reviews wait until your interview is over"),
        (["start", "vae/kl"], "code with blanks to fill in is not written"),
        (["reset", "vae/kl"], "code with blanks to fill in is not written"),
        (["demo"], "its answer is not shown"),
        (["interview", "--seed", "3"], "An interview is open already"),
        (["interview", "vae"], "An interview is open already"),
    ],
    ids=" ".join,
)
def test_what_would_help_is_refused(command: list[str], sentence: str, candidate: Learner) -> None:
    """In a sentence that says what to do instead, and nothing is shown."""
    candidate.runs("interview", "--next")
    said = candidate.runs(*command)
    assert said.code in (1, 2)
    said.complains(sentence)
    assert said.out == ""


def test_other_exercises_are_as_ever(candidate: Learner, judge: FakeJudge) -> None:
    """An interview is about its own exercises only."""
    judge.passes("nll/gaussian")
    candidate.runs("grade", "nll/gaussian").exits(0).says("nll/gaussian passes")
    candidate.runs("hint", "nll/gaussian").exits(0).says("hint 1 of 3")
    candidate.runs("solution", "nll/gaussian").exits(0)


def test_show_and_open_are_about_the_file_of_the_interview(
    candidate: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The statement is the same."""
    monkeypatch.setenv("EDITOR", "echo")
    candidate.runs("interview", "--next")
    said = (
        candidate.runs("show", "vae/kl").exits(0).says("The KL divergence", ".practice/interview")
    )
    said.omits("exercises/vae/kl.py")
    candidate.runs("open", "vae/kl").exits(0)


def test_an_exercise_is_graded_at_its_part(learner: Learner, judge: FakeJudge) -> None:
    """Before and after it, the sentence says how to get there."""
    begin(learner, *TWO)
    learner.runs("grade", "nll/mle").exits(1).complains(
        "nll/mle comes later", "`practice interview`"
    )
    learner.runs("interview", "--next")
    learner.runs("grade", "vae/kl").exits(1).complains("is part 1 of your interview", "--back")
    judge.passes("nll/mle")
    learner.runs("grade", "nll/mle").exits(0).says("nll/mle passes")


def test_an_explanation_has_no_grade(learner: Learner) -> None:
    """It is a part without code."""
    begin(learner, Part(EXPLAIN, 10, "vae/kl"))
    learner.runs("grade", "vae/kl").exits(1).complains("In this part you explain vae/kl")


def test_afterwards_everything_is_as_before(candidate: Learner, judge: FakeJudge) -> None:
    """The learner's own file is graded again, and the solution can be seen."""
    candidate.runs("interview", "--next")
    file = code_of(candidate)
    candidate.runs("interview", "--finish")
    judge.finds(PASS)
    candidate.runs("grade", "vae/kl").exits(0).says("11 checks")
    assert str(judge.asked[-1][0]).endswith("exercises/vae/kl.py")
    candidate.runs("solution", "vae/kl").exits(0)
    assert file.exists()
