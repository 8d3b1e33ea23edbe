"""`%%practice` in a real kernel."""

from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.cli.learner import Learner

pytestmark = pytest.mark.extensive  # a kernel and a judge take seconds to start

HELPER = "import math\nHALF = 0.5\ndef half(x):\n    return HALF * x"
WRONG = "def kl_divergence(mu, log_var):\n    return half(mu.square() + log_var.exp() - 1).sum()"
RIGHT = (
    "def kl_divergence(mu, log_var):\n"
    "    return half(mu.square() + torch.exp(log_var) - 1 - log_var).sum()"
)
PATCHES = """
import pytest
import grader.judging.grade, grader.judging.run, grader.probe.compare
torch.set_default_dtype(torch.float64)
for module, name in [
    (pytest, "fail"), (grader.judging.grade, "grade"), (grader.judging.run, "Run"),
    (grader.probe.compare, "compare"),
]:
    setattr(module, name, lambda *_, **__: None)
real = torch.exp, torch.Tensor.exp
torch.exp = torch.Tensor.exp = torch.zeros_like
"""


class Notebook:
    """A notebook that ran, cell by cell, whatever each cell did."""

    def __init__(self, folder: Path, *sources: str) -> None:
        from nbclient import NotebookClient

        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        self._cells = cells
        NotebookClient(
            nbformat.v4.new_notebook(cells=cells),
            timeout=250,
            allow_errors=True,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder)}},
        ).execute()

    def outputs(self, number: int) -> list[Any]:
        """The outputs of a cell, numbered from 0."""
        return list(self._cells[number].outputs)

    def verdict(self, number: int) -> str:
        """The verdict of a cell as text."""
        return str(self.outputs(number)[0].data["text/plain"])

    def said(self, number: int) -> str:
        """What a cell printed to both streams."""
        texts = [one.text for one in self.outputs(number) if one.output_type == "stream"]
        return "".join(texts)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace, with a file that has the name of a module."""
    made = tmp_path_factory.mktemp("workspace")
    Learner(made).runs("init", ".").exits(0)
    (made / "random.py").write_text("raise SystemExit('imported from the working folder')", "utf-8")
    return made


@pytest.fixture(scope="module")
def notebook(folder: Path) -> Notebook:
    """A session with everything that goes right and wrong in one."""
    return Notebook(
        folder,
        "%load_ext grader.notebook\nimport torch",
        HELPER,
        f"%%practice vae/kl\n{WRONG}\nprint('in', 'here')",
        PATCHES,
        f"%%practice vae/kl\n{RIGHT}",
        f"%%practice vae/kl\n{WRONG}",
        "torch.exp, torch.Tensor.exp = real\nkl_divergence(torch.zeros(2), torch.zeros(2))",
        "%%practice vae/kl\ndef kl_divergence(mu, log_var:\n    return 1",
        "%%practice\nx = 1",
        "%%practice vae/kll\nx = 1",
        "%%practice vae\nx = 1",
        f"x = 1\n%%practice vae/kl\n{RIGHT}",
        f"%%practice vae/kl\n!echo from the shell\n{RIGHT}",
        "%%practice vae/kl\nraise ValueError('on import')",
        "import grader\ngrader.check('vae/kl', kl_divergence)",
        "%practice hint vae/kl",
        "%practice show vae/kl",
        "%practice solution nll/mle",
        "%practice solution vae/kl",
        "%practice watch",
        "%practice 'hint",
    )


def test_a_wrong_answer_is_explained_with_its_picture(notebook: Notebook) -> None:
    """As HTML and as text; and then the cell runs in the kernel."""
    html = notebook.outputs(2)[0].data["text/html"]
    assert "Not right yet" in html
    assert "data:image/svg+xml;base64," in html
    assert "`HALF`, `half` from In [2]" in notebook.verdict(2)
    assert "`%practice hint vae/kl`" in notebook.verdict(2)
    assert notebook.said(2) == "in here\n"


def test_what_the_kernel_has_set_or_patched_changes_no_verdict(notebook: Notebook) -> None:
    """The default type, torch, pytest and the grader itself."""
    assert "vae/kl passes" in notebook.verdict(4)
    assert "vae/kl is not right yet" in notebook.verdict(5)


def test_the_cell_runs_for_play_after_its_verdict(notebook: Notebook) -> None:
    """The kernel has the function of the last cell."""
    [value] = notebook.outputs(6)
    assert "tensor(0." in value.data["text/plain"]


def test_a_syntax_error_is_told_by_the_line_of_the_cell(notebook: Notebook) -> None:
    """It is not run, so IPython adds nothing."""
    assert "In [8]:2 is not valid Python" in notebook.verdict(7)
    assert len(notebook.outputs(7)) == 1


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (8, "Name one exercise after `%%practice`, such as `%%practice vae/kl`."),
        (9, "There is no exercise 'vae/kll'. Did you mean 'vae/kl'?"),
        (10, "'vae' is a topic; name one of its exercises"),
        (11, "must be the first line of its cell; move it there."),
        (17, "nll/mle has not passed yet; use `--yes` to see its solution anyway."),
        (19, "Write `%%practice ADDRESS` at the top of a cell to grade it"),
        (20, "Write `%%practice ADDRESS` at the top of a cell to grade it"),
    ],
)
def test_a_mistake_is_one_sentence(notebook: Notebook, number: int, sentence: str) -> None:
    """No traceback."""
    assert sentence in notebook.said(number)
    assert {one.output_type for one in notebook.outputs(number)} == {"stream"}
    assert "Traceback" not in notebook.said(number)


def test_a_shell_command_is_left_out_of_what_is_graded(notebook: Notebook) -> None:
    """It still runs where the cell runs."""
    assert "Left out, as only IPython understands it: `!echo from the shell`." in " ".join(
        notebook.verdict(12).split()
    )
    assert "vae/kl passes" in notebook.verdict(12)
    assert "from the shell" in notebook.said(12)


def test_a_cell_that_cannot_be_imported_is_not_run(notebook: Notebook) -> None:
    """The error is told once, by the verdict."""
    assert "ValueError" in notebook.verdict(13)
    assert len(notebook.outputs(13)) == 1


def test_check_takes_a_function_of_the_session(notebook: Notebook) -> None:
    """It finds the same cells as the magic."""
    assert "vae/kl passes" in notebook.verdict(14)


def test_help_follows_the_rules_of_the_terminal(notebook: Notebook) -> None:
    """Hints are counted; a solution waits for the pass."""
    assert "hint 1 of 3" in notebook.said(15)
    assert "kl_divergence(mu, log_var)" in notebook.said(16)
    assert "In the interview" in notebook.said(18)


def test_the_history_has_every_grade(notebook: Notebook, folder: Path) -> None:
    """The workspace knows that the exercise has passed, and the text that did."""
    from grader.learner.progress import Progress
    from grader.learner.workspace import Workspace

    attempts = Progress(Workspace(folder).database).attempts("vae/kl")
    verdicts = [one.verdict for one in attempts]
    assert verdicts == ["fail", "pass", "fail", "error", "pass", "error", "pass"]
    text = Progress(Workspace(folder).database).text(attempts[1].digest)
    assert text
    assert b"def half" in text
