"""Models to predict with under dropout. Each handles the rows of its input independently."""

from collections.abc import Callable

import torch
from torch import Tensor, nn


class Overheated(Exception):
    """What a failing model raises."""


class Failing(nn.Module):
    """A layer whose pass number `at` fails."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at
        self.passes = 0

    def forward(self, x: Tensor) -> Tensor:
        """Return x, or raise Overheated."""
        self.passes += 1
        if self.passes == self.at:
            raise Overheated("a forward pass failed")
        return x


def showcase(p: float) -> nn.Module:
    """Layers side by side, each with its own columns, so that the mode of each one shows.

    Dropout is `nn.Dropout` itself: code that finds it by class or by class name is right.
    """

    class AddsOneInTraining(nn.Module):
        def forward(self, x: Tensor) -> Tensor:
            return x + 1 if self.training else x

    class SideBySide(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.dropout = nn.Dropout(p)
            self.block = nn.Sequential(nn.Identity(), nn.Sequential(nn.Dropout(p)))
            self.norm = nn.BatchNorm1d(2)
            self.shift = AddsOneInTraining()

        def forward(self, x: Tensor) -> Tensor:
            layers = (self.dropout, self.block, self.norm, self.shift)
            own = x + 1 if self.training else x
            return torch.cat([*(layer(x) for layer in layers), own], dim=1)

    return SideBySide()


PARTS = (
    "an nn.Dropout",
    "an nn.Dropout inside a block",
    "a batch norm",
    "a layer that adds 1 in training",
    "the model itself, which adds 1 in training",
)
"""Which part each group of columns of a showcase belongs to."""


def perceptron(p: float) -> nn.Module:
    """A hidden layer with dropout."""
    return nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Dropout(p), nn.Linear(3, 2))


def normalised(p: float) -> nn.Module:
    """A hidden layer with batch norm and dropout."""
    return nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Dropout(p), nn.Linear(3, 1))


def in_place(p: float) -> nn.Module:
    """Dropout that writes into its input."""
    return nn.Sequential(nn.Linear(2, 2), nn.Dropout(p, inplace=True))


def deterministic(p: float) -> nn.Module:
    """No dropout at all."""
    return nn.Linear(2, 1)


def flat(p: float) -> nn.Module:
    """One number for each row, in a vector."""
    return nn.Sequential(nn.Linear(2, 1), nn.Dropout(p), nn.Flatten(0))


KINDS: dict[str, Callable[[float], nn.Module]] = {
    build.__name__: build
    for build in (showcase, perceptron, normalised, in_place, deterministic, flat)
}


def dropping(p: float) -> nn.Module:
    """Nothing but dropout."""
    return nn.Sequential(nn.Dropout(p))


class Lifted(nn.Module):
    """A layer that adds a number."""

    def __init__(self, by: float) -> None:
        super().__init__()
        self.by = by

    def forward(self, x: Tensor) -> Tensor:
        """Return x and that number."""
        return x + self.by


def lifted(p: float, by: float) -> nn.Module:
    """Dropout with outputs far from 0."""
    return nn.Sequential(nn.Dropout(p), Lifted(by))


def failing(at: int) -> nn.Module:
    """Dropout and batch norm, and a failure in one pass."""
    return nn.Sequential(nn.Dropout(0.5), nn.BatchNorm1d(2), Failing(at))
