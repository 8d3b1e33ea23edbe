"""Verdicts as JSON, documented in docs/json.md."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from grader.verdict import SCHEMA_VERSION, Verdict


def json_text(verdicts: Sequence[Verdict]) -> str:
    """An array with one object per verdict; strict JSON in ASCII."""
    return json.dumps([document(verdict) for verdict in verdicts], indent=2, allow_nan=False)


def document(verdict: Verdict) -> dict[str, Any]:
    """One verdict as plain data."""
    fields = asdict(verdict)
    start = {"schema": SCHEMA_VERSION, "exercise": fields.pop("exercise")}
    return {**start, "verdict": str(fields.pop("status")), **fields}
