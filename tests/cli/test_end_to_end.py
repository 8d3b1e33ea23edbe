"""The command line with its real judge: from a file on disk to a verdict."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalogue import find_one
from tests.cli.learner import Learner


@pytest.mark.extensive
def test_the_demo_explains_a_nearly_right_answer_and_passes_the_right_one(
    stranger: Learner,
) -> None:
    """`demo` needs no workspace, stores nothing, and its two answers are judged as it says."""
    said = stranger.really_runs("demo").exits(0).is_content()
    said.says(".sum(dim=-1).mean()", "fail kl_divergence: value", "vae/kl is not right yet.")
    said.says("return per_element.sum()", "vae/kl passes")
    assert not (stranger.folder / ".practice").exists()


def test_a_right_file_passes_and_is_remembered(learner: Learner) -> None:
    """A learner who writes the reference passes."""
    learner.writes(find_one("vae/kl").solution.read_text("utf-8"))
    learner.really_runs("grade", "vae/kl").exits(0).is_content().says("vae/kl passes")
    learner.runs("list").says("vae/kl passed")


def test_a_wrong_file_is_explained_by_an_input_to_paste(learner: Learner) -> None:
    """A mean where a sum belongs is shown on the smallest input that tells."""
    right = find_one("vae/kl").solution.read_text("utf-8")
    learner.writes(right.replace("per_element.sum()", "per_element.mean()"))
    said = learner.really_runs("grade", "vae/kl").exits(1).is_content()
    said.says("fail kl_divergence: value", "mu = torch.tensor(", "yours", "right", "hint 1 of 3")


@pytest.mark.extensive
def test_what_fails_for_many_elements_only_is_shown_in_a_few_words(learner: Learner) -> None:
    """A product of variances is infinite for 256 of them, which nobody would paste one by one."""
    right = find_one("vae/kl").solution.read_text("utf-8")
    product = "return per_element.sum() + 0.5 * (log_var.sum() - log_var.exp().prod().log())"
    learner.writes(right.replace("return per_element.sum()", product))
    said = learner.really_runs("grade", "vae/kl").exits(1).is_content()
    said.says("log_var = torch.full((4, 64), 12.0)", "You multiplied the variances")


def test_a_fresh_stub_is_blank(learner: Learner) -> None:
    """Each blank of a fresh stub is named with its line."""
    lines = learner.file().read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "which reduction?" in text)
    said = learner.runs("grade", "vae/kl").exits(1).is_content()
    said.says(f"blank 2 of 2 at kl.py:{line}, which reduction?, is not filled in yet")


def folder(path: Path) -> None:
    """Make a folder."""
    path.mkdir()


def binary(path: Path) -> None:
    """Make a file that is no text."""
    path.write_bytes(b"\xff\xfe\x00")


def broken(path: Path) -> None:
    """Make a file that is no Python."""
    path.write_text("x = 1\ndef f(:\n")


def form_feed(path: Path) -> None:
    """Make a file that is no Python, with what other programs take for ends of lines."""
    path.write_text("x = 1  # \u2028 \x1c\n\x0c\nreturn = 1\n")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "answer.py does not exist"),
        (folder, "answer.py is a folder"),
        (binary, "answer.py is not UTF-8 text"),
        (broken, "answer.py:2 is not valid Python"),
        (os.mkfifo, "answer.py is not a regular file"),
        (form_feed, "answer.py:3 is not valid Python"),
    ],
    ids=["missing", "folder", "binary", "broken", "pipe", "form feed"],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_file_that_cannot_be_graded_is_a_sentence(
    stranger: Learner, make: Callable[[Path], None], sentence: str, form: str
) -> None:
    """Whatever is wrong with a file is a verdict of one sentence, and exit code 1."""
    make(stranger.folder / "answer.py")
    arguments = ["grade", "kl", "--file", "answer.py", "--format", form]
    said = stranger.runs(*arguments).exits(1).is_content()
    if form == "json":
        (one,) = said.document
        assert one["verdict"] == "error"
        assert sentence in one["message"]
    else:
        said.says(sentence, "vae/kl cannot be graded.")
