"""Known mistakes in priors/l1."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


@known_mistake("l1_penalty", hint=1)
def without_biases(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """The biases are not counted; the prior is over every parameter, weights and biases alike."""
    kept = [p.abs().sum() for n, p in model.named_parameters() if "bias" not in n]
    return lambda_l1 * torch.stack(kept).sum()


@known_mistake("l1_penalty", hint=1)
def matrices_alone(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Parameters of one dimension or none, such as biases and norm weights, are not counted;
    the prior is over every parameter.
    """
    total = next(model.parameters()).new_zeros(())
    for p in model.parameters():
        if p.dim() > 1:
            total = total + p.abs().sum()
    return lambda_l1 * total


@known_mistake("l1_penalty", hint=1)
def frozen_skipped(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Frozen parameters are not counted. The prior is over every parameter, trained or not."""
    kept = [p.abs().sum() for p in model.parameters() if p.requires_grad]
    return lambda_l1 * torch.stack(kept).sum()


@known_mistake("l1_penalty", hint=1)
def buffers_counted(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Buffers are counted too. A running statistic is not a parameter, so it has no prior."""
    total = next(model.parameters()).new_zeros(())
    for p in [*model.parameters(), *model.buffers()]:
        total = total + p.to(total.dtype).abs().sum()
    return lambda_l1 * total


@known_mistake("l1_penalty", hint=1)
def shared_counted_twice(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """A parameter that two layers share is counted twice; it is one parameter with one prior."""
    total = next(model.parameters()).new_zeros(())
    for module in model.modules():
        for p in module.parameters(recurse=False):
            total = total + p.abs().sum()
    return lambda_l1 * total


@known_mistake("l1_penalty", hint=1)
def mean_of_sizes(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """You averaged the absolute values of each parameter. Negative log-densities of independent
    weights add up; a mean weakens the prior on large layers.
    """
    return lambda_l1 * torch.stack([p.abs().mean() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def squares(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """You added up squares: that is the L2 penalty, of a Gaussian prior, which has no exact
    zeros.
    """
    return lambda_l1 * torch.stack([p.square().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def absolute_of_sum(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """You took the absolute value of each parameter's sum, in which opposite signs cancel; take
    that of each entry, then add up.
    """
    return lambda_l1 * torch.stack([p.sum().abs() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def sign_kept(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Your penalty adds up the weights themselves, so opposite signs cancel and it can be
    negative; each entry's absolute value is missing.
    """
    return lambda_l1 * torch.stack([p.sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def euclidean_norms(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """You added up the Euclidean norm of each parameter, as `norm()` gives by default; L1 adds
    up the absolute values of its entries.
    """
    return lambda_l1 * torch.stack([p.norm() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def first_alone(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Only the first parameter is counted, as when `return` stands inside the loop; the sum is over
    all of them.
    """
    return lambda_l1 * next(model.parameters()).abs().sum()


@known_mistake("l1_penalty", hint=1)
def last_alone(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Only the last parameter is counted, as when the loop assigns (`=`) instead of adding (`+=`);
    the sum is over all of them.
    """
    return lambda_l1 * list(model.parameters())[-1].abs().sum()


@known_mistake("l1_penalty", hint=1)
def lambda_squared(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """lambda counts twice in your penalty, as when each parameter is multiplied by it and their sum
    again.
    """
    return lambda_l1**2 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def counted_at_every_level(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Parameters are counted once for each module around them: `parameters()` of a parent holds
    those of its children already.
    """
    counted = [p.abs().sum() for m in model.modules() for p in m.parameters()]
    return lambda_l1 * torch.stack(counted).sum()


@known_mistake("l1_penalty", hint=1)
def linear_layers_only(model: nn.Module, lambda_l1: float = 1e-4) -> Any:
    """Only nn.Linear layers are counted; `model.parameters()` also holds those of other layers and
    of the model itself.
    """
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return lambda_l1 * sum(p.abs().sum() for layer in layers for p in layer.parameters())


@known_mistake("l1_penalty", hint=1)
def state_dict_summed(model: nn.Module, lambda_l1: float = 1e-4) -> Any:
    """You add up what `state_dict()` holds: buffers too, shared parameters twice, and no gradient.
    Go through `parameters()`.
    """
    return lambda_l1 * sum(value.abs().sum() for value in model.state_dict().values())


@known_mistake("l1_penalty", hint=1, eps=(*SMALL, *TINY))
def smoothed(model: nn.Module, lambda_l1: float = 1e-4, *, eps: float = 1e-8) -> Tensor:
    """A small number is added under your root: a weight of 0 still costs, and the kink that makes
    exact zeros is gone.
    """
    sizes = [(p**2 + eps).sqrt().sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(sizes).sum()


@known_mistake("l1_penalty", hint=1)
def lambda_forgotten(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """lambda has no part in your penalty, yet it alone says how narrow the prior is."""
    return torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty")
def no_gradient(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """The value is right, but no gradient reaches the model's parameters: minimizing your
    penalty would not shrink a single weight.
    """
    return lambda_l1 * torch.stack([p.detach().abs().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=None)
def other_default(model: nn.Module, lambda_l1: float = 1e-3) -> Tensor:
    """Your default for `lambda_l1` is not 1e-4, the one in the statement; with a strength
    given, your penalty is right.
    """
    return lambda_l1 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=2)
def halved(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Your penalty is half of lambda times the absolute values; a one half belongs to squares,
    not to the L1 penalty.
    """
    return 0.5 * lambda_l1 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("laplace_prior_scale", hint=2)
def rate_of_prior(lambda_l1: float) -> float:
    """You returned lambda, which is the rate of the Laplace prior. Its scale is the reciprocal:
    a stronger penalty means a narrower prior.
    """
    return lambda_l1


@known_mistake("laplace_prior_scale", hint=2)
def gaussian_two(lambda_l1: float) -> float:
    """You returned 1/(2*lambda). That 2 is of the Gaussian's exponent; the Laplace density has
    abs(w)/b, without one.
    """
    return 1 / (2 * lambda_l1)


@known_mistake("laplace_prior_scale", hint=2)
def deviation_of_prior(lambda_l1: float) -> float:
    """You returned the standard deviation of the prior, sqrt(2) times its scale `b`."""
    return float(2**0.5 / lambda_l1)


@known_mistake("laplace_prior_scale", hint=2)
def variance_of_prior(lambda_l1: float) -> float:
    """You returned the variance of the prior, 2*b^2, not its scale `b`."""
    return 2 / lambda_l1**2


@known_mistake("laplace_prior_scale", hint=2)
def doubled_scale(lambda_l1: float) -> float:
    """You returned 2/lambda, twice the scale: the Laplace exponent is abs(w)/b, without a 2."""
    return 2 / lambda_l1


@known_mistake("laplace_prior_scale", hint=2)
def rooted_scale(lambda_l1: float) -> float:
    """You returned 1/sqrt(lambda). A root would turn a variance into a deviation; abs(w)/b
    already has the scale itself.
    """
    return float(lambda_l1**-0.5)


@known_mistake("laplace_prior_scale", hint=2)
def squared_scale(lambda_l1: float) -> float:
    """You divided by the square of lambda; it stands in front of abs(w) once, so it counts once."""
    return 1 / lambda_l1**2


@known_mistake("laplace_prior_scale", hint=2)
def half_of_lambda(lambda_l1: float) -> float:
    """You returned lambda/2, which grows with lambda; a stronger penalty means a narrower prior."""
    return lambda_l1 / 2


@known_mistake("soft_threshold", hint=2)
def hard_threshold(w: Tensor, t: float) -> Tensor:
    """Weights above the threshold stay as they are: that is hard thresholding. The proximal
    step of L1 moves them by t, too.
    """
    return torch.where(w.abs() > t, w, torch.zeros_like(w))


@known_mistake("soft_threshold", hint=2)
def one_sided(w: Tensor, t: float) -> Tensor:
    """Every negative weight becomes 0. The step works on both sides: the size shrinks by t, the
    sign stays.
    """
    return (w - t).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def bounced(w: Tensor, t: float) -> Tensor:
    """Below the threshold your result has size t - abs(w), as `copysign` without a maximum gives;
    it must be exactly 0.
    """
    return torch.copysign(w.abs() - t, w)


@known_mistake("soft_threshold", hint=2)
def softplus_for_max(w: Tensor, t: float) -> Tensor:
    """Softplus never is 0: small weights do not become exactly 0, and the others move by less than
    t.
    """
    return w.sign() * F.softplus(w.abs() - t)


@known_mistake("soft_threshold", hint=1)
def whole_tensor_shrunk(w: Tensor, t: float) -> Tensor:
    """You shrink the whole tensor by its norm, as the group lasso does; here each weight is moved
    by itself.
    """
    norm = w.norm()
    return w * (1 - t / norm) if norm > t else torch.zeros_like(w)


@known_mistake("soft_threshold", hint=3)
def divided_by_size(w: Tensor, t: float) -> Tensor:
    """You divide w by abs(w) to get its sign: a weight of 0 gives 0/0, which is nan. `sign` gives
    0 there.
    """
    return w / w.abs() * (w.abs() - t).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def passes_zero(w: Tensor, t: float) -> Tensor:
    """Every weight moves by t towards 0, and small ones past it to the other side; they should
    stop at 0.
    """
    return w - t * w.sign()


@known_mistake("soft_threshold", hint=2)
def clipped(w: Tensor, t: float) -> Tensor:
    """You cut weights off at t, which is what the step takes away; what remains of `w` is asked
    for.
    """
    return w.clamp(-t, t)


@known_mistake("soft_threshold", hint=2)
def sign_lost(w: Tensor, t: float) -> Tensor:
    """You returned the size of each weight after the step, without its sign: negative weights
    come out positive.
    """
    return (w.abs() - t).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def scaled(w: Tensor, t: float) -> Tensor:
    """You divided by 1 + t, the proximal step of a squared (L2) penalty: nothing becomes
    exactly 0.
    """
    return w / (1 + t)


@known_mistake("soft_threshold", hint=2)
def half_step(w: Tensor, t: float) -> Tensor:
    """Weights shrink by t/2, as if the distance were (v-w)^2; with 0.5*(v-w)^2 the step is t."""
    return w.sign() * (w.abs() - t / 2).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def double_step(w: Tensor, t: float) -> Tensor:
    """Weights shrink by 2*t; with 0.5*(v-w)^2 and t*abs(v), the step is t."""
    return w.sign() * (w.abs() - 2 * t).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def shifted(w: Tensor, t: float) -> Tensor:
    """Every weight moves down by t, negative ones away from 0; the step goes towards 0 and
    stops there.
    """
    return w - t


@known_mistake("soft_threshold", hint=2)
def grown(w: Tensor, t: float) -> Tensor:
    """You add t to the size of each weight; the penalty pulls it towards 0."""
    return w.sign() * (w.abs() + t)


@known_mistake("soft_threshold", hint=3)
def threshold_detached(w: Tensor, t: float) -> Tensor:
    """The values are right, but no gradient flows back to `w`: the step was computed outside of
    autograd.
    """
    return w.detach().sign() * (w.detach().abs() - t).clamp(min=0)


@known_mistake("soft_threshold", hint=2, floor=(*SMALL, *TINY))
def nearly_zero(w: Tensor, t: float, *, floor: float = 1e-10) -> Tensor:
    """Weights below the threshold come out tiny instead of exactly 0, so the model is not
    sparse: the floor must be 0.
    """
    return w.sign() * (w.abs() - t).clamp(min=floor)


@known_mistake("l1_penalty")
def root_of_squares(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """The root of a square is the absolute value, but its slope at 0 is infinite: where a
    parameter is 0, your gradient is nan.
    """
    return lambda_l1 * torch.stack([(p**2).sqrt().sum() for p in model.parameters()]).sum()


@known_mistake("soft_threshold")
def shrinking_factor(w: Tensor, t: float) -> Tensor:
    """Your factor divides by abs(w), which is 0 at a weight of 0: the gradient there is nan."""
    return w * (1 - t / w.abs()).clamp(min=0)


@known_mistake("l1_penalty", hint=2)
def norm_of_a_matrix(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """You take the 1-norm of a matrix, which is its largest column sum; the penalty adds up every
    absolute value.
    """
    norms = [
        torch.linalg.norm(p, ord=1) if p.dim() == 2 else p.abs().sum() for p in model.parameters()
    ]
    return lambda_l1 * torch.stack(norms).sum()
