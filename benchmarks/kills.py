"""Kills commands, the judge and its workers at any moment, and counts what was lost.

    python benchmarks/kills.py [RUNS [SEED]]

Each run begins a command (grade, reset, reset --undo, hint, init), kills it or a process that it
has started with SIGKILL, and compares the learner's files and history with what they were; then the
next command must work, and no process be left. Exits with 1 if anything was lost.
"""

import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.survival.hardship import COMMANDS, Hardship


def main() -> int:
    """Measure and print."""
    runs, seed = [*map(int, sys.argv[1:]), *(500, 0)[len(sys.argv) - 1 :]]
    losses: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        hardship = Hardship(Path(folder), seed)
        for run in range(runs):
            command = COMMANDS[run % len(COMMANDS)]
            try:
                hardship.strikes(command)
            except AssertionError:
                losses[" ".join(command)] += 1
                traceback.print_exc()
    print(f"{runs} runs: {hardship.kills} killed, {hardship.ended} had ended by then")
    print(f"losses: {losses.total()} {dict(losses) or ''}")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
