"""An interview as plain data for JSON; docs/interview.md describes it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import msgspec

from grader.interview.debrief import Debrief
from grader.interview.score import Score
from grader.interview.state import Interview, PartState

SCHEMA_VERSION = 1


def document(interview: Interview, found: Debrief | None, files: Mapping[int, str]) -> Any:
    """An interview as an object.

    Args:
        interview: the interview.
        found: its debrief, once it has ended; until then what is to come is left out.
        files: the paths of the parts' files, by number.
    """
    parts = [
        _part(one, files.get(one.number))
        for one in interview.parts
        if one.entered or interview.ended
    ]
    whole: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "interview": interview.id,
        "began": interview.began.isoformat(),
        "kit": interview.kit,
        "seed": interview.plan.seed,
        "level": interview.plan.level,
        "minutes": interview.plan.minutes,
        "ended": interview.ended,
        "seconds": round(interview.elapsed, 1),
        "left": round(interview.left, 1),
        "part": interview.at,
        "of": len(interview.parts),
        "parts": parts,
    }
    if found is not None:
        whole["plan"] = msgspec.to_builtins(interview.plan)
        whole["debrief"] = _debrief(found)
    return whole


def _part(one: PartState, file: str | None) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.part.kind,
        "minutes": one.part.minutes,
        "seconds": round(one.seconds, 1),
        "exercise": one.part.exercise or None,
        "file": file,
        "questions": list(one.part.questions),
        "open_questions": list(one.open_questions),
        "grades": len(one.grades),
        "passed": one.passed,
        "hints": one.hints,
        "done": one.done,
    }


def _debrief(found: Debrief) -> dict[str, Any]:
    whole = asdict(found)
    for name in ("id", "began", "kit", "seed", "level", "minutes", "seconds", "ended"):
        del whole[name]  # the interview has them
    whole["score"] = scores(found.score)
    return whole


def scores(points: Score) -> dict[str, float | None]:
    """The score and its parts, in tenths of a point; null where there was nothing to score."""
    whole = points._asdict() | {"total": points.total}
    return {name: None if one is None else round(one, 1) for name, one in whole.items()}
