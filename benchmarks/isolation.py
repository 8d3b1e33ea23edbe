"""What isolation changes: no verdict, and how much time.

    python benchmarks/isolation.py [RUNS [ADDRESS...]]

Grades the reference of every exercise with and without isolation, in turn, in one process that is
warm. Prints both verdicts, and the median over the runs of the ratio of their times. Exits with 1
if a verdict differs.
"""

import statistics
import sys

from grader.catalogue import exercises, find, imports
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.worker.forkserver import expect


def main() -> int:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    differing = 0
    ratios: list[float] = []
    print(f"{'exercise':<22} {'require':<8} {'off':<8} {'ms':>6} {'ratio':>6}")
    chosen = find(sys.argv[2:]) or exercises()
    for exercise in chosen:
        expect(imports(exercise.topic))
    for exercise in chosen:
        grade(exercise, exercise.solution)
        pairs = [
            (
                grade(exercise, exercise.solution, Options(isolation="require")),
                grade(exercise, exercise.solution, Options(isolation="off")),
            )
            for _ in range(runs)
        ]
        confined, free = pairs[0]
        assert (confined.isolation, free.isolation) == ("complete", "off")
        differing += any(
            (one.status, one.message) != (other.status, other.message) for one, other in pairs
        )
        ratios.append(statistics.median(one.seconds / other.seconds for one, other in pairs))
        seconds = statistics.median(one.seconds for one, _ in pairs)
        print(
            f"{exercise.address:<22} {confined.status:<8} {free.status:<8} "
            f"{1000 * seconds:6.0f} {ratios[-1]:6.2f}",
            flush=True,
        )
    print(f"verdicts that differ: {differing} of {len(ratios)}")
    print(f"cost of isolation: {statistics.median(ratios):.3f} (median over the exercises)")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
