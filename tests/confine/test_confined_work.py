"""What a learner's code, and the libraries beneath it, can still do when confined."""

import os
from pathlib import Path

import pytest
from trial import attempt, on_linux

from grader.confine import Limits

pytestmark = on_linux


def _differentiate() -> float:
    import torch

    x = torch.arange(6.0).reshape(2, 3).requires_grad_()
    (x @ x.T).sum().backward()
    assert x.grad is not None
    return float(x.grad.sum())


def _train() -> bool:
    import torch

    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(8, 32), torch.nn.ReLU(), torch.nn.Linear(32, 1))
    optimiser = torch.optim.Adam(model.parameters(), lr=0.01)
    x = torch.randn(64, 8)
    losses = []
    for _ in range(20):
        optimiser.zero_grad()
        loss = torch.nn.functional.mse_loss(model(x), x.sum(1, keepdim=True))
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses[-1] < losses[0]


def _compute_in_parallel() -> int:
    import torch

    torch.set_num_threads(4)
    a = torch.randn(600, 600)
    torch.linalg.cholesky(a @ a.T + 1000 * torch.eye(600))
    torch.sort(torch.randn(1_000_000))
    return torch.get_num_threads()


def _fit_a_mixture() -> list[int]:
    import numpy as np
    from sklearn.mixture import GaussianMixture

    rng = np.random.default_rng(0)
    x = np.concatenate([rng.normal(0, 1, (200, 2)), rng.normal(9, 1, (200, 2))])
    model = GaussianMixture(2, random_state=0).fit(x)
    return sorted(np.bincount(model.predict(x)).tolist())


def _import_more() -> list[str]:
    import lzma
    import sqlite3
    import zoneinfo
    from datetime import datetime

    import scipy.stats
    import torch.fx

    hour = datetime(2024, 7, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Paris")).utcoffset()
    return [lzma.__name__, sqlite3.__name__, scipy.stats.__name__, torch.fx.__name__, str(hour)]


def _run_a_thread() -> int:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(abs, range(-4, 0)))


def _use_fake_tensors() -> str:
    import torch
    from torch._subclasses.fake_tensor import FakeTensorMode

    with FakeTensorMode():
        return (torch.ones(2, device="cuda") * 2).device.type


@pytest.mark.parametrize("with_scratch", [False, True])
@pytest.mark.parametrize(
    ("action", "value"),
    [
        (_differentiate, 60.0),
        (_train, True),
        (_compute_in_parallel, 4),
        (_fit_a_mixture, [200, 200]),
        (_import_more, ["lzma", "sqlite3", "scipy.stats", "torch.fx", "2:00:00"]),
        (_run_a_thread, 10),
        (_use_fake_tensors, "cuda"),
    ],
    ids=lambda case: getattr(case, "__name__", ""),
)
def test_right_code_works(
    action: object, value: object, with_scratch: bool, tmp_path: Path
) -> None:
    """Torch, NumPy, scikit-learn, threads and late imports work, with a scratch folder or none."""
    assert callable(action)
    outcome = attempt(action, scratch=tmp_path if with_scratch else None)
    assert (outcome.value, outcome.error) == (value, None)


def _take_memory(size: int) -> int:
    return len(bytearray(size))


def test_cuda_lifts_the_limit_on_memory_alone(tmp_path: Path) -> None:
    """For CUDA, which reserves all addresses, memory is not limited; files and programs are."""
    limits = Limits(address_space=64 << 20)
    assert attempt(_take_memory, 128 << 20, limits=limits, device="cuda").value == 128 << 20
    assert attempt(os.fork, device="cuda").error == "PermissionError"
    assert attempt(os.listdir, str(tmp_path), device="cuda").error == "PermissionError"
