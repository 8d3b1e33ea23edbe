"""What starting costs: each command against a bare import, in turn, in one run.

    python benchmarks/cold.py [--times N] [--answers N] [ADDRESS...]

Grades the solution of each exercise, and then wrong answers of tests/corpus: with a cache that
earlier grades have filled, with an empty one, and with a seed that no grade had before; `light.py`
measures the commands that grade nothing. Each command runs so often, each time before a bare
import; printed are the ratios of the wall times pair by pair. A command's own figure is the median
of its pairs; of several commands, their median, 90th percentile and slowest. The limits are those
of the design.
"""

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from grader.authoring.power.corpus import wrong_answers
from grader.catalogue import Exercise, exercises, find, shipped

TORCH = [sys.executable, "-c", "import torch"]
PRACTICE = str(Path(sys.executable).with_name("practice"))


def seconds(command: list[str], folder: Path, cache: Path) -> float:
    """Wall time of one run of a command."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    quiet = subprocess.DEVNULL
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, stdout=quiet, stderr=quiet)
    return time.perf_counter() - started


class Commands:
    """Runs commands in a folder, each in turn with a bare import.

    Args:
        folder: a workspace.
        times: how often each runs.
    """

    def __init__(self, folder: Path, times: int) -> None:
        self._folder, self._times = folder, times
        self._new = itertools.count(1000)

    def ratio(
        self, arguments: list[str], bare: list[str], *, empty: bool = False, seeds: bool = False
    ) -> float:
        """The median of a command's pairs.

        Args:
            arguments: of `practice`.
            bare: what it is compared with.
            empty: start with an empty cache each time.
            seeds: take another seed each time.
        """
        pairs = []
        for _ in range(self._times):
            new = next(self._new)
            cache = self._folder / (f"cache-{new}" if empty else "cache")
            seed = ["--seed", str(new)] if seeds else []
            took = seconds([PRACTICE, *arguments, *seed], self._folder, cache)
            pairs.append(took / seconds(bare, self._folder, cache))
        return statistics.median(pairs)


def show(name: str, ratios: list[float], limit: float) -> None:
    """One line."""
    middle, high = statistics.median(ratios), float(np.percentile(ratios, 90))
    print(f"{name:<44} {middle:6.2f} {high:6.2f} {max(ratios):6.2f}  {limit}", flush=True)


def graded(exercise: Exercise, file: Path) -> list[str]:
    """The command that grades a file."""
    return ["grade", exercise.address, "--file", str(file)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--answers", type=int, default=1, help="wrong answers of each exercise")
    parser.add_argument("addresses", nargs="*")
    options = parser.parse_args()
    chosen = find(options.addresses) or exercises()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "exercises").symlink_to(shipped("exercises"))
        run = Commands(folder, options.times)
        right = [graded(e, e.solution) for e in chosen]
        wrong = []
        for exercise in chosen:
            for number, answer in enumerate([*wrong_answers(exercise)][: options.answers]):
                file = folder / f"{exercise.topic}-{exercise.name}-{number}.py"
                file.write_text(answer.text, "utf-8")
                wrong.append(graded(exercise, file))
        for arguments in wrong:  # fills the cache
            seconds([PRACTICE, *arguments], folder, folder / "cache")
        print(f"{'command / bare import':<44} {'median':>6} {'90th':>6} {'max':>6}  limit")
        show("grade, right", [run.ratio(one, TORCH) for one in right], 1.4)
        show("grade, wrong", [run.ratio(one, TORCH) for one in wrong], 1.4)
        for title, how in (("an empty cache", {"empty": True}), ("a new seed", {"seeds": True})):
            show(f"grade, wrong, {title}", [run.ratio(one, TORCH, **how) for one in wrong], 1.4)


if __name__ == "__main__":
    main()
