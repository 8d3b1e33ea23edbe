"""A grade imports the libraries of its exercise and no others: each takes a second."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.learner import HERE

pytestmark = pytest.mark.extensive

GRADES = """
import sys
from pathlib import Path
from grader.catalogue import find_one
from grader.judging.grade import grade
for path in sys.argv[1:]:
    verdict = grade(find_one("gmm/threshold"), Path(path))
    said = verdict.misconception and verdict.misconception.id
    print(verdict.status, said, "torch" in sys.modules)
"""


def test_an_exercise_without_torch_is_graded_and_explained_without_it(tmp_path: Path) -> None:
    """Right answers, and wrong ones that make a known mistake."""
    right = HERE / "solutions" / "gmm" / "threshold.py"
    wrong = tmp_path / "wrong.py"
    wrong.write_text(right.read_text("utf-8").replace("log_probs < thr", "log_probs <= thr"))
    done = subprocess.run(
        [sys.executable, "-c", GRADES, right, wrong], cwd=HERE, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("pass None False\nfail ties-flagged False\n", "")
