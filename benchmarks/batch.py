"""How fast a class is graded, how that grows, and what a file costs beyond its checks.

    python benchmarks/batch.py [--of mix|right|wrong] [FILES...]    (100 and 1000 by default)

For each number of files a class is made (`classes.py` says of what; of right or of wrong answers
alone by request) and graded by `practice batch` with two processes, and a mixture of up to 1,000
files also with one. Printed are files per second, processor
seconds per file, and then, for the second quarter of the time and the last, files per second and
memory: the medians of the resident set of the command and of the unique memory of everything that
it started. Flat means that the two agree. In the first quarter each process draws its inputs, and
lets the known mistakes answer them.

Then right and wrong files are graded once more, by the same checks on the same inputs, called in
one process without workers and isolation, and without an explanation of what is wrong: that is the
bare cost of a file. It is compared with files of the batch that were graded warm: each process's
first of an exercise, for which it draws the inputs, is left out.
"""

import argparse
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import types
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import psutil
from classes import MIXES, make

from grader.catalogue import Exercise, exercises
from grader.judging.answer_key import AnswerKey, answer
from grader.judging.judgement import verdict_on
from grader.probe.case import Case
from grader.probe.values import Raised

EVERY_SECONDS = 0.25
MEMORY_SECONDS = 2.0
"""How often memory is looked at, which takes milliseconds for each process."""

BARE_FILES = 100


