"""The file that a learner mends, in `.practice/buggy/`, and the record of what was placed in it."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.buggy.given import Given, make_of
from grader.catalogue import Exercise
from grader.learner.regular_file import read_regular
from grader.learner.workspace import MAX_BYTES, NotKept, Workspace, WorkspaceError, write


class NothingGiven(WorkspaceError):
    """There is no file with bugs to grade."""

    exit_code = 2


@dataclass(frozen=True)
class InHand:
    """What the learner works on.

    Attributes:
        given: what was given.
        file: the file that they change.
        sitting: the sitting in their history, or empty if it could not be stored.
        kept: where the version is kept that this one replaced, if it replaced one.
    """

    given: Given
    file: Path
    sitting: str
    kept: Path | None = None


def file_of(workspace: Workspace, exercise: Exercise) -> Path:
    """Where the file with bugs is, whether it exists or not; never among the exercises."""
    return workspace.private / "buggy" / exercise.file


def begin(workspace: Workspace, given: Given, sitting: str) -> InHand:
    """Write the file; a version that the learner has changed is kept.

    A record is written last and removed first, so that after a crash no file is judged by the bugs
    of another one.

    Raises:
        WorkspaceError: nothing could be written; the old file is unchanged or kept.
    """
    file = file_of(workspace, given.exercise)
    record = _record(file)
    try:
        kept = _keep(workspace, given.exercise, file)
        record.unlink(missing_ok=True)
        write(file, given.text.encode())
        content = {
            "seed": given.seed,
            "bugs": given.names,
            "text": given.text,
            "sitting": sitting,
        }
        write(record, json.dumps(content).encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise WorkspaceError(
            f"{file} could not be written ({reason}); check that you may write to the folder and "
            "that the disk is not full."
        ) from error
    return InHand(given, file, sitting, kept)


def current(workspace: Workspace, exercise: Exercise) -> InHand:
    """What the learner was given last.

    Raises:
        NothingGiven: there is no such file, or it was written by another version of the kit.
    """
    file = file_of(workspace, exercise)
    again = f"`practice start {exercise.address} --scaffold buggy` writes one."
    try:
        stored = json.loads(read_regular(_record(file), MAX_BYTES))
        given = make_of(exercise, int(stored["seed"]), tuple(map(str, stored["bugs"])))
        same, sitting = given.text == stored["text"], str(stored["sitting"])
    except FileNotFoundError:
        raise NothingGiven(
            f"There is no file of {exercise.address} with bugs in it; {again}"
        ) from None
    except (OSError, ValueError, KeyError, TypeError):
        same = False
    if not same or not given.bugs:
        raise NothingGiven(
            f"{file} was written by another version of practice, or its record is damaged, so its "
            f"bugs are not known; {again} This one is kept."
        )
    return InHand(given, file, sitting)


def _record(file: Path) -> Path:
    return file.with_suffix(".json")


def _keep(workspace: Workspace, exercise: Exercise, file: Path) -> Path | None:
    """Keep what the learner made of the file; what was never changed is not kept."""
    if not file.exists():
        return None
    old = read_regular(file, MAX_BYTES)
    if len(old) > MAX_BYTES:
        raise NotKept(f"{file} is larger than {MAX_BYTES:,} bytes; move it away and try again.")
    with suppress(OSError, ValueError, KeyError, TypeError):
        if json.loads(read_regular(_record(file), MAX_BYTES))["text"].encode() == old:
            return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = workspace.private / "kept" / "buggy" / exercise.topic / exercise.name / f"{stamp}.py"
    write(kept, old)
    return kept
