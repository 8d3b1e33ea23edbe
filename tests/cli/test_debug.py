"""`practice debug`: a failing input, ready to be looked at."""

import subprocess
import sys

from grader.verdict import CheckResult, Counterexample, Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner

WRONG = "def kl_divergence(mu, log_var):\n    return mu + log_var\n"
SHOWN = Counterexample("mu = 1.5\nlog_var = 2.0\nkl_divergence(mu, log_var)", "3.5", "7.0")
FAILED = CheckResult("kl_divergence: value", Status.FAIL, "The sum.", "It is wrong.", SHOWN)


def failing(learner: Learner, judge: FakeJudge) -> None:
    """Give the learner a wrong answer, and the judge a counterexample to it."""
    (learner.folder / "exercises/vae/kl.py").write_text(WRONG, "utf-8")
    judge.finds(Verdict("vae/kl", Status.FAIL, "vae/kl is not right yet.", (FAILED,)))


def test_in_a_pipe_the_program_is_printed_and_runs(learner: Learner, judge: FakeJudge) -> None:
    """The program loads the learner's code and makes the call with the failing input."""
    failing(learner, judge)
    program = learner.runs("debug", "vae/kl").exits(0).out
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (ran.stdout, ran.returncode) == ("result = 3.5\n", 0), ran.stderr


def test_a_pytest_file_fails_as_the_check_does(learner: Learner, judge: FakeJudge) -> None:
    """The test that is written calls the learner's function and compares with what is right."""
    failing(learner, judge)
    learner.runs("debug", "vae/kl", "--pytest", "test_it.py").exits(0).says("test_it.py written")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"]
    ran = subprocess.run(command, cwd=learner.folder, capture_output=True, text=True)
    assert ran.returncode == 1
    assert "1 failed" in ran.stdout


def test_no_file_is_written_over(learner: Learner, judge: FakeJudge) -> None:
    """A name that is taken is refused, and what is there stays."""
    failing(learner, judge)
    (learner.folder / "test_it.py").write_text("mine", "utf-8")
    learner.runs("debug", "vae/kl", "--pytest", "test_it.py").exits(2).complains("is there already")
    assert (learner.folder / "test_it.py").read_text("utf-8") == "mine"


def test_without_a_failing_input_it_says_so(learner: Learner, judge: FakeJudge) -> None:
    """What passes has nothing to look at."""
    judge.passes("vae/kl")
    learner.runs("debug", "vae/kl").exits(1).says("There is no failing input to look at.")
