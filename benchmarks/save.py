"""From a save to its verdict: `practice watch` in a pipe, for each exercise.

    python benchmarks/save.py [--times N] [ADDRESS...]

Saves a right answer (the solution) and a wrong one (the first known misconception) in turn, each
time with another comment. Prints seconds from the write to the verdict, and for wrong answers to
the first failure shown: median and 95th percentile of each exercise, and of all saves together,
these also as a share of `python -c "import torch"`, which runs before each exercise. The limits are
those of the design.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, exercises, find
from grader.judging.grade import answer_key

MEDIAN, P95 = 0.25, 0.5
REST = 1.0
"""Seconds between saves: nobody saves while the verdict is on its way."""

HEAD = f"{'':<20} {'right':>6} {'p95':>6} {'wrong':>6} {'p95':>6} {'first':>6} {'p95':>6}"


class Watch:
    """`practice watch` of one exercise, with its output in a pipe."""

    def __init__(self, exercise: Exercise, folder: Path) -> None:
        self._address = exercise.address
        self._file = folder / "exercises" / exercise.file
        self._file.parent.mkdir(parents=True)
        self._file.write_text("x = 0\n")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "grader.cli", "watch", exercise.address],
            cwd=folder,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._until("does not run")

    def save(self, text: str, verdict: str, first: str = "") -> tuple[float, float]:
        """Save; seconds until the line that begins the first failure, and until the verdict."""
        time.sleep(REST)
        started = time.perf_counter()
        self._file.write_text(text)
        if first:
            self._until(f"{self._address}  {first}")
        failed = time.perf_counter() - started
        self._until(f"{self._address} {verdict}")
        return failed, time.perf_counter() - started

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.communicate()

    def _until(self, text: str) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            if text in line:
                return
        raise SystemExit(f"practice watch ended before it said {text!r}")


def measure(exercise: Exercise, times: int) -> tuple[list[float], list[float], list[float]]:
    """Seconds to the verdicts on right and on wrong answers, and to the first failures."""
    wrong = answer_key(exercise).known_mistakes[0]
    solution = exercise.solution.read_text("utf-8")
    mistaken = substitute(solution, wrong.of, wrong.write)
    right_times, wrong_times, first_times = [], [], []
    with tempfile.TemporaryDirectory() as name:
        watch = Watch(exercise, Path(name))
        try:
            for number in range(times):
                _, seconds = watch.save(f"{solution}# {number}\n", "passes")
                right_times.append(seconds)
                first, seconds = watch.save(f"{mistaken}# {number}\n", "is not right yet", "fail")
                first_times.append(first)
                wrong_times.append(seconds)
        finally:
            watch.close()
    return right_times, wrong_times, first_times


def spread(seconds: list[float]) -> str:
    """The median and the 95th percentile."""
    return f"{statistics.median(seconds):6.3f} {percentile(seconds):6.3f}"


def percentile(seconds: list[float]) -> float:
    """The 95th, interpolated."""
    return float(np.percentile(seconds, 95))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=7)
    parser.add_argument("addresses", nargs="*")
    options = parser.parse_args()
    print(HEAD)
    verdicts: list[float] = []
    firsts: list[float] = []
    imports: list[float] = []
    for exercise in find(options.addresses) or exercises():
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import torch"], check=True)
        imports.append(time.perf_counter() - started)
        right, wrong, first = measure(exercise, options.times)
        print(f"{exercise.address:<20} {spread(right)} {spread(wrong)} {spread(first)}", flush=True)
        verdicts += right + wrong
        firsts += first
    bare = statistics.median(imports)
    print(f"\nimport torch: {bare:.3f}")
    print(f"to the verdict: {spread(verdicts)}  limits {MEDIAN} {P95}")
    print(f"to the first failure: {spread(firsts)}")
    for name, took in (("verdict", verdicts), ("first failure", firsts)):
        print(f"to the {name} / import torch: {spread([second / bare for second in took])}")


if __name__ == "__main__":
    main()
