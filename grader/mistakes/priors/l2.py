"""Known mistakes in priors/l2."""

import torch
from torch import Tensor, nn

from grader.probe.probe import known_mistake


@known_mistake("l2_penalty", hint=2)
def halved(model: nn.Module, lambda_l2: float) -> Tensor:
    """Your penalty has a factor one half, which the definition here has not: the prior's
    variance depends on it.
    """
    return 0.5 * lambda_l2 * torch.stack([p.square().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def root_taken(model: nn.Module, lambda_l2: float) -> Tensor:
    """You took the norm; the penalty is its square, without a root."""
    return lambda_l2 * torch.stack([p.square().sum() for p in model.parameters()]).sum().sqrt()


@known_mistake("l2_penalty", hint=1)
def sum_of_norms(model: nn.Module, lambda_l2: float) -> Tensor:
    """You added up the norms of the parameters, not their squares."""
    return lambda_l2 * torch.stack([p.norm() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def without_biases(model: nn.Module, lambda_l2: float) -> Tensor:
    """The biases are missing: the sum is over all parameters, not over matrices alone."""
    kept = [p.square().sum() for n, p in model.named_parameters() if "bias" not in n]
    return lambda_l2 * torch.stack(kept).sum()


@known_mistake("l2_penalty", hint=1)
def matrices_alone(model: nn.Module, lambda_l2: float) -> Tensor:
    """One-dimensional parameters are missing: the sum is over all parameters, not over matrices
    alone.
    """
    total = next(model.parameters()).new_zeros(())
    for p in model.parameters():
        if p.dim() > 1:
            total = total + p.square().sum()
    return lambda_l2 * total


@known_mistake("l2_penalty", hint=1)
def frozen_skipped(model: nn.Module, lambda_l2: float) -> Tensor:
    """Frozen parameters are missing. They are parameters too: the prior is over all of them."""
    kept = [p.square().sum() for p in model.parameters() if p.requires_grad]
    return lambda_l2 * torch.stack(kept).sum()


@known_mistake("l2_penalty", hint=1)
def buffers_counted(model: nn.Module, lambda_l2: float) -> Tensor:
    """Buffers are counted too. A running statistic is no parameter and has no prior."""
    total = next(model.parameters()).new_zeros(())
    for p in [*model.parameters(), *model.buffers()]:
        total = total + p.to(total.dtype).square().sum()
    return lambda_l2 * total


@known_mistake("l2_penalty", hint=1)
def shared_counted_twice(model: nn.Module, lambda_l2: float) -> Tensor:
    """A parameter that two layers share is counted twice; it is one parameter with one prior."""
    total = next(model.parameters()).new_zeros(())
    for module in model.modules():
        for p in module.parameters(recurse=False):
            total = total + p.square().sum()
    return lambda_l2 * total


@known_mistake("l2_penalty", hint=1)
def mean_of_squares(model: nn.Module, lambda_l2: float) -> Tensor:
    """You averaged the squares of each parameter; a prior over independent weights adds up."""
    return lambda_l2 * torch.stack([p.square().mean() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def absolute_values(model: nn.Module, lambda_l2: float) -> Tensor:
    """You added up absolute values: that is the L1 penalty."""
    return lambda_l2 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def lambda_forgotten(model: nn.Module, lambda_l2: float) -> Tensor:
    """lambda is not applied."""
    return torch.stack([p.square().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=2)
def no_gradient(model: nn.Module, lambda_l2: float) -> Tensor:
    """The value is right, but no gradient reaches the model."""
    return lambda_l2 * torch.stack([p.detach().square().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def first_alone(model: nn.Module, lambda_l2: float) -> Tensor:
    """Only the first parameter is penalised; the sum is over all of them."""
    return lambda_l2 * next(model.parameters()).square().sum()


@known_mistake("gaussian_prior_variance", hint=2)
def two_lost(lambda_l2: float) -> float:
    """The 2 of the Gaussian's exponent is lost: compare lambda with the factor in front of w^2."""
    return 1 / lambda_l2


@known_mistake("gaussian_prior_variance", hint=2)
def deviation_of_prior(lambda_l2: float) -> float:
    """You returned the standard deviation of the prior, not its variance."""
    return float((1 / (2 * lambda_l2)) ** 0.5)


@known_mistake("gaussian_prior_variance", hint=2)
def precision_of_prior(lambda_l2: float) -> float:
    """That is the precision: a stronger penalty means a narrower prior."""
    return 2 * lambda_l2


@known_mistake("gaussian_prior_variance", hint=2)
def half_lambda(lambda_l2: float) -> float:
    """You returned lambda over two: a stronger penalty means a narrower prior, not a wider one."""
    return lambda_l2 / 2


@known_mistake("gaussian_prior_variance", hint=2)
def two_above(lambda_l2: float) -> float:
    """The 2 is above the fraction line, not below."""
    return 2 / lambda_l2


@known_mistake("gaussian_prior_variance", hint=2)
def lambda_itself(lambda_l2: float) -> float:
    """You returned lambda itself."""
    return lambda_l2


@known_mistake("gaussian_prior_variance", hint=2)
def lambda_squared(lambda_l2: float) -> float:
    """lambda is squared; it is linear in the penalty."""
    return 1 / (2 * lambda_l2**2)


@known_mistake("gaussian_prior_variance", hint=2)
def half_counted_twice(lambda_l2: float) -> float:
    """You divided by 4*lambda: the one half of the exponent is counted twice."""
    return 1 / (4 * lambda_l2)


@known_mistake("prior_variance_from_weight_decay", hint=2)
def as_if_lambda(weight_decay: float) -> float:
    """That is the variance for a penalty lambda*w^2. SGD adds weight_decay*w to the gradient:
    ask which penalty has that gradient.
    """
    return 1 / (2 * weight_decay)


@known_mistake("prior_variance_from_weight_decay", hint=2)
def deviation_from_decay(weight_decay: float) -> float:
    """You returned the standard deviation of the prior, not its variance."""
    return float(weight_decay**-0.5)


@known_mistake("prior_variance_from_weight_decay", hint=2)
def precision_from_decay(weight_decay: float) -> float:
    """That is the precision: a stronger decay means a narrower prior."""
    return weight_decay


@known_mistake("prior_variance_from_weight_decay", hint=2)
def doubled_variance(weight_decay: float) -> float:
    """The factor 2 goes the wrong way: derive the penalty whose gradient is weight_decay*w."""
    return 2 / weight_decay


@known_mistake("prior_variance_from_weight_decay", hint=2)
def twice_decay(weight_decay: float) -> float:
    """Twice the decay is neither precision nor variance: start from the gradient that SGD adds."""
    return 2 * weight_decay


@known_mistake("prior_variance_from_weight_decay", hint=2)
def half_decay(weight_decay: float) -> float:
    """Half the decay grows with it; a stronger decay means a narrower prior."""
    return weight_decay / 2


@known_mistake("prior_variance_from_weight_decay", hint=2)
def decay_squared(weight_decay: float) -> float:
    """The decay is squared; it is linear in the gradient."""
    return 1 / weight_decay**2


@known_mistake("prior_variance_from_weight_decay", hint=2)
def quarter(weight_decay: float) -> float:
    """You divided by 4 times the decay: the one half of the exponent is counted twice."""
    return 1 / (4 * weight_decay)


@known_mistake("sgd_step", hint=2)
def decay_not_scaled(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The decay is not scaled by the learning rate: that is decoupled decay, not what SGD does."""
    return w - lr * grad - weight_decay * w


@known_mistake("sgd_step", hint=2)
def decay_forgotten(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The weight decay is not applied."""
    return w - lr * grad


@known_mistake("sgd_step", hint=2)
def decay_sign_wrong(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The decay pushes weights away from 0: its sign is wrong."""
    return w - lr * (grad - weight_decay * w)


@known_mistake("sgd_step", hint=2)
def uphill(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """You went up the gradient: a step goes down."""
    return w + lr * (grad + weight_decay * w)


@known_mistake("sgd_step", hint=2)
def decay_doubled(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The decay counts twice: SGD adds weight_decay*w, the gradient of half a square."""
    return w - lr * (grad + 2 * weight_decay * w)


@known_mistake("sgd_step", hint=2)
def decay_after_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The decay is applied to the weights after the step; SGD takes both from the old weights."""
    return (w - lr * grad) * (1 - lr * weight_decay)


@known_mistake("sgd_step", hint=2)
def gradient_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The decay shrinks the gradient, not the weights."""
    return w - lr * (1 + weight_decay) * grad


@known_mistake("sgd_step", hint=2)
def rate_on_decay_alone(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The learning rate is missing from the gradient's part."""
    return w - grad - lr * weight_decay * w


@known_mistake("sgd_step", hint=2)
def sign_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The decay follows the sign of the weights: that is the gradient of an L1 penalty."""
    return w - lr * (grad + weight_decay * w.sign())


@known_mistake("sgd_step", hint=2)
def step_alone(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """You returned the step, not the weights after it."""
    return -lr * (grad + weight_decay * w)


@known_mistake("sgd_step", hint=2)
def rate_forgotten(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The learning rate is not applied."""
    return w - (grad + weight_decay * w)


@known_mistake("sgd_step", hint=2)
def biases_not_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """Weights of one dimension, the biases, are not decayed: SGD decays whatever it is given."""
    return w - lr * (grad + weight_decay * w if w.dim() > 1 else grad)


@known_mistake("sgd_step", hint=None)
def gradient_detached(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The new weights are right, but no gradient reaches `grad`."""
    return w - lr * (grad.detach() + weight_decay * w)


@known_mistake("sgd_step", hint=None)
def decay_detached(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The new weights are right, but their gradient is not: in the decay `w` is a constant."""
    return w - lr * (grad + weight_decay * w.detach())
