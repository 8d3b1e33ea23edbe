"""Where the time of a warm grade goes: every check of every exercise, the slowest first.

    python benchmarks/checks.py [ADDRESS...]

Times are of the reference, in milliseconds and as a share of `python -c "import torch"` in the same
run.
"""

import subprocess
import sys
import time

from grader.catalogue import exercises, find, imports
from grader.judging.grade import grade
from grader.worker.forkserver import expect


def main() -> None:
    """Measure and print."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import torch"], check=True)
    bare = time.perf_counter() - started
    rows = []
    chosen = find(sys.argv[1:]) or exercises()
    for exercise in chosen:
        expect(imports(exercise.topic))
    for exercise in chosen:
        grade(exercise, exercise.solution)
        verdict = min(
            (grade(exercise, exercise.solution) for _ in range(3)), key=lambda v: v.seconds
        )
        print(
            f"{exercise.address:<20} {verdict.status:<6} {1000 * verdict.seconds:7.0f} ms "
            f"{verdict.seconds / bare:6.2f}  {sum(c.examples for c in verdict.checks)} examples"
        )
        rows += [(check.seconds, exercise.address, check) for check in verdict.checks]
    print()
    for seconds, address, check in sorted(rows, key=lambda row: -row[0]):
        label = f"{address} {check.name}"
        print(f"{label:<60} {1000 * seconds:7.1f} ms {seconds / bare:6.3f} {check.examples:>5}")


if __name__ == "__main__":
    main()
