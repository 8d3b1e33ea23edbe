"""The pictures in docs/exactly.md: those of the exercises that it refers to."""

import re
from pathlib import Path

from grader.authoring.files import root
from grader.catalogue import Exercise, exercises
from grader.judging.pictures.own import own_picture
from grader.render.picture_svg import picture_svg

PAGE = "docs/exactly.md"
REFERENCE = re.compile(r"\]\((pictures/[\w-]+\.svg)\)")


def figures() -> dict[Path, Exercise]:
    """The files that the page refers to, and the exercise that each is of.

    Raises:
        KeyError: a file is not named for an exercise, as `nll-mle.svg` is.
    """
    named = {f"pictures/{one.topic}-{one.name}.svg": one for one in exercises()}
    page = root() / PAGE
    found = REFERENCE.findall(page.read_text("utf-8"))
    return {page.parent / reference: named[reference] for reference in found}


def stale_figures() -> dict[Path, str]:
    """The files that are missing or not as they should be, with their right text."""
    texts = {path: picture_svg(own_picture(exercise)) for path, exercise in figures().items()}
    return {
        path: text
        for path, text in texts.items()
        if not path.is_file() or path.read_text("utf-8") != text
    }
