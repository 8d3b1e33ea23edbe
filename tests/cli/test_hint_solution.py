"""`practice hint` and `practice solution`."""

import os
import pty
import subprocess
import sys

import pytest

from grader.catalogue import find_one
from grader.source import read_solution
from tests.cli.conftest import FakeJudge
from tests.cli.learner import HERE, Learner

HINTS = [
    "The network predicts the logarithm of a variance:",
    "Independent dimensions make the divergence a sum",
    "Then `.sum()` without a dimension.",
]


def test_hints_come_one_at_a_time(learner: Learner) -> None:
    """Each call gives the next hint, and what was given is remembered."""
    for number, hint in enumerate(HINTS, start=1):
        said = learner.runs("hint", "vae/kl").exits(0).is_content()
        said.has_line(f"vae/kl  hint {number} of 3").says(hint)
        said.omits(*(other for other in HINTS if other != hint))


def test_after_the_last_hint_all_are_shown_again(learner: Learner) -> None:
    """A fourth hint does not exist, so the three are repeated and the solution is named."""
    for _ in HINTS:
        learner.runs("hint", "kl")
    learner.runs("hint", "kl").exits(0).says(*HINTS, "`practice solution vae/kl`")


def test_all_hints_can_be_had_at_once(learner: Learner) -> None:
    """`--all` shows three and counts as three."""
    learner.runs("hint", "kl", "--all").exits(0).says(*HINTS)
    learner.runs("list").says("The KL divergence from the prior 3 hints")


def test_hints_of_different_exercises_are_counted_apart(learner: Learner) -> None:
    """A hint for one exercise does not use up another's."""
    learner.runs("hint", "vae/kl")
    learner.runs("hint", "vae/loss").has_line("vae/loss  hint 1 of 3")


def test_hints_work_without_a_workspace(stranger: Learner) -> None:
    """Without a workspace the first hint is shown, and the learner hears that nothing is kept."""
    stranger.runs("hint", "kl").exits(0).says(HINTS[0]).complains("`--all`")
    stranger.runs("hint", "kl", "--all").exits(0).says(*HINTS).is_content()


FORMULA = "kl_divergence = -0.5 * sum(1 + log_var - mu^2 - exp(log_var))"


def test_the_second_hint_begins_with_the_formula(learner: Learner) -> None:
    """The first hint keeps the formula back, the second one shows it."""
    learner.runs("hint", "kl").omits(FORMULA)
    learner.runs("hint", "kl").says("hint 2 of 3", FORMULA, HINTS[1])


def test_the_formula_counts_as_two_hints(learner: Learner) -> None:
    """Whoever asks for the formula gets it, and hint 3 is the next one."""
    said = learner.runs("show", "--formula", "kl").exits(0).is_content()
    said.has_line("vae/kl  formula").says(FORMULA, "counts as hints 1 and 2")
    learner.runs("hint", "kl").has_line("vae/kl  hint 3 of 3")


def test_the_formula_takes_no_hint_twice(learner: Learner) -> None:
    """Seen again after all hints, the formula changes nothing."""
    learner.runs("hint", "kl", "--all")
    learner.runs("show", "--formula", "kl").exits(0).says(FORMULA)
    learner.runs("list").says("The KL divergence from the prior 3 hints")


def test_the_formula_works_without_a_workspace(stranger: Learner) -> None:
    """Without a workspace it is shown, and nothing is said to count."""
    stranger.runs("show", "--formula", "kl").exits(0).is_content().says(FORMULA).omits("counts")


def test_a_question_has_no_formula(learner: Learner) -> None:
    """`--formula` is for exercises."""
    learner.runs("show", "--formula", "quiz/kl-value").exits(2).complains("has no formula")


def test_a_solution_that_is_not_earned_is_refused_in_a_pipe(learner: Learner) -> None:
    """Where nobody can be asked, an unearned solution stays hidden."""
    said = learner.runs("solution", "kl").exits(1)
    said.complains("vae/kl has not passed yet", "`--yes`")
    assert said.out == ""


