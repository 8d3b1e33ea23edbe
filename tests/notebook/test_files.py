"""Notebooks as files: what `practice init --notebooks` writes and `practice grade --file` reads."""

import json
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.catalogue import exercises, find_one, topics
from grader.judging.submission import TextAnswer, Unusable, read_submission
from grader.notebook.files import read_answer, topic_notebook
from grader.source import read_solution, stub, unfilled
from tests.cli.conftest import FakeJudge, judge, learner
from tests.cli.learner import Learner

__all__ = ["judge", "learner"]

KL = find_one("vae/kl")
RIGHT = "def kl_divergence(mu, log_var):\n    return 0\n"


def notebook(file: Path, *sources: str, **fields: Any) -> Path:
    """Write a notebook of format 4 that was never run."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    written = json.loads(nbformat.writes(nbformat.v4.new_notebook(cells=cells))) | fields
    file.write_text(json.dumps(written), "utf-8")
    return file


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """The notebook of each topic."""
    return {topic.name: nbformat.reads(topic_notebook(topic), as_version=4) for topic in topics()}


@pytest.mark.parametrize("exercise", exercises(), ids=lambda one: str(one.address))
def test_a_notebook_has_the_task_and_the_stub_of_each_exercise(
    exercise: Any, written: dict[str, Any], tmp_path: Path
) -> None:
    """Graded as it is written, it has the blanks of the stub."""
    file = tmp_path / "n.ipynb"
    nbformat.write(written[exercise.topic], file)
    answer = read_answer(exercise, file)
    wanted = unfilled(stub(read_solution(exercise.solution), "guided"))
    found = read_submission(answer.text).blanks
    assert [blank.prompt for blank in found] == [blank.prompt for blank in wanted]
    assert answer.gathered.missing == ()


def test_a_written_notebook_is_valid_and_always_the_same(written: dict[str, Any]) -> None:
    """Two workspaces get the same bytes, so a notebook in a repository has no idle changes."""
    with warnings.catch_warnings(action="error"):
        nbformat.validate(written["vae"])
    [topic] = [one for one in topics() if one.name == "vae"]
    assert topic_notebook(topic) == topic_notebook(topic)


def test_init_writes_notebooks_and_overwrites_none(learner: Learner) -> None:
    """Run again, it only adds what is missing."""
    learner.runs("init", ".", "--notebooks").exits(0).says("9 new notebooks", "`jupyter lab`")
    mine = learner.folder / "notebooks" / "vae.ipynb"
    mine.write_text("mine", "utf-8")
    learner.runs("init", ".", "--notebooks").exits(0).says("every notebook already")
    assert mine.read_text("utf-8") == "mine"


def test_grade_takes_the_answer_from_a_notebook(learner: Learner, judge: FakeJudge) -> None:
    """The judge gets the text, and the learner hears what was taken along."""
    judge.passes("vae/kl")
    notebook(learner.folder / "n.ipynb", "import torch\nx = 1", "ONE = 1", f"{RIGHT}    ONE, torch")
    said = learner.runs("grade", "vae/kl", "--file", "n.ipynb").exits(0)
    said.says("vae/kl passes")
    said.complains("Taken along: `torch` from cell 1; `ONE` from cell 2.")
    [(answer, _)] = judge.asked
    assert isinstance(answer, TextAnswer)
    assert answer.name == "n.ipynb, cell 3"
    assert answer.text == f"import torch\nONE = 1\n{RIGHT}    ONE, torch\n"


def test_the_workspace_keeps_the_text_that_was_graded(learner: Learner, judge: FakeJudge) -> None:
    """A pass in a notebook is a pass of the exercise, like one in any file."""
    judge.passes("vae/kl")
    notebook(learner.folder / "n.ipynb", RIGHT)
    learner.runs("grade", "vae/kl", "--file", "n.ipynb").exits(0)
    learner.runs("next").exits(0)
    assert "passed" in next(
        line for line in learner.runs("list").out.splitlines() if "vae/kl" in line
    )


def test_a_name_that_no_cell_defines_is_said(learner: Learner, judge: FakeJudge) -> None:
    """Also where the notebook has another answer, or none."""
    judge.passes("vae/kl")
    notebook(learner.folder / "n.ipynb", "x = 1")
    said = learner.runs("grade", "vae/kl", "--file", "n.ipynb")
    said.complains("Missing: `kl_divergence`.", "n.ipynb")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a notebook of a version that can be read"),
        (b"[]", "is not a notebook"),
        (b"\xff\xfe", "is not a notebook"),
        (b'{"nbformat": 5, "nbformat_minor": 0, "metadata": {}, "cells": []}', "of a version"),
        (b'{"nbformat": "x", "cells": 3}', "is not a notebook"),
        (b'{"a": ' * 100_000, "is not a notebook"),
    ],
)
def test_what_is_no_notebook_is_refused_in_a_sentence(
    learner: Learner, content: bytes, sentence: str
) -> None:
    """No traceback, whatever the file has."""
    (learner.folder / "n.ipynb").write_bytes(content)
    learner.runs("grade", "vae/kl", "--file", "n.ipynb").exits(2).complains("n.ipynb", sentence)


def test_a_notebook_that_is_not_there_is_refused_in_a_sentence(learner: Learner) -> None:
    """A missing one, and a folder with its name."""
    learner.runs("grade", "vae/kl", "--file", "n.ipynb").exits(2).complains("does not exist")
    (learner.folder / "n.ipynb").mkdir()
    learner.runs("grade", "vae/kl", "--file", "n.ipynb").exits(2).complains("it is a folder")


def test_an_older_notebook_is_read(tmp_path: Path) -> None:
    """Format 3 kept its cells in worksheets."""
    file = tmp_path / "n.ipynb"
    code = {"cell_type": "code", "input": RIGHT, "language": "python", "outputs": []}
    sheets = [{"cells": [code], "metadata": {}}]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": sheets}
    file.write_text(json.dumps(old), "utf-8")
    assert RIGHT.strip() in read_answer(KL, file).text.text


def test_outputs_are_never_read(tmp_path: Path) -> None:
    """Neither 50 MB of a picture nor HTML with a script changes what is graded."""
    file = tmp_path / "n.ipynb"
    html = {"text/html": f"<script>{RIGHT}</script>", "image/png": "A" * 50_000_000}
    shown = {"output_type": "display_data", "metadata": {}, "data": html}
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1}
    notebook(file, cells=[cell | {"source": RIGHT.splitlines(keepends=True), "outputs": [shown]}])
    assert read_answer(KL, file).text.text == RIGHT


def test_a_notebook_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what makes notebooks large."""
    monkeypatch.setattr("grader.notebook.files.MAX_BYTES", 10)
    with pytest.raises(Unusable, match="clear its outputs"):
        read_answer(KL, notebook(tmp_path / "n.ipynb", RIGHT))
