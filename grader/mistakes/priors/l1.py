"""Known mistakes in priors/l1."""

import torch
from torch import Tensor, nn

from grader.probe.probe import known_mistake


@known_mistake("l1_penalty", hint=1)
def without_biases(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """The biases are missing: the sum is over all parameters, not over matrices alone."""
    kept = [p.abs().sum() for n, p in model.named_parameters() if "bias" not in n]
    return lambda_l1 * torch.stack(kept).sum()


@known_mistake("l1_penalty", hint=1)
def matrices_alone(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """One-dimensional parameters are missing: the sum is over all parameters, not over matrices
    alone.
    """
    total = next(model.parameters()).new_zeros(())
    for p in model.parameters():
        if p.dim() > 1:
            total = total + p.abs().sum()
    return lambda_l1 * total


@known_mistake("l1_penalty", hint=1)
def frozen_skipped(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Frozen parameters are missing. They are parameters too: the prior is over all of them."""
    kept = [p.abs().sum() for p in model.parameters() if p.requires_grad]
    return lambda_l1 * torch.stack(kept).sum()


@known_mistake("l1_penalty", hint=1)
def buffers_counted(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Buffers are counted too. A running statistic is no parameter and has no prior."""
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
    """You averaged the sizes of each parameter; a prior over independent weights adds up."""
    return lambda_l1 * torch.stack([p.abs().mean() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def squares(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """You added up squares: that is the L2 penalty."""
    return lambda_l1 * torch.stack([p.square().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def absolute_of_sum(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """The absolute value is taken of the sum, so that weights of opposite sign cancel."""
    return lambda_l1 * torch.stack([p.sum().abs() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def sign_kept(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """Without an absolute value weights of opposite sign cancel."""
    return lambda_l1 * torch.stack([p.sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def euclidean_norms(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """You added up Euclidean norms, not sizes of entries."""
    return lambda_l1 * torch.stack([p.norm() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def lambda_forgotten(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """lambda is not applied."""
    return torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def no_gradient(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """The value is right, but no gradient reaches the model."""
    return lambda_l1 * torch.stack([p.detach().abs().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=None)
def other_default(model: nn.Module, lambda_l1: float = 1e-3) -> Tensor:
    """The default strength is not the one that is asked for."""
    return lambda_l1 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("l1_penalty", hint=1)
def halved(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """The penalty is halved; the L1 penalty has no factor one half."""
    return 0.5 * lambda_l1 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("laplace_prior_scale", hint=2)
def rate_of_prior(lambda_l1: float) -> float:
    """That is the rate: a stronger penalty means a narrower prior."""
    return lambda_l1


@known_mistake("laplace_prior_scale", hint=2)
def gaussian_two(lambda_l1: float) -> float:
    """The 2 belongs to the Gaussian prior; the Laplace exponent has none."""
    return 1 / (2 * lambda_l1)


@known_mistake("laplace_prior_scale", hint=2)
def deviation_of_prior(lambda_l1: float) -> float:
    """You returned the standard deviation of the prior, not its scale."""
    return float(2**0.5 / lambda_l1)


@known_mistake("laplace_prior_scale", hint=2)
def variance_of_prior(lambda_l1: float) -> float:
    """You returned the variance of the prior, not its scale."""
    return 2 / lambda_l1**2


@known_mistake("laplace_prior_scale", hint=2)
def doubled_scale(lambda_l1: float) -> float:
    """A factor 2 is too many."""
    return 2 / lambda_l1


@known_mistake("laplace_prior_scale", hint=2)
def rooted_scale(lambda_l1: float) -> float:
    """The root belongs to a variance; a scale has none."""
    return float(lambda_l1**-0.5)


@known_mistake("laplace_prior_scale", hint=2)
def squared_scale(lambda_l1: float) -> float:
    """lambda is squared; it is linear in the penalty."""
    return 1 / lambda_l1**2


@known_mistake("laplace_prior_scale", hint=2)
def half_of_lambda(lambda_l1: float) -> float:
    """Half of lambda grows with it; a stronger penalty narrows the prior."""
    return lambda_l1 / 2


@known_mistake("soft_threshold", hint=2)
def hard_threshold(w: Tensor, t: float) -> Tensor:
    """Weights above the threshold stay where they are: that is hard thresholding."""
    return torch.where(w.abs() > t, w, torch.zeros_like(w))


@known_mistake("soft_threshold", hint=2)
def one_sided(w: Tensor, t: float) -> Tensor:
    """Negative weights are all set to 0: the threshold works on both sides."""
    return (w - t).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def passes_zero(w: Tensor, t: float) -> Tensor:
    """Nothing stops a weight at 0: small ones come out on the other side."""
    return w - t * w.sign()


@known_mistake("soft_threshold", hint=2)
def clipped(w: Tensor, t: float) -> Tensor:
    """You cut weights off at the threshold; they should shrink."""
    return w.clamp(-t, t)


@known_mistake("soft_threshold", hint=2)
def sign_lost(w: Tensor, t: float) -> Tensor:
    """The sign of the weights is lost."""
    return (w.abs() - t).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def scaled(w: Tensor, t: float) -> Tensor:
    """You shrink by a factor: that is the proximal step of an L2 penalty."""
    return w / (1 + t)


@known_mistake("soft_threshold", hint=2)
def half_step(w: Tensor, t: float) -> Tensor:
    """Weights shrink by half of t only."""
    return w.sign() * (w.abs() - t / 2).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def double_step(w: Tensor, t: float) -> Tensor:
    """Weights shrink by twice t."""
    return w.sign() * (w.abs() - 2 * t).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def shifted(w: Tensor, t: float) -> Tensor:
    """Every weight moves down by t, whatever its sign."""
    return w - t


@known_mistake("soft_threshold", hint=2)
def grown(w: Tensor, t: float) -> Tensor:
    """You grow the weights: the step goes towards 0."""
    return w.sign() * (w.abs() + t)


@known_mistake("soft_threshold", hint=3)
def threshold_detached(w: Tensor, t: float) -> Tensor:
    """The result is right, but no gradient flows back to w."""
    return w.detach().sign() * (w.detach().abs() - t).clamp(min=0)


@known_mistake("soft_threshold", hint=2)
def nearly_zero(w: Tensor, t: float) -> Tensor:
    """Small weights come out tiny but not 0, so the model is not sparse."""
    return w.sign() * (w.abs() - t).clamp(min=1e-10)


@known_mistake("l1_penalty")
def root_of_squares(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """The root of a square is a size, but where a parameter is 0 its gradient is nan: the slope
    of the root is infinite there.
    """
    return lambda_l1 * torch.stack([(p**2).sqrt().sum() for p in model.parameters()]).sum()


@known_mistake("soft_threshold")
def shrinking_factor(w: Tensor, t: float) -> Tensor:
    """The factor by which a weight shrinks is infinite at a weight of 0. The value survives
    that, the gradient there is nan.
    """
    return w * (1 - t / w.abs()).clamp(min=0)
