"""Wrong answers to priors/l1."""

import math

import torch
import torch.nn.functional as F

from tests.unseen import unseen


@unseen("l1_penalty", "no absolute value")
def plain_sum(model, lambda_l1=1e-4):
    l1 = 0.0
    for p in model.parameters():
        l1 = l1 + p.sum()
    return lambda_l1 * l1


@unseen("l1_penalty", "frozen parameters are left out")
def trainable_only(model, lambda_l1=1e-4):
    params = [p for p in model.parameters() if p.requires_grad]
    return lambda_l1 * torch.stack([p.abs().sum() for p in params]).sum()


@unseen("l1_penalty", "the induced matrix 1-norm: the largest column sum")
def induced_norm(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.linalg.norm(p, 1) for p in model.parameters())


@unseen("l1_penalty", "a Python float: no gradient")
def accumulated_items(model, lambda_l1=1e-4):
    total = 0.0
    for p in model.parameters():
        total += p.abs().sum().item()
    return lambda_l1 * total


@unseen("l1_penalty", "added up in float32 whatever the model's dtype")
def float32_accumulator(model, lambda_l1=1e-4):
    reg_loss = torch.tensor(0.0, device=next(model.parameters()).device)
    for param in model.parameters():
        reg_loss += torch.sum(torch.abs(param))
    return lambda_l1 * reg_loss


@unseen("l1_penalty", "divided by the number of parameters")
def per_parameter(model, lambda_l1=1e-4):
    n = sum(p.numel() for p in model.parameters())
    s = sum(p.abs().sum() for p in model.parameters())
    return lambda_l1 * s / n


@unseen("l1_penalty", "half of it, as for a weight-decay L2 term")
def halved(model, lambda_l1=1e-4):
    return 0.5 * lambda_l1 * sum(p.abs().sum() for p in model.parameters())


@unseen("l1_penalty", "a .weight of each child: fails for layers without, skips biases and nesting")
def child_weights(model, lambda_l1=1e-4):
    loss = 0
    for layer in model.children():
        loss += torch.abs(layer.weight).sum()
    return lambda_l1 * loss


@unseen("l1_penalty", "state_dict: buffers count, tied twice, no gradient")
def over_state_dict(model, lambda_l1=1e-4):
    return lambda_l1 * sum(v.abs().sum() for v in model.state_dict().values())


@unseen("l1_penalty", "tied parameters are counted twice")
def tied_twice(model, lambda_l1=1e-4):
    reg = 0
    for _, p in model.named_parameters(remove_duplicate=False):
        reg = reg + p.abs().sum()
    return lambda_l1 * reg


@unseen("l1_penalty", "assigned in the loop, not added: the last parameter only")
def last_one_wins(model, lambda_l1=1e-4):
    penalty = 0
    for p in model.parameters():
        penalty = lambda_l1 * torch.abs(p).sum()
    return penalty


@unseen("l1_penalty", "sqrt(w^2 + eps) rounds the kink: the value is off, most at 0")
def smoothed_abs(model, lambda_l1=1e-4, eps=1e-4):
    return lambda_l1 * sum(torch.sqrt(p * p + eps).sum() for p in model.parameters())


@unseen("l1_penalty", "F.l1_loss is the answer")
def library_l1(model, lambda_l1=1e-4):
    l1 = 0
    for p in model.parameters():
        l1 = l1 + F.l1_loss(p, torch.zeros_like(p), reduction="sum")
    return lambda_l1 * l1


@unseen("laplace_prior_scale", "1/(2*lambda): the Gaussian variance of L2")
def l2_formula(lambda_l1):
    return 1 / (2 * lambda_l1)


@unseen("laplace_prior_scale", "the variance 2/lambda^2 in place of the scale")
def laplace_variance(lambda_l1):
    scale = 1 / lambda_l1
    return 2 * scale**2


@unseen("laplace_prior_scale", "1/lambda^2")
def squared(lambda_l1):
    return lambda_l1**-2


@unseen("laplace_prior_scale", "floor division")
def floor_division(lambda_l1):
    return 1 // lambda_l1


@unseen("laplace_prior_scale", "minus the log of the strength")
def log_scale(lambda_l1):
    return -math.log(lambda_l1)


@unseen("soft_threshold", "hard thresholding: survivors keep their size")
def keep_the_large(w, t):
    return torch.where(w.abs() > t, w, torch.zeros_like(w))


@unseen("soft_threshold", "steps past 0: no max with 0")
def no_floor(w, t):
    return w - t * torch.sign(w)


@unseen("soft_threshold", "w * max(1 - t/|w|, 0): the gradient at 0 is nan")
def shrink_factor(w, t):
    factor = (1 - t / w.abs()).clamp(min=0)
    return w * factor


@unseen("soft_threshold", "F.softshrink is the answer")
def soft_shrink(w, t):
    return F.softshrink(w, lambd=t)


@unseen("soft_threshold", "no_grad: the gradient is lost")
def without_grad(w, t):
    with torch.no_grad():
        return w.sign() * (w.abs() - t).clamp_min(0)


@unseen("soft_threshold", "loops over the first dimension: fails for 2-d and 0-d")
def element_loop(w, t):
    out = []
    for v in w:
        if v > t:
            out.append(v - t)
        elif v < -t:
            out.append(v + t)
        else:
            out.append(v * 0)
    return torch.stack(out)


@unseen("soft_threshold", "two cases only: small weights move away from 0")
def two_cases(w, t):
    return torch.where(w > 0, w - t, w + t).where(w != 0, torch.zeros_like(w))


@unseen("soft_threshold", "torch.max(., 0) reduces over dimension 0 and gives a pair")
def max_with_dim(w, t):
    return torch.sign(w) * torch.max(torch.abs(w) - t, 0)


@unseen("soft_threshold", "a float32 result for float64 weights")
def built_in_float32(w, t):
    out = torch.zeros(w.shape, device=w.device)
    big, low = w > t, w < -t
    out = torch.where(big, (w - t).float(), out)
    return torch.where(low, (w + t).float(), out)


@unseen("l1_penalty", "np.abs on detached arrays: no gradient")
def by_numpy(model: torch.nn.Module, lambda_l1: float = 1e-4) -> torch.Tensor:
    """L1 regularization term."""
    import numpy as np

    total_abs = 0.0
    for _name, parameter in model.named_parameters():
        values = parameter.detach().cpu().numpy()
        total_abs += np.abs(values).sum()
    like = next(model.parameters())
    return torch.tensor(lambda_l1 * total_abs, dtype=like.dtype, device=like.device)


@unseen("l1_penalty", "the largest entry in place of the sum")
def largest_entry(model, lambda_l1=1e-4):
    vec = torch.nn.utils.parameters_to_vector(model.parameters())
    return lambda_l1 * torch.linalg.vector_norm(vec, ord=float("inf"))


@unseen("soft_threshold", "the proximal step of L2: scales, never 0")
def ridge_prox(w, t):
    return w / (1 + t)
