"""What is checked about priors/l1."""

from collections.abc import Sequence
from itertools import cycle
from typing import Any

import torch
from hypothesis import strategies as st
from torch import Tensor, nn

from grader.checks.priors.models import (
    NUMBERS,
    STRENGTHS,
    afresh,
    models,
    pasted,
    penalty,
    unchanged,
)
from grader.compare import compare
from grader.formula import accuracy, edges, formula, law, portable, slope, value
from grader.probe import Case, Check, Finding, Probe, misconception
from grader.strategies import Inputs, as_float32, torch_array
from grader.turns import SHAPES, laid_out
from grader.wire import Array

# At 0 the gradient is a matter of taste: no parameter is 0 here.
drawn = models(NUMBERS, lambda_l1=STRENGTHS)
drive = penalty("l1_penalty")
show = pasted("l1_penalty")

whole = Probe(
    "l1_penalty",
    "l1_penalty",
    drawn,
    drive,
    (
        Check("value", "lambda times the sum of sizes over all parameters of the model.", value),
        Check("gradient", "The gradient of l1_penalty for every parameter.", slope),
        Check("purity", "l1_penalty leaves the model as it was.", unchanged),
        Check("again", "A later call counts the parameters as they are by then.", afresh),
    ),
    18,
    scratch=True,
    show=show,
)
single = Probe(
    "l1_penalty-float32",
    "l1_penalty",
    drawn.map(as_float32),
    drive,
    (Check("float32", "l1_penalty keeps the dtype of the model.", accuracy),),
    6,
    scratch=True,
    show=show,
)
elsewhere = Probe(
    "l1_penalty-device",
    "l1_penalty",
    drawn.map(as_float32),
    drive,
    (Check("device", "l1_penalty makes its tensors on the device of the model.", portable),),
    4,
    pretend=True,
    show=show,
)
default = Probe(
    "l1_penalty-default",
    "l1_penalty",
    models(NUMBERS),
    drive,
    (Check("default", "Without lambda_l1, the strength is 1e-4.", value),),
    2,
    show=show,
)
zeros = Probe(
    "l1_penalty-zeros",
    "l1_penalty",
    models((0.0, 0.0, 1.0, -2.0, 0.0), lambda_l1=STRENGTHS),
    drive,
    (Check("zeros", "Parameters that are exactly 0 cost nothing.", value),),
    3,
    show=show,
)


@law(
    "laplace_prior_scale",
    st.fixed_dictionaries({"lambda_l1": st.sampled_from(STRENGTHS)}),
    examples=9,
)
def prior(impl: Any, lambda_l1: float) -> Any:
    """The scale of the Laplace prior whose negative log-density is lambda times abs(w)."""
    return impl.laplace_prior_scale(lambda_l1)


def weights(distances: Sequence[float], signs: Sequence[float]) -> st.SearchStrategy[Inputs]:
    """Weights of these signs, whose sizes are at these distances from the threshold."""
    drawn = zip(
        laid_out(SHAPES, signs),
        laid_out(SHAPES, distances),
        cycle((1.0, 0.5, 1.3, 1e-3, 50.0)),  # float32 rounds 1.3 by more than is forgiven
        strict=False,
    )
    return st.sampled_from(
        [{"w": torch_array(sign.data * abs(t + far.data)), "t": t} for sign, far, t in drawn]
    )


# At the threshold the gradient is a matter of taste: these keep off it, and off 0.
FAR = (1 / 16, -1 / 16, 39 / 16, -3 / 16, 2**-10, -(2**-10), 100.0, -7 / 16, 2**-14, -(2**-14))
off = weights(FAR, (1.0, -1.0, -1.0))
proximal = formula(
    "soft_threshold",
    "Every weight moves towards 0 by t, and stops there.",
    off,
    examples=len(SHAPES),
)
ties = edges(
    "soft_threshold",
    "ties",
    "Weights of exactly 0 and of exactly the size of the threshold become 0.",
    weights((0.0, 0.0, 1.0, -0.125, 0.0), (1.0, -1.0, 0.0)),
    examples=5,
)


