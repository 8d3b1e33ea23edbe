"""An input that a submission changes is found, whenever it changes it."""

import pytest

from grader.catalogue import find_one
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.judging.submission import TextAnswer
from grader.verdict import Status

LAPLACE = find_one("nll/laplace")

CHANGED = {
    "in its own call": "y_hat.zero_()",
    "and put back": "y_hat.add_(1.0).sub_(1.0)",
    "in the next call": (
        "with torch.no_grad():\n        [kept.zero_() for kept in KEPT]\n    KEPT[:] = [y_hat]"
    ),
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_an_input_that_is_changed(change: str) -> None:
    text = (
        f"{LAPLACE.solution.read_text('utf-8')}\n\nKEPT = []\n\n"
        "def mae_loss(y_hat, y):\n"
        "    result = (y - y_hat).abs().mean()\n"
        f"    {change}\n"
        "    return result\n"
    )

    verdict = grade(LAPLACE, TextAnswer("laplace.py", text), Options(diagnose=False))

    assert verdict.status is not Status.PASS
