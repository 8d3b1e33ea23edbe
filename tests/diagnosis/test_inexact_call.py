"""A decomposition that loses small numbers is named where only matrices of wide range fail."""

from typing import Any

import numpy as np
import pytest

from grader.judging.diagnosis.inexact_call import inexact_call
from tests.diagnosis.synthetic import evidence, tensor

CODE = "def gaussian_nll(cov):\n    return {call}(cov).log().sum()\n"


def said(call: str, wide: float) -> str:
    """What is said of a function that is wrong for two matrices with such a diagonal."""
    drawn: list[dict[str, Any]] = [{"cov": tensor(np.eye(n + 1))} for n in range(3)]
    drawn += [{"cov": tensor(np.diag([wide, 1.0 + n]))} for n in range(2)]
    known = evidence(
        drawn,
        lambda cov: {"value": cov.sum() * (1 + (cov[0, 0] > 1))},
        lambda cov: {"value": cov.sum()},
        text=CODE.format(call=call),
    )
    found = inexact_call(known)
    return found.message if found else ""


def test_the_call_is_named_with_its_line() -> None:
    message = said("torch.linalg.eigvalsh", 1e9)
    assert message.startswith("`torch.linalg.eigvalsh(cov)` at line 2 is accurate only beside")


@pytest.mark.parametrize(
    ("call", "wide"), [("torch.linalg.cholesky", 1e9), ("torch.linalg.eigvalsh", 50.0)]
)
def test_nothing_is_said_of_another_call_or_of_a_narrow_range(call: str, wide: float) -> None:
    assert said(call, wide) == ""
