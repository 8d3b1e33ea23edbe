"""Turning drawn values into tensors on a device, and seeding every source of randomness."""

import random
import sys
from typing import Any

from grader.probe.values import Array


def to_tensors(tree: Any, device: str = "cpu", dtype: str | None = None) -> Any:
    """Turn the `Array`s in a tree into tensors and NumPy arrays.

    Args:
        tree: what was drawn.
        device: where its tensors go; `meta` makes tensors that pretend to be on another device.
        dtype: the dtype for floating arrays; None keeps theirs.
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
    """Seed every loaded global source of randomness that a device can use."""
    random.seed(seed)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed(seed % 2**32)
    if torch := sys.modules.get("torch"):
        # If CUDA is not in use, `torch.manual_seed` records its caller for later, which takes
        # longer than many submissions.
        (torch.default_generator if device == "cpu" else torch).manual_seed(seed)
