"""Known mistakes in priors/l2."""

import torch
from torch import Tensor, nn

from grader.probe.probe import misconception


@misconception(
    "l2_penalty",
    "Your penalty has a factor one half, which the definition here has not: the prior's variance "
    "depends on it.",
    hint=2,
)
def halved(model: nn.Module, lambda_l2: float) -> Tensor:
    return 0.5 * lambda_l2 * torch.stack([p.square().sum() for p in model.parameters()]).sum()


@misconception(
    "l2_penalty", "You took the norm; the penalty is its square, without a root.", hint=1
)
def root_taken(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * torch.stack([p.square().sum() for p in model.parameters()]).sum().sqrt()


@misconception("l2_penalty", "You added up the norms of the parameters, not their squares.", hint=1)
def sum_of_norms(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * torch.stack([p.norm() for p in model.parameters()]).sum()


@misconception(
    "l2_penalty",
    "The biases are missing: the sum is over all parameters, not over matrices alone.",
    hint=1,
)
def without_biases(model: nn.Module, lambda_l2: float) -> Tensor:
    kept = [p.square().sum() for n, p in model.named_parameters() if "bias" not in n]
    return lambda_l2 * torch.stack(kept).sum()


@misconception(
    "l2_penalty",
    "One-dimensional parameters are missing: the sum is over all parameters, not over matrices "
    "alone.",
    hint=1,
)
def matrices_alone(model: nn.Module, lambda_l2: float) -> Tensor:
    total = next(model.parameters()).new_zeros(())
    for p in model.parameters():
        if p.dim() > 1:
            total = total + p.square().sum()
    return lambda_l2 * total


@misconception(
    "l2_penalty",
    "Frozen parameters are missing. They are parameters too: the prior is over all of them.",
    hint=1,
)
def frozen_skipped(model: nn.Module, lambda_l2: float) -> Tensor:
    kept = [p.square().sum() for p in model.parameters() if p.requires_grad]
    return lambda_l2 * torch.stack(kept).sum()


@misconception(
    "l2_penalty",
    "Buffers are counted too. A running statistic is no parameter and has no prior.",
    hint=1,
)
def buffers_counted(model: nn.Module, lambda_l2: float) -> Tensor:
    total = next(model.parameters()).new_zeros(())
    for p in [*model.parameters(), *model.buffers()]:
        total = total + p.to(total.dtype).square().sum()
    return lambda_l2 * total


@misconception(
    "l2_penalty",
    "A parameter that two layers share is counted twice; it is one parameter with one prior.",
    hint=1,
)
def shared_counted_twice(model: nn.Module, lambda_l2: float) -> Tensor:
    total = next(model.parameters()).new_zeros(())
    for module in model.modules():
        for p in module.parameters(recurse=False):
            total = total + p.square().sum()
    return lambda_l2 * total


@misconception(
    "l2_penalty",
    "You averaged the squares of each parameter; a prior over independent weights adds up.",
    hint=1,
)
def mean_of_squares(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * torch.stack([p.square().mean() for p in model.parameters()]).sum()


@misconception("l2_penalty", "You added up absolute values: that is the L1 penalty.", hint=1)
def absolute_values(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@misconception("l2_penalty", "lambda is not applied.", hint=1)
def lambda_forgotten(model: nn.Module, lambda_l2: float) -> Tensor:
    return torch.stack([p.square().sum() for p in model.parameters()]).sum()


@misconception("l2_penalty", "The value is right, but no gradient reaches the model.", hint=2)
def no_gradient(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * torch.stack([p.detach().square().sum() for p in model.parameters()]).sum()


@misconception(
    "l2_penalty", "Only the first parameter is penalised; the sum is over all of them.", hint=1
)
def first_alone(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * next(model.parameters()).square().sum()


@misconception(
    "gaussian_prior_variance",
    "The 2 of the Gaussian's exponent is lost: compare lambda with the factor in front of w^2.",
    hint=2,
)
def two_lost(lambda_l2: float) -> float:
    return 1 / lambda_l2


@misconception(
    "gaussian_prior_variance",
    "You returned the standard deviation of the prior, not its variance.",
    hint=2,
)
def deviation_of_prior(lambda_l2: float) -> float:
    return float((1 / (2 * lambda_l2)) ** 0.5)


@misconception(
    "gaussian_prior_variance",
    "That is the precision: a stronger penalty means a narrower prior.",
    hint=2,
)
def precision_of_prior(lambda_l2: float) -> float:
    return 2 * lambda_l2


@misconception(
    "gaussian_prior_variance",
    "You returned lambda over two: a stronger penalty means a narrower prior, not a wider one.",
    hint=2,
)
def half_lambda(lambda_l2: float) -> float:
    return lambda_l2 / 2


@misconception("gaussian_prior_variance", "The 2 is above the fraction line, not below.", hint=2)
def two_above(lambda_l2: float) -> float:
    return 2 / lambda_l2


@misconception("gaussian_prior_variance", "You returned lambda itself.", hint=2)
def lambda_itself(lambda_l2: float) -> float:
    return lambda_l2


@misconception("gaussian_prior_variance", "lambda is squared; it is linear in the penalty.", hint=2)
def lambda_squared(lambda_l2: float) -> float:
    return 1 / (2 * lambda_l2**2)


@misconception(
    "gaussian_prior_variance",
    "You divided by 4*lambda: the one half of the exponent is counted twice.",
    hint=2,
)
def half_counted_twice(lambda_l2: float) -> float:
    return 1 / (4 * lambda_l2)


@misconception(
    "prior_variance_from_weight_decay",
    "That is the variance for a penalty lambda*w^2. SGD adds weight_decay*w to the gradient: ask "
    "which penalty has that gradient.",
    hint=2,
)
def as_if_lambda(weight_decay: float) -> float:
    return 1 / (2 * weight_decay)


@misconception(
    "prior_variance_from_weight_decay",
    "You returned the standard deviation of the prior, not its variance.",
    hint=2,
)
def deviation_from_decay(weight_decay: float) -> float:
    return float(weight_decay**-0.5)


@misconception(
    "prior_variance_from_weight_decay",
    "That is the precision: a stronger decay means a narrower prior.",
    hint=2,
)
def precision_from_decay(weight_decay: float) -> float:
    return weight_decay


@misconception(
    "prior_variance_from_weight_decay",
    "The factor 2 goes the wrong way: derive the penalty whose gradient is weight_decay*w.",
    hint=2,
)
def doubled_variance(weight_decay: float) -> float:
    return 2 / weight_decay


@misconception(
    "prior_variance_from_weight_decay",
    "Twice the decay is neither precision nor variance: start from the gradient that SGD adds.",
    hint=2,
)
def twice_decay(weight_decay: float) -> float:
    return 2 * weight_decay


@misconception(
    "prior_variance_from_weight_decay",
    "Half the decay grows with it; a stronger decay means a narrower prior.",
    hint=2,
)
def half_decay(weight_decay: float) -> float:
    return weight_decay / 2


@misconception(
    "prior_variance_from_weight_decay",
    "The decay is squared; it is linear in the gradient.",
    hint=2,
)
def decay_squared(weight_decay: float) -> float:
    return 1 / weight_decay**2


@misconception(
    "prior_variance_from_weight_decay",
    "You divided by 4 times the decay: the one half of the exponent is counted twice.",
    hint=2,
)
def quarter(weight_decay: float) -> float:
    return 1 / (4 * weight_decay)


@misconception(
    "sgd_step",
    "The decay is not scaled by the learning rate: that is decoupled decay, not what SGD does.",
    hint=2,
)
def decay_not_scaled(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * grad - weight_decay * w


@misconception("sgd_step", "The weight decay is not applied.", hint=2)
def decay_forgotten(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * grad


@misconception("sgd_step", "The decay pushes weights away from 0: its sign is wrong.", hint=2)
def decay_sign_wrong(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad - weight_decay * w)


@misconception("sgd_step", "You went up the gradient: a step goes down.", hint=2)
def uphill(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w + lr * (grad + weight_decay * w)


@misconception(
    "sgd_step",
    "The decay counts twice: SGD adds weight_decay*w, the gradient of half a square.",
    hint=2,
)
def decay_doubled(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad + 2 * weight_decay * w)


@misconception(
    "sgd_step",
    "The decay is applied to the weights after the step; SGD takes both from the old weights.",
    hint=2,
)
def decay_after_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return (w - lr * grad) * (1 - lr * weight_decay)


@misconception("sgd_step", "The decay shrinks the gradient, not the weights.", hint=2)
def gradient_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (1 + weight_decay) * grad


@misconception("sgd_step", "The learning rate is missing from the gradient's part.", hint=2)
def rate_on_decay_alone(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - grad - lr * weight_decay * w


@misconception(
    "sgd_step",
    "The decay follows the sign of the weights: that is the gradient of an L1 penalty.",
    hint=2,
)
def sign_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad + weight_decay * w.sign())


@misconception("sgd_step", "You returned the step, not the weights after it.", hint=2)
def step_alone(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return -lr * (grad + weight_decay * w)


@misconception("sgd_step", "The learning rate is not applied.", hint=2)
def rate_forgotten(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - (grad + weight_decay * w)


@misconception(
    "sgd_step",
    "Weights of one dimension, the biases, are not decayed: SGD decays whatever it is given.",
    hint=2,
)
def biases_not_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad + weight_decay * w if w.dim() > 1 else grad)


@misconception(
    "sgd_step",
    "The new weights are right, but no gradient reaches `grad`.",
    hint=None,
)
def gradient_detached(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad.detach() + weight_decay * w)


@misconception(
    "sgd_step",
    "The new weights are right, but their gradient is not: in the decay `w` is a constant.",
    hint=None,
)
def decay_detached(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return w - lr * (grad + weight_decay * w.detach())
