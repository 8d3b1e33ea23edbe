"""Finds where a computation goes wrong, by the numbers on the way."""

from grader.judging.diagnosis.locate.cancelled import cancelled
from grader.judging.diagnosis.locate.not_finite import not_finite
from grader.judging.diagnosis.locate.place import wrong_place

__all__ = ["cancelled", "not_finite", "wrong_place"]
