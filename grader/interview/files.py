"""The files of an interview, under `.practice/interview/`, never in the learner's `exercises/`."""

import os
from pathlib import Path

from grader.catalogue import Exercise
from grader.interview.plan import BUGS, CODE, EXPLAIN, exercise_of
from grader.interview.state import Interview, PartState
from grader.learner.progress import Progress
from grader.learner.regular_file import read_regular
from grader.learner.workspace import MAX_BYTES, Workspace, WorkspaceError, write

NOTES = """<!-- Explain it here, or say it aloud. -->
"""


def folder_of(workspace: Workspace, interview: Interview) -> Path:
    """The folder of an interview's files."""
    return workspace.private / "interview" / interview.id


def file_of(workspace: Workspace, interview: Interview, part: PartState) -> Path | None:
    """The file of a part, whether or not it exists; None if it has none."""
    exercise = exercise_of(part.part)
    if exercise is None:
        return None
    folder = folder_of(workspace, interview)
    if part.part.kind == CODE:
        return folder / exercise.file
    if part.part.kind == BUGS:
        return folder / "bugs" / exercise.file
    if part.part.kind == EXPLAIN:
        return (folder / exercise.file).with_suffix(".md")
    return None


def kept_of(workspace: Workspace, file: Path) -> Path:
    """The folder of those versions of a part's file that the candidate chose to overwrite."""
    return workspace.private / "kept" / file.relative_to(workspace.private).with_suffix("")


def provide(
    workspace: Workspace, progress: Progress, interview: Interview, part: PartState
) -> Path | None:
    """Write the file of a part if it is not there.

    One that was deleted comes back as it was last graded, or else as it was given.

    Returns:
        The file, or None if the part has none.

    Raises:
        WorkspaceError: it cannot be written.
    """
    file, exercise = file_of(workspace, interview, part), exercise_of(part.part)
    if file is None or exercise is None or os.path.lexists(file):
        return file
    try:
        write(file, _last_graded(progress, part) or given(exercise, part).encode())
    except OSError as error:
        raise WorkspaceError(
            f"{file} could not be written ({error.strerror or error}); nothing that was recorded "
            "is lost. Make room or change the folder's permissions, then `practice interview` "
            "writes it."
        ) from error
    return file


def given(exercise: Exercise, part: PartState) -> str:
    """What a candidate starts from."""
    if part.part.kind == EXPLAIN:
        return NOTES
    if part.part.kind == BUGS:
        from grader.buggy import make_of

        return make_of(exercise, part.part.seed, part.bugs).text
    from grader.source import read_solution, stub

    return stub(read_solution(exercise.solution), "interview")


def written(workspace: Workspace, interview: Interview, part: PartState) -> str:
    """What a candidate wrote as an explanation, without the note that was there; empty if nothing.

    Characters that are not UTF-8 are replaced.
    """
    file = file_of(workspace, interview, part)
    try:
        content = read_regular(file, MAX_BYTES) if file else b""
    except OSError:
        return ""
    return content.decode("utf-8", "replace").replace(NOTES.strip(), "").strip()


def has_changed(workspace: Workspace, interview: Interview, part: PartState) -> bool:
    """Whether the code of a part is not the last that was graded, nor what was given."""
    from grader.learner.texts import digest

    file, exercise = file_of(workspace, interview, part), exercise_of(part.part)
    if part.part.kind not in (CODE, BUGS) or file is None or exercise is None or part.passed:
        return False
    try:
        content = read_regular(file, MAX_BYTES)
    except OSError:
        return False
    if part.grades:
        return part.grades[-1].digest != digest(content)
    return content != given(exercise, part).encode()


def _last_graded(progress: Progress, part: PartState) -> bytes | None:
    digests = [grade.digest for grade in part.grades if grade.digest]
    return progress.text(digests[-1]) if digests else None
