"""What a learner reads about code that raises, asks or prints, graded by the real judge."""

import pytest

from tests.cli.learner import Learner

pytestmark = pytest.mark.usefixtures("near_judge")

RAISES = """\
def helper(mu, scale):
    return mu.view(3, 5) * scale


class Kl:
    def total(self, mu, log_var):
        return helper(
            mu, 2
        ) + log_var


def kl_divergence(mu, log_var):
    return Kl().total(mu, log_var).sum()
"""
MEAN = """\
def kl_divergence(mu, log_var):
    print(f"asked for {tuple(mu.shape)}")
    return (-0.5 * (1 + log_var - mu**2 - log_var.exp())).mean()
"""
BACKWARD = """\
import torch

class Kl(torch.autograd.Function):
    @staticmethod
    def forward(ctx, mu, log_var):
        return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()

    @staticmethod
    def backward(ctx, above):
        return above * mu, above

def kl_divergence(mu, log_var):
    return Kl.apply(mu, log_var)
"""


def test_an_exception_is_shown_as_python_shows_it(learner: Learner) -> None:
    """File, line, function and source of every step, the innermost marked."""
    learner.writes(RAISES)
    said = learner.runs("grade", "kl").exits(1)
    assert (
        '  |   File "exercises/vae/kl.py", line 13, in kl_divergence\n'
        "  |     return Kl().total(mu, log_var).sum()\n"
        '  |   File "exercises/vae/kl.py", line 7, in Kl.total\n'
        "  |     return helper(\n"
        '  | > File "exercises/vae/kl.py", line 2, in helper\n'
        "  |     return mu.view(3, 5) * scale\n"
    ) in said.out


def test_an_exception_at_import_is_shown_likewise(learner: Learner) -> None:
    """A file that cannot be imported says where, too."""
    learner.writes("def half(x):\n    return x / 0\n\n\nHALF = half(1)\n")
    learner.runs("grade", "kl").exits(1).says(
        'line 5, in <module> | HALF = half(1) | > File "exercises/vae/kl.py", line 2, in half'
        " | return x / 0"
    )


@pytest.mark.extensive
def test_an_exception_in_a_backward_is_shown_likewise(learner: Learner) -> None:
    """While a gradient is taken, the learner's code is called by torch."""
    learner.writes(BACKWARD)
    learner.runs("grade", "kl").exits(1).says(
        "Computing the gradient raised NameError at line 10",
        '> File "exercises/vae/kl.py", line 10, in Kl.backward | return above * mu, above',
    )


