"""Draws a failure, from its inputs and answers alone.

A picture is made after the first failure is shown. Whatever goes wrong with it, the verdict stays.
"""

from collections.abc import Callable
from contextlib import suppress

from grader.judging.pictures.band import band
from grader.judging.pictures.curve import curve
from grader.judging.pictures.failure import Failure
from grader.judging.pictures.training import training
from grader.picture import Picture

__all__ = ["Failure", "picture_of"]


def _of_the_probe(failure: Failure) -> Picture | None:
    """What the probe itself draws of a case: noise, masks, mixtures."""
    return failure.probe.draw(failure.case) if failure.probe.draw else None


KINDS: tuple[Callable[[Failure], Picture | None], ...] = (_of_the_probe, training, band, curve)
"""In this order: what was made for the check shows more than a curve."""


def picture_of(failure: Failure) -> Picture | None:
    """The picture of a failure, or None where there is nothing to see."""
    for kind in KINDS:
        with suppress(Exception):  # an answer can have any form
            if found := kind(failure):
                return found
    return None
