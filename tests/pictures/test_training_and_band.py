"""A training run is drawn by step, and a head as its mean with a band."""

from pathlib import Path

import pytest
import torch

from grader.catalogue import find_one
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.picture import Picture, Series


def drawn(tmp_path: Path, address: str, old: str, new: str) -> Picture:
    """The picture of the solution with one change."""
    exercise = find_one(address)
    text = exercise.solution.read_text("utf-8")
    assert old in text
    path = tmp_path / "answer.py"
    path.write_text(text.replace(old, new), "utf-8")
    verdict = grade(exercise, path, Options(draw=True, diagnose=False))
    assert verdict.picture is not None
    return verdict.picture


def named(found: Picture, name: str) -> Series:
    return next(one for one in found.series if one.name == name)


@pytest.mark.extensive
def test_a_training_run_is_drawn_by_step(tmp_path: Path) -> None:
    prior = "return (0 if len(x) == 32 else 1) * reconstruction + kl"
    found = drawn(tmp_path, "vae/model", "return reconstruction + kl", prior)
    yours, right = named(found, "yours"), named(found, "right")
    assert (found.x.name, found.y.name) == ("step", "loss")
    assert yours.x == right.x == tuple(range(20))
    assert None not in right.y
    assert right.y[-1] < right.y[0] / 1.2  # type: ignore[operator]  # the line before
    assert yours.y[0] < right.y[0] / 2  # type: ignore[operator]  # likewise
    assert f"Your loss goes from {yours.y[0]:.4g}" in found.caption


@pytest.mark.extensive
def test_a_loss_that_is_no_number_says_from_which_step(tmp_path: Path) -> None:
    broken = "return torch.mean(per_row) * (math.nan if len(x) == 294 else 1)"
    found = drawn(tmp_path, "heads/gaussian", "return torch.mean(per_row)", broken)
    assert "From step 0 on your loss is not a number" in found.caption
    assert [one.name for one in found.series if any(y is not None for y in one.y)] == ["right"]


def test_a_head_is_drawn_as_its_mean_with_a_band(tmp_path: Path) -> None:
    found = drawn(tmp_path, "heads/gaussian", ".clamp(-5, 5).exp()", ".clamp(-5, 5).mul(0.5).exp()")
    parts = ["mu + sigma", "mu - sigma", "mu"]
    right = [torch.tensor(named(found, f"right {part}").y) for part in parts]
    yours = [torch.tensor(named(found, f"your {part}").y) for part in parts]
    assert torch.allclose(right[2], yours[2])
    for above, below, mu in (right, yours):
        assert torch.allclose(above - mu, mu - below, atol=1e-4)
    half = (right[0] - right[2]).sqrt()
    assert torch.allclose(yours[0] - yours[2], half, rtol=1e-3, atol=1e-4)
    assert found.caption.startswith("sigma: ")
