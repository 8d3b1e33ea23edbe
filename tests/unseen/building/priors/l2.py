"""Wrong answers to priors/l2 that may guide what the grader explains."""

import math

import torch
from torch import Tensor, nn

from tests.unseen import unseen


@unseen("l2_penalty", "half of the penalty: lambda/2")
def half(model, lambda_l2):
    return 0.5 * lambda_l2 * sum((p**2).sum() for p in model.parameters())


@unseen("l2_penalty", "biases are left out")
def no_biases(model, lambda_l2):
    reg = torch.zeros((), dtype=next(model.parameters()).dtype)
    for name, param in model.named_parameters():
        if "bias" not in name:
            reg = reg + param.pow(2).sum()
    return lambda_l2 * reg


@unseen("l2_penalty", "the mean of the squares of each parameter, not the sum")
def mean_squares(model: nn.Module, lambda_l2: float) -> Tensor:
    per_parameter = [torch.mean(torch.square(p)) for p in model.parameters()]
    return lambda_l2 * torch.stack(per_parameter).sum()


@unseen("l2_penalty", "lambda is squared")
def lambda_twice(model, lambda_l2):
    penalty = 0.0
    for p in model.parameters():
        penalty = penalty + lambda_l2 * p.square().sum()
    return lambda_l2 * penalty


@unseen("l2_penalty", "returns a Python float")
def as_number(model, lambda_l2):
    total = sum(p.square().sum().item() for p in model.parameters())
    return lambda_l2 * total


@unseen("l2_penalty", "lambda is not used")
def without_lambda(model, lambda_l2):
    return torch.stack([p.square().sum() for p in model.parameters()]).sum()


@unseen("l2_penalty", "result of shape (1,)")
def starts_at_zeros_one(model, lambda_l2):
    p0 = next(model.parameters())
    total = torch.zeros(1, dtype=p0.dtype, device=p0.device)
    for p in model.parameters():
        total = total + torch.sum(p * p)
    return lambda_l2 * total


@unseen("l2_penalty", "nested modules are counted again at each level")
def every_module(model, lambda_l2):
    terms = []
    for module in model.modules():
        for p in module.parameters():
            terms.append(p.square().sum())
    return lambda_l2 * torch.stack(terms).sum()


@unseen("l2_penalty", "the square of each parameter's sum, not the sum of squares")
def square_of_sum(model, lambda_l2):
    return lambda_l2 * sum(p.sum() ** 2 for p in model.parameters())


@unseen("l2_penalty", "only the last parameter counts: assigned in the loop, not added")
def last_one(model, lambda_l2):
    for p in model.parameters():
        loss = p.pow(2).sum()
    return lambda_l2 * loss


@unseen("l2_penalty", "the norm of all parameters, not its square")
def norm_of_vector(model, lambda_l2):
    w = nn.utils.parameters_to_vector(model.parameters())
    return lambda_l2 * torch.linalg.vector_norm(w)


@unseen("gaussian_prior_variance", "1/lambda: the factor 2 is missing")
def inverse(lambda_l2):
    return 1 / lambda_l2


@unseen("gaussian_prior_variance", "the standard deviation, not the variance")
def standard_deviation(lambda_l2):
    return math.sqrt(1 / (2 * lambda_l2))


@unseen("gaussian_prior_variance", "no parentheses: 1/2*lambda is lambda/2")
def precedence(lambda_l2):
    return 1 / 2 * lambda_l2


@unseen("gaussian_prior_variance", "2/lambda, the factor 2 is on the wrong side")
def two_over_lambda(lambda_l2: float) -> float:
    # lambda = 2 / sigma^2
    return 2.0 / lambda_l2


@unseen("gaussian_prior_variance", "rounded to four decimals")
def rounded(lambda_l2):
    return round(1 / (2 * lambda_l2), 4)


@unseen("prior_variance_from_weight_decay", "1/(2*wd): weight decay is taken for lambda")
def as_lambda(weight_decay):
    tau2 = 1 / (2 * weight_decay)
    return tau2


@unseen("prior_variance_from_weight_decay", "the standard deviation, not the variance")
def sd_from_decay(weight_decay):
    return weight_decay**-0.5


@unseen("prior_variance_from_weight_decay", "lambda is taken for 2*wd instead of wd/2: 1/(4*wd)")
def factor_two_wrong_way(weight_decay):
    lambda_l2 = 2 * weight_decay
    return 1 / (2 * lambda_l2)


@unseen("sgd_step", "the decay is not multiplied by lr")
def decay_without_lr(w, grad, lr, weight_decay):
    return w - lr * grad - weight_decay * w


@unseen("sgd_step", "the decay's gradient is doubled")
def two_wd(w, grad, lr, weight_decay):
    total_grad = grad + 2 * weight_decay * w
    return w - lr * total_grad


@unseen("sgd_step", "w is changed in place")
def in_place(w, grad, lr, weight_decay):
    with torch.no_grad():
        w -= lr * (grad + weight_decay * w)
    return w


@unseen("sgd_step", "the decay shrinks the gradient's step too: (1-lr*wd)*(w - lr*grad)")
def shrink_after(w, grad, lr, weight_decay):
    w_new = w - lr * grad
    return w_new * (1 - lr * weight_decay)


@unseen("sgd_step", "weight_decay is not used")
def plain_sgd(w, grad, lr, weight_decay):
    """Gradient descent: w <- w - lr * grad."""
    return torch.sub(w, grad, alpha=lr)


@unseen("sgd_step", "lr and weight_decay are exchanged")
def swapped_rates(w, grad, weight_decay, lr):
    g = grad + weight_decay * w
    return w - lr * g


@unseen("sgd_step", "the decay is a multiple of the gradient, not of w")
def decayed_gradient(w, grad, lr, weight_decay):
    return w - lr * (grad + weight_decay * grad)


@unseen("sgd_step", "computed without gradient")
def no_grad_step(w, grad, lr, weight_decay):
    with torch.no_grad():
        new_w = w - lr * (grad + weight_decay * w)
    return new_w
