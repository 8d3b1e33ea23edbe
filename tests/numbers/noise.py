"""The numbers of `grader/quiz/questions/noise.toml`."""

import math
from collections.abc import Callable

from scipy import integrate, special, stats


def poisson(rate: float, y: int) -> float:
    """The negative log-probability of a count."""
    return -float(stats.poisson(rate).logpmf(y))


def deviance(rate: float, y: int) -> float:
    """Twice what a count's log-probability falls short of its largest value."""
    return 2 * (poisson(rate, y) - poisson(y, y))


def influence(z: float, nu: float) -> float:
    """The derivative of a Student-t's negative log-density by its residual."""
    step = 1e-6
    density = stats.t(nu)
    return float(density.logpdf(z - step) - density.logpdf(z + step)) / (2 * step)


def huber(r: float, delta: float) -> float:
    """Huber's loss of a residual."""
    return float(special.huber(delta, r))


def mass(start: float, end: float) -> float:
    """The integral of `exp(-huber(r))` with `delta = 1`, over that of a Gaussian's kernel."""
    return integrate.quad(lambda r: math.exp(-huber(r, 1)), start, end)[0] / math.sqrt(2 * math.pi)


def pinball(tau: float, *errors: float) -> float:
    """The mean pinball loss, by how much predictions are too low."""
    return sum(max(tau * r, (tau - 1) * r) for r in errors) / len(errors)


def cheapest(low: float, high: float) -> float:
    """The share below the best order, if a missing and a left-over copy cost so much."""
    demand = range(1, 1001)

    def cost(order: int) -> float:
        return sum(low * max(d - order, 0) + high * max(order - d, 0) for d in demand)

    return min(demand, key=cost) / len(demand)


def settled(tau: float) -> float:
    """The prediction of least pinball loss for five observations."""
    return min(OBSERVED, key=lambda q: pinball(tau, *(y - q for y in OBSERVED)))


OBSERVED = (1, 2, 3, 4, 100)


def above(tau: float) -> float:
    """The probability above `mu` under an asymmetric Laplace, from its two rates."""
    return (1 / tau) / (1 / tau + 1 / (1 - tau))


LOWEST = -104
"""Below it the exponential is 0 in float32."""

NEAR, FAR = (float(stats.norm(mean).pdf(1)) for mean in (1, -1))

