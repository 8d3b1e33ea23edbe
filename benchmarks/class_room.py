"""How soon a class is seen after its results were read, and how much memory that takes.

    python benchmarks/class_room.py [ROWS]             (10000 by default)

A file of results is made of ROWS answers, with lines as long as those of a batch. Printed are the
seconds of reading it, those of the first view of the table after that, of a filtered one, of the
page of mistakes and of an answer, their ratio to reading, and the memory that reading has added.
"""

import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grader.batch.class_results import ClassResults
from grader.batch.overview import Filter
from grader.catalogue import exercises
from grader.room import class_view, view
from grader.room.class_room import ClassRoom

CHECKS = 20
LONG = "x = torch.tensor([1.0, -2.0, 0.5])\n" * 8


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    view.link(["/class"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "class-results.jsonl")
        make(file, rows)
        results = ClassResults(file)
        school = ClassRoom(results, None)
        before = resident()
        reading = seconds(lambda: results.refresh())
        print(f"{rows:,} answers in {file.stat().st_size / 2**20:.0f} MiB")
        print(f"{'reading':22} {reading:6.2f} s, and {resident() - before:.0f} MiB more memory")
        wrong = next(key for key, cell in results.cells.items() if cell.outcome == "fail")
        views: dict[str, Callable[[], object]] = {
            "first view": lambda: class_view.learners(school, Filter(), 0),
            "the same again": lambda: class_view.learners(school, Filter(), 0),
            "wrong answers": lambda: class_view.learners(school, Filter(outcome="fail"), 0),
            "mistakes": lambda: class_view.mistakes(school, ""),
            "an answer": lambda: class_view.answer(school, *wrong, Filter()),
        }
        for name, show in views.items():
            took = seconds(show)
            print(f"{name:22} {took:6.2f} s, {took / reading:5.2f} of reading")
        print(f"memory at the end      {resident() - before:6.0f} MiB more")


def make(file: Path, rows: int) -> None:
    """Write results as a batch would: half pass, a quarter of the others has a known mistake."""
    chance, addresses = random.Random(0), [one.address for one in exercises()]
    check = {"name": "f: value", "status": "pass", "expected": "The value is right.", "message": ""}
    with file.open("w", encoding="utf-8") as stream:
        for number in range(rows):
            learner, which = divmod(number, len(addresses))
            verdict = chance.choice(["pass", "pass", "fail", "error"])
            mistake = {"id": f"m{chance.randrange(9)}", "message": "You sum.", "hint": None}
            failed = {**check, "status": verdict, "message": "Wrong.", "counterexample": None}
            row = {
                "schema": 1, "learner": f"learner {learner:05}", "exercise": addresses[which],
                "verdict": verdict, "message": LONG, "checks": [check] * CHECKS + [failed],
                "misconception": mistake if verdict == "fail" and number % 4 else None,
                "path": f"learner {learner:05}/{addresses[which]}.py", "output": LONG,
                "sha256": "0" * 64, "kit": "0", "at": "2026-01-01T00:00:00+00:00", "fault": None,
            }  # fmt: skip
            stream.write(json.dumps(row) + "\n")


def seconds(do: Callable[[], object]) -> float:
    """How long something takes."""
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def resident() -> float:
    """The most MiB that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
