"""The same files graded by `practice batch` and by otter-grader in its local mode, two at a time.

    python benchmarks/otter.py [FILES [SAMPLE [VENV]]]     (1500 files and 30 of them by default)

`practice batch` grades all files; otter-grader, which takes seconds for each, a sample of them.

otter-grader is given what its users give it: for each function a test of three fixed examples,
which compare sums. They were drawn from our checks, and expect the reference's answers. It runs as
the command of its local mode, `otter run`, and once more as a loop over its Python interface, which
spares it the start of a process for each file. VENV is made where it is missing, with otter-grader
and ipykernel in it from PyPI; it sees the packages of this environment, so that torch is the same.

Files are right, wrong or blank: otter has no limits by which a crash or a loop would end.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
import torch
from batch import graded
from classes import make

from grader.catalogue import Exercise, find
from grader.judging.answer_key import AnswerKey
from grader.probe.snippet import call_code

# Functions of tensors or arrays, whose calls can be pasted.
EXERCISES = ("nll/gaussian", "nll/bernoulli", "nll/laplace", "vae/kl", "vae/loss", "gmm/threshold")
GRADED = ("right", "misconception", "wrong", "blank")
EXAMPLES = 3
AT_ONCE = 2

_LOOP = """
import sys
from otter.api import grade_submission
for pair in sys.argv[1:]:
    file, tests = pair.split("=")
    results = grade_submission(file, tests, quiet=True)
    print(file, results.total, results.possible, file=sys.stderr)
"""


def main() -> None:
    """Measure and print."""
    words = sys.argv[1:]
    count, sample = [*map(int, words[:2]), *(1500, 30)[len(words[:2]) :]]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        python = peer(Path(words[2]) if len(words) > 2 else folder / "venv")
        room = folder / "class"
        files = choose(room, count)
        tests = {e.address: autograder(e, folder) for e in find(EXERCISES)}
        chosen = random.Random(0).sample(sorted(files.items()), sample)
        pairs = [(room / path, tests[address]) for path, address in chosen]

        ours = graded(room, AT_ONCE).seconds
        otter = [python.with_name("otter"), "run", "--no-logo", "-o", folder]
        command, _ = timed([[*otter, "-a", test, file] for file, test in pairs])
        halves = [pairs[i::AT_ONCE] for i in range(AT_ONCE)]
        loop, said = timed([[python, "-c", _LOOP, *(f"{f}={t}" for f, t in h)] for h in halves])
        full = [line.split()[1:] for line in said.splitlines() if line.startswith(str(room))]
        print(
            f"{len(files)} files of {', '.join(EXERCISES)}, {AT_ONCE} at a time; {sample} for otter"
        )
        passed = passing(room, [path for path, _ in chosen])
        print(f"of these {passed} pass here, {sum(a == b for a, b in full)} have full marks there")
        rate = show("practice batch", len(files), ours)
        for name, seconds in [("otter run", command), ("otter loop", loop)]:
            print(f"  {rate / show(name, sample, seconds):.1f} times slower")


def peer(place: Path) -> Path:
    """The Python of an environment that has otter-grader."""
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        run([python, "-m", "pip", "install", "-q", "otter-grader", "ipykernel"])
        [packages] = place.glob("lib/python*/site-packages")
        shared = [path for path in sys.path if path.endswith("site-packages")]
        (packages / "zz-shared.pth").write_text("\n".join(shared))  # looked up last
    return python


def choose(room: Path, count: int) -> dict[str, str]:
    """Make a class and keep so many files of it: their exercise, by their path."""
    kept: dict[str, str] = {}
    for path, kind in make(room, 20 * count).items():
        address = path.partition("/")[2].removesuffix(".py")
        if len(kept) < count and kind in GRADED and address in EXERCISES:
            kept[path] = address
        else:
            (room / path).unlink()
    return kept


def autograder(exercise: Exercise, folder: Path) -> Path:
    """What `otter generate` would zip: the tests of an exercise."""
    archive = folder / f"{exercise.topic}-{exercise.name}.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        config = {"lang": "python", "score_threshold": None, "pdf": False}
        zipped.writestr("otter_config.json", json.dumps(config))
        for name, cases in tests_of(exercise):
            text = {"name": name, "points": 1, "suites": [{"cases": cases, "type": "doctest"}]}
            zipped.writestr(f"tests/{name}.py", f"OK_FORMAT = True\n\ntest = {text!r}\n")
    return archive


def tests_of(exercise: Exercise) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """For each function, a few examples of its values as doctests."""
    answer_key = AnswerKey(exercise)
    seen: set[str] = set()
    for probe in answer_key.probes:
        if probe.of in seen or probe.as_code or not probe.referenced or probe.fake_device:
            continue
        seen.add(probe.of)
        cases: list[dict[str, object]] = []
        for inputs in answer_key.cases(probe)[0][1 : 1 + EXAMPLES]:
            *lines, call = call_code(probe, inputs).splitlines()
            names = {**vars(answer_key.reference), "torch": torch, "np": np}
            exec("\n".join(lines), names)
            expected = float(np.asarray(eval(call, names), dtype=float).sum())
            check = f"bool(abs(float(np.asarray({call}).sum()) - {expected!r}) < 1e-6)"
            code = "\n".join(f">>> {line}" for line in ("import numpy as np, torch", *lines, check))
            cases.append({"code": f"{code}\nTrue", "hidden": False, "locked": False})
        yield probe.of, cases


def timed(commands: list[list[object]]) -> tuple[float, str]:
    """The wall time of commands, a few at once, and what they said."""
    started = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = "".join(pool.map(run, commands))
    return time.perf_counter() - started, said


def run(command: list[object]) -> str:
    """Run a command, which must succeed."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}\n{done.stderr}")
    return done.stderr


def passing(room: Path, paths: list[str]) -> int:
    """How many of some files pass by the results of the batch."""
    results = room.with_name(f"{room.name}-results.jsonl").read_text("utf-8").splitlines()
    verdicts = {line["path"]: line["verdict"] for line in map(json.loads, results)}
    return sum(verdicts[path] == "pass" for path in paths)


def show(name: str, files: int, seconds: float) -> float:
    """Print and return a rate."""
    print(f"{name:<15} {files:5} files {seconds:7.1f} s {files / seconds:7.2f} files/s")
    return files / seconds


if __name__ == "__main__":
    main()
