"""What a worker does before it runs a submission."""

import pytest

from grader.catalogue import find_one, imports
from grader.worker.forkserver import warm_up
from grader.worker.process import WorkerProcess

EXERCISE = find_one("nll/gaussian")
PROBE = "import sys\nif 'torch._dynamo' in sys.modules:\n    def compiler_imported(): ...\n"


@pytest.mark.parametrize(
    ("text", "imported"),
    [
        ('"""Use torch.optim and checkpoint, near the optimum."""\n', False),
        ("optimum = 1\n", False),
        ("import torch.optim as o\n", True),
        ("def step(w):\n    return torch.optim.SGD([w])\n", True),
        ("from torch.utils.checkpoint import checkpoint\n", True),
    ],
    ids=["words", "another name", "import", "attribute", "function"],
)
def test_the_compiler_is_imported_only_for_code_that_uses_it(text: str, imported: bool) -> None:
    """It takes a second, which nobody should pay for a word in a docstring."""
    warm_up(imports(EXERCISE.topic))
    with WorkerProcess() as worker:
        answer = worker.load(text + PROBE, "answer.py", EXERCISE.checks, {})
    assert answer["error"] is None
    assert ("compiler_imported" in answer["defined"]) is imported