def test_yes_shows_the_solution_and_the_interview_answer(learner: Learner) -> None:
    """`--yes` reveals; the blanks' markers and the docstring are not part of the solution."""
    said = learner.runs("solution", "kl", "--yes").exits(0).is_content()
    said.says("per_element.sum()", "In the interview", "Where does it come from?")
    said.says("An interviewer listens for", "Derives the closed form", "Red flags", "sampling")
    said.omits("# blank", "## ")


def test_a_solution_that_is_earned_is_shown_at_once(learner: Learner, judge: FakeJudge) -> None:
    """After a pass nobody is asked."""
    judge.passes("vae/kl")
    learner.runs("grade", "kl")
    learner.runs("solution", "kl").exits(0).says("In the interview")


def test_the_solution_is_woven_into_the_learners_version(learner: Learner) -> None:
    """What differs from the learner's file is marked line by line."""
    learner.fills_in()
    said = learner.runs("solution", "kl", "--yes")
    said.says("- yours, exercises/vae/kl.py", "+ the solution")
    said.has_line('-    return str("which reduction?")')
    said.has_line("+    return per_element.sum()")
    said.has_line(" def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:")


def test_only_what_differs_is_shown_unless_all_is_asked_for(learner: Learner) -> None:
    """A learner looks for the difference; a gap says that lines are left out."""
    right = read_solution(find_one("vae/model").solution).text
    changed = right.replace("import torch\n", "import torch as t\n").rstrip() + "\nEND = 1\n"
    learner.writes(changed, "vae/model")
    short = learner.runs("solution", "vae/model", "--yes").exits(0)
    short.has_line("-END = 1").has_line("...").omits("nn.Linear(d_input, 256)")
    whole = learner.runs("solution", "vae/model", "--yes", "--all").exits(0)
    whole.has_line("-END = 1").says("nn.Linear(d_input, 256)")


def test_the_same_solution_is_called_the_same(learner: Learner) -> None:
    """A learner who wrote the reference sees no difference."""
    learner.writes(read_solution(find_one("kl").solution).text)
    learner.runs("solution", "kl", "--yes").exits(0).says("Your answer is the same, word for word.")


def test_the_solution_is_shown_beside_a_file_that_is_no_python(learner: Learner) -> None:
    """A syntax error is no reason not to compare."""
    learner.writes("def kl_divergence(:\n")
    learner.runs("solution", "kl", "--yes").exits(0).has_line("-def kl_divergence(:")


def test_what_is_hidden_in_the_learners_file_cannot_reach_the_terminal(learner: Learner) -> None:
    """Control characters of a file are spelt out in the comparison."""
    learner.writes("x = '\x1b[2J[bold]\x9b1m\u202e'\n")
    said = learner.runs("solution", "kl", "--yes").exits(0)
    said.has_line("-x = '\\x1b[2J[bold]\\x9b1m\\u202e'")


def test_the_solution_works_without_a_workspace(stranger: Learner) -> None:
    """Without a workspace nothing has passed, and `--yes` shows it."""
    stranger.runs("solution", "kl").exits(1).complains("has not passed")
    stranger.runs("solution", "kl", "--yes").exits(0).says("per_element.sum()")


@pytest.mark.parametrize(
    ("answer", "code", "shown"), [("y\n", 0, True), ("n\n", 1, False), ("\n", 1, False)]
)
def test_on_a_terminal_the_learner_is_asked(
    learner: Learner, answer: str, code: int, shown: bool
) -> None:
    """The solution is revealed on a clear yes only."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "grader.cli", "solution", "kl"],
        cwd=learner.folder,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        os.write(ours, answer.encode())
        said = ""
        while chunk := _read(ours):
            said += chunk
    os.close(ours)
    assert "vae/kl has not passed yet. Show its solution? [y/N]" in said
    assert ("per_element.sum()" in said) is shown
    assert process.returncode == code


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 65536).decode()
    except OSError:  # the other end is closed
        return ""
