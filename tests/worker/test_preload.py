"""What the forkserver has imported changes no verdict: it imports what the first exercise uses."""

import os
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
for address, path in zip(sys.argv[1::2], sys.argv[2::2]):
    verdict = grade(find_one(address), Path(path))
    print(verdict.status, *(check.name for check in verdict.checks if check.status == "fail"))
"""


def graded(*answers: tuple[str, Path]) -> list[str]:
    """The verdicts of a process that grades these in turn, with the checks that failed."""
    arguments = [str(part) for answer in answers for part in answer]
    done = subprocess.run(
        [sys.executable, "-c", GRADES, *arguments], cwd=HERE, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_after_an_exercise_without_torch_a_tensor_on_the_cpu_is_still_found(tmp_path: Path) -> None:
    """The worker imports what its device check needs before the kit cannot be read any more."""
    threshold = HERE / "solutions" / "gmm" / "threshold.py"
    right = HERE / "solutions" / "nll" / "laplace.py"
    wrong = tmp_path / "wrong.py"
    wrong.write_text(
        "import torch\n"
        "def mae_loss(y_hat, y):\n"
        "    return (y - y_hat).abs().mean()\n"
        "def laplace_nll(mu, b, y):\n"
        "    each = torch.log(2 * b) + (y - mu).abs() / b\n"
        "    return (each + torch.zeros(each.shape, dtype=each.dtype)).mean()\n"
    )
    found = graded(("gmm/threshold", threshold), ("nll/laplace", wrong), ("nll/laplace", right))
    assert found == ["pass", "fail laplace_nll: device", "pass"]


FORKS = """
from multiprocessing import forkserver
from pathlib import Path
from grader.worker.forkserver import fork_server
fork_server(["numpy"])
environment = Path(f"/proc/{forkserver._forkserver._forkserver_pid}/environ").read_text()
print("SECRET" in environment)
"""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="it reads /proc")
def test_a_copy_with_secrets_is_not_what_workers_are_forked_from() -> None:
    """Whoever was not started with a clean environment has a forkserver that was."""
    done = subprocess.run(
        [sys.executable, "-c", FORKS],
        cwd=HERE,
        env=os.environ | {"SECRET": "of the user"},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("False\n", "")
