"""What stored prints save: a cold grade of a wrong answer with a cache, beside one without.

    python benchmarks/cache.py [ADDRESS...]

For each exercise, the last known mistake is graded by `practice grade` with an empty cache, and
then twice with what that stored. Printed are the judge's processor seconds, which other work on the
machine changes less than wall time, of the first grade and the faster of the others, and their
ratio.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, exercises, find
from grader.judging.grade import answer_key

AGAIN = 2


def seconds(exercise: Exercise, file: Path, caches: Path) -> float:
    """Processor time of one grade, without that of the processes that run the submission."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "grader.cli", "grade", exercise.address, "--file", str(file)],
        cwd=file.parent,
        env=os.environ | {"XDG_CACHE_HOME": str(caches)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    print(f"{'exercise':<24} {'empty':>6} {'filled':>6} {'ratio':>6}")
    for exercise in find(sys.argv[1:]) or exercises():
        mistake = answer_key(exercise).known_mistakes[-1]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "exercises").mkdir()
            file = folder / "answer.py"
            solution = exercise.solution.read_text("utf-8")
            file.write_text(substitute(solution, mistake.of, mistake.write))
            seconds(exercise, file, folder / "other")  # compiles what is imported
            empty = seconds(exercise, file, folder / "caches")
            filled = min(seconds(exercise, file, folder / "caches") for _ in range(AGAIN))
        print(
            f"{exercise.address:<24} {empty:6.2f} {filled:6.2f} {filled / empty:6.2f}", flush=True
        )


if __name__ == "__main__":
    main()
