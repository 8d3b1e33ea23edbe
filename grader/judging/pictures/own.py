"""The picture that an exercise shows once it has passed, computed from the reference."""

import importlib

from grader.catalogue import Exercise
from grader.judging.answer_key import load_reference
from grader.picture import Picture

FUNCTION = "own_picture"
"""Its name in a module of checks."""


def own_picture(exercise: Exercise) -> Picture:
    """Draw what an exercise is about.

    Raises:
        AttributeError: its module of checks has no such function.
    """
    module = importlib.import_module(exercise.checks)
    drawn: Picture = getattr(module, FUNCTION)(load_reference(exercise.solution))
    return drawn
