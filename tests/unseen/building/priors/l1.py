"""Wrong answers to priors/l1."""

import math

import torch
import torch.nn as nn

from tests.unseen import unseen


@unseen("l1_penalty", "squares in place of absolute values: the L2 penalty")
def l1_penalty_squares(model, lambda_l1=1e-4):
    reg = 0
    for w in model.parameters():
        reg = reg + (w**2).sum()
    return lambda_l1 * reg


@unseen("l1_penalty", "biases are left out")
def weights_only(model, lambda_l1=1e-4):
    # biases are usually not regularized
    l1 = sum(p.abs().sum() for name, p in model.named_parameters() if "bias" not in name)
    return lambda_l1 * l1


@unseen("l1_penalty", "mean of each parameter in place of its sum")
def mean_of_each(model, lambda_l1=1e-4):
    penalties = [torch.mean(torch.abs(p)) for p in model.parameters()]
    return lambda_l1 * torch.stack(penalties).sum()


@unseen("l1_penalty", "the Euclidean norm of each parameter: norm() without p=1")
def default_norm(model, lambda_l1=1e-4):
    total = 0.0
    for p in model.parameters():
        total = total + p.norm()
    return lambda_l1 * total


@unseen("l1_penalty", "p.data cuts the gradient")
def through_data(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.sum(torch.abs(p.data)) for p in model.parameters())


@unseen("l1_penalty", "shape (1,) in place of 0-d")
def from_zeros_1(model, lambda_l1=1e-4):
    first = next(model.parameters())
    penalty = torch.zeros(1, dtype=first.dtype, device=first.device)
    for param in model.parameters():
        penalty = penalty + param.abs().sum()
    return lambda_l1 * penalty


@unseen("l1_penalty", "lambda is not used")
def no_lambda(model, lambda_l1=1e-4):
    params = torch.cat([p.view(-1) for p in model.parameters()])
    return torch.norm(params, 1)


@unseen("l1_penalty", "the default strength is 1e-3, not 1e-4")
def other_default(model, lambda_l1=0.001):
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


@unseen("l1_penalty", "parameters of layers that are not Linear are left out")
def linear_layers_only(model, lambda_l1=1e-4):
    penalty = 0
    for m in model.modules():
        if isinstance(m, nn.Linear):
            penalty = penalty + m.weight.abs().sum()
            if m.bias is not None:
                penalty = penalty + m.bias.abs().sum()
    return lambda_l1 * penalty


@unseen("l1_penalty", "returns in the loop: the first parameter only")
def early_return(model, lambda_l1=1e-4):
    loss = 0
    for p in model.parameters():
        loss = loss + p.abs().sum()
        return lambda_l1 * loss


@unseen("l1_penalty", "absolute value of the sum, so signs cancel within a parameter")
def abs_of_sum(model, lambda_l1=1e-4):
    return lambda_l1 * sum(p.sum().abs() for p in model.parameters())


@unseen("laplace_prior_scale", "the strength itself")
def scale_is_lambda(lambda_l1):
    return lambda_l1


@unseen("laplace_prior_scale", "the standard deviation of the prior, sqrt(2)/lambda")
def prior_std(lambda_l1):
    b = 1.0 / lambda_l1
    return math.sqrt(2) * b


@unseen("laplace_prior_scale", "1/sqrt(lambda)")
def root_of_inverse(lambda_l1):
    return (1 / lambda_l1) ** 0.5


@unseen("laplace_prior_scale", "a small constant in the denominator")
def guarded_scale(lambda_l1):
    eps = 1e-6
    return 1 / (lambda_l1 + eps)


@unseen("laplace_prior_scale", "a tensor in place of a float")
def tensor_scale(lambda_l1):
    return torch.tensor(1.0 / lambda_l1)


@unseen("soft_threshold", "the sign is lost")
def magnitude_only(w, t):
    return torch.relu(w.abs() - t)


@unseen("soft_threshold", "clamps to [-t, t]: what the step takes away, not what it leaves")
def clamp_to_t(w, t):
    return torch.clamp(w, -t, t)


@unseen("soft_threshold", "negative weights become 0: handles one side only")
def positive_side(w, t):
    return torch.maximum(w - t, torch.zeros_like(w))


@unseen("soft_threshold", "shrinks the whole vector by its norm (group lasso)")
def block_shrink(w, t):
    norm = w.norm()
    if norm <= t:
        return torch.zeros_like(w)
    return w * (1 - t / norm)


@unseen("soft_threshold", "half of t: t/2 from mixing up 0.5*(v-w)^2 and (v-w)^2")
def half_t(w, t):
    return torch.sign(w) * torch.clamp(torch.abs(w) - t / 2, min=0.0)


@unseen("soft_threshold", "changes w in place")
def in_place_step(w, t):
    small = w.abs() <= t
    w[small] = 0.0
    w[~small] -= t * w[~small].sign()
    return w


@unseen("soft_threshold", "through NumPy: no gradient")
def numpy_step(w, t):
    import numpy as np

    a = w.detach().cpu().numpy()
    out = np.sign(a) * np.maximum(np.abs(a) - t, 0)
    return torch.as_tensor(out, dtype=w.dtype, device=w.device)


@unseen("soft_threshold", "softplus in place of max: no exact zeros")
def smooth_step(w, t):
    return torch.sign(w) * torch.nn.functional.softplus(torch.abs(w) - t)


@unseen("soft_threshold", "w < t where w < -t is meant: small weights move to w + t")
def nested_where_typo(w, t):
    zero = torch.zeros_like(w)
    return torch.where(w > t, w - t, torch.where(w < t, w + t, zero))


@unseen("soft_threshold", "w/|w| in place of the sign: nan at 0")
def unit_direction(w, t):
    direction = w / torch.abs(w)
    return direction * torch.relu(torch.abs(w) - t)


@unseen("soft_threshold", "sets everything below a cutoff of its own to 0")
def extra_cutoff(w, t):
    shrunk = w.sign() * (w.abs() - t).clamp(min=0)
    return torch.where(shrunk.abs() < 1e-2, torch.zeros_like(w), shrunk)


@unseen("l1_penalty", "the elastic net: half L1, half L2")
def elastic(model: torch.nn.Module, lambda_l1: float = 1e-4) -> torch.Tensor:
    """Compute the penalty of the model's parameters."""
    l1_term = torch.stack([parameter.abs().sum() for parameter in model.parameters()]).sum()
    l2_term = torch.stack([parameter.square().sum() for parameter in model.parameters()]).sum()
    return lambda_l1 * (0.5 * l1_term + 0.5 * l2_term)


@unseen("l1_penalty", "the square root of the sum")
def rooted(model, lambda_l1=1e-4):
    flat = torch.nn.utils.parameters_to_vector(model.parameters())
    return lambda_l1 * flat.abs().sum().sqrt()


@unseen("soft_threshold", "t is a share of the largest weight")
def relative_threshold(w, t):
    cut = t * w.abs().max()
    sign = torch.where(w >= 0, torch.ones_like(w), -torch.ones_like(w))
    magnitude = torch.abs(w) - cut
    magnitude = torch.where(magnitude > 0, magnitude, torch.zeros_like(magnitude))
    return sign * magnitude
