"""What starting costs where nothing is graded: each command against a bare import, in turn.

    python benchmarks/light.py [--times N] [WORD...]

Prints the ratio pair by pair: of processor time, which other work on the machine changes little,
the minimum, median and maximum; of wall time the median. Light commands run in a new workspace and
in one with three months of history. With words, only commands that have one of them in their line.
Bytecode is kept, as it is after an installation, whatever the environment says.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from lived import live

LIGHT = [sys.executable, "-c", "import click, rich.console"]
PRACTICE = str(Path(sys.executable).with_name("practice"))

LOOKS = (["list"], ["hint", "vae/kl"], ["solution", "vae/kl", "--yes"])
SITS = (["stats"], ["review"], ["interview", "--history"])


class Cost(NamedTuple):
    """What a command took, in seconds."""

    processor: float
    wall: float


def cost(command: list[str], folder: Path) -> Cost:
    """Run a command once."""
    variables = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder.parent / "bytecode")}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(used, wall)


def measure(arguments: list[str], folder: Path, times: int) -> str:
    """The ratios of a command to the bare import, as a row."""
    command = [PRACTICE, *arguments]
    cost(command, folder), cost(LIGHT, folder)  # compiles what is new
    pairs = [(cost(command, folder), cost(LIGHT, folder)) for _ in range(times)]
    ratios = [one.processor / other.processor for one, other in pairs]
    wall = statistics.median(one.wall / other.wall for one, other in pairs)
    middle = statistics.median(ratios)
    return f"{min(ratios):6.2f} {middle:6.2f} {max(ratios):6.2f} {wall:6.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("words", nargs="*")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        new, lived = Path(name, "new"), Path(name, "lived")
        for folder in (new, lived):
            subprocess.run([PRACTICE, "init", folder], stdout=subprocess.DEVNULL, check=True)
        live(lived)
        rows = [(["--help"], new, 1.2)]
        rows += [(line, where, 1.2) for where in (new, lived) for line in LOOKS]
        rows += [(line, where, 1.3) for where in (new, lived) for line in SITS]
        print(f"{'':<36} {'processor time':^20} {'wall':>6}")
        print(f"{'command':<36} {'min':>6} {'median':>6} {'max':>6} {'median':>6}  limit")
        for arguments, folder, limit in rows:
            shown = f"{' '.join(arguments[:2])}, {folder.name}"
            if not asked.words or any(word in shown for word in asked.words):
                print(f"{shown:<36} {measure(arguments, folder, asked.times)}  {limit}")


if __name__ == "__main__":
    main()
