"""A small checkout of one topic, in which authors make mistakes."""

import importlib
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import grader.checks
import grader.mistakes
import tests.corpus
from grader import catalogue
from grader.buggy.host import load_host
from grader.catalogue import Exercise

HERE = Path(__file__).parents[2]
TINY = Exercise("tiny", "laplace", "A copy", par=5)
HOSTS = "grader/buggy/hosts"
FOLDERS = ("solutions", "exercises", "grader/checks", "grader/mistakes", "tests/corpus", HOSTS)
LISTED = """
path = [
    "tiny/laplace",
]

[tiny]
title = "Tiny"
imports = ["torch"]

[tiny.exercises]
laplace = { par = 5, level = "junior", title = "A copy" }
"""


@dataclass(frozen=True)
class Checkout:
    """A checkout with one exercise, a copy of a sound one.

    Attributes:
        root: its folder.
        exercise: the exercise.
    """

    root: Path
    exercise: Exercise

    def file(self, folder: str) -> Path:
        """The exercise's file in a folder."""
        if folder == "questions":
            return self.root / "grader" / "quiz" / "questions" / "tiny.toml"
        if folder == "bugs":
            return self.root / HOSTS / "tiny" / "laplace.toml"
        return self.root / folder / self.exercise.file


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Checkout]:
    """The small checkout, which takes the place of the real one."""
    for folder in FOLDERS:
        (tmp_path / folder / "tiny").mkdir(parents=True)
        text = (HERE / folder / "nll" / "laplace.py").read_text("utf-8")
        (tmp_path / folder / "tiny" / "laplace.py").write_text(text, "utf-8")
    checks = tmp_path / "grader" / "checks" / "tiny" / "laplace.py"
    few = re.sub(r"examples=\d+", "examples=5", checks.read_text("utf-8"))
    checks.write_text(few, "utf-8")
    shutil.copy(HERE / HOSTS / "nll" / "laplace.toml", tmp_path / HOSTS / "tiny" / "laplace.toml")
    questions = tmp_path / "grader" / "quiz" / "questions"
    questions.mkdir(parents=True)
    shutil.copy(HERE / "grader" / "quiz" / "questions" / "nll.toml", questions / "tiny.toml")
    asked = (questions / "tiny.toml").read_text("utf-8").replace('"nll/', '"tiny/')
    (questions / "tiny.toml").write_text(asked, "utf-8")
    (tmp_path / "solutions" / "catalogue.toml").write_text(LISTED, "utf-8")
    monkeypatch.setattr(catalogue, "_PACKAGE", tmp_path / "grader")
    for package, folder in (
        (grader.checks, "grader/checks"),
        (grader.mistakes, "grader/mistakes"),
        (tests.corpus, "tests/corpus"),
    ):
        monkeypatch.setattr(package, "__path__", [str(tmp_path / folder), *package.__path__])
    importlib.invalidate_caches()
    catalogue.topics.cache_clear()
    load_host.cache_clear()
    yield Checkout(tmp_path, TINY)
    catalogue.topics.cache_clear()
    load_host.cache_clear()
    for name in [name for name in sys.modules if ".tiny" in name]:
        del sys.modules[name]
