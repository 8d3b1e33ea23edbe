"""Drawn values as tensors on a device, and the seeds of every source of randomness."""

import random
import sys
from typing import Any

from grader.probe.values import Array


def to_tensors(tree: Any, device: str = "cpu", dtype: str | None = None) -> Any:
    """Make tensors and NumPy arrays of the `Array`s in a tree.

    Args:
        tree: what was drawn.
        device: where its tensors go; `meta` makes tensors that pretend to be elsewhere.
        dtype: what floating arrays become; None keeps theirs.
    """
    match tree:
        case Array():
            data = tree.data.copy()
            if dtype and data.dtype.kind == "f":
                data = data.astype(dtype)
            if tree.library == "numpy":
                return data
            import torch

            tensor = torch.from_numpy(data)
            if device == "meta":
                from grader.worker.fake_device import FakeDeviceTensor

                return FakeDeviceTensor(tensor)
            return tensor.to(device)
        case dict():
            return {key: to_tensors(item, device, dtype) for key, item in tree.items()}
        case list():
            return [to_tensors(item, device, dtype) for item in tree]
        case tuple():
            return tuple(to_tensors(item, device, dtype) for item in tree)
    return tree


def seed_all(seed: int, device: str = "cpu") -> None:
    """Seed every global source of randomness that is loaded and that a device can use."""
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed % 2**32)
    if torch := sys.modules.get("torch"):
        # `torch.manual_seed` notes for a CUDA that is not in use who called it, which takes longer
        # than many a submission.
        (torch.default_generator if device == "cpu" else torch).manual_seed(seed)
