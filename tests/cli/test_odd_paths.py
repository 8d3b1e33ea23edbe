"""Paths that are not UTF-8, or not text in the locale: the verdict stands, in all forms."""

import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.judging.submission import readable
from tests.cli.learner import HERE

EXERCISE = find_one("gmm/threshold")
ODD = [b"caf\xc3\xa9", b"bad\xff"]
LOCALES = {
    "UTF-8": {"LC_ALL": "C.UTF-8"},
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def grades(folder: Path, form: str, **env: str) -> "subprocess.CompletedProcess[bytes]":
    """Grade from elsewhere, so that the whole path is told, and store it in the history."""
    command = ["--workspace", str(folder), "grade", EXERCISE.address, "--format", form]
    return subprocess.run(
        [sys.executable, "-P", "-m", "grader.cli", *command],
        cwd=HERE,
        env=os.environ | {"PYTHONPATH": str(HERE)} | env,
        capture_output=True,
        check=False,
    )


@pytest.fixture(params=ODD, ids=["not ASCII", "not UTF-8"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A workspace with an odd name, and a file in it that has blanks, which grades at once."""
    folder = tmp_path / os.fsdecode(request.param)
    file = folder / "exercises" / EXERCISE.file
    file.parent.mkdir(parents=True)
    file.write_text((HERE / "exercises" / EXERCISE.file).read_text("utf-8"), "utf-8")
    return folder


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("form", ["text", "json", "junit"])
def test_an_odd_path_changes_no_verdict(folder: Path, locale: str, form: str) -> None:
    """The output can be read by a program, and the exit code agrees with it."""
    done = grades(folder, form, **LOCALES[locale])
    assert (done.returncode, done.stderr) == (1, b"")
    if form == "json":
        [document] = json.loads(done.stdout)
        assert document["verdict"] == "blank"
        assert document["path"] == readable(str(folder / "exercises" / EXERCISE.file))
        document["path"].encode()
    elif form == "junit":
        assert ET.fromstring(done.stdout).tag == "testsuites"
    else:
        assert b"is not finished" in done.stdout


@pytest.mark.extensive
def test_a_right_answer_in_an_odd_folder_passes(folder: Path) -> None:
    """Also where the worker is told the path."""
    file = folder / "exercises" / EXERCISE.file
    file.write_text(EXERCISE.solution.read_text("utf-8"), "utf-8")
    done = grades(folder, "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)[0]["verdict"] == "pass"
