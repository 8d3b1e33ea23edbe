"""Verdicts as JSON, documented in docs/json.md."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from grader.verdict import SCHEMA_VERSION, Verdict

if TYPE_CHECKING:
    from grader.buggy.debrief import Debrief


def json_text(verdicts: Sequence[Verdict]) -> str:
    """An array with one object per verdict; strict JSON in ASCII."""
    return json.dumps([document(verdict) for verdict in verdicts], indent=2, allow_nan=False)


def bugs_text(verdict: Verdict, placed: int, left: int, told: "Debrief | None" = None) -> str:
    """The same for code with bugs, whose object also has the bugs.

    Args:
        verdict: the verdict.
        placed: how many bugs there were.
        left: how many are not mended.
        told: what is said once nothing is left to find.
    """
    notes = told and [
        {"line": note.line, "level": str(note.bug.level), "says": note.bug.says}
        for note in told.notes
    ]
    bugs = {
        "placed": placed,
        "left": left,
        "changed": told and told.changed,
        "smallest": told and told.smallest,
        "notes": notes,
    }
    return json.dumps([{**document(verdict), "bugs": bugs}], indent=2, allow_nan=False)


def document(verdict: Verdict) -> dict[str, Any]:
    """One verdict as plain data."""
    fields = asdict(verdict)
    start = {"schema": SCHEMA_VERSION, "exercise": fields.pop("exercise")}
    return {**start, "verdict": str(fields.pop("status")), **fields}
