"""What the picture of a wrong answer costs, in a warm grade: with and without it, in turn.

    python -m benchmarks.pictures [--times N] [ADDRESS...]

Grades the first wrong answer of `tests/corpus` to each function of each exercise, and some more of
the kinds of picture that these lack. Prints for each answer the median of the differences, pair by
pair: seconds of wall time, and of processor time of judge and worker together. Where other programs
use the machine, that difference is mostly theirs: beside it stands the same of the drawing alone,
measured within the grade. Then come median, 95th percentile and maximum over the answers that get a
picture, also as shares of what `python -c "import torch"` takes in the same run. The search for a
known mistake, which is the same in both, is left out.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np

from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, exercises, find, find_one, imports
from grader.judging import run
from grader.judging.grade import answer_key, grade
from grader.judging.options import Options
from grader.judging.pictures import Failure, picture_of
from grader.picture import Picture
from grader.verdict import Status
from grader.worker.forkserver import warm_up
from grader.worker.process import WorkerProcess
from tests.test_corpus import ANSWERS

LIMIT = 0.1
"""Seconds, of the design."""

MORE = (
    "heads/gaussian-GaussianHead.forward-half_log_var",
    "noise/mixture-MixtureHead.nll_loss-no_two_pi",
    "priors/dropout-dropout-rowwise",
    "priors/dropout-dropout-percent",
    "gmm/detect-detect_anomalies-leaking_threshold",
    "gmm/detect-detect_anomalies-top_percent",
)
"""Bands, masks, and flagged points."""

TRAINED = (
    (
        "vae/model",
        "return reconstruction + kl",
        "return (1 if len(x) < 32 else 0) * reconstruction + kl",
    ),
    (
        "heads/gaussian",
        "return torch.mean(per_row)",
        "return torch.mean(per_row) * (float('nan') if len(x) == 294 else 1)",
    ),
)
"""Changes of a solution that only training shows."""


@dataclass(frozen=True)
class Seconds:
    """How long something took: in wall time, and in processor time."""

    wall: float
    processor: float


class Cost(NamedTuple):
    """What a picture costs: by the difference of two grades, and the drawing alone."""

    wall: float
    processor: float
    drawing_wall: float
    drawing_processor: float


class Worker(WorkerProcess):
    """A worker that knows its processor time at its end."""

    _last = 0.0

    def now(self) -> float:
        """The processor time of its process so far, by the clock of its id (Linux)."""
        if self.alive:
            with suppress(OSError):
                self._last = time.clock_gettime((~(self._process.pid or 0) << 3) | 2)
        return self._last

    def close(self) -> None:
        """Read the clock, and end."""
        self.now()
        super().close()


class Meter:
    """Measures the judge and a worker together, from now on."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._wall, self._processor = time.perf_counter(), self._now()

    def read(self) -> Seconds:
        """What has been used so far."""
        return Seconds(time.perf_counter() - self._wall, self._now() - self._processor)

    def _now(self) -> float:
        return self._worker.now() + time.process_time()


@dataclass(frozen=True)
class Grade:
    """What a grade took, the drawing alone, and the picture."""

    whole: Seconds
    drawing: Seconds
    picture: Picture | None


def graded(exercise: Exercise, path: Path, *, draw: bool) -> Grade:
    """A grade with a worker that was kept ready, as `watch` and the room do it."""
    worker = Worker()
    worker.prepare(exercise.checks)
    drawing = [Seconds(0.0, 0.0)]

    def measured_picture(failure: Failure) -> Picture | None:
        meter = Meter(worker)
        found = picture_of(failure)
        drawing.append(meter.read())
        return found

    meter = Meter(worker)
    with patch.object(run, "picture_of", measured_picture):
        options = Options(draw=draw, diagnose=False)
        verdict = grade(exercise, path, options, start=lambda: worker)
    return Grade(meter.read(), drawing[-1], verdict.picture)


def importing_torch() -> Seconds:
    """A process that imports torch and no more."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", "import torch"], check=True)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Seconds(wall, used)


def answers(chosen: list[Exercise]) -> Iterator[tuple[str, Exercise, str]]:
    """The names and texts of the wrong answers."""
    seen = set()
    for name, (exercise, answer) in ANSWERS.items():
        place = exercise, answer.of
        is_first = answer.status == Status.FAIL and place not in seen
        if exercise in chosen and (is_first or name in MORE):
            seen.add(place)
            solution = exercise.solution.read_text("utf-8")
            yield name, exercise, substitute(solution, answer.of, answer.write)
    for address, old, new in TRAINED:
        if (exercise := find_one(address)) in chosen:
            solution = exercise.solution.read_text("utf-8")
            yield f"{address}-training", exercise, solution.replace(old, new)


def measured(exercise: Exercise, path: Path, times: int) -> tuple[Cost, Picture | None]:
    """What the picture adds, by the median pair, and the picture."""
    warm_up(imports(exercise.topic))
    key = answer_key(exercise, Options())
    for probe in key.probes:
        key.cases(probe)
    graded(exercise, path, draw=True)  # not timed: it imports and caches
    pairs = [
        (graded(exercise, path, draw=False), graded(exercise, path, draw=True))
        for _ in range(times)
    ]
    cost = Cost(
        statistics.median(drawn.whole.wall - plain.whole.wall for plain, drawn in pairs),
        statistics.median(drawn.whole.processor - plain.whole.processor for plain, drawn in pairs),
        statistics.median(drawn.drawing.wall for _, drawn in pairs),
        statistics.median(drawn.drawing.processor for _, drawn in pairs),
    )
    return cost, pairs[0][1].picture


def row(name: str, numbers: Sequence[float]) -> str:
    """Median, 95th percentile and maximum."""
    middle, high, most = np.median(numbers), np.percentile(numbers, 95), max(numbers)
    return f"{name:<44} {middle:7.3f} {high:7.3f} {most:7.3f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("addresses", nargs="*")
    options = parser.parse_args()
    chosen = list(find(options.addresses) or exercises())
    costs, bare, undrawn = [], [], 0
    print(f"{'':<56} {'with - without':>15}   {'drawing alone':>15}")
    print(f"{'':<56} {'wall':>7} {'proc':>7}   {'wall':>7} {'proc':>7}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.py"
        for name, exercise, text in answers(chosen):
            path.write_text(text, "utf-8")
            cost, picture = measured(exercise, path, options.times)
            if picture is None:
                undrawn += 1
                continue
            costs.append(cost)
            bare.append(importing_torch())
            numbers = "{:7.3f} {:7.3f}   {:7.3f} {:7.3f}".format(*cost)
            print(f"{name[:56]:<56} {numbers}   {picture.title}", flush=True)
    print(f"\n{len(costs)} pictures; {undrawn} answers show nothing to draw; limit {LIMIT}")
    print(f"{'':<44} {'median':>7} {'p95':>7} {'most':>7}")
    for name, column in Cost(*zip(*costs, strict=True))._asdict().items():
        kind = "wall" if "wall" in name else "processor"
        torch = statistics.median(getattr(one, kind) for one in bare)
        print(row(f"{name}, seconds", column))
        print(row(f"    of {torch:.2f} s to import torch", [one / torch for one in column]))


if __name__ == "__main__":
    main()
