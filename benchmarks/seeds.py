"""False failures: the solution of every exercise, graded with many seeds.

    python benchmarks/seeds.py [SEEDS] [ADDRESS...]

Grades each solution with seeds 1 to SEEDS (1000 by default), side by side on all processors, and
prints how many grades did not pass, with their messages. Both stubs of each exercise are graded
once and must be blank.
"""

import sys
import tempfile
from itertools import islice
from pathlib import Path

from joblib import Parallel, delayed

from grader.catalogue import Exercise, exercises, find, imports
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.source import SCAFFOLDS, read_solution, stub
from grader.verdict import Status
from grader.worker.forkserver import expect

BLOCK = 50
"""Seeds that one process takes at a time."""


def failures(exercise: Exercise, first: int, last: int) -> list[str]:
    """What went wrong with the seeds from `first` up to `last`."""
    for one in exercises():
        expect(imports(one.topic))
    seeds = range(first, last)
    verdicts = [grade(exercise, exercise.solution, Options(seed=seed)) for seed in seeds]
    return [
        f"{exercise.address} --seed {verdict.seed}: {verdict.message}"
        for verdict in verdicts
        if verdict.status is not Status.PASS
    ]


def blank_stubs(exercise: Exercise) -> int:
    """How many of the two stubs are reported blank."""
    solution = read_solution(exercise.solution)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, exercise.file.name)
        count = 0
        for scaffold in SCAFFOLDS:
            file.write_text(stub(solution, scaffold), "utf-8")
            count += grade(exercise, file).status is Status.BLANK
        return count


def main() -> None:
    """Measure and print."""
    seeds = int(next(islice(sys.argv, 1, None), "1000"))
    chosen = find(sys.argv[2:]) or exercises()
    blocks = [
        (exercise, first, min(first + BLOCK, seeds + 1))
        for exercise in chosen
        for first in range(1, seeds + 1, BLOCK)
    ]
    found: dict[str, list[str]] = {exercise.address: [] for exercise in chosen}
    done = dict.fromkeys(found, 0)
    results = Parallel(n_jobs=-1, return_as="generator")(delayed(failures)(*b) for b in blocks)
    for (exercise, first, last), problems in zip(blocks, results, strict=True):
        found[exercise.address] += problems
        done[exercise.address] += last - first
        for problem in problems:
            print(problem, flush=True)
        if done[exercise.address] == seeds:
            failed = len(found[exercise.address])
            blank = blank_stubs(exercise)
            print(
                f"{exercise.address:<20} {seeds} seeds, {failed} failed; {blank} of 2 stubs blank",
                flush=True,
            )
    print(f"{sum(done.values())} grades, {sum(map(len, found.values()))} failed")


if __name__ == "__main__":
    main()
