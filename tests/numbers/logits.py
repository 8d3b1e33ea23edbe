"""The numbers of `grader/quiz/questions/logits.toml`."""

import math
from collections.abc import Callable

import torch
from torch import Tensor
from torch.nn import functional as F


def real(*values: float) -> Tensor:
    """Numbers in double precision."""
    return torch.tensor(values, dtype=torch.float64)


def smoothed(k: int, eps: float) -> Tensor:
    """The smoothed target of the first of `k` classes."""
    return (1 - eps) * torch.eye(k, dtype=torch.float64)[0] + eps / k


def focal(p_t: float, gamma: float) -> float:
    """What an element costs before its class weight."""
    return (1 - p_t) ** gamma * -math.log(p_t)


def focus(p_t: float, gamma: float) -> float:
    """The focusing weight, from what an element costs with and without it."""
    return focal(p_t, gamma) / focal(p_t, 0)


def settled(ones: float, zeros: float, gamma: float = 0) -> float:
    """The probability at which the focal loss is least, by the weight of each class."""
    p = torch.linspace(0.001, 0.999, 99_801, dtype=torch.float64)
    cost = -ones * (1 - p) ** gamma * p.log() - zeros * p**gamma * (1 - p).log()
    return float(p[cost.argmin()])


def heated(temperature: float, *probabilities: float) -> Tensor:
    """These class probabilities at another temperature."""
    return torch.softmax(real(*probabilities).log() / temperature, dim=0)


def fitted(gap: float, accuracy: float) -> float:
    """The temperature of the largest likelihood, if the prediction is always so far ahead."""
    t = torch.linspace(0.1, 10, 990_001, dtype=torch.float64)
    log_odds = gap / t
    nll = -accuracy * F.logsigmoid(log_odds) - (1 - accuracy) * F.logsigmoid(-log_odds)
    return float(t[nll.argmin()])


def divergence(p: Tensor, q: Tensor) -> Tensor:
    """The KL divergence of `p` from `q`."""
    return (p * (p / q).log()).sum()


def distilled(scale: float, temperature: float = 4, of: float = 1) -> float:
    """The slope of the scaled divergence at a logit, where `q` is 0.3 and `p` is 0.2."""
    student = (temperature * real(0.3, 0.7).log()).requires_grad_()
    q = torch.softmax(student / temperature, dim=0)
    (slope,) = torch.autograd.grad(scale * divergence(real(0.2, 0.8), q), student)
    return of * float(slope[0])


def slope(strength: float, label: float = 1) -> float:
    """The slope of a penalized logistic loss by the weight 0.5, where the feature is 2."""
    w = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)
    loss = F.binary_cross_entropy_with_logits(2 * w, torch.full_like(w, label))
    (found,) = torch.autograd.grad(loss + strength * w.square(), w)
    return float(found)


def prior_deviation(n: int, factor: float = 2) -> float:
    """The deviation of the prior whose negative logarithm is `0.01 * n * w^2`."""
    return (factor * n * 0.01) ** -0.5


def odds(factor: float) -> Tensor:
    """The odds at a bias of -1, times a factor."""
    return factor * real(-1).exp()


FOUR, FIVE = smoothed(4, 0.2), smoothed(5, 0.25)
LOSSES = [[2, 2, 2], [6]]