COMPUTED: dict[str, Callable[[], object]] = {
    "poisson-value": lambda: poisson(2, 3),
    "poisson-value/factorial-dropped": lambda: poisson(2, 3) - math.log(math.factorial(3)),
    "poisson-value/gamma-of-the-count": lambda: poisson(2, 3) - math.log(3),
    "poisson-value/rate-as-logarithm": lambda: poisson(math.exp(2), 3),
    "poisson-zero-probability": lambda: math.exp(-poisson(3 / 3, 0)),
    "poisson-zero-probability/whole-hour": lambda: math.exp(-poisson(3, 0)),
    "poisson-zero-probability/complement": lambda: 1 - math.exp(-poisson(3 / 3, 0)),
    "poisson-zero-probability/divided": lambda: math.exp(-poisson(3, 0)) / 3,
    "poisson-deviance-value": lambda: (deviance(2, 0) + deviance(2, 4)) / 2,
    "poisson-deviance-value/two-missing": lambda: (deviance(2, 0) + deviance(2, 4)) / 4,
    "poisson-deviance-value/zero-left-out": lambda: deviance(2, 4) / 2,
    "poisson-deviance-value/pearson": lambda: (2**2 / 2 + 2**2 / 2) / 2,
    "student-t-bound": lambda: max(influence(k / 100, 4) for k in range(1, 500)),
    "student-t-bound/where": lambda: max((influence(k / 100, 4), k / 100) for k in range(500))[1],
    "student-t-bound/weight": lambda: influence(2, 4) / 2,
    "student-t-bound/nu-alone": lambda: influence(2, 4) * 4 / 5,
    "student-t-variance": lambda: stats.t(3, scale=2).var(),
    "student-t-variance/scale-squared": lambda: stats.norm(scale=2).var(),
    "student-t-variance/scale-not-squared": lambda: stats.t(3, scale=2).var() / 2,
    "student-t-variance/inverted": lambda: 2**4 / stats.t(3, scale=2).var(),
    "student-t-far-point": lambda: influence(2, 3) / 2 / (influence(20, 3) / 20),
    "student-t-far-point/influence": lambda: influence(2, 3) / influence(20, 3),
    "student-t-far-point/squares": lambda: (20 / 2) ** 2,
    "student-t-far-point/gaussian": lambda: 1,
    "huber-value": lambda: huber(3, 2),
    "huber-value/square": lambda: huber(3, 100),
    "huber-value/no-offset": lambda: 2 * 3,
    "huber-value/smooth-l1": lambda: huber(3, 2) / 2,
    "huber-outlier-weight": lambda: (huber(7, 1.5) - huber(6, 1.5)) / 6,
    "huber-outlier-weight/pull": lambda: huber(7, 1.5) - huber(6, 1.5),
    "huber-outlier-weight/squared": lambda: (1.5 / 6) ** 2,
    "huber-outlier-weight/dropped": lambda: 0,
    "huber-normalizer-ratio": lambda: mass(-50, -1) + mass(-1, 1) + mass(1, 50),
    "huber-normalizer-ratio/one-tail": lambda: mass(-50, -1) + mass(-1, 1),
    "huber-normalizer-ratio/no-tails": lambda: mass(-1, 1),
    "huber-normalizer-ratio/tails-from-one": lambda: (
        mass(-1, 1) + 2 * mass(1, 50) * math.exp(1 / 2)
    ),
    "pinball-value": lambda: pinball(0.9, 10 - 12, 6 - 5),
    "pinball-value/exchanged": lambda: pinball(0.1, 10 - 12, 6 - 5),
    "pinball-value/absolute": lambda: 2 * pinball(0.5, 10 - 12, 6 - 5),
    "pinball-value/signed": lambda: (0.1 * (10 - 12) + 0.9 * (6 - 5)) / 2,
    "newsvendor": lambda: cheapest(3, 1),
    "newsvendor/other-side": lambda: cheapest(1, 3),
    "newsvendor/odds": lambda: 1 / 3,
    "newsvendor/median": lambda: cheapest(1, 1),
    "pinball-minimum": lambda: settled(0.7),
    "pinball-minimum/mean": lambda: sum(OBSERVED) / len(OBSERVED),
    "pinball-minimum/median": lambda: settled(0.5),
    "pinball-minimum/largest": lambda: settled(0.9),
    "asymmetric-laplace-mass": lambda: above(0.9),
    "asymmetric-laplace-mass/below": lambda: 1 - above(0.9),
    "asymmetric-laplace-mass/half": lambda: above(0.5),
    "mixture-density": lambda: -math.log((NEAR + FAR) / 2),
    "mixture-density/logs-averaged": lambda: -(math.log(NEAR) + math.log(FAR)) / 2,
    "mixture-density/weights-missing": lambda: -math.log(NEAR + FAR),
    "mixture-density/best-component": lambda: -math.log(NEAR / 2),
    "mixture-responsibility": lambda: NEAR / (NEAR + FAR),
    "mixture-responsibility/weight": lambda: NEAR / (NEAR + NEAR),
    "mixture-responsibility/ratio": lambda: NEAR / FAR,
    "mixture-responsibility/other": lambda: FAR / (NEAR + FAR),
    "mixture-underflow": lambda: math.sqrt(-2 * LOWEST),
    "mixture-underflow/half-forgotten": lambda: math.sqrt(-LOWEST),
    "mixture-underflow/not-squared": lambda: -2 * LOWEST,
}
