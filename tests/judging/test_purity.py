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
    "and put back": "y_hat.neg_().neg_()",
    "in the next call": "[kept.zero_() for kept in KEPT]; KEPT[:] = [y_hat]",
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED)
def test_an_input_that_is_changed(change: str) -> None:
    text = (
        f"{LAPLACE.solution.read_text('utf-8')}\n\nKEPT = []\n\n"
        "def mae_loss(y_hat, y):\n"
        "    result = (y - y_hat).abs().mean()\n"
        f"    with torch.no_grad():\n        {change}\n"
        "    return result\n"
    )

    verdict = grade(LAPLACE, TextAnswer("laplace.py", text), Options(diagnose=False))

    failed = {check.name for check in verdict.checks if check.status is Status.FAIL}
    assert "mae_loss: purity" in failed