COMPUTED: dict[str, Callable[[], object]] = {
    "log-softmax-value": lambda: F.log_softmax(real(1, 3), dim=0)[0],
    "log-softmax-value/own-sigmoid": lambda: F.logsigmoid(real(1)),
    "log-softmax-value/other-class": lambda: F.log_softmax(real(1, 3), dim=0)[1],
    "log-softmax-value/probability": lambda: torch.softmax(real(1, 3), dim=0)[0],
    "smooth-maximum": lambda: torch.logsumexp(torch.zeros(50_000), dim=0),
    "smooth-maximum/two-terms": lambda: torch.logsumexp(torch.zeros(2), dim=0),
    "smooth-maximum/bits": lambda: math.log2(50_000),
    "mean-of-means": lambda: real(*LOSSES[0], *LOSSES[1]).mean(),
    "mean-of-means/averaged-means": lambda: real(*(real(*some).mean() for some in LOSSES)).mean(),
    "mean-of-means/summed": lambda: real(*LOSSES[0], *LOSSES[1]).sum(),
    "smoothed-label-weight": lambda: smoothed(10, 0.1)[0],
    "smoothed-label-weight/own-share-left-out": lambda: 1 - 0.1,
    "smoothed-label-weight/uniform-not-divided": lambda: 1 - 0.1 + 0.1,
    "smoothed-loss-floor": lambda: F.cross_entropy(FOUR.log(), FOUR),
    "smoothed-loss-floor/label-alone": lambda: -FOUR[0].log(),
    "smoothed-loss-floor/zero": lambda: 0,
    "smoothed-logit-gap": lambda: (FIVE[0] / FIVE[1]).log(),
    "smoothed-logit-gap/others-only": lambda: math.log(0.75 / (0.25 / 4)),
    "smoothed-logit-gap/ratio": lambda: FIVE[0] / FIVE[1],
    "focal-weight": lambda: focus(0.1, 2) / focus(0.9, 2),
    "focal-weight/power-of-one": lambda: focus(0.1, 1) / focus(0.9, 1),
    "focal-weight/easy-favored": lambda: focus(0.9, 2) / focus(0.1, 2),
    "focal-value": lambda: 0.75 * focal(0.5, 2),
    "focal-value/alpha-of-ones": lambda: 0.25 * focal(0.5, 2),
    "focal-value/no-focus": lambda: 0.75 * focal(0.5, 0),
    "focal-value/no-alpha": lambda: focal(0.5, 2),
    "focal-class-odds": lambda: settled(0.75 * 0.25, 0.25 * 0.75),
    "focal-class-odds/unweighted": lambda: settled(0.25, 0.75),
    "focal-class-odds/wrong-way": lambda: settled(0.25 * 0.25, 0.75 * 0.75),
    "temperature-odds": lambda: heated(2, 0.9, 0.1)[0],
    "temperature-odds/sharpened": lambda: heated(0.5, 0.9, 0.1)[0],
    "temperature-odds/probability-halved": lambda: 0.9 / 2,
    "temperature-odds/softmax-twice": lambda: torch.softmax(real(0.9, 0.1) / 2, dim=0)[0],
    "temperature-fit": lambda: fitted(4, 0.75),
    "temperature-fit/inverse": lambda: 1 / fitted(4, 0.75),
    "temperature-fit/log-probability": lambda: 4 / -math.log(0.75),
    "temperature-fit/confidence": lambda: torch.sigmoid(real(4)) / 0.75,
    "distillation-value": lambda: divergence(real(0.75, 0.25), real(0.5, 0.5)),
    "distillation-value/reversed": lambda: divergence(real(0.5, 0.5), real(0.75, 0.25)),
    "distillation-value/cross-entropy": lambda: -(real(0.75, 0.25) * real(0.5, 0.5).log()).sum(),
    "distillation-reduction": lambda: torch.full((3, 10), 0.08).mean(),
    "distillation-reduction/same": lambda: torch.full((3, 10), 0.08).sum(dim=1).mean(),
    "distillation-reduction/wrong-way": lambda: torch.full((3, 10), 0.08).sum(dim=1).mean() * 10,
    "distillation-gradient": lambda: distilled(16),
    "distillation-gradient/no-factor": lambda: distilled(1),
    "distillation-gradient/no-chain-rule": lambda: distilled(16, of=4),
    "distillation-gradient/sign": lambda: -distilled(16),
    "logistic-slope": lambda: slope(0.1),
    "logistic-slope/half-penalty": lambda: slope(0.05),
    "logistic-slope/no-penalty": lambda: slope(0),
    "logistic-slope/reversed": lambda: 0.2 - slope(0.1),
    "logistic-slope/no-feature": lambda: slope(0) / 2 + 0.1,
    "logistic-prior": lambda: prior_deviation(200),
    "logistic-prior/mean-forgotten": lambda: prior_deviation(1),
    "logistic-prior/variance": lambda: prior_deviation(200) ** 2,
    "logistic-prior/two-forgotten": lambda: prior_deviation(200, factor=1),
    "logistic-sampling": lambda: torch.logit(odds(0.1) / (1 + odds(0.1))),
    "logistic-sampling/wrong-way": lambda: odds(10).log(),
    "logistic-sampling/probability-divided": lambda: torch.logit(torch.sigmoid(real(-1)) / 10),
}
