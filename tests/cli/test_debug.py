"""`practice debug`: a failing input, ready to be looked at."""

import ast
import subprocess
import sys
from dataclasses import replace

import pytest

from grader.catalogue import find_one
from grader.verdict import CheckResult, Counterexample, Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner
from tests.sampling import sampled

WRONG = "def kl_divergence(mu, log_var):\n    return (mu + log_var).sum()\n"
INPUT = """mu = torch.tensor([1.5], dtype=torch.float64{0})
log_var = torch.tensor([2.0], dtype=torch.float64{0})
"""
CALL = INPUT.format("") + "kl_divergence(mu, log_var)"
SLOPE = INPUT.format(", requires_grad=True") + "kl_divergence(mu, log_var).backward()\nmu.grad"
SHOWN = Counterexample(CALL, "3.5", "3.3195")
FAILED = CheckResult("kl_divergence: value", Status.FAIL, "The sum.", "It is wrong.", SHOWN)


def failing(
    learner: Learner, judge: FakeJudge, text: str = WRONG, found: CheckResult = FAILED
) -> None:
    """Give the learner a wrong answer, and the judge a counterexample to it."""
    (learner.folder / "exercises/vae/kl.py").write_text(text, "utf-8")
    judge.finds(Verdict("vae/kl", Status.FAIL, "vae/kl is not right yet.", (found,)))


def ran(program: str) -> "subprocess.CompletedProcess[str]":
    """Run the program that a command printed."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


def outcome(learner: Learner) -> "subprocess.CompletedProcess[str]":
    """Run the test that a command wrote."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"]
    return subprocess.run(command, cwd=learner.folder, capture_output=True, text=True)


@pytest.mark.extensive
def test_in_a_pipe_the_program_is_printed_and_runs(learner: Learner, judge: FakeJudge) -> None:
    """It makes the call with the failing input, and has what is right, to the last digit."""
    failing(learner, judge)
    done = ran(learner.runs("debug", "vae/kl").exits(0).out)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "result = 3.5\nexpected = 3.319528049465325\n"


@pytest.mark.extensive
@pytest.mark.parametrize("code", [CALL, SLOPE], ids=["value", "gradient"])
def test_an_exception_is_spelt_out_and_can_be_looked_into(
    learner: Learner, judge: FakeJudge, code: str
) -> None:
    """Its text moves no cursor and hides nothing, and a debugger finds where it was raised."""
    raising = (
        "def kl_divergence(mu, log_var):\n    raise ValueError(chr(27) + '[2J' + chr(0x202e))\n"
    )
    failing(learner, judge, raising, replace(FAILED, counterexample=Counterexample(code)))
    program = learner.runs("debug", "vae/kl").exits(0).out
    done = ran(f"{program}\nimport sys\nprint(sys.last_value is sys.last_exc, sys.last_traceback)")
    assert done.returncode == 0, done.stderr
    assert "ValueError: \\x1b[2J\\u202e" in done.stdout
    assert "True <traceback" in done.stdout


HOSTILE = '\x1b]8;;http://x\x1b\\ \x9b2J \u202e \r \0 \udc80 """ \\ \nimport os'


@pytest.mark.parametrize("how", [[], ["--pytest", "test_it.py"]], ids=["prompt", "pytest"])
def test_nothing_that_an_answer_says_reaches_the_terminal_or_the_program(
    learner: Learner, judge: FakeJudge, how: list[str]
) -> None:
    """Control characters, reversed text, half characters and line ends are spelt out."""
    shown = Counterexample(CALL, HOSTILE, HOSTILE, HOSTILE)
    failing(learner, judge, found=replace(FAILED, message=HOSTILE, counterexample=shown))
    said = learner.runs("debug", "vae/kl", *how).exits(0)
    program = (learner.folder / how[1]).read_text("utf-8") if how else said.out
    assert (said.out + program).replace("\n", "").isprintable()
    assert "\nimport os" not in program
    assert not any(
        isinstance(node, ast.Import) and node.names[0].name == "os"
        for node in ast.walk(ast.parse(program))
    )


@pytest.mark.parametrize(
    "code",
    sampled({"value": CALL, "gradient": SLOPE}, count=0, extensive=1),
)
def test_a_pytest_file_fails_as_the_check_does(
    learner: Learner, judge: FakeJudge, code: str
) -> None:
    """It asserts the value, or the gradient where that is shown: what is right passes it."""
    failing(learner, judge, found=replace(FAILED, counterexample=Counterexample(code)))
    learner.runs("debug", "vae/kl", "--pytest", "test_it.py").exits(0).says("Wrote test_it.py")
    wrong = outcome(learner)
    assert (wrong.returncode, "1 failed" in wrong.stdout) == (1, True), wrong.stdout
    learner.writes(find_one("vae/kl").solution.read_text("utf-8"))
    right = outcome(learner)
    assert right.returncode == 0, right.stdout


def test_a_file_is_written_over_where_that_is_asked_for(learner: Learner, judge: FakeJudge) -> None:
    """With --force the test of now replaces that of before."""
    failing(learner, judge)
    (learner.folder / "test_it.py").write_text("old", "utf-8")
    learner.runs("debug", "vae/kl", "--pytest", "test_it.py", "--force").exits(0)
    assert "def test_" in (learner.folder / "test_it.py").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_wrong_use(learner: Learner, judge: FakeJudge) -> None:
    """The sentence says why."""
    failing(learner, judge)
    (learner.folder / "plain").write_text("no folder", "utf-8")
    said = learner.runs("debug", "vae/kl", "--pytest", "plain/test_it.py").exits(2)
    said.complains("plain/test_it.py cannot be written")


def test_no_file_is_written_over(learner: Learner, judge: FakeJudge) -> None:
    """A name that is taken is refused, and what is there stays."""
    failing(learner, judge)
    (learner.folder / "test_it.py").write_text("mine", "utf-8")
    learner.runs("debug", "vae/kl", "--pytest", "test_it.py").exits(2).complains(
        "exists already; use --force"
    )
    assert (learner.folder / "test_it.py").read_text("utf-8") == "mine"


def test_without_a_failing_input_it_says_so(learner: Learner, judge: FakeJudge) -> None:
    """What passes has nothing to debug."""
    judge.passes("vae/kl")
    learner.runs("debug", "vae/kl").exits(1).says("There is no failing input to debug.")
