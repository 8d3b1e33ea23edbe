"""The gradebook: learners by exercises, as a table for a spreadsheet."""

import csv
import io

from grader.batch.summary import Summary
from grader.render.markdown import sanitise

_FORMULA = ("=", "+", "-", "@", "|", "%", "'", "＝", "＋", "－", "＠")


def gradebook(summary: Summary) -> str:
    """The gradebook as CSV; the cell of an exercise that was not handed in is empty.

    If a spreadsheet could take a learner's name for a formula, it gets an apostrophe in front,
    as OWASP advises ("CSV Injection").
    """
    written = io.StringIO()
    table = csv.writer(written, quoting=csv.QUOTE_ALL)  # so that no separator ends a cell
    addresses = [exercise.address for exercise in summary.exercises]
    table.writerow(["learner", "passed", *addresses])
    for learner in summary.learners:
        outcomes = [summary.cells.get((learner, address), "") for address in addresses]
        table.writerow([harmless(learner), summary.passed(learner), *outcomes])
    return written.getvalue()


def harmless(name: str) -> str:
    """A name on one line that no spreadsheet takes for a formula."""
    shown = sanitise(name).replace("\n", "\\n")
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
