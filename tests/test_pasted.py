"""What a learner pastes from a failure does what the check did."""

import warnings
from typing import Any

import numpy as np
import pytest
import torch

from grader.catalogue import Exercise, exercises, find_one
from grader.judging.grade import answer_key
from grader.probe.probe import Probe
from grader.probe.snippet import call_code, literal
from grader.probe.strategies import cyclic
from grader.probe.tensors import to_tensors
from grader.probe.values import Array
from tests.sampling import sampled


def pasted(code: str, beside: Any) -> Any:
    """The value of the last line of code, run beside a solution."""
    *lines, last = code.splitlines()
    names = {**vars(beside), "torch": torch, "np": np}
    exec("\n".join(lines), names)
    return eval(last, names)


def done(probe: Probe, beside: Any, inputs: dict[str, Any]) -> Any:
    """What the check compares."""
    found = probe.drive(beside, **{name: to_tensors(value) for name, value in inputs.items()})
    return found["value"] if isinstance(found, dict) else found


@pytest.mark.parametrize("exercise", sampled({one.address: (one,) for one in exercises()}, count=6))
def test_the_code_of_a_failure_gives_what_was_compared(exercise: Exercise) -> None:
    """The inputs as they are written, and the same calls with them."""
    key = answer_key(exercise)
    for probe in key.probes:
        if not (probe.fake_device or probe.random or probe.as_code or "." in probe.of):
            inputs = key.cases(probe)[0][-1]
            with warnings.catch_warnings(action="ignore"):
                found = pasted(call_code(probe, inputs), key.reference)
                right = done(probe, key.reference, inputs)
            torch.testing.assert_close(found, right, equal_nan=True)


def test_a_law_is_pasted_with_all_that_it_does() -> None:
    """Other units of the coordinates: the inputs alone would not show a failure."""
    exercise = find_one("divergences/gaussian")
    key = answer_key(exercise)
    [units] = [probe for probe in key.probes if probe.name.endswith("units")]
    code = call_code(units, key.cases(units)[0][0])
    assert code.splitlines()[-1].startswith("kl_gaussians(scale * mu_p, area * cov_p")


@pytest.mark.parametrize("library", ["torch", "numpy"])
@pytest.mark.parametrize("dtype", ["float64", "float32", "int64"])
def test_many_numbers_are_written_as_a_cycle(dtype: str, library: str) -> None:
    """Thousands of elements that repeat a few numbers are one short line."""
    data = cyclic(x=((499, 3), (2.0, -1.0, 4.0, 3.0, 0.0)))["x"].data.astype(dtype)
    code = literal(Array(data, library, dtype))
    assert len(code) < 100
    made = eval(code)
    assert isinstance(made, torch.Tensor if library == "torch" else np.ndarray)
    torch.testing.assert_close(torch.as_tensor(made), torch.from_numpy(data))
