"""The magics `%%practice` and `%practice` of IPython."""

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, NoReturn

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.display import display

from grader.catalogue import Exercise, UnknownAddress, find_one
from grader.confine.search_path import started_safely
from grader.notebook.answer import of_cell
from grader.notebook.cells import Cell, cell
from grader.notebook.desk import NotGraded, grade
from grader.notebook.session import inputs
from grader.notebook.steps import NotebookSteps

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

COMMANDS = ("show", "hint", "solution", "list", "next")
"""What `%practice` does: what the terminal does, and by the terminal's own rules."""


@magics_class
class PracticeMagics(Magics):  # type: ignore[misc]  # IPython's types are partial
    """Practicing in a notebook."""

    shell: "InteractiveShell"

    @cell_magic("practice")  # type: ignore[untyped-decorator]
    def grade_cell(self, line: str, body: str) -> None:
        """Grade this cell: `%%practice vae/kl` at its top.

        Its text is judged in a confined process, with the imports and helpers that it uses from
        earlier cells. Afterwards it is run here too, if it could be imported.
        """
        exercise = _exercise(line)
        last, before = self._cells(body)
        try:
            result = grade(exercise, of_cell(exercise, last, before), NotebookSteps())
        except NotGraded as problem:
            _refuse(str(problem))
        except KeyboardInterrupt:
            _refuse("Interrupted; the cell was not graded.")
        display(result)
        if result.imported:
            self.shell.run_cell(body)

    @line_magic("practice")  # type: ignore[untyped-decorator]
    def run_command(self, line: str) -> None:
        """Help with an exercise: `%practice hint vae/kl`, likewise `show` and `solution`."""
        try:
            words = shlex.split(line)
        except ValueError:
            words = []
        if not words or words[0] not in COMMANDS:
            _refuse(
                "Write `%%practice ADDRESS` at the top of a cell to grade it, or `%practice "
                f"COMMAND`, where COMMAND is {', '.join(COMMANDS[:-1])} or {COMMANDS[-1]}."
            )
        with started_safely():
            plain = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
            done = subprocess.run(
                [sys.executable, "-m", "grader.cli", *words],
                env=plain,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
        if done.stdout:
            print(done.stdout, end="")
        if done.returncode:
            _refuse(done.stderr.strip())
        sys.stderr.write(done.stderr)

    @line_magic("%practice")  # type: ignore[untyped-decorator]
    def not_first(self, line: str) -> None:
        """Say what is wrong with a cell that has `%%practice` further below."""
        _refuse(f"`%%practice {line}` must be the first line of its cell; move it there.")

    def _cells(self, body: str) -> tuple[Cell, list[Cell]]:
        """The cell that is running, and those that ran in this session before it."""
        text, before = f"%%practice\n{body}", inputs(self.shell)
        if before and before[-1].text.rstrip() == cell("", text).text.rstrip():
            return cell(before[-1].label, text), before[:-1]
        return cell("this cell", text), before  # it runs without being stored


def _exercise(line: str) -> Exercise:
    words = line.split()
    if len(words) != 1:
        _refuse("Name one exercise after `%%practice`, such as `%%practice vae/kl`.")
    try:
        return find_one(words[0])
    except UnknownAddress as error:
        _refuse(str(error))


def _refuse(sentence: str) -> NoReturn:
    """End the cell with a sentence and no traceback."""
    raise UsageError(sentence) from None
