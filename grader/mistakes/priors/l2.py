"""Known mistakes in priors/l2."""

from typing import Any

import torch
from torch import Tensor, nn

from grader.probe.probe import known_mistake


@known_mistake("l2_penalty", hint=2)
def halved(model: nn.Module, lambda_l2: float) -> Tensor:
    """Your penalty is half of lambda times the squares. The prior's variance is read off lambda
    as it stands, without a one half.
    """
    return 0.5 * lambda_l2 * torch.stack([p.square().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def root_taken(model: nn.Module, lambda_l2: float) -> Tensor:
    """You returned lambda times the norm of all weights; the penalty has its square, as a
    Gaussian's negative log-density does.
    """
    return lambda_l2 * torch.stack([p.square().sum() for p in model.parameters()]).sum().sqrt()


@known_mistake("l2_penalty", hint=1)
def sum_of_norms(model: nn.Module, lambda_l2: float) -> Tensor:
    """You added up the norm of each parameter; a Gaussian's negative log-density adds up the
    squares of the entries, without a root.
    """
    return lambda_l2 * torch.stack([p.norm() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def without_biases(model: nn.Module, lambda_l2: float) -> Tensor:
    """The biases are not counted; the prior is over every parameter, weights and biases alike."""
    kept = [p.square().sum() for n, p in model.named_parameters() if "bias" not in n]
    return lambda_l2 * torch.stack(kept).sum()


@known_mistake("l2_penalty", hint=1)
def matrices_alone(model: nn.Module, lambda_l2: float) -> Tensor:
    """Parameters of one dimension or none, such as biases and norm weights, are not counted;
    the prior is over every parameter.
    """
    total = next(model.parameters()).new_zeros(())
    for p in model.parameters():
        if p.dim() > 1:
            total = total + p.square().sum()
    return lambda_l2 * total


@known_mistake("l2_penalty", hint=1)
def frozen_skipped(model: nn.Module, lambda_l2: float) -> Tensor:
    """Frozen parameters are not counted. The prior is over every parameter, trained or not."""
    kept = [p.square().sum() for p in model.parameters() if p.requires_grad]
    return lambda_l2 * torch.stack(kept).sum()


@known_mistake("l2_penalty", hint=1)
def buffers_counted(model: nn.Module, lambda_l2: float) -> Tensor:
    """Buffers are counted too. A running statistic is not a parameter, so it has no prior."""
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
    """You averaged the squares of each parameter. Negative log-densities of independent weights
    add up; a mean weakens the prior on large layers.
    """
    return lambda_l2 * torch.stack([p.square().mean() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def absolute_values(model: nn.Module, lambda_l2: float) -> Tensor:
    """You added up absolute values: that is the L1 penalty, of a Laplace prior. A Gaussian
    prior gives squares.
    """
    return lambda_l2 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def lambda_forgotten(model: nn.Module, lambda_l2: float) -> Tensor:
    """lambda has no part in your penalty, yet it alone says how narrow the prior is."""
    return torch.stack([p.square().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty")
def no_gradient(model: nn.Module, lambda_l2: float) -> Tensor:
    """The value is right, but no gradient reaches the model's parameters: minimizing your
    penalty would not shrink a single weight.
    """
    return lambda_l2 * torch.stack([p.detach().square().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def first_alone(model: nn.Module, lambda_l2: float) -> Tensor:
    """Only the first parameter is counted, as when `return` stands inside the loop; the sum is
    over all of them.
    """
    return lambda_l2 * next(model.parameters()).square().sum()


@known_mistake("l2_penalty", hint=1)
def last_alone(model: nn.Module, lambda_l2: float) -> Tensor:
    """Only the last parameter is counted, as when the loop assigns (`=`) instead of adding (`+=`);
    the sum is over all of them.
    """
    return lambda_l2 * list(model.parameters())[-1].square().sum()


@known_mistake("l2_penalty", hint=1)
def square_of_sum(model: nn.Module, lambda_l2: float) -> Tensor:
    """You squared the sum of each parameter, in which opposite signs cancel; square each entry,
    then add up.
    """
    return lambda_l2 * torch.stack([p.sum().square() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def lambda_squared_in_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """lambda counts twice in your penalty, as when each parameter is multiplied by it and their sum
    again.
    """
    return lambda_l2**2 * torch.stack([p.square().sum() for p in model.parameters()]).sum()


@known_mistake("l2_penalty", hint=1)
def counted_at_every_level(model: nn.Module, lambda_l2: float) -> Tensor:
    """Parameters are counted once for each module around them: `parameters()` of a parent holds
    those of its children already.
    """
    counted = [p.square().sum() for m in model.modules() for p in m.parameters()]
    return lambda_l2 * torch.stack(counted).sum()


@known_mistake("l2_penalty", hint=1)
def linear_layers_only(model: nn.Module, lambda_l2: float) -> Any:
    """Only nn.Linear layers are counted; `model.parameters()` also holds those of other layers and
    of the model itself.
    """
    layers = [m for m in model.modules() if isinstance(m, nn.Linear)]
    return lambda_l2 * sum(p.square().sum() for layer in layers for p in layer.parameters())


@known_mistake("l2_penalty", hint=1)
def state_dict_summed(model: nn.Module, lambda_l2: float) -> Any:
    """You add up what `state_dict()` holds: buffers too, shared parameters twice, and no gradient.
    Go through `parameters()`.
    """
    return lambda_l2 * sum(value.square().sum() for value in model.state_dict().values())


@known_mistake("gaussian_prior_variance", hint=2)
def two_lost(lambda_l2: float) -> float:
    """You returned 1/lambda. A Gaussian's exponent divides w^2 by twice the variance: match
    lambda with that whole factor.
    """
    return 1 / lambda_l2


@known_mistake("gaussian_prior_variance", hint=2)
def deviation_of_prior(lambda_l2: float) -> float:
    """You returned the standard deviation of the prior; its variance, the square, is asked for."""
    return float((1 / (2 * lambda_l2)) ** 0.5)


@known_mistake("gaussian_prior_variance", hint=2)
def precision_of_prior(lambda_l2: float) -> float:
    """You returned 2*lambda, which is the precision. The variance is its reciprocal: a stronger
    penalty means a narrower prior.
    """
    return 2 * lambda_l2


@known_mistake("gaussian_prior_variance", hint=2)
def half_lambda(lambda_l2: float) -> float:
    """You returned lambda/2, as `1 / 2 * lambda_l2` does. It grows with lambda, but a stronger
    penalty means a narrower prior.
    """
    return lambda_l2 / 2


@known_mistake("gaussian_prior_variance", hint=2)
def two_above(lambda_l2: float) -> float:
    """Your 2 stands above the fraction line. A Gaussian's exponent divides w^2 by twice the
    variance, so it belongs below.
    """
    return 2 / lambda_l2


@known_mistake("gaussian_prior_variance", hint=2)
def lambda_itself(lambda_l2: float) -> float:
    """You returned lambda itself, half of the precision; the variance shrinks as lambda grows."""
    return lambda_l2


@known_mistake("gaussian_prior_variance", hint=2)
def lambda_squared(lambda_l2: float) -> float:
    """You divided by the square of lambda; it stands in front of w^2 once, so it counts once."""
    return 1 / (2 * lambda_l2**2)


@known_mistake("gaussian_prior_variance", hint=2)
def half_counted_twice(lambda_l2: float) -> float:
    """You returned 1/(4*lambda), half of the right variance: the 2 in the Gaussian's exponent
    is counted twice.
    """
    return 1 / (4 * lambda_l2)


@known_mistake("prior_variance_from_weight_decay", hint=2)
def as_if_lambda(weight_decay: float) -> float:
    """You returned 1/(2*wd), the variance for a penalty wd*w^2. SGD adds wd*w to the gradient:
    which penalty has that gradient?
    """
    return 1 / (2 * weight_decay)


@known_mistake("prior_variance_from_weight_decay", hint=2)
def deviation_from_decay(weight_decay: float) -> float:
    """You returned the standard deviation of the prior; its variance, the square, is asked for."""
    return float(weight_decay**-0.5)


@known_mistake("prior_variance_from_weight_decay", hint=2)
def precision_from_decay(weight_decay: float) -> float:
    """You returned the decay itself, which is the precision. The variance is its reciprocal: a
    stronger decay means a narrower prior.
    """
    return weight_decay


@known_mistake("prior_variance_from_weight_decay", hint=2)
def doubled_variance(weight_decay: float) -> float:
    """You returned 2/wd, twice the right variance: if you went by lambda = wd/2, the 2 of the
    Gaussian's exponent is missing.
    """
    return 2 / weight_decay


@known_mistake("prior_variance_from_weight_decay", hint=2)
def twice_decay(weight_decay: float) -> float:
    """You returned 2*wd. It grows with the decay, but a stronger decay means a narrower prior."""
    return 2 * weight_decay


@known_mistake("prior_variance_from_weight_decay", hint=2)
def half_decay(weight_decay: float) -> float:
    """You returned wd/2, the lambda of the penalty that SGD minimizes; the variance of its
    prior is still to be found.
    """
    return weight_decay / 2


@known_mistake("prior_variance_from_weight_decay", hint=2)
def decay_squared(weight_decay: float) -> float:
    """You divided by the square of the decay; SGD adds wd*w to the gradient, so it counts once."""
    return 1 / weight_decay**2


@known_mistake("prior_variance_from_weight_decay", hint=2)
def quarter(weight_decay: float) -> float:
    """You returned 1/(4*wd), as if lambda were 2*wd. The gradient of lambda*w^2 is 2*lambda*w:
    match that with wd*w.
    """
    return 1 / (4 * weight_decay)


@known_mistake("sgd_step", hint=2)
def decay_not_scaled(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """Your decay is not scaled by the learning rate: the weights lose wd*w, where SGD takes
    lr*wd*w.
    """
    return w - lr * grad - weight_decay * w


@known_mistake("sgd_step", hint=2)
def decay_forgotten(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """`weight_decay` has no part in your step: the prior does not pull at the weights."""
    return w - lr * grad


@known_mistake("sgd_step", hint=2)
def decay_sign_wrong(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """Your decay pushes weights away from 0: its sign is wrong. SGD adds wd*w to the gradient."""
    return w - lr * (grad - weight_decay * w)


@known_mistake("sgd_step", hint=2)
def uphill(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """You added lr times the gradient and the decay, which climbs the loss; descent subtracts
    it.
    """
    return w + lr * (grad + weight_decay * w)


@known_mistake("sgd_step", hint=2)
def decay_doubled(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """Your decay counts twice. SGD adds wd*w, not 2*wd*w: its penalty is wd/2 times the squares."""
    return w - lr * (grad + 2 * weight_decay * w)


@known_mistake("sgd_step", hint=2)
def decay_after_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """You decayed the weights after the gradient step, so the step shrinks too; SGD takes both
    from the old weights.
    """
    return (w - lr * grad) * (1 - lr * weight_decay)


@known_mistake("sgd_step", hint=2)
def gradient_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """Your decay is a multiple of `grad`, which it only enlarges; SGD adds a multiple of the
    weights, wd*w.
    """
    return w - lr * (1 + weight_decay) * grad


@known_mistake("sgd_step", hint=2)
def rate_on_decay_alone(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """`lr` scales your decay but not `grad`; in SGD it scales both."""
    return w - grad - lr * weight_decay * w


@known_mistake("sgd_step", hint=2)
def sign_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """Your decay follows the sign of each weight: that is the gradient of an L1 penalty. L2
    pulls in proportion to w.
    """
    return w - lr * (grad + weight_decay * w.sign())


@known_mistake("sgd_step", hint=2)
def step_alone(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """You returned the change of the weights; `w` is still to be added to it."""
    return -lr * (grad + weight_decay * w)


@known_mistake("sgd_step", hint=2)
def rate_forgotten(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """`lr` has no part in your step: it scales the gradient and the decay together."""
    return w - (grad + weight_decay * w)


@known_mistake("sgd_step", hint=2)
def biases_not_decayed(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """Tensors of fewer than two dimensions, such as biases, are not decayed in your step; SGD
    decays whatever it is given.
    """
    return w - lr * (grad + weight_decay * w if w.dim() > 1 else grad)


@known_mistake("sgd_step", hint=None)
def gradient_detached(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The new weights are right, but they carry no gradient to `grad`: in your step it is a
    constant.
    """
    return w - lr * (grad.detach() + weight_decay * w)


@known_mistake("sgd_step", hint=None)
def decay_detached(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The new weights are right, but their gradient is not: in your decay, `w` is a constant."""
    return w - lr * (grad + weight_decay * w.detach())


@known_mistake("sgd_step")
def outside_autograd(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """The new weights are right, but computed outside of autograd, as under `no_grad`: they carry
    no gradient to `w` or `grad`.
    """
    return (w - lr * (grad + weight_decay * w)).detach()


@known_mistake("sgd_step", hint=3)
def in_place(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """You changed `w` itself, outside of autograd: the caller's old weights are lost. Return a new
    tensor.
    """
    with torch.no_grad():
        w -= lr * (grad + weight_decay * w)
    return w
