"""Notebooks as files: the answer in one, and one to start from for each topic."""

import logging
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.catalogue import Exercise, Topic
from grader.judging.submission import Unusable
from grader.learner.regular_file import read_regular
from grader.notebook.answer import CellAnswer, of_cells
from grader.notebook.cells import cell
from grader.render.pages import bare
from grader.source import read_solution, stub

if TYPE_CHECKING:
    from nbformat import NotebookNode

MAX_BYTES = 200_000_000
"""Larger notebooks are not read; it is their outputs that take the room."""

_HOW = (
    "Fill in the blanks of a cell and run it: its text is graded, in a confined process of its "
    "own, and then it is run here too. `%practice hint ADDRESS` gives a hint, `%practice solution "
    "ADDRESS` a good answer."
)

_LOAD = "%load_ext grader.notebook"

MISSING = "Notebooks need a package more; `pip install 'practice-ml[notebook]'` installs it."


def read_answer(exercise: Exercise, file: Path) -> CellAnswer:
    """Gather the answer to an exercise from a notebook, whether or not it was ever run.

    Args:
        exercise: the exercise.
        file: the notebook, of any version that `nbformat` reads.

    Raises:
        Unusable: it cannot be read; the message says what to do.
    """
    cells = [
        cell(f"{file}, cell {number}", str(one.source))
        for number, one in enumerate(_read(file).cells, 1)
        if one.cell_type == "code"
    ]
    return of_cells(exercise, cells, str(file))


def _read(file: Path) -> "NotebookNode":
    try:
        import nbformat
    except ImportError:
        raise Unusable(MISSING) from None
    if not file.exists():
        raise Unusable(f"{file} does not exist; name a notebook that does.")
    try:
        raw = read_regular(file, MAX_BYTES)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unusable(f"{file} cannot be read ({reason}); check the file.") from None
    if len(raw) > MAX_BYTES:
        raise Unusable(f"{file} is larger than {MAX_BYTES:,} bytes; clear its outputs and save it.")
    try:
        with warnings.catch_warnings(action="ignore"):
            logging.disable()  # it reports every oddity of a notebook that it then reads
            return nbformat.reads(raw.decode("utf-8-sig"), as_version=4)
    except Exception:  # whatever it raises about what is no notebook, or a newer one
        raise Unusable(
            f"{file} is not a notebook of a version that can be read; open it in Jupyter and save "
            "it again."
        ) from None
    finally:
        logging.disable(logging.NOTSET)


def topic_notebook(topic: Topic) -> str:
    """A notebook with the statement and the stub of each exercise of a topic.

    Raises:
        Unusable: the package that writes notebooks is not installed.
    """
    try:
        import nbformat
    except ImportError:
        raise Unusable(MISSING) from None
    cells = [_markdown(topic.name, f"# {topic.title}\n\n{_HOW}"), _code(topic.name, _LOAD)]
    for one in topic.exercises:
        name = f"{one.topic}-{one.name}"
        solution = read_solution(one.solution)
        cells.append(_markdown(name, f"#{solution.statement}"))  # a level below the topic's title
        cells.append(_code(name, f"%%practice {one.address}\n{bare(stub(solution, 'guided'))}"))
    python = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": python})
    return f"{nbformat.writes(whole)}\n"


def _markdown(name: str, text: str) -> Any:
    import nbformat

    return nbformat.v4.new_markdown_cell(text, id=f"{name}-text")


def _code(name: str, text: str) -> Any:
    import nbformat

    return nbformat.v4.new_code_cell(text.rstrip("\n"), id=f"{name}-code")
