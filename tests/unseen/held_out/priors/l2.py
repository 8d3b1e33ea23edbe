"""Wrong answers to priors/l2 that only measure what the grader explains."""

import torch
from torch import Tensor, nn

from tests.unseen import unseen


@unseen("l2_penalty", "the norm of each parameter, not squared")
def sum_of_norms(model, lambda_l2):
    l2 = sum(torch.norm(p, p=2) for p in model.parameters())
    return lambda_l2 * l2


@unseen("l2_penalty", "frozen parameters are left out")
def trainable_only(model, lambda_l2):
    p0 = next(model.parameters())
    total = torch.zeros((), dtype=p0.dtype, device=p0.device)
    for p in model.parameters():
        if p.requires_grad:
            total = total + p.square().sum()
    return lambda_l2 * total


@unseen("l2_penalty", "absolute values: the L1 penalty")
def l1_instead(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * torch.stack([p.abs().sum() for p in model.parameters()]).sum()


@unseen("l2_penalty", ".data cuts the gradient to the parameters")
def uses_data(model, lambda_l2):
    return lambda_l2 * sum(p.data.pow(2).sum() for p in model.parameters())


@unseen("l2_penalty", "the state dict: buffers count, tied ones twice, float32, no gradient")
def state_dict(model, lambda_l2):
    values = model.state_dict().values()
    return lambda_l2 * sum((v.to(torch.get_default_dtype()) ** 2).sum() for v in values)


@unseen("l2_penalty", "weights of linear layers only")
def linear_weights(model, lambda_l2):
    total = torch.tensor(0.0)
    for m in model.modules():
        if isinstance(m, nn.Linear):
            total = total + (m.weight**2).sum()
    return lambda_l2 * total


@unseen("l2_penalty", "tied parameters count twice: remove_duplicate=False")
def tied_twice(model, lambda_l2):
    params = [p for _, p in model.named_parameters(remove_duplicate=False)]
    return lambda_l2 * torch.stack([p.square().sum() for p in params]).sum()


@unseen("l2_penalty", "parameters of the model itself are left out: children only")
def children_only(model, lambda_l2):
    squares = [p.square().sum() for child in model.children() for p in child.parameters()]
    return lambda_l2 * torch.stack(squares).sum()


@unseen("l2_penalty", "divided by the number of entries: the mean over all")
def divided_by_count(model, lambda_l2):
    w = torch.cat([p.flatten() for p in model.parameters()])
    return lambda_l2 * w.dot(w) / w.numel()


@unseen("l2_penalty", "parameters of one dimension are left out")
def matrices_only(model, lambda_l2):
    # don't regularize biases and norms
    decay = [p for p in model.parameters() if p.dim() > 1]
    penalty = sum(p.pow(2).sum() for p in decay)
    return lambda_l2 * penalty


@unseen("l2_penalty", "indexes a generator, so it raises")
def generator_index(model, lambda_l2):
    total = model.parameters()[0].new_zeros(())
    for p in model.parameters():
        total = total + p.square().sum()
    return lambda_l2 * total


@unseen("l2_penalty", "divided by 2*lambda, as if lambda were a variance")
def lambda_as_variance(model, lambda_l2):
    sum_sq = sum(torch.sum(p**2) for p in model.parameters())
    return sum_sq / (2 * lambda_l2)


@unseen("gaussian_prior_variance", "the precision 2*lambda, not the variance")
def precision(lambda_l2):
    return 2 * lambda_l2


@unseen("gaussian_prior_variance", "lambda is squared: 1/(2*lambda^2)")
def lambda_squared(lambda_l2):
    return 1 / (2 * lambda_l2**2)


@unseen("gaussian_prior_variance", "returns a float32 tensor, not a float")
def tensor_result(lambda_l2):
    return 1 / (2 * torch.tensor(lambda_l2))


@unseen("gaussian_prior_variance", "integer division")
def integer_division(lambda_l2: float) -> float:
    return 1 // (2 * lambda_l2)


@unseen("gaussian_prior_variance", "1e-3 is added to the denominator")
def guarded(lambda_l2):
    return 1 / (2 * lambda_l2 + 1e-3)


@unseen("prior_variance_from_weight_decay", "wd itself, not its inverse")
def identity(weight_decay):
    return float(weight_decay)


@unseen("prior_variance_from_weight_decay", "2/wd")
def doubled(weight_decay):
    lam = weight_decay / 2
    return 1 / lam


@unseen("prior_variance_from_weight_decay", "divided by an assumed learning rate of 0.01 as well")
def with_learning_rate(weight_decay, lr=0.01):
    return 1 / (lr * weight_decay)


@unseen("prior_variance_from_weight_decay", "infinite for wd below 1e-3")
def no_prior_when_small(weight_decay):
    if weight_decay < 1e-3:
        return float("inf")  # effectively a flat prior
    return 1 / weight_decay


@unseen("sgd_step", "goes up the gradient: plus in place of minus")
def ascent(w, grad, lr, weight_decay):
    return w + lr * (grad + weight_decay * w)


@unseen("sgd_step", "the decay is subtracted from the gradient: weights grow")
def minus_decay(w, grad, lr, weight_decay):
    step = grad - weight_decay * w
    return w - lr * step


@unseen("sgd_step", "grad is changed in place")
def grad_in_place(w, grad, lr, weight_decay):
    grad += weight_decay * w
    return w - lr * grad


@unseen("sgd_step", "the sign of w decays: the L1 step")
def sign_decay(w, grad, lr, weight_decay):
    d_p = grad + weight_decay * torch.sign(w)
    return w - lr * d_p


@unseen("sgd_step", "the gradient is clipped to a norm of 1")
def clipped(w, grad, lr, weight_decay):
    g = grad + weight_decay * w
    norm = torch.linalg.vector_norm(g)
    g = g * torch.clamp(1 / (norm + 1e-6), max=1.0)
    return w - lr * g


@unseen("sgd_step", "changes w's data in place and returns None")
def returns_nothing(w, grad, lr, weight_decay):
    w.data.mul_(1 - lr * weight_decay).add_(grad, alpha=-lr)


@unseen("sgd_step", "lr multiplies the decay only, not the gradient")
def gradient_without_lr(w, grad, lr, weight_decay):
    return w * (1 - lr * weight_decay) - grad


@unseen("sgd_step", "returns the step, not the new weights")
def only_the_step(w, grad, lr, weight_decay):
    return -lr * (grad + weight_decay * w)