def exactly_zero(case: Case) -> Finding | None:
    """What is smaller than the threshold is 0, not nearly 0."""
    got, size = case.got, abs(case.inputs["w"].data)
    if not isinstance(got, Array) or got.shape != size.shape:
        return compare(got, torch_array(size), case)
    left = got.data[(size < case.inputs["t"]) & (got.data != 0)]
    if not left.size:
        return None
    return Finding(
        "value", f"A weight below the threshold became {left[0]:g}, not 0.", f"{left[0]:g}", "0"
    )


@law("soft_threshold", off.map(as_float32), judge=exactly_zero, examples=5)
def exact_zeros(impl: Any, w: Tensor, t: float) -> Any:
    """Weights below the threshold become exactly 0: that is what makes a model sparse."""
    return impl.soft_threshold(w, t)


@misconception(
    "l1_penalty",
    "The biases are missing: the sum is over all parameters, not over matrices alone.",
    hint=1,
)
def without_biases(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    kept = [p.abs().sum() for n, p in model.named_parameters() if "bias" not in n]
    return lambda_l1 * torch.stack(kept).sum()


@misconception(
    "l1_penalty",
    "One-dimensional parameters are missing: the sum is over all parameters, not over matrices "
    "alone.",
    hint=1,
)
def matrices_alone(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    total = next(model.parameters()).new_zeros(())
    for p in model.parameters():
        if p.dim() > 1:
            total = total + p.abs().sum()
    return lambda_l1 * total


@misconception(
    "l1_penalty",
    "Frozen parameters are missing. They are parameters too: the prior is over all of them.",
    hint=1,
)
def frozen_skipped(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    kept = [p.abs().sum() for p in model.parameters() if p.requires_grad]
    return lambda_l1 * torch.stack(kept).sum()


@misconception(
    "l1_penalty",
    "Buffers are counted too. A running statistic is no parameter and has no prior.",
    hint=1,
)
def buffers_counted(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    total = next(model.parameters()).new_zeros(())
    for p in [*model.parameters(), *model.buffers()]:
        total = total + p.to(total.dtype).abs().sum()
    return lambda_l1 * total


@misconception(
    "l1_penalty",
    "A parameter that two layers share is counted twice; it is one parameter with one prior.",
    hint=1,
)
def shared_counted_twice(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    total = next(model.parameters()).new_zeros(())
    for module in model.modules():
        for p in module.parameters(recurse=False):
            total = total + p.abs().sum()
    return lambda_l1 * total


@misconception(
    "l1_penalty",
    "You averaged the sizes of each parameter; a prior over independent weights adds up.",
    hint=1,
)
def mean_of_sizes(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * torch.stack([p.abs().mean() for p in model.parameters()]).sum()


@misconception("l1_penalty", "You added up squares: that is the L2 penalty.", hint=1)
def squares(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * torch.stack([p.square().sum() for p in model.parameters()]).sum()


@misconception(
    "l1_penalty",
    "The absolute value is taken of the sum, so that weights of opposite sign cancel.",
    hint=1,
)
def absolute_of_sum(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * torch.stack([p.sum().abs() for p in model.parameters()]).sum()


@misconception("l1_penalty", "Without an absolute value weights of opposite sign cancel.", hint=1)
def sign_kept(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * torch.stack([p.sum() for p in model.parameters()]).sum()


@misconception("l1_penalty", "You added up Euclidean norms, not sizes of entries.", hint=1)
def euclidean_norms(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * torch.stack([p.norm() for p in model.parameters()]).sum()


@misconception("l1_penalty", "lambda is not applied.", hint=1)
def lambda_forgotten(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@misconception(
    "l1_penalty", "The value is right, but it was detached: no gradient reaches the model.", hint=1
)
def no_gradient(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * torch.stack([p.detach().abs().sum() for p in model.parameters()]).sum()


@misconception("l1_penalty", "The default strength is not the one that is asked for.", hint=None)
def other_default(model: nn.Module, lambda_l1: float = 1e-3) -> Tensor:
    return lambda_l1 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@misconception(
    "l1_penalty", "The penalty is halved; the L1 penalty has no factor one half.", hint=1
)
def halved(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return 0.5 * lambda_l1 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@misconception(
    "laplace_prior_scale", "That is the rate: a stronger penalty means a narrower prior.", hint=2
)
def rate_of_prior(lambda_l1: float) -> float:
    return lambda_l1


@misconception(
    "laplace_prior_scale",
    "The 2 belongs to the Gaussian prior; the Laplace exponent has none.",
    hint=2,
)
def gaussian_two(lambda_l1: float) -> float:
    return 1 / (2 * lambda_l1)


@misconception(
    "laplace_prior_scale",
    "You returned the standard deviation of the prior, not its scale.",
    hint=2,
)
def deviation_of_prior(lambda_l1: float) -> float:
    return float(2**0.5 / lambda_l1)


@misconception(
    "laplace_prior_scale", "You returned the variance of the prior, not its scale.", hint=2
)
def variance_of_prior(lambda_l1: float) -> float:
    return 2 / lambda_l1**2


@misconception("laplace_prior_scale", "A factor 2 is too many.", hint=2)
def doubled_scale(lambda_l1: float) -> float:
    return 2 / lambda_l1


@misconception("laplace_prior_scale", "The root belongs to a variance; a scale has none.", hint=2)
def rooted_scale(lambda_l1: float) -> float:
    return float(lambda_l1**-0.5)


@misconception("laplace_prior_scale", "lambda is squared; it is linear in the penalty.", hint=2)
def squared_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1**2


@misconception(
    "laplace_prior_scale",
    "Half of lambda grows with it; a stronger penalty narrows the prior.",
    hint=2,
)
def half_of_lambda(lambda_l1: float) -> float:
    return lambda_l1 / 2


@misconception(
    "soft_threshold",
    "Weights above the threshold stay where they are: that is hard thresholding.",
    hint=3,
)
def hard_threshold(w: Tensor, t: float) -> Tensor:
    return torch.where(w.abs() > t, w, torch.zeros_like(w))


@misconception(
    "soft_threshold",
    "Negative weights are all set to 0: the threshold works on both sides.",
    hint=3,
)
def one_sided(w: Tensor, t: float) -> Tensor:
    return (w - t).clamp(min=0)


@misconception(
    "soft_threshold",
    "Nothing stops a weight at 0: small ones come out on the other side.",
    hint=3,
)
def passes_zero(w: Tensor, t: float) -> Tensor:
    return w - t * w.sign()


@misconception(
    "soft_threshold", "You cut weights off at the threshold; they should shrink.", hint=3
)
def clipped(w: Tensor, t: float) -> Tensor:
    return w.clamp(-t, t)


@misconception("soft_threshold", "The sign of the weights is lost.", hint=3)
def sign_lost(w: Tensor, t: float) -> Tensor:
    return (w.abs() - t).clamp(min=0)


@misconception(
    "soft_threshold", "You shrink by a factor: that is the proximal step of an L2 penalty.", hint=3
)
def scaled(w: Tensor, t: float) -> Tensor:
    return w / (1 + t)


@misconception("soft_threshold", "Weights shrink by half of t only.", hint=3)
def half_step(w: Tensor, t: float) -> Tensor:
    return w.sign() * (w.abs() - t / 2).clamp(min=0)


@misconception("soft_threshold", "Weights shrink by twice t.", hint=3)
def double_step(w: Tensor, t: float) -> Tensor:
    return w.sign() * (w.abs() - 2 * t).clamp(min=0)


@misconception("soft_threshold", "Every weight moves down by t, whatever its sign.", hint=3)
def shifted(w: Tensor, t: float) -> Tensor:
    return w - t


@misconception(
    "soft_threshold",
    "You grow the weights: the step goes towards 0.",
    hint=3,
)
def grown(w: Tensor, t: float) -> Tensor:
    return w.sign() * (w.abs() + t)


@misconception(
    "soft_threshold",
    "The result is right, but it is detached: a gradient should flow to w.",
    hint=3,
)
def threshold_detached(w: Tensor, t: float) -> Tensor:
    return w.detach().sign() * (w.detach().abs() - t).clamp(min=0)


@misconception(
    "soft_threshold",
    "Small weights come out tiny but not 0, so the model is not sparse.",
    hint=3,
)
def nearly_zero(w: Tensor, t: float) -> Tensor:
    return w.sign() * (w.abs() - t).clamp(min=1e-10)
