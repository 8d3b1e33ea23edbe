"""Finding where in an author's files an exception comes from."""

import traceback
from pathlib import Path

from grader.authoring.files import from_here, root

WRITTEN_BY_AUTHORS = ("grader/checks", "grader/mistakes", "solutions", "tests/corpus")


def located(error: BaseException, otherwise: Path) -> str:
    """The file and line of an author that raised an exception, and the exception, in a sentence.

    Args:
        error: the exception.
        otherwise: the file to name if no line of an author's file led to it.
    """
    place = from_here(otherwise)
    lines = traceback.extract_tb(error.__traceback__)
    written = [line for line in lines if _is_authored(line.filename)]
    if isinstance(error, SyntaxError) and error.filename and _is_authored(error.filename):
        place = f"{from_here(Path(error.filename))}:{error.lineno}"
        return f"{place}: SyntaxError: {error.msg}."
    if written:
        place = f"{from_here(Path(written[-1].filename))}:{written[-1].lineno}"
    return f"{place}: {type(error).__name__}: {str(error).rstrip('.')}."


def _is_authored(filename: str) -> bool:
    return any(Path(filename).is_relative_to(root() / folder) for folder in WRITTEN_BY_AUTHORS)
