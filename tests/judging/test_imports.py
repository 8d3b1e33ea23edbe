"""A grade imports the libraries of its exercise and no others: each takes a second."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.catalogue import exercises, imports
from tests.cli.learner import HERE

pytestmark = pytest.mark.extensive

GRADES = """
import sys
from pathlib import Path
from grader.catalogue import find_one
from grader.judging.grade import grade
for address, path in zip(sys.argv[1::2], sys.argv[2::2]):
    verdict = grade(find_one(address), Path(path))
    said = verdict.misconception and verdict.misconception.id
    print(verdict.status, said, "torch" in sys.modules)
"""

WITHOUT = [e for e in exercises() if "torch" not in imports(e.topic)]

BORROWS = """
import numpy as np
import torch


class Own:
    distributions = Normal = log_prob = 0


def joint(X, weights, means, covariances):
    torch.distributions.Normal(0.0, 1.0).log_prob(torch.zeros(1))
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances):
        factor = np.linalg.cholesky(covariance)
        z = np.linalg.solve(factor, (X - mean).T)
        scale = len(mean) * np.log(2 * np.pi) + 2 * np.log(np.diag(factor)).sum()
        columns.append(np.log(weight) - (scale + (z**2).sum(axis=0)) / 2)
    return np.stack(columns, axis=1)


def gmm_log_prob(X, weights, means, covariances):
    each = joint(X, weights, means, covariances)
    top = each.max(axis=1)
    return top + np.log(np.exp(each - top[:, None]).sum(axis=1))


def responsibilities(X, weights, means, covariances):
    each = joint(X, weights, means, covariances)
    shares = np.exp(each - each.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)
"""


def graded(*answers: tuple[str, Path]) -> list[str]:
    """What a process says that grades these in turn, and whether it has imported torch."""
    arguments = [str(part) for answer in answers for part in answer]
    done = subprocess.run(
        [sys.executable, "-c", GRADES, *arguments], cwd=HERE, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_an_exercise_without_torch_is_graded_and_explained_without_it(tmp_path: Path) -> None:
    """Right answers, and wrong ones that make a known mistake."""
    threshold = (HERE / "solutions" / "gmm" / "threshold.py").read_text("utf-8")
    wrong = tmp_path / "wrong.py"
    wrong.write_text(threshold.replace("log_probs < thr", "log_probs <= thr"))
    right = [(one.address, one.solution) for one in WITHOUT]
    found = graded(*right, ("gmm/threshold", wrong))
    assert found == ["pass None False"] * len(right) + ["fail ties-flagged False"]


def test_its_answer_may_not_be_borrowed_from_torch_either(tmp_path: Path) -> None:
    """The judge has not imported torch, and does not know its names: here a class has them too."""
    borrows = tmp_path / "borrows.py"
    borrows.write_text(BORROWS)
    assert graded(("gmm/log_prob", borrows))[0].startswith("library ")
