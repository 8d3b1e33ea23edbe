"""A file that is named like a module, beside somebody's answers, is never taken for the module."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.confine import search_path as search
from tests.cli.learner import HERE, Learner, Said

RIGHT = find_one("gmm/threshold").solution.read_text("utf-8")
FILES = ("lz4", "opt_einsum", "tqdm", "pandas", "sitecustomize", "random", "types", "socket")
PACKAGES = ("numpy", "torch", "sklearn", "grader", "multiprocessing")


def plant(folder: Path) -> Path:
    """Put modules that leave a mark when they are imported into a folder; where they leave it."""
    mark = folder / "imported"
    text = f"open({str(mark)!r}, 'a').write(__name__ + chr(10))\n"
    for name in FILES:
        (folder / f"{name}.py").write_text(text)
    for name in PACKAGES:
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(text)
    return mark


def practice(folder: Path, *arguments: str, **env: str) -> Said:
    """Run the command as it is installed."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "grader.cli", *arguments],
        cwd=folder,
        env=os.environ | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def marks(mark: Path) -> str:
    """What was imported."""
    return mark.read_text() if mark.exists() else ""


@pytest.mark.extensive
def test_a_grade_imports_nothing_from_the_workspace(learner: Learner) -> None:
    """Beside exercises/ lie modules of every name that the processes of a grade ask for."""
    mark = plant(learner.folder)
    learner.writes(RIGHT, "gmm/threshold")
    said = practice(learner.folder, "grade", "gmm/threshold", "--isolation", "auto")
    assert marks(mark) == ""
    said.exits(0).is_content().says("gmm/threshold passes")


@pytest.mark.extensive
def test_a_grade_imports_nothing_from_the_folder_of_the_file(stranger: Learner) -> None:
    """The same with --file, in the folder of somebody else."""
    mark = plant(stranger.folder)
    (stranger.folder / "mine.py").write_text(RIGHT)
    said = practice(stranger.folder, "grade", "gmm/threshold", "--file", "mine.py")
    assert marks(mark) == ""
    said.exits(0).is_content().says("gmm/threshold passes")


@pytest.mark.extensive
def test_a_grade_imports_nothing_from_a_workspace_elsewhere(learner: Learner) -> None:
    """Also where the user's own path names a folder of answers, and a module is asked for late."""
    folder = learner.file().parent
    mark = folder / "imported"
    (folder / "_posixshmem.py").write_text(f"open({str(mark)!r}, 'a').write(__name__)\n")
    learner.writes(RIGHT, "gmm/threshold")
    elsewhere = learner.folder / "elsewhere"
    elsewhere.mkdir()
    path = os.pathsep.join([str(HERE), str(folder)])
    grade = ("--workspace", str(learner.folder), "grade", "gmm/threshold")
    said = practice(elsewhere, *grade, PYTHONPATH=path)
    assert marks(mark) == ""
    said.exits(0).is_content().says("gmm/threshold passes")


@pytest.mark.extensive
def test_debug_imports_nothing_from_the_workspace(learner: Learner) -> None:
    """The prompt that opens on a failing answer begins without the working folder, too."""
    mark = plant(learner.folder)
    learner.writes(
        RIGHT.replace("log_probs < threshold", "log_probs <= threshold"), "gmm/threshold"
    )
    said = practice(learner.folder, "debug", "gmm/threshold")
    assert marks(mark) == ""
    said.exits(0).says("flag_anomalies")


@pytest.mark.extensive
@pytest.mark.parametrize("inside", [False, True], ids=["the class", "a learner's"])
def test_a_batch_imports_nothing_from_a_folder(stranger: Learner, inside: bool) -> None:
    """`practice batch .` in the folder of the class, and in one where it lies beside."""
    room = stranger.folder / "class"
    file = room / "ann" / "gmm" / "threshold.py"
    file.parent.mkdir(parents=True)
    file.write_text(RIGHT)
    mark = plant(file.parents[1] if inside else room)
    said = practice(room, "batch", ".", "--jobs", "1", "--isolation", "auto")
    assert marks(mark) == ""
    said.exits(0).says("Graded 1 file", "gmm/threshold 1 100 %")


def test_relative_and_empty_entries_of_a_path_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`PYTHONPATH=.` and `LD_LIBRARY_PATH=$UNSET:/x` mean the folder that somebody stands in."""
    monkeypatch.chdir(tmp_path)
    for name in ("PYTHONPATH", "LD_LIBRARY_PATH"):
        monkeypatch.setenv(name, os.pathsep.join(["", ".", "below", str(tmp_path), "/elsewhere"]))
    found = search.variables()
    assert found["PYTHONPATH"] == found["LD_LIBRARY_PATH"] == "/elsewhere"
    assert found["PYTHONSAFEPATH"] == "1"


def test_nothing_that_starts_looks_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by `-c`, as processes of multiprocessing and `practice debug` start, nor by `-m`."""
    mark = plant(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([".", str(HERE)]))
    with search.started_safely():
        for way in (["-c", "import random, types, lz4"], ["-m", "random"]):
            subprocess.run([sys.executable, *way], capture_output=True, check=False)
    assert marks(mark) == ""


def test_python_and_its_packages_stay_wherever_somebody_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Who stands in site-packages can still import what is in it."""
    packages = Path(str(pytest.__file__)).parents[1]
    monkeypatch.chdir(packages)
    assert str(packages) in search.trusted()


def test_an_editable_install_makes_only_the_package_known() -> None:
    """A checkout is a workspace: what lies in it beside the package cannot be imported."""
    code = "import grader, importlib.util as u; print(u.find_spec('solutions'))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "None\n"


@pytest.mark.parametrize("command", [["list"], ["grade", "vae/kl"], ["init", "x"]])
def test_a_working_folder_that_is_gone_is_a_sentence(tmp_path: Path, command: list[str]) -> None:
    """Wrong usage, with what to do about it."""
    gone = tmp_path / "gone"
    gone.mkdir()
    start = 'rmdir "$PWD" && exec "$@"'
    done = subprocess.run(
        ["sh", "-c", start, "sh", sys.executable, "-P", "-m", "grader.cli", *command],
        cwd=gone,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=False,
    )
    Said(done.returncode, done.stdout, done.stderr).exits(2).complains("no longer exists; `cd`")
