"""How often noise that is not quite normal is found on half a million draws, by simulation.

python benchmarks/noise.py [TRIES]
"""

import sys
from collections import Counter
from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from grader.probe.randomness import departure

N = 2**19

NOISES: dict[str, Callable[[Generator], np.ndarray]] = {
    "normal": lambda rng: rng.standard_normal(N),
    "spread 0.99": lambda rng: 0.99 * rng.standard_normal(N),
    "spread 1.01": lambda rng: 1.01 * rng.standard_normal(N),
    "twelve uniform numbers less six": lambda rng: sum(rng.random(N) for _ in range(12)) - 6,
    "t of 100 degrees, of variance 1": lambda rng: rng.standard_t(100, N) * 0.98**0.5,
    "clamped at 4": lambda rng: rng.standard_normal(N).clip(-4, 4),
}


def main() -> None:
    """Draw each of them as often as asked for."""
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    rng = np.random.default_rng(0)
    for name, draw in NOISES.items():
        found = Counter(departure(draw(rng)) for _ in range(tries))
        print(f"{name:<32} found in {tries - found[None]} of {tries}")


if __name__ == "__main__":
    main()
