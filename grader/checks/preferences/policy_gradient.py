"""The checks of preferences/policy_gradient."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.picture import Picture, picture
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import ACCURATE, SIX_DIGITS
from grader.probe.drawing import lines, tensor
from grader.probe.drivers import calling_for
from grader.probe.formula import edges, fixed, formula
from grader.probe.strategies import (
    alike,
    composite,
    either_precision,
    in_both_precisions,
    matrices,
    reals,
    shapes,
    torch_array,
)

of_policy = calling_for("log_probs")

GAMMAS = (0.5, 0.9, 0.99, 0.25, 0.8)

LONG = Tolerance(1e-5, 1e-6, single=ACCURATE)
"""For hundreds of steps: the rounding of gamma to float32 grows with each."""

log_probabilities = st.integers(-40, 0).map(lambda n: n / 10)


@composite
def episodes(
    draw: st.DrawFn, gammas: Sequence[float] = GAMMAS, max_steps: int = 5, max_rows: int = 3
) -> Inputs:
    """Rewards of some episodes, and a discount."""
    drawn = draw(alike(matrices(max_rows, max_steps), rewards=reals(4, 10)))
    return {**drawn, "gamma": draw(st.sampled_from(gammas))}


def long_episodes(gamma: float) -> Inputs:
    """Three episodes of 160 steps; more would take an answer with two loops too long."""
    rewards = np.round(np.random.default_rng(0).normal(1, 1, (3, 160)), 1)
    return {"rewards": torch_array(rewards), "gamma": gamma}


def sparse_episode(gamma: float, reward: float, *, steps: int = 112) -> Inputs:
    """An episode whose only rewards come at its end and, a small one, at its start.

    The last power of a gamma of 0.001 is 0. More steps would take an answer with two loops too
    long.
    """
    rewards = np.zeros((1, steps))
    rewards[0, [0, -1]] = 1.0, reward
    return {"rewards": torch_array(rewards), "gamma": gamma}


def sparse_code(inputs: Inputs) -> str:
    """The call for `sparse_episode`, as code."""
    steps = inputs["rewards"].shape[1]
    return (
        f"rewards = torch.zeros(1, {steps}, dtype=torch.float64)\n"
        f"rewards[0, 0], rewards[0, -1] = 1.0, {inputs['rewards'].data[0, -1]}\n"
        f"rewards_to_go(rewards, {inputs['gamma']})"
    )


LATE: list[Inputs] = [
    {"rewards": torch_array([[0.0] * 5 + [reward], [reward] + [0.0] * 5]), "gamma": gamma}
    for reward, gamma in ((1.0, 0.9), (-2.0, 0.5), (4.0, 1.0))
]

SINGLE: list[Inputs] = [
    {
        "log_probs": torch_array(log_prob),
        "returns": torch_array(reward),
        "baseline": torch_array(expected),
    }
    for log_prob, reward, expected in ((-0.5, 2.0, 0.5), (-1.5, -1.0, 0.25), (-3.0, 0.0, 1.0))
]

numbers = alike(shapes(1, 3), log_probs=log_probabilities, returns=reals(4, 10), baseline=reals(4))


@composite
def as_expected(draw: st.DrawFn) -> Inputs:
    """Returns that are exactly the baseline."""
    drawn = draw(alike(shapes(1, 2), log_probs=log_probabilities, returns=reals(4)))
    return {**drawn, "baseline": drawn["returns"]}


@composite
def without_baseline(draw: st.DrawFn) -> Inputs:
    """A baseline of 0."""
    drawn = draw(alike(shapes(1, 2), log_probs=log_probabilities, returns=reals(4, 10)))
    return {**drawn, "baseline": torch_array(np.zeros(drawn["returns"].shape))}


def many() -> Inputs:
    """Over a thousand actions."""
    rng = np.random.default_rng(1)
    log_probs, returns, baseline = np.round(rng.normal(size=(3, 40, 30)), 1)
    return {
        "log_probs": torch_array(-np.abs(log_probs)),
        "returns": torch_array(5 + 3 * returns),
        "baseline": torch_array(5 + baseline),
    }


sums = formula(
    "rewards_to_go",
    "The discounted sum of the rewards of this step and all later ones.",
    episodes(),
    examples=18,
    tolerance=SIX_DIGITS,
)
myopic = edges(
    "rewards_to_go",
    "gamma 0",
    "With `gamma = 0` each step has its own reward.",
    either_precision(episodes((0.0,))),
    gradient=True,
    examples=5,
    tolerance=SIX_DIGITS,
)
undiscounted = edges(
    "rewards_to_go",
    "gamma 1",
    "With `gamma = 1` all later rewards count in full.",
    either_precision(episodes((1.0,))),
    gradient=True,
    examples=5,
    tolerance=SIX_DIGITS,
)
one_step = edges(
    "rewards_to_go",
    "one step",
    "An episode of one step has its reward.",
    either_precision(episodes((0.5, 0.0, 1.0), max_steps=1)),
    gradient=True,
    examples=4,
    tolerance=SIX_DIGITS,
)
late = edges(
    "rewards_to_go",
    "one reward",
    "A reward counts for the steps before it and never for those after it.",
    in_both_precisions(*LATE),
    gradient=True,
    examples=2 * len(LATE),
    tolerance=SIX_DIGITS,
)
long = edges(
    "rewards_to_go",
    "long episodes",
    "Right for hundreds of steps, where powers of gamma are tiny or 0.",
    in_both_precisions(*(long_episodes(gamma) for gamma in (0.99, 0.3, 0.05, 1.0))),
    gradient=True,
    examples=8,
    tolerance=LONG,
)
sparse = edges(
    "rewards_to_go",
    "a reward at the end",
    "One large reward at the end counts as far back as it reaches, at any gamma.",
    st.sampled_from(
        [sparse_episode(0.001, 1e3), sparse_episode(0.8, 1e3), sparse_episode(0.82, 1e6)]
    ),
    gradient=True,
    examples=3,
    as_code=sparse_code,
    tolerance=SIX_DIGITS,
)
loss = formula(
    "reinforce_loss",
    "Minus the mean of the log-probability times the return less the baseline.",
    numbers,
    examples=16,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
constants = fixed("reinforce_loss", "returns", "baseline", inputs=numbers)
expected = edges(
    "reinforce_loss",
    "as expected",
    "Where all returns are as expected, the loss is 0, and so is its gradient.",
    either_precision(as_expected()),
    gradient=True,
    examples=4,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
plain = edges(
    "reinforce_loss",
    "no baseline",
    "With a baseline of 0 the log-probabilities are weighted by the returns.",
    either_precision(without_baseline()),
    gradient=True,
    examples=4,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
single = edges(
    "reinforce_loss",
    "single numbers",
    "One action, of shape (), has a loss too.",
    in_both_precisions(*SINGLE),
    gradient=True,
    examples=2 * len(SINGLE),
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
batch = edges(
    "reinforce_loss",
    "many actions",
    "Right for over a thousand actions.",
    in_both_precisions(many()),
    gradient=True,
    examples=2,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The return from each step on, for three discounts."""
    rewards = tensor(0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1)[None]
    drawn = lines(
        "gamma = {:g}",
        (1.0, 0.9, 0.5),
        range(12),
        lambda step, gamma: impl.rewards_to_go(rewards, gamma)[0, int(step)],
    )
    said = "Steps before a reward share it, the earlier the less; no step gets what came before it."
    return picture("Rewards: 2 at step 3, 1 at step 11", "step", "reward to go", drawn, said)
