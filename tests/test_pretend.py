"""Which tensors a GPU lets meet, as PyTorch documents it, seen on a machine that has none.

Each row is a function of `x` (2, 3), `mask` (2, 3) and `target` (2,), all on the other device.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from grader.catalogue import find_one
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.probe.values import Array, DeviceMismatch
from grader.worker.fake_device import FakeDeviceTensor, as_arrays, faking_device

Call = Callable[[Any, Any, Any], Any]

STOPS: dict[str, Call] = {
    "a sum": lambda x, mask, target: x + torch.ones(3),
    "one element is a vector": lambda x, mask, target: x * torch.tensor([2.0]),
    "a CPU vector, a number elsewhere": lambda x, mask, target: torch.ones(3) * x.sum(),
    "rows of a CPU tensor": lambda x, mask, target: torch.eye(3)[target],
    "rows that are moved later": lambda x, mask, target: torch.eye(3)[target].to(x.device),
    "a mask of a CPU tensor": lambda x, mask, target: torch.ones(2, 3)[mask],
    "index_select of a CPU tensor": lambda x, mask, target: torch.eye(3).index_select(0, target),
    "index_select by a CPU index": lambda x, mask, target: x.index_select(0, torch.tensor([0])),
    "gather by a CPU index": lambda x, mask, target: x.gather(1, torch.zeros(2, 1).long()),
    "gather from a CPU tensor": lambda x, mask, target: torch.ones(2, 3).gather(1, target[:, None]),
    "scatter into a CPU tensor": lambda x, mask, target: torch.zeros(2, 3).scatter_(
        1, target[:, None], 1.0
    ),
    "scatter of a CPU tensor": lambda x, mask, target: torch.zeros_like(x).scatter(
        1, target[:, None], torch.ones(2, 1)
    ),
    "where with a CPU mask": lambda x, mask, target: torch.where(torch.ones(2, 3) > 0, x, 0.0),
    "where with a CPU branch": lambda x, mask, target: torch.where(mask, x, torch.zeros(2, 3)),
    "masked_fill by a CPU mask": lambda x, mask, target: x.masked_fill(torch.ones(2, 3) > 0, 0.0),
    "masked_select by a CPU mask": lambda x, mask, target: x.masked_select(torch.ones(2, 3) > 0),
    "one_hot of CPU labels": lambda x, mask, target: x[:, :2] * F.one_hot(torch.tensor([0, 1]), 2),
    "a list of numbers elsewhere": lambda x, mask, target: torch.tensor([v.sum() for v in x]) * x.T,
    "added up in place on the CPU": lambda x, mask, target: torch.tensor(0.0).add_(x.sum()),
    "added up by +=": lambda x, mask, target: added_up(torch.tensor(0.0), x),
    "written into a CPU vector": lambda x, mask, target: torch.zeros(2).add_(x.sum(1)),
    "out of another device": lambda x, mask, target: torch.exp(x, out=torch.zeros(2, 3)),
    "like a CPU tensor": lambda x, mask, target: x + torch.ones_like(torch.zeros(3)),
    "new from a CPU tensor": lambda x, mask, target: x + torch.zeros(1).new_ones(3),
    "cat": lambda x, mask, target: torch.cat([x, torch.zeros(1, 3)]),
    "stack": lambda x, mask, target: torch.stack([x[0], torch.zeros(3)]),
    "stack with a number": lambda x, mask, target: torch.stack([x.sum(), torch.tensor(0.0)]),
    "matmul": lambda x, mask, target: x @ torch.ones(3),
    "linear": lambda x, mask, target: F.linear(x, torch.ones(1, 3)),
    "einsum": lambda x, mask, target: torch.einsum("ij,j->i", x, torch.ones(3)),
    "searchsorted": lambda x, mask, target: torch.searchsorted(torch.tensor([0.0, 1.0]), x),
    "embedding of a CPU table": lambda x, mask, target: F.embedding(target, torch.eye(3)),
    "embedding of CPU labels": lambda x, mask, target: F.embedding(torch.tensor([0]), x),
    "values put": lambda x, mask, target: torch.zeros_like(x).index_put_(
        (torch.arange(2), target), torch.ones(2)
    ),
    "NumPy": lambda x, mask, target: x.numpy().sum(),
    "a function of NumPy": lambda x, mask, target: np.exp(x),
}
"""What stops with an error there."""

GOES: dict[str, Call] = {
    "a number": lambda x, mask, target: x * torch.tensor(2.0),
    "two numbers": lambda x, mask, target: torch.where(
        mask, torch.tensor(1.0), torch.tensor(0.0)
    ),
    "a mask that is a number": lambda x, mask, target: torch.where(torch.tensor(True), x, 0.0),
    "Python numbers in where": lambda x, mask, target: torch.where(mask, 1.0, 0.0),
    "rows of its own": lambda x, mask, target: torch.eye(3, device=x.device)[target],
    "rows of identity like x": lambda x, mask, target: torch.eye(3).to(x)[target],
    "CPU indices": lambda x, mask, target: x[torch.arange(2), target],
    "CPU indices alone": lambda x, mask, target: x[torch.tensor([1, 0])],
    "a CPU mask as an index": lambda x, mask, target: x[torch.ones(2, 3) > 0],
    "a label as an index": lambda x, mask, target: torch.stack(
        [x[i, t] for i, t in enumerate(target)]
    ),
    "gather": lambda x, mask, target: x.gather(1, target[:, None]),
    "scatter": lambda x, mask, target: torch.zeros_like(x).scatter_(1, target[:, None], 1.0),
    "one_hot": lambda x, mask, target: x[:, :2] * F.one_hot(target % 2, 2),
    "one_hot in its dtype": lambda x, mask, target: F.one_hot(target, 3).to(x.dtype) * x,
    "put at CPU indices": lambda x, mask, target: put(torch.zeros_like(x), target, 1.0),
    "put a CPU number": lambda x, mask, target: put(torch.zeros_like(x), target, torch.tensor(1.0)),
    "a slice written from the CPU": lambda x, mask, target: sliced(x.clone(), torch.zeros(3)),
    "masked_fill": lambda x, mask, target: x.masked_fill(mask, 0.0),
    "masked_fill by a CPU number": lambda x, mask, target: x.masked_fill(mask, torch.tensor(0.0)),
    "masks written": lambda x, mask, target: masked(x.clone(), mask),
    "a list of numbers": lambda x, mask, target: torch.stack([row.sum() for row in x]),
    "a list in its place": lambda x, mask, target: torch.tensor(
        [float(row.sum()) for row in x], device=x.device
    ),
    "sum of numbers": lambda x, mask, target: sum(row.sum() for row in x),
    "added up from 0": lambda x, mask, target: torch.tensor(0.0) + x.sum(),
    "added up elsewhere": lambda x, mask, target: added_up(x.new_zeros(()), x),
    "like x": lambda x, mask, target: x + torch.ones_like(x),
    "new from x": lambda x, mask, target: x + x.new_tensor([1.0, 2.0, 3.0]),
    "new of x": lambda x, mask, target: x + x.new_full((3,), 2.0),
    "noise like x": lambda x, mask, target: x + torch.randn_like(x),
    "noise on its device": lambda x, mask, target: x + torch.randn(x.shape, device=x.device),
    "cat": lambda x, mask, target: torch.cat([x, torch.zeros_like(x)]),
    "matmul": lambda x, mask, target: x @ torch.ones(3, device=x.device),
    "searchsorted": lambda x, mask, target: torch.searchsorted(x.flatten().sort().values, x),
    "embedding": lambda x, mask, target: F.embedding(target, torch.eye(3, device=x.device)),
    "bincount": lambda x, mask, target: torch.bincount(target, minlength=3) / len(target),
    "moved with the help of x": lambda x, mask, target: x + torch.ones(3).to(x),
    "a copy": lambda x, mask, target: x + torch.tensor(x),
    "new from a list of numbers": lambda x, mask, target: x + x.new_tensor([x.sum()]),
    "as_tensor": lambda x, mask, target: x + torch.as_tensor([1.0], device=x.device),
    "a number from outside": lambda x, mask, target: x * x.max().item(),
    "NumPy by way of the CPU": lambda x, mask, target: x * float(x.cpu().numpy().sum()),
    "NumPy and back": lambda x, mask, target: torch.from_numpy(x.cpu().numpy()).to(x.device),
    "filled by a number elsewhere": lambda x, mask, target: torch.zeros_like(x).fill_(x.sum()),
}  # fmt: skip
"""What a GPU computes, with its result there."""


def added_up(total: Any, x: Any) -> Any:
    """Add rows to a total in place."""
    for row in x:
        total += row.sum()
    return total


def put(into: Any, target: Any, value: Any) -> Any:
    """Write where the labels are."""
    into[torch.arange(len(target)), target] = value
    return into


def sliced(into: Any, value: Any) -> Any:
    """Write a row."""
    into[0] = value
    return into


def masked(into: Any, mask: Any) -> Any:
    """Write where the mask is."""
    into[mask] = 0.0
    return into


def elsewhere(call: Call) -> Any:
    """What the call comes to with its arguments on the other device."""
    x = torch.tensor([[0.5, -1.0, 2.0], [1.0, 3.0, -0.5]])
    with faking_device():
        return as_arrays(
            call(
                FakeDeviceTensor(x), FakeDeviceTensor(x > 0), FakeDeviceTensor(torch.tensor([2, 0]))
            )
        )


@pytest.mark.parametrize("call", STOPS.values(), ids=STOPS)
def test_what_a_gpu_refuses_is_refused(call: Call) -> None:
    """A CPU tensor beside one elsewhere, but for numbers, indices and copies."""
    with pytest.raises(DeviceMismatch):
        elsewhere(call)


def test_the_line_that_made_the_tensor_is_named(tmp_path: Path) -> None:
    """Beside the one where it met an input, with a word on why it matters without a GPU."""
    file = tmp_path / "kl.py"
    file.write_text(
        "import torch\n"
        "def kl_divergence(mu, log_var):\n"
        "    one = torch.ones(mu.shape, dtype=mu.dtype)\n"
        "    more = 0 + one\n"
        "    return -0.5 * (more + log_var - mu**2 - log_var.exp()).sum()\n"
    )
    verdict = grade(find_one("vae/kl"), file, Options(shrink=False, diagnose=False))
    assert "At line 5, a tensor of shape" in verdict.message
    assert "that line 3 makes on the CPU" in verdict.message
    assert "On a GPU, where models are trained" in verdict.message


def test_a_list_of_numbers_becomes_a_cpu_tensor() -> None:
    """As a GPU has it: each number is read, and the tensor is made where tensors are made."""
    assert isinstance(elsewhere(lambda x, mask, target: torch.tensor([x.sum()])), torch.Tensor)


@pytest.mark.parametrize("call", GOES.values(), ids=GOES)
def test_what_a_gpu_computes_is_computed(call: Call) -> None:
    """And its result is elsewhere."""
    result = elsewhere(call)
    assert isinstance(result, Array)
    assert result.device == "meta"
