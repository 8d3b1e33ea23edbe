"""One file's grade as a line of JSON, documented in docs/batch.md."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from grader.confine.report import Mode
from grader.verdict import SCHEMA_VERSION


@dataclass(frozen=True)
class BatchOptions:
    """How files are graded, as a line records it; see `grader.judging.options.Options`."""

    device: str = "cpu"
    seed: int = 0
    thorough: bool = False
    isolation: Mode = "require"


@dataclass(frozen=True)
class Job:
    """A file to grade, with everything that another process needs to know about it.

    Attributes:
        learner: whose it is.
        exercise: the address of the exercise that it answers.
        path: its path within the folder of all learners.
        sha256: the hash of its content.
        content: its content.
        kit: the version that must grade it.
        options: the options to grade it with.
    """

    learner: str
    exercise: str
    path: str
    sha256: str
    content: bytes
    kit: str
    options: BatchOptions


class MistakeName(msgspec.Struct, frozen=True, gc=False):
    """A misconception, as it is counted."""

    id: str
    message: str


class Row(msgspec.Struct, frozen=True):
    """The part of a line that is kept in memory.

    Attributes:
        learner: whose file it was.
        exercise: its exercise.
        path: its path within the folder of all learners.
        sha256: the hash of its content.
        kit: the version that graded it.
        options: the options that it was graded with.
        seconds: how long that took.
        verdict: the verdict, or None if there is none.
        misconception: the misconception that was named.
        fault: why there is no verdict, in a sentence.
    """

    learner: str
    exercise: str
    path: str
    sha256: str
    kit: str
    options: BatchOptions
    seconds: float
    verdict: str | None
    misconception: MistakeName | None
    fault: str | None

    @property
    def outcome(self) -> str:
        """The verdict, or `fault`."""
        return self.verdict or "fault"

    def answers(self, job: Job) -> bool:
        """Whether grading this file now would give the same result."""
        return self.fault is None and (self.sha256, self.kit, self.options) == (
            job.sha256,
            job.kit,
            job.options,
        )


_decoder = msgspec.json.Decoder(Row)


def row(line: bytes) -> Row:
    """Read a line.

    Raises:
        ValueError: the line is not a result.
    """
    try:
        return _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None


def graded_line(job: Job, document: dict[str, Any]) -> bytes:
    """The line of a file that has a verdict, as `grader.render.as_json.document` returns it."""
    return _line(job, {**document, "fault": None})


def fault_line(job: Job, fault: str, traceback: str = "", seconds: float = 0.0) -> bytes:
    """The line of a file that could not be graded."""
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
    return line.encode("utf-8", "replace") + b"\n"  # what a file prints may not be valid text
