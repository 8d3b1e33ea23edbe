"""What an exercise's own picture must be, before a learner sees it."""

import importlib
from collections.abc import Iterator

from grader.authoring.faults import located
from grader.authoring.files import files_of, from_here
from grader.catalogue import Exercise
from grader.judging.pictures.own import FUNCTION, own_picture
from grader.picture import WORDS, Picture


def picture_problems(exercise: Exercise) -> Iterator[str]:
    """Whether the checks draw what the exercise is about, with a sentence that says what to see."""
    checks = files_of(exercise).checks
    if not hasattr(importlib.import_module(exercise.checks), FUNCTION):
        yield (
            f"{exercise.address}: what a learner sees after a pass is missing; write "
            f"`{FUNCTION}(impl)` in {from_here(checks)}."
        )
        return
    try:
        drawn = own_picture(exercise)
    except Exception as error:  # whatever an author's function raises
        yield located(error, checks)
        return
    if not isinstance(drawn, Picture):
        yield f"{exercise.address}: `{FUNCTION}` must return a `grader.picture.Picture`."
    elif not drawn.caption.endswith(".") or len(drawn.caption) >= WORDS:
        yield (
            f"{exercise.address}: the caption of `{FUNCTION}` must be a sentence of less than "
            f"{WORDS} characters that ends with a period."
        )