def test_a_call_that_never_ends_shows_its_line(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever loops sees where."""
    monkeypatch.setattr("grader.worker.process.CALL_SECONDS", 0.3)
    learner.writes("def kl_divergence(mu, log_var):\n    while mu is not None: pass\n")
    learner.runs("grade", "kl").exits(1).says("line 2, in kl_divergence | while mu is not None")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("breakpoint()", "starts a debugger at line 2,"),
        ("import pdb; pdb.set_trace()", "starts a debugger"),
        ("input('?')", "asks for input at line 2,"),
    ],
)
@pytest.mark.parametrize(
    "place", ["def kl_divergence(mu, log_var):\n    {}\n    return mu\n", "\n{}\n"]
)
def test_who_asks_for_a_keyboard_is_sent_to_debug(
    learner: Learner, line: str, said: str, place: str
) -> None:
    """Nobody answers a debugger or a question while code is graded."""
    learner.writes(place.format(line))
    learner.runs("grade", "kl").exits(1).says(said, "`practice debug`").omits("EOF", "BdbQuit")


def test_what_was_printed_on_the_smallest_input_is_shown(learner: Learner) -> None:
    """A print is there to see what happens on the input that is shown."""
    learner.writes(MEAN)
    said = learner.runs("grade", "kl").exits(1)
    said.says(
        "log_var = torch.tensor([[0.0, ", "On this input your code printed: | asked for (1, 2)"
    )
    said.omits("asked for (1, 1)", "asked for (2, 1)")


def test_what_was_printed_on_the_last_input_is_shown_when_the_process_ends(
    learner: Learner,
) -> None:
    """Where nothing comes back, what was printed on that input still does."""
    ends = "    if mu.numel() == 4:\n        import os\n        os._exit(1)\n"
    learner.writes(MEAN.replace("    return (", f"{ends}    return (").replace("mean", "sum"))
    said = learner.runs("grade", "kl").exits(1)
    said.says("On this input your code printed: | asked for (4, 1)").omits("asked for (1, 1)")


def test_what_was_printed_elsewhere_is_told_apart(learner: Learner) -> None:
    """A print on other inputs is not taken for one on this input."""
    learner.writes(MEAN.replace("print", "mu.numel() > 2 and print"))
    learner.runs("grade", "kl").exits(1).says("On other inputs your code printed: | asked for")


def test_who_prints_our_marks_confuses_nothing_else(learner: Learner) -> None:
    """The marks that part the output are no secret, and settle nothing."""
    mark = "print('\\0\\x1eanswered\\x1e\\0' * 5_000)"
    learner.writes(MEAN.replace("    print", f"    {mark}\n    print"))
    learner.runs("grade", "kl").exits(1).says("yours / right = 0.5", "vae/kl is not right yet.")


@pytest.mark.extensive
def test_any_check_can_be_read_in_full(learner: Learner) -> None:
    """A failure that came later is explained by its name alone, or by its function's."""
    learner.writes(MEAN)
    learner.runs("grade", "kl").exits(1).says("One more check fails; `grade -v` shows everything.")
    for name in ("gradient", "kl_divergence: gradient", "kl_divergence"):
        said = learner.runs("grade", "kl", "--check", name).exits(1)
        said.says(
            "Expected: The gradient of", "An input that shows it:", "log_var.grad", "not right"
        )
    learner.runs("grade", "kl", "--check", "purity").exits(1).says("It passes: 16 inputs.")


def test_all_checks_can_be_read_in_full(learner: Learner) -> None:
    """`-v` explains every failure, and lists every check."""
    learner.writes(MEAN)
    said = learner.runs("grade", "kl", "-v").exits(1)
    said.says("pass kl_divergence: purity", "The smallest input", "An input that shows it:")
    said.omits("more check")


def test_an_exception_is_explained_once(learner: Learner) -> None:
    """One call that raises fails several checks, in the same way."""
    learner.writes(RAISES)
    said = (
        learner.runs("grade", "kl", "-v")
        .exits(1)
        .says("gradient Fails in the same way.", "purity Fails in the same way.")
    )
    assert said.out.count("The smallest input") == 1


def test_an_unknown_check_is_a_sentence(learner: Learner) -> None:
    """Whoever mistypes a check is told which there are."""
    learner.writes(MEAN)
    said = learner.runs("grade", "kl", "--check", "slope").exits(2)
    said.complains("vae/kl has no check `slope`", "`kl_divergence: gradient`")


@pytest.mark.parametrize("others", [["vae/loss"], ["--format", "json"]])
def test_a_check_goes_with_one_exercise_in_text(learner: Learner, others: list[str]) -> None:
    """`--check` with a topic or another format is wrong usage."""
    said = learner.runs("grade", "kl", "--check", "value", *others).exits(2)
    said.complains("--check", "one exercise")


def test_a_pass_is_one_line_a_function(learner: Learner) -> None:
    """What passes needs no reading; `-v` shows what was checked."""
    learner.writes(
        MEAN.replace("mean", "sum").replace('    print(f"asked for {tuple(mu.shape)}")\n', "")
    )
    short = learner.runs("grade", "kl").exits(0).has_line("  pass     kl_divergence  11 checks")
    assert len([line for line in short.out.splitlines() if "pass " in line]) == 1
    learner.runs("grade", "kl", "-v").exits(0).has_line("  pass     kl_divergence: gradient")
