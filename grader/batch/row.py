"""One file's grade as a line of JSON, documented in docs/batch.md."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from grader.confine.report import Mode
from grader.verdict import SCHEMA_VERSION


@dataclass(frozen=True)
class Options:
    """How files are graded; see `grader.judging.grade.grade`."""

    device: str = "cpu"
    seed: int = 0
    thorough: bool = False
    isolation: Mode = "require"


@dataclass(frozen=True)
class Job:
    """A file to be graded, with all that a process elsewhere needs to know of it.

    Attributes:
        learner: whose it is.
        exercise: the address of what it answers.
        path: its place, seen from the folder of all learners.
        sha256: the hash of its content.
        content: what is in it.
        kit: the version that is to grade it.
        options: how.
    """

    learner: str
    exercise: str
    path: str
    sha256: str
    content: bytes
    kit: str
    options: Options


class Named(msgspec.Struct, frozen=True, gc=False):
    """A misconception, as it is counted."""

    id: str
    message: str


class Row(msgspec.Struct, frozen=True):
    """What is kept in memory of a line.

    Attributes:
        learner: whose file it was.
        exercise: its exercise.
        path: its place in the folder of all learners.
        sha256: the hash of what was in it.
        kit: the version that graded it.
        options: how.
        seconds: what it took.
        verdict: the verdict, or None where there is none.
        misconception: the mistake that was named.
        fault: why there is no verdict, in a sentence.
    """

    learner: str
    exercise: str
    path: str
    sha256: str
    kit: str
    options: Options
    seconds: float
    verdict: str | None
    misconception: Named | None
    fault: str | None

    @property
    def outcome(self) -> str:
        """The verdict, or `fault`."""
        return self.verdict or "fault"

    def answers(self, job: Job) -> bool:
        """Whether it is what grading this file would come to."""
        return self.fault is None and (self.sha256, self.kit, self.options) == (
            job.sha256,
            job.kit,
            job.options,
        )


_decoder = msgspec.json.Decoder(Row)


def row(line: bytes) -> Row:
    """Read a line.

    Raises:
        ValueError: it is no line of ours.
    """
    try:
        return _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None


def graded_line(job: Job, document: dict[str, Any]) -> bytes:
    """The line of a file that has a verdict, which `grader.render.as_json.document` gave."""
    return _line(job, {**document, "fault": None})


def fault_line(job: Job, fault: str, traceback: str = "", seconds: float = 0.0) -> bytes:
    """The line of a file that could not be judged."""
    fields = {
        "exercise": job.exercise,
        "verdict": None,
        "message": fault,
        "misconception": None,
        "seconds": seconds,
        "path": job.path,
        "fault": fault,
        "traceback": traceback,
    }
    return _line(job, fields)


def _line(job: Job, fields: dict[str, Any]) -> bytes:
    start = {"schema": SCHEMA_VERSION, "learner": job.learner}
    end = {
        "sha256": job.sha256,
        "kit": job.kit,
        "options": asdict(job.options),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    line = json.dumps({**start, **fields, **end}, ensure_ascii=False, allow_nan=False)
    return line.encode("utf-8", "replace") + b"\n"  # what a file prints may be no valid text