@dataclass
class Usage:
    """What a command and its processes took.

    Attributes:
        seconds: wall time.
        cpu: processor seconds.
        own: bytes of the command itself, at each look.
        all: bytes of all its processes.
        written: bytes of results.
    """

    seconds: float
    cpu: float
    own: list[int]
    all: list[int]
    written: list[int]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--of", choices=MIXES, default="mix")
    parser.add_argument("files", nargs="*", type=int)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    print(f"{'files':>6} {'jobs':>4} {'seconds':>8} {'files/s':>8} {'CPU s/file':>10}"
          f" {'files/s':>14} {'command MiB':>14} {'all MiB':>14}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        for files in options.files or [100, 1000]:
            room = Path(folder, f"class{files}")
            kinds = make(room, files, mix=options.of)
            for jobs in (1, 2) if options.of == "mix" and files <= 1000 else (2,):
                print_usage(files, jobs, graded(room, jobs))
                took = [*seconds_of(room).values()]
                print(f"a file: 95th percentile {np.percentile(took, 95):.2f} s, {max(took):.2f} s")
        bare(room, kinds, jobs)


def graded(room: Path, jobs: int) -> Usage:
    """Grade a class as a teacher would, and look on."""
    command = [sys.executable, "-m", "grader.cli", "batch", str(room)]
    results_of(room).unlink(missing_ok=True)
    started = time.perf_counter()
    with subprocess.Popen(
        [*command, "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])},
    ) as process:
        watched = psutil.Process(process.pid)
        usage = Usage(0.0, 0.0, [], [], [])
        weighed = started
        while process.poll() is None:
            look(watched, results_of(room), usage)
            if time.perf_counter() - weighed > MEMORY_SECONDS:
                weigh(watched, usage)
                weighed = time.perf_counter()
            time.sleep(EVERY_SECONDS)
    usage.seconds = time.perf_counter() - started
    return usage


def results_of(room: Path) -> Path:
    """The file of results of a class."""
    return room.with_name(f"{room.name}-results.jsonl")


def seconds_of(room: Path, *, unready: int = 0) -> dict[str, float]:
    """How long each file of a class took, by its path, but for the first ones of each exercise."""
    results = [*map(json.loads, results_of(room).read_text("utf-8").splitlines())]
    places = Counter[str]()
    for line in results:
        places[line["exercise"]] += 1
        line["place"] = places[line["exercise"]]
    return {line["path"]: line["seconds"] for line in results if line["place"] > unready}


def look(watched: psutil.Process, results: Path, usage: Usage) -> None:
    """Note what a process and its descendants have used and written so far."""
    cpu = 0.0
    with contextlib.suppress(psutil.Error):
        for process in [watched, *watched.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                times = process.cpu_times()
                # Whoever has ended counts as its parent's child; whoever lives, for itself.
                cpu += times.user + times.system + times.children_user + times.children_system
    usage.cpu = max(usage.cpu, cpu)
    usage.written.append(results.stat().st_size if results.exists() else 0)


def weigh(watched: psutil.Process, usage: Usage) -> None:
    """Note what memory a process and its descendants hold."""
    unique = 0
    with contextlib.suppress(psutil.Error):
        usage.own.append(watched.memory_info().rss)
        for process in [watched, *watched.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                unique += process.memory_full_info().uss
    usage.all.append(unique)


def print_usage(files: int, jobs: int, usage: Usage) -> None:
    """One line."""
    print(
        f"{files:6} {jobs:4} {usage.seconds:8.1f} {files / usage.seconds:8.2f} "
        f"{usage.cpu / files:10.3f} {rates(files, usage):>14} "
        f"{growth(usage.own):>14} {growth(usage.all):>14}",
        flush=True,
    )


def rates(files: int, usage: Usage) -> str:
    """Files a second in the second quarter of the time, and in the last, by the results' length."""
    half, most = (usage.written[len(usage.written) * part // 4] for part in (2, 3))
    early, end = usage.written[len(usage.written) // 4], usage.written[-1]
    a_second = 4 * files / (end * usage.seconds)
    return ", ".join(f"{grown * a_second:.2f}" for grown in (half - early, end - most))


def growth(held: list[int]) -> str:
    """MiB held in the second quarter of the time, and in the last: the medians."""
    quarter = len(held) // 4
    parts = held[quarter : 2 * quarter], held[3 * quarter :]
    return ", ".join(f"{statistics.median(part) / 2**20:.0f}" for part in parts)


def bare(room: Path, kinds: dict[str, str], jobs: int) -> None:
    """Grade right and wrong files in this process, and compare with the results of the batch."""
    warnings.simplefilter("ignore")  # those of what is graded
    seconds = seconds_of(room, unready=jobs)
    examinations = {exercise: AnswerKey(exercise) for exercise in exercises()}
    for kinds_of in (["right"], ["misconception", "wrong"]):
        ratios, bares, batch = [], [], []
        paths = [p for p, kind in kinds.items() if kind in kinds_of and p in seconds][:BARE_FILES]
        if not paths:
            continue
        for path in paths:
            exercise = next(e for e in exercises() if path.endswith(f"/{e.file.as_posix()}"))
            text = (room / path).read_text("utf-8")
            took = min(checked(exercise, examinations[exercise], text) for _ in range(2))
            bares.append(took)
            batch.append(seconds[path])
            ratios.append(seconds[path] / took)
        print(
            f"{' and '.join(kinds_of)}: {statistics.mean(batch):.3f} s a warm file in the batch, "
            f"{statistics.mean(bares):.3f} s for the bare checks; ratio of the sums "
            f"{sum(batch) / sum(bares):.2f}, median {statistics.median(ratios):.2f}"
        )


def checked(exercise: Exercise, answer_key: AnswerKey, text: str) -> float:
    """Call every check of an exercise on a submission, here, and stop at a part that fails."""
    for probe in answer_key.probes:
        answer_key.cases(probe)  # drawn once, as in the batch
    started = time.perf_counter()
    module = types.ModuleType("submission")
    sys.modules["submission"] = module
    exec(compile(re.sub(r"(?m)^from __future__.*$", "", text), "submission", "exec"), vars(module))
    broken: set[str] = set()
    for probe in answer_key.probes:
        root = probe.of.partition(".")[0]
        if root in broken or probe.fake_device:
            continue
        seed = answer_key.seed(probe)
        for index, (inputs, expected) in enumerate(zip(*answer_key.cases(probe), strict=True)):
            try:
                got = answer(probe, module, inputs, seed + index)
            except Exception as error:
                got = Raised.from_exception(error)
            case = Case(inputs, got, expected, "cpu", probe.tolerance)
            if any(verdict_on(probe, check, case) for check in probe.checks):
                broken.add(root)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
