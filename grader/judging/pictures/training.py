"""The loss by step of a training run that failed, yours and the reference's."""

from functools import lru_cache

import numpy as np

from grader.judging.answer_key import AnswerKey
from grader.judging.pictures.failure import Failure
from grader.picture import Picture, picture, series
from grader.probe.drivers import LOSSES
from grader.probe.tensors import seed_all, to_tensors
from grader.worker.codec import REQUEST, decode, encode

REMEMBERED = 32
"""Of how many training runs the reference's losses are kept: a run takes as long as a grade."""


def training(failure: Failure) -> Picture | None:
    """Your losses from the graded run, and those of the reference from the same start."""
    yours = failure.case.got.get(LOSSES)
    if not yours:
        return None
    probe, key = failure.probe, failure.answer_key
    right = _right_losses(key, key.probes.index(probe), encode(failure.case.inputs))
    drawn = [
        series("right", "line", range(len(right)), right),
        series("yours", "line", range(len(yours)), yours),
    ]
    return picture(f"{probe.of}: training", "step", "loss", drawn, _caption(yours, right))


@lru_cache(maxsize=REMEMBERED)
def _right_losses(key: AnswerKey, place: int, inputs: bytes) -> list[float]:
    """The losses of the reference, of the probe at a place of the answer key."""
    probe = key.probes[place]
    seed_all(key.seed(probe), "cpu")
    arguments = {name: to_tensors(value) for name, value in decode(inputs, REQUEST).items()}
    losses: list[float] = probe.drive(key.reference, **arguments)[LOSSES]
    return losses


def _caption(yours: list[float], right: list[float]) -> str:
    if not np.isfinite(yours).all():
        step = int(np.argmin(np.isfinite(yours)))
        fall = f"the right one falls to {right[-1]:.4g}"
        return f"From step {step} on your loss is not a number; {fall}."
    ends = f"Your loss goes from {yours[0]:.4g} to {yours[-1]:.4g}"
    return f"{ends}, the right one from {right[0]:.4g} to {right[-1]:.4g}."
