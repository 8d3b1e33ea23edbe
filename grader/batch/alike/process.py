"""Comparing a class in a process of its own: it reads strangers' files, and ends when it is done.

    python -m grader.batch.alike.process

reads one JSON object from standard input, `Task`, and writes one line of JSON for each exercise. A
syntax tree takes a thousand times as much memory as its text: that of this process is gone with it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from grader.batch.alike.compare import Compared, alike, shared_lines
from grader.batch.alike.known import known
from grader.batch.alike.syntax import Unparsable
from grader.batch.alike.task import Report, Task
from grader.batch.answer_file import FileState, read_answer
from grader.catalogue import find_one


def reports(task: Task) -> Iterator[Report]:
    """Compare the answers to each exercise."""
    for address, files in task.answers.items():
        exercise = find_one(address)
        texts = {
            one.learner: found.text
            for one in files
            for found in [read_answer(Path(task.root), one.path, one.sha256)]
            if found.state is FileState.GRADED
        }
        found: Compared[int] = alike(texts, known(exercise))
        lines = (frozenset[int](), frozenset[int]())
        if task.lines and len(texts) == 2:
            try:
                left, right = texts.values()
                lines = shared_lines(left, right, known(exercise))
            except Unparsable:
                pass  # one is not Python: it is counted
        yield Report(
            address,
            found.pairs,
            found.judged,
            found.short,
            found.unparsable,
            len(files) - len(texts),
            lines,
        )


def main() -> None:
    """Do the task that is on standard input."""
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    for report in reports(task):
        sys.stdout.buffer.write(msgspec.json.encode(report) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
