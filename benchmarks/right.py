"""False failures: every right version of an exercise, on many draws of inputs.

    python benchmarks/right.py [--solution] [SEEDS] [ADDRESS...]

Runs the checks on right versions, rewritten by rule and written by people, or on the solution
alone, with seeds 0 to SEEDS - 1 (100 by default), side by side on all processors, and prints what
was refused. What only a grade sees is left out: the device, library calls, limits.
"""

import sys
from itertools import islice

from grader.authoring.power import Trial, outcomes, plan
from grader.catalogue import find
from grader.verdict import Status


def main() -> None:
    """Measure and print."""
    solution = "--solution" in sys.argv
    given = [argument for argument in sys.argv[1:] if argument != "--solution"]
    seeds, *addresses = given or ["100"]
    versions = {
        exercise: [("solution", exercise.solution.read_text("utf-8"))]
        if solution
        else plan(exercise).right
        for exercise in find(addresses or ["all"])
    }
    found = outcomes(
        [
            Trial(exercise.address, text, seed, checks_alone=True)
            for exercise, right in versions.items()
            for seed in range(int(seeds))
            for _, text in right
        ]
    )
    refused = 0
    for exercise, right in versions.items():
        for seed in range(int(seeds)):
            for (label, _), outcome in zip(right, islice(found, len(right)), strict=True):
                if outcome.status != Status.PASS:
                    refused += 1
                    failed = ", ".join(outcome.failed)
                    print(f"    {label}, seed {seed}: {failed}: {outcome.message}")
        print(f"{exercise.address:<24} {len(right)} versions, {seeds} seeds", flush=True)
    print(f"{refused} refused")


if __name__ == "__main__":
    main()
