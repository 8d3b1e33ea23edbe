"""`grader.check`, which grades functions of this process by their source."""

import functools
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import grader
from grader.catalogue import find_one
from grader.notebook import desk
from grader.notebook.result import Result
from grader.verdict import CheckResult, Status, Verdict

FILE = """
import functools
import torch

def half(x):
    return x / 2

def same(function):
    @functools.wraps(function)
    def inner(*arguments):
        return function(*arguments)
    return inner

@same
def kl_divergence(mu, log_var):
    return half(mu.square() + log_var.exp() - 1 - log_var).sum()

def other(): ...

def outer():
    def kl_divergence(mu, log_var): ...
    return kl_divergence

lambdas = {"kl_divergence": lambda mu, log_var: mu}
"""


KL_ALONE = "def kl_divergence(mu, log_var):\n        return half(mu)"


class FakeJudge:
    """Gives a verdict without grading, and notes the text."""

    def __init__(self) -> None:
        self.text = ""
        self.verdict = Verdict("vae/kl", Status.PASS, "vae/kl passes.", path="answers.py")

    def grade(self, exercise: Any, answer: Any, options: Any) -> tuple[Verdict, bytes]:
        """Stand in for the judge."""
        self.text = answer.text
        return self.verdict, answer.text.encode()


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> FakeJudge:
    fake = FakeJudge()
    monkeypatch.setattr(desk, "_judge", lambda _: fake)
    return fake


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A module of the learner's, in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "answers.py").write_text(FILE, "utf-8")
    spec = importlib.util.spec_from_file_location("answers", tmp_path / "answers.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_function_is_graded_with_what_it_uses_of_its_file(
    mine: ModuleType, judge: FakeJudge
) -> None:
    """Decorators, helpers and imports are taken from the file; the rest of it is not."""
    result = grader.check("vae/kl", mine.kl_divergence)
    assert result
    assert "vae/kl passes." in str(result)
    assert "def half" in judge.text
    assert "def same" in judge.text
    assert judge.text.startswith("import functools\n")
    assert "import torch" not in judge.text
    assert "def other" not in judge.text


def test_the_cells_of_a_marimo_file_are_taken_one_by_one(
    mine: ModuleType, judge: FakeJudge, tmp_path: Path
) -> None:
    """As a script, its functions are those of the bodies of its cells."""
    cells = ["import marimo\n\napp = marimo.App()\n"]
    for body in ("import math", "def half(x):\n        return x / math.pi", KL_ALONE):
        cells.append(f"@app.cell\ndef _():\n    {body}\n    return\n")
    file = tmp_path / "n.py"
    file.write_text("\n\n".join(cells), "utf-8")
    found: dict[str, Any] = {"__name__": "n"}
    exec(compile(KL_ALONE.replace("\n    ", "\n"), str(file), "exec"), found)
    assert grader.check("vae/kl", found["kl_divergence"])
    assert judge.text == (
        "import math\ndef half(x):\n    return x / math.pi\n"
        "def kl_divergence(mu, log_var):\n    return half(mu)\n"
    )


def exec_of(text: str) -> Any:
    found: dict[str, Any] = {}
    exec(text, found)
    return found["kl_divergence"]


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda _: exec_of("def kl_divergence(): 1"), "The source of `kl_divergence` is not known"),
        (lambda mine: mine.lambdas["kl_divergence"], "a lambda has no name; define it with `def`"),
        (lambda mine: mine.outer(), "is defined inside of another function"),
        (lambda mine: mine.other, "and this is `other`; define it with that name"),
        (lambda mine: functools.partial(mine.other), "this is of type partial"),
        (lambda _: 3, "this is of type int"),
        (lambda _: len, "this is of type builtin_function_or_method"),
    ],
)
def test_what_has_no_source_of_its_own_is_refused_in_a_sentence(
    mine: ModuleType, judge: FakeJudge, answer: Any, sentence: str
) -> None:
    """The result is false and says what to do; nothing is raised and nothing graded."""
    result = grader.check("vae/kl", answer(mine))
    assert not result
    assert sentence in repr(result)
    assert judge.text == ""


def test_an_address_that_is_unknown_or_alone_is_refused_in_a_sentence() -> None:
    """As in the terminal."""
    assert "There is no exercise 'vae/kll'" in repr(grader.check("vae/kll"))
    assert "pass it after the address" in repr(grader.check("vae/kl"))


def test_a_missing_workspace_is_said_and_nothing_else_is_lost(
    mine: ModuleType, judge: FakeJudge
) -> None:
    """The verdict is there without a history."""
    assert "there is no workspace around this folder" in repr(
        grader.check("vae/kl", mine.kl_divergence)
    ).replace("\n", " ")


def test_a_workspace_that_cannot_be_written_is_said(
    mine: ModuleType, judge: FakeJudge, tmp_path: Path
) -> None:
    """The verdict is there, with a sentence about the history."""
    (tmp_path / "exercises").mkdir()
    (tmp_path / ".practice").write_text("in the way of the history's folder", "utf-8")
    result = grader.check("vae/kl", mine.kl_divergence)
    assert isinstance(result, Result)
    assert result
    [note] = result.notes
    assert "progress" in note.lower()


def test_an_open_interview_refuses_its_exercises(
    mine: ModuleType, judge: FakeJudge, tmp_path: Path
) -> None:
    """Nothing is graded beside it."""
    from grader.interview.session import Session
    from grader.learner.workspace import Workspace

    (tmp_path / "exercises").mkdir()
    session = Session(Workspace(tmp_path))
    session.begin(session.draw(["vae/kl"], minutes=30, seed=1))
    result = grader.check("vae/kl", mine.kl_divergence)
    assert "vae/kl is in your open interview" in repr(result)
    assert judge.text == ""


def test_what_a_submission_wrote_is_text_and_no_markup(mine: ModuleType, judge: FakeJudge) -> None:
    """In messages, names, prints and paths alike."""
    bad = "<script>alert(1)</script>"
    failed = CheckResult(f"f: {bad}", Status.FAIL, "The law.", bad, traceback=bad)
    judge.verdict = Verdict(
        "vae/kl", Status.FAIL, bad, checks=(failed,), path=f"{bad}.py", output=bad
    )
    result = grader.check("vae/kl", mine.kl_divergence)
    assert isinstance(result, Result)
    assert "<script" not in result._repr_html_()
    assert "&lt;script&gt;" in result._repr_html_()


@pytest.mark.extensive
def test_a_real_judge_gives_the_verdict(mine: ModuleType) -> None:
    """With a picture of the failure, and lines as they are in the file."""
    (Path("answers.py")).write_text(FILE.replace("x / 2", "x"), "utf-8")
    result = grader.check("vae/kl", mine.kl_divergence)
    assert isinstance(result, Result)
    assert result.verdict.status is Status.FAIL
    assert "data:image/svg+xml;base64," in result._repr_html_()
    assert result.exercise == find_one("vae/kl")
