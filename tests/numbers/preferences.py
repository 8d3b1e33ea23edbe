"""The numbers of `grader/quiz/questions/preferences.toml`."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F


def real(*values: float) -> Tensor:
    """Numbers in double precision."""
    return torch.tensor(values, dtype=torch.float64)


def clipped(ratio: float | Tensor, advantage: float) -> Tensor:
    """What PPO charges for an action, with a clip of 0.2."""
    r = torch.as_tensor(ratio, dtype=torch.float64)
    return -torch.minimum(r * advantage, r.clamp(0.8, 1.2) * advantage)


def slope(function: Callable[[Tensor], Tensor], at: float) -> Tensor:
    """The derivative of a function of one number."""
    point = torch.tensor(at, dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(function(point), point)
    return gradient


def discounted(*rewards: float) -> float:
    """The sum of rewards, each halved once for every step."""
    return sum(reward * 0.5**step for step, reward in enumerate(rewards))


MEANS, TOKENS = real(2, 3), real(10, 90)
SHARES = TOKENS / TOKENS.sum()
REWARDS = real(1, 0, 0, 0)
CENTERED = REWARDS - REWARDS.mean()
EPISODE = (4, 0, 2, 8)
LOG_PROBS, RETURNS = real(-0.5, -2), real(5, 1)

COMPUTED: dict[str, Callable[[], object]] = {
    "perplexity-pooled": lambda: (MEANS * SHARES).sum().exp(),
    "perplexity-pooled/mean-of-means": lambda: MEANS.mean().exp(),
    "perplexity-pooled/averaged-perplexities": lambda: MEANS.exp().mean(),
    "perplexity-pooled/weighted-perplexities": lambda: (MEANS.exp() * SHARES).sum(),
    "perplexity-bits": lambda: 2**3,
    "perplexity-bits/nats": lambda: math.exp(3),
    "perplexity-bits/converted-twice": lambda: 3 * math.log(2),
    "dpo-start": lambda: -F.logsigmoid(0.1 * real(0)),
    "dpo-start/zero": lambda: 0,
    "dpo-start/probability": lambda: torch.sigmoid(0.1 * real(0)),
    "dpo-start/scaled": lambda: -0.1 * F.logsigmoid(real(0)),
    "dpo-pair": lambda: -F.logsigmoid(0.1 * real((-42 + 40) - (-47 + 41))),
    "dpo-pair/no-reference": lambda: -F.logsigmoid(0.1 * real(-42 + 47)),
    "dpo-pair/beta-outside": lambda: -0.1 * F.logsigmoid(real((-42 + 40) - (-47 + 41))),
    "dpo-pair/exchanged": lambda: -F.logsigmoid(-0.1 * real((-42 + 40) - (-47 + 41))),
    "ppo-pessimist": lambda: clipped(1.5, -2),
    "ppo-pessimist/clamped": lambda: -1.2 * -2,
    "ppo-pessimist/sign": lambda: -clipped(1.5, -2),
    "ppo-pessimist/advantage": lambda: 2,
    "ppo-clipped-gain": lambda: slope(lambda z: clipped(z.exp(), 2), math.log(1.5)),
    "ppo-clipped-gain/plain": lambda: slope(lambda z: -z.exp() * 2, math.log(1.5)),
    "ppo-clipped-gain/clamped-value": lambda: clipped(1.5, 2),
    "grpo-advantage": lambda: CENTERED[0] / REWARDS.std(correction=0),
    "grpo-advantage/one-less": lambda: CENTERED[0] / REWARDS.std(),
    "grpo-advantage/centered": lambda: CENTERED[0],
    "grpo-advantage/variance": lambda: CENTERED[0] / REWARDS.var(correction=0),
    "reward-to-go": lambda: discounted(*EPISODE[1:]),
    "reward-to-go/undiscounted": lambda: sum(EPISODE[1:]),
    "reward-to-go/from-the-start": lambda: discounted(0, *EPISODE[1:]),
    "reward-to-go/whole-episode": lambda: discounted(*EPISODE),
    "reward-to-go/past": lambda: discounted(EPISODE[1], EPISODE[0]),
    "reinforce-value": lambda: -(LOG_PROBS * (RETURNS - 3)).mean(),
    "reinforce-value/no-baseline": lambda: -(LOG_PROBS * RETURNS).mean(),
    "reinforce-value/summed": lambda: -(LOG_PROBS * (RETURNS - 3)).sum(),
    "reinforce-value/sign": lambda: (LOG_PROBS * (RETURNS - 3)).mean(),
    "bradley-terry-probability": lambda: torch.sigmoid(real(2 - 0.5)),
    "bradley-terry-probability/share": lambda: 2 / (2 + 0.5),
    "bradley-terry-probability/own-sigmoid": lambda: torch.sigmoid(real(2)),
    "bradley-terry-probability/sigmoids": lambda: torch.sigmoid(
        torch.sigmoid(real(2)) - torch.sigmoid(real(0.5))
    ),
    "bradley-terry-two": lambda: torch.logit(real(30 / 40)) / 2,
    "bradley-terry-two/difference": lambda: torch.logit(real(30 / 40)),
    "bradley-terry-two/odds": lambda: 30 / 10,
    "bradley-terry-two/rate": lambda: 30 / 40,
}
