"""The checks of preferences/ppo."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.picture import Picture, picture
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, tensor, tensor_lines
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
    tensors,
    torch_array,
)

of_policy = calling_for("logp")

CLIPS = (0.2, 0.1, 0.3, 0.5)

log_probabilities = st.integers(-40, 0).map(lambda n: n / 10)
rewards = st.integers(-24, 24).map(lambda n: n / 8)

CLOSE = replace(SIX_DIGITS, single=Tolerance(0.0, 0.14))
"""Where rewards of 1,000 differ by 1/64: float32 has 1e-6 of 1,000 divided by their deviation."""


@composite
def steps(
    draw: st.DrawFn,
    differences: st.SearchStrategy[float],
    advantages: st.SearchStrategy[float],
    clips: Sequence[float] = CLIPS,
    old: st.SearchStrategy[float] = log_probabilities,
) -> Inputs:
    """Log-probabilities that differ by so much, advantages, and how far the ratio is rewarded."""
    drawn = draw(alike(shapes(0, 3, 3), logp_old=old, advantages=advantages))
    logp_old = drawn["logp_old"].data
    moved = np.asarray(logp_old + draw(tensors(differences, logp_old.shape)).data)
    return {
        "logp": torch_array(moved),
        **drawn,
        "clip": draw(st.sampled_from(clips)),
    }


def moved(
    differences: Sequence[float], advantages: Sequence[float], clip: float = 0.2, old: float = -1.5
) -> Inputs:
    """Actions with one old log-probability, moved by so much."""
    start = np.full(len(differences), old)
    return {
        "logp": torch_array(start + differences),
        "logp_old": torch_array(start),
        "advantages": torch_array(advantages),
        "clip": clip,
    }


inside = st.sampled_from([0.0, 0.05, -0.05, 0.08, -0.1, 0.025])
"""Log-ratios within a range of 0.2 around a ratio of 1."""

outside = st.sampled_from([0.5, -0.5, 1.25, -1.0, 2.0, -3.0])
"""Log-ratios outside a range of 0.3."""

SINGLE: list[Inputs] = [
    {
        "logp": torch_array(logp),
        "logp_old": torch_array(-1.0),
        "advantages": torch_array(advantage),
        "clip": 0.2,
    }
    for logp in (-0.3, -1.1, -2.0)
    for advantage in (1.5, -0.5)
]

MANY = moved([0.1 * (i % 9) - 0.4 for i in range(1500)], [(i % 5) - 1.5 for i in range(1500)])

FAR: list[Inputs] = [
    moved([20.0, -20.0, 15.0, -15.0, 0.0], [1.0, 1.0, -1.0, -1.0, 2.0], old=old)
    for old in (-25.3, -9000.3, -9979.7)
] + [moved([-0.25, 0.0, 0.0625], [1.0, -2.0, 0.5], old=old) for old in (-800.3, -9999.3)]
FAR.append(moved([20.0, -0.1], [-1.0, 1.0], old=-25.3))

EQUAL: list[Inputs] = [
    {"rewards": torch_array(rows)}
    for rows in (
        [[1.0] * 4, [0.0] * 4],
        [[1000.0 - 1 / 64] * 7, [-999.984375] * 7, [0.015625] * 7],
        [[0.0, 1.0, 0.0], [1.0, 1.0, 1.0]],
        [[333.328125] * 128],
    )
]

ALONE: list[Inputs] = [
    {"rewards": torch_array(rows)} for rows in ([[2.5]], [[1.0], [0.0], [-999.984375]])
]


def large(base: float, *steps: Sequence[int]) -> Inputs:
    """Groups of rewards that are this base plus so many sixty-fourths."""
    return {"rewards": torch_array(base + np.asarray(steps) / 64)}


NEARLY_EQUAL: list[Inputs] = [
    large(999.0, [0, 1], [64, 63]),
    large(0.0, [0] * 127 + [1]),
    large(-1.0, [0] * 63 + [2]),
    large(-1000.0, [0, 1, 1, 0], [3, 0, 0, 2]),
    large(0.5, [1, 0, 0], [0, 0, 1]),
]
"""Rewards that differ little: here the small number beside the deviation shows."""

LARGE: list[Inputs] = [
    large(0.0, [64000, -64000, 3200, 0], [0, 64000, 64000, 64000]),
    large(936.0, [0, 4096, 1024], [4095, 2048, 77]),
    large(0.0, list(range(-64000, 64000, 1000))),
]

loss = formula(
    "ppo_clip_loss",
    "Minus the mean of the smaller of ratio*A and clamp(ratio, 1-clip, 1+clip)*A.",
    steps(reals(1, 10), reals(3)),
    examples=20,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
constant = fixed("ppo_clip_loss", "logp_old", "advantages", inputs=steps(reals(1, 10), reals(3)))
first_step = edges(
    "ppo_clip_loss",
    "the first step",
    "Where the policy is still the old one, the loss is -mean(A), and the gradient -A/n.",
    either_precision(steps(st.just(0.0), reals(3))),
    gradient=True,
    examples=5,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
within = edges(
    "ppo_clip_loss",
    "inside the range",
    "Inside the range it is the plain ratio times the advantage, and so is the gradient.",
    either_precision(steps(inside, reals(3), (0.2, 0.3))),
    gradient=True,
    examples=6,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
gained = edges(
    "ppo_clip_loss",
    "nothing more to gain",
    "Where the ratio has moved beyond the range in the advantage's favor, the gradient is 0.",
    in_both_precisions(
        moved([0.5, -0.5, 1.0, -2.0], [1.0, -1.0, 0.25, -2.0]),
        moved([0.4, 0.75], [2.0, 3.0], 0.3),
        moved([-0.75, -0.4], [-2.0, -3.0], 0.1),
    ),
    gradient=True,
    examples=6,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
pulled_back = edges(
    "ppo_clip_loss",
    "pulled back",
    "Where the ratio has moved beyond the range the wrong way, nothing is clipped.",
    in_both_precisions(
        moved([0.5, -0.5, 1.0, -2.0], [-1.0, 1.0, -0.25, 2.0]),
        moved([0.4, 0.75], [-2.0, -3.0], 0.3),
        moved([-0.75, -0.4], [2.0, 3.0], 0.1),
    ),
    gradient=True,
    examples=6,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
beyond = edges(
    "ppo_clip_loss",
    "other ranges",
    "Right for any clip between 0 and 1.",
    either_precision(steps(outside, reals(3), (0.01, 0.9, 0.05, 0.75))),
    gradient=True,
    examples=8,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
single = edges(
    "ppo_clip_loss",
    "single numbers",
    "One action, of shape (), has a loss too.",
    in_both_precisions(*SINGLE),
    gradient=True,
    examples=2 * len(SINGLE),
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
far = edges(
    "ppo_clip_loss",
    "unlikely actions",
    "Right for log-probabilities to -1e4, and where they differ by 20.",
    in_both_precisions(*FAR),
    gradient=True,
    examples=2 * len(FAR),
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
many = edges(
    "ppo_clip_loss",
    "many actions",
    "Right for over a thousand actions.",
    in_both_precisions(MANY),
    gradient=True,
    examples=2,
    driver=of_policy,
    tolerance=SIX_DIGITS,
)
advantages = formula(
    "group_advantages",
    "The reward minus its group's mean, by the group's standard deviation plus 1e-6.",
    alike(matrices(3, 5), rewards=rewards),
    gradient=False,
    examples=20,
    tolerance=SIX_DIGITS,
)
result = fixed("group_advantages", "rewards", inputs=alike(matrices(3, 5), rewards=rewards))
equal = edges(
    "group_advantages",
    "equal rewards",
    "A group of equal rewards gets zeros.",
    in_both_precisions(*EQUAL),
    examples=2 * len(EQUAL),
    tolerance=SIX_DIGITS,
)
alone = edges(
    "group_advantages",
    "one sample",
    "A group of one sample gets 0.",
    in_both_precisions(*ALONE),
    examples=2 * len(ALONE),
    tolerance=SIX_DIGITS,
)
alike_but_one = edges(
    "group_advantages",
    "all equal but one",
    "Many large rewards of which one differs: their squares cancel.",
    st.just(large(999.0, [64] * 107 + [63])),
    examples=1,
    tolerance=SIX_DIGITS,
)
close = edges(
    "group_advantages",
    "nearly equal rewards",
    "Rewards that differ by little are told apart, and the 1e-6 is beside the deviation.",
    in_both_precisions(*NEARLY_EQUAL),
    examples=2 * len(NEARLY_EQUAL),
    tolerance=CLOSE,
)
wide = edges(
    "group_advantages",
    "large rewards",
    "Right for rewards to 1,000 in size, and for over a hundred samples.",
    in_both_precisions(*LARGE),
    examples=2 * len(LARGE),
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The loss by ratio, for an action that was good and one that was bad."""
    zero = tensor(0)
    drawn = tensor_lines(
        "advantage {:g}",
        (1.0, -1.0),
        grid(0.5, 1.5),
        lambda ratio, advantage: impl.ppo_clip_loss(ratio.log(), zero, tensor(advantage), 0.2),
    )
    said = (
        "Flat where a step has gone far enough, 1.2 or 0.8; never flat where it went the wrong way."
    )
    return picture("ppo_clip_loss, clip 0.2", "ratio", "loss", drawn, said)
