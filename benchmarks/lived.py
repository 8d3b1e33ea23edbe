"""A workspace of somebody who has practiced for three months, for benchmarks of what reads it."""

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from grader.catalogue import exercises, questions
from grader.learner import clock
from grader.learner.progress import Progress
from grader.learner.workspace import Workspace
from grader.verdict import CheckResult, Misconception, Status, Verdict

DAYS = 90


def live(root: Path) -> None:
    """Fill a workspace with some seven hundred grades and quiz answers and an interview."""
    drawn = random.Random(0)
    there = Workspace(root)
    progress = Progress(there.database)
    asked = sorted(questions())
    start = now = datetime.now(UTC) - timedelta(days=DAYS)
    with mock.patch.object(clock, "now", side_effect=lambda: now):
        for day in range(DAYS):
            now = start + timedelta(days=day)
            for exercise in drawn.sample(exercises(), 2):
                progress.start(exercise.address, drawn.choice(("guided", "interview")), 1)
                for grade in range(drawn.randint(1, 5)):
                    now += timedelta(minutes=drawn.randint(1, 7))
                    passed = grade == 3 or drawn.random() < 0.3
                    text = f"# {now}\n{exercise.solution.read_text('utf-8')}"
                    progress.record(_verdict(exercise.address, passed), text.encode())
                    if passed:
                        break
                    progress.take_hint(exercise.address, 3)
            for question in drawn.sample(asked, 3):
                progress.answer(question, "0", drawn.random() < 0.7)
    _files(there, drawn)
    for arguments in (["--seed", "1", "--yes"], ["--finish", "--yes"]):
        command = [sys.executable, "-m", "grader.cli", "interview", *arguments]
        subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, check=True)


def _files(there: Workspace, drawn: random.Random) -> None:
    """Leave a third of the files as they are, and fill in one or all blanks of the others."""
    for exercise in exercises():
        file, kind = there.file(exercise), drawn.randrange(3)
        if kind == 1:
            file.write_text(file.read_text("utf-8").replace("blank(", "abs(", 1), "utf-8")
        elif kind == 2:
            file.write_bytes(exercise.solution.read_bytes())


def _verdict(address: str, passed: bool) -> Verdict:
    if passed:
        return Verdict(address, Status.PASS, "")
    failed = CheckResult("value", Status.FAIL, "")
    return Verdict(address, Status.FAIL, "", (failed,), Misconception("mean-for-sum", ""))
