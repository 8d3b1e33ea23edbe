"""Workers where there is no `fork`, as on Windows: spawned, which Linux can do too."""

import shutil
from pathlib import Path

import pytest

from grader.catalogue import find_one
from tests.cli.learner import Learner, Said
from tests.sampling import sampled

pytestmark = pytest.mark.extensive  # each worker imports torch anew, which takes seconds

PATIENCE = 250.0
NO_FORK = "import multiprocessing; multiprocessing.get_all_start_methods = lambda: ['spawn']"


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """A learner with a right answer."""
    (tmp_path / "exercises" / "vae").mkdir(parents=True)
    shutil.copy(find_one("vae/kl").solution, tmp_path / "exercises" / "vae" / "kl.py")
    return Learner(tmp_path)


def graded(learner: Learner, *arguments: str, patch: str = NO_FORK) -> Said:
    """Grade their answer; nobody is in a hurry."""
    process = learner.begins("grade", "vae/kl", *arguments, patch=patch)
    out, err = process.communicate(timeout=PATIENCE)
    return Said(process.returncode, out, err)


def text(learner: Learner) -> str:
    """Their answer."""
    return learner.file().read_text("utf-8")


def test_a_right_answer_passes(learner: Learner) -> None:
    """Every check runs, and the history is written."""
    graded(learner).exits(0).says("vae/kl passes: 11 checks")
    learner.runs("list").exits(0).says("1 of")


def test_a_wrong_one_is_explained(learner: Learner) -> None:
    """The smallest input, the likely mistake and the output are those of a forked worker."""
    learner.writes("print('loud')\n" + text(learner).replace(".sum()", ".sum(dim=-1).mean()"))
    spawned = graded(learner, "--format", "json").exits(1).document[0]
    forked = graded(learner, "--format", "json", patch="").exits(1).document[0]
    for part in ("verdict", "message", "misconception", "output", "isolation"):
        assert spawned[part] == forked[part]
    assert spawned["checks"][0]["counterexample"] == forked["checks"][0]["counterexample"]


@pytest.mark.parametrize(
    ("attack", "verdict"),
    sampled(
        {
            "loops": ("while True: pass", "timeout"),
            "ends": ("import os; os._exit(0)", "error"),
            "reads": ("open('/etc/hostname').read()", "error"),
            "starts": ("import subprocess; subprocess.run(['true'])", "error"),
        },
        count=0,
        extensive=1,
    ),
)
def test_a_hostile_one_gains_nothing(learner: Learner, attack: str, verdict: str) -> None:
    """The judge gives a verdict, and no process is left."""
    learner.writes(f"{text(learner)}\n{attack}\n")
    said = graded(learner, "--format", "json").exits(1)
    assert said.document[0]["verdict"] == verdict
