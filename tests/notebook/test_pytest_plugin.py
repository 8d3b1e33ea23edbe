"""`pytest --practice`, in a pytest of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from tests.cli.learner import Learner

WRONG = """import sys

assert "pytest" not in sys.modules


def kl_divergence(mu, log_var):
    return (mu.square() + log_var.exp() - 1 - log_var).sum()
"""
TRAP = """import pytest
import torch

torch.set_default_dtype(torch.float64)
torch.Tensor.exp = torch.zeros_like
pytest.fail = pytest.skip = lambda *_, **__: None
"""


def runs_pytest(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run pytest in a folder; return its exit code and what it printed."""
    plugins = ["-p", "grader.pytest_plugin", "-p", "no:xdist", "-p", "no:cacheprovider"]
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a wrong answer, inside of a project with tests of its own."""
    made = tmp_path_factory.mktemp("project")
    Learner(made).runs("init", "mine").exits(0)
    (made / "pytest.ini").write_text("[pytest]\ntestpaths = tests\n", "utf-8")
    (made / "mine" / "exercises" / "vae" / "kl.py").write_text(WRONG, "utf-8")
    (made / "mine" / "conftest.py").write_text(TRAP, "utf-8")
    return made / "mine"


def test_without_the_option_nothing_of_the_kit_is_imported() -> None:
    """Every run of pytest in the environment loads the plugin."""
    code = (
        "import sys, grader.pytest_plugin; "
        "print(*sorted(one for one in sys.modules if one.startswith(('grader', 'torch', 'rich'))))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["grader", "grader.blanks", "grader.pytest_plugin"]


def test_the_plugin_is_an_entry_point() -> None:
    """So that an installed kit needs no `-p`; its name is what `-p` would name."""
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["entry-points"]["pytest11"] == {
        "grader.pytest_plugin": "grader.pytest_plugin"
    }


@pytest.mark.extensive
def test_each_check_is_a_test_at_its_function(folder: Path) -> None:
    """It passes, fails or is skipped as the judge says, whatever a conftest has patched."""
    code, said = runs_pytest(folder, "--practice", "vae/kl", "-v")
    assert code == 1, said
    assert "exercises/vae/kl.py::import PASSED" in said
    assert "exercises/vae/kl.py::kl_divergence: value FAILED" in said
    assert "exercises/vae/kl.py::kl_divergence: purity PASSED" in said
    assert "exercises/vae/kl.py::kl_divergence: float32 SKIPPED" in said
    assert "Likely: Your result is twice the divergence" in said
    assert "Traceback" not in said
    attempts = Progress(Workspace(folder).database).attempts("vae/kl")
    assert [one.verdict for one in attempts] == ["fail"]


@pytest.mark.extensive
def test_one_check_runs_alone_and_unfinished_answers_fail(folder: Path) -> None:
    """An editor runs a test by its name; a blank is no success."""
    name = "mine/exercises/vae/kl.py::kl_divergence: purity"
    code, said = runs_pytest(folder, "--practice", "vae/kl", "--rootdir", "..", f"../{name}", "-v")
    assert code == 0, said
    assert "1 passed" in said
    code, said = runs_pytest(folder, "--practice", "nll/mle")
    assert code == 1
    assert "is not finished: 7 of 7 blanks left to fill in." in said
    assert "1 failed, 32 skipped" in said


@pytest.mark.extensive
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--practice", "vae/kll"], "There is no exercise 'vae/kll'. Did you mean 'vae/kl'?"),
        (["--practice", ""], "There is no exercise ''."),
    ],
)
def test_an_unknown_address_is_one_sentence(
    folder: Path, arguments: list[str], sentence: str
) -> None:
    """As pytest reports wrong usage."""
    code, said = runs_pytest(folder, *arguments)
    assert code == pytest.ExitCode.USAGE_ERROR
    assert sentence in said
    assert "Traceback" not in said


@pytest.mark.extensive
def test_a_missing_workspace_or_file_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    """It says what creates them."""
    code, said = runs_pytest(tmp_path, "--practice", "vae/kl")
    assert (code, "`practice init DIR`" in said) == (pytest.ExitCode.USAGE_ERROR, True)
    (tmp_path / "exercises").mkdir()
    code, said = runs_pytest(tmp_path, "--practice", "vae/kl")
    assert (code, "`practice start vae/kl` creates it" in said) == (
        pytest.ExitCode.USAGE_ERROR,
        True,
    )
