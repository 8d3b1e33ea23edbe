"""What starting costs: each command against a bare import, in turn, in one run.

    python benchmarks/cold.py [RUNS]

Prints the ratio of the wall times pair by pair: minimum, median, maximum. The limits are those of
the design.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.catalogue import find_one, shipped

LIGHT = [sys.executable, "-c", "import click, rich.console"]
TORCH = [sys.executable, "-c", "import torch"]


def seconds(command: list[str], folder: Path) -> float:
    """Wall time of one run of a command."""
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    practice = str(Path(sys.executable).with_name("practice"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "exercises").symlink_to(shipped("exercises"))
        grades = [
            (["grade", address, "--file", str(find_one(address).solution)], TORCH, 1.4)
            for address in sys.argv[2:] or ["vae/kl"]
        ]
        light = [
            (arguments, LIGHT, 1.5)
            for arguments in (
                ["--help"],
                ["list"],
                ["hint", "vae/kl"],
                ["solution", "vae/kl", "--yes"],
            )
        ]
        print(f"{'command':<60} {'min':>6} {'median':>6} {'max':>6}  limit")
        for arguments, against, limit in grades + light:
            command = [practice, *arguments]
            seconds(command, folder)
            ratios = [seconds(command, folder) / seconds(against, folder) for _ in range(runs)]
            shown = " ".join(["practice", *arguments[:2]])
            low, middle, high = min(ratios), statistics.median(ratios), max(ratios)
            print(f"{shown:<60} {low:6.2f} {middle:6.2f} {high:6.2f}  {limit}")


if __name__ == "__main__":
    main()
