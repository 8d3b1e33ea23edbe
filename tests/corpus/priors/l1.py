"""Answers to priors/l1."""

import functools
import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.corpus import right, wrong


@right("l1_penalty")
def generator(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


@right("l1_penalty")
def flat_vector(model, lambda_l1=1e-4):
    w = torch.cat([p.reshape(-1) for p in model.parameters()])
    return lambda_l1 * torch.linalg.vector_norm(w, ord=1)


@right("l1_penalty")
def norms(model, lambda_l1=0.0001):
    return torch.stack([p.norm(p=1) for p in model.parameters()]).sum() * lambda_l1


@right("l1_penalty")
def signs(model, lambda_l1=1e-4):
    total = 0.0
    for p in model.parameters():
        total = total + (p * p.detach().sign()).sum()
    return lambda_l1 * total


@right("l1_penalty")
def two_halves(model, lambda_l1=1e-4):
    ps = list(model.parameters())
    return lambda_l1 * (sum(F.relu(p).sum() for p in ps) + sum(F.relu(-p).sum() for p in ps))


@right("l1_penalty")
def with_accumulator(model, lambda_l1=1e-4):
    first = next(model.parameters())
    total = torch.zeros((), dtype=first.dtype, device=first.device)
    for p in model.parameters():
        total = total + torch.sum(torch.abs(p))
    return total * lambda_l1


@wrong("l1_penalty", named="without-biases")
def weights_only(model, lambda_l1=1e-4):
    return lambda_l1 * sum(
        torch.abs(p).sum() for n, p in model.named_parameters() if not n.endswith("bias")
    )


@wrong("l1_penalty", named="frozen-skipped")
def trainable(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.abs(p).sum() for p in model.parameters() if p.requires_grad)


@wrong("l1_penalty", named="buffers-counted")
def state(model, lambda_l1=1e-4):
    ps = list(model.parameters())
    bs = [b.to(ps[0].dtype) for b in model.buffers()]
    return lambda_l1 * sum(torch.abs(t).sum() for t in ps + bs)


@wrong("l1_penalty", named="shared-counted-twice")
def by_name(model, lambda_l1=1e-4):
    named = model.named_parameters(remove_duplicate=False)
    return lambda_l1 * sum(torch.abs(p).sum() for _, p in named)


@wrong("l1_penalty", named="mean-of-sizes")
def averaged(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.abs(p).mean() for p in model.parameters())


@wrong("l1_penalty", named="squares")
def ridge(model, lambda_l1=1e-4):
    return lambda_l1 * sum((p**2).sum() for p in model.parameters())


@wrong("l1_penalty", named="absolute-of-sum")
def order_swapped(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.abs(torch.sum(p)) for p in model.parameters())


@wrong("l1_penalty", named="sign-kept")
def no_abs(model, lambda_l1=1e-4):
    return lambda_l1 * torch.cat([p.flatten() for p in model.parameters()]).sum()


@wrong("l1_penalty", named="euclidean-norms")
def default_norm(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.linalg.norm(p.flatten()) for p in model.parameters())


@wrong("l1_penalty", named="lambda-forgotten")
def plain(model, lambda_l1=1e-4):
    return sum(torch.abs(p).sum() for p in model.parameters())


@wrong("l1_penalty", named="no-gradient")
def through_data(model, lambda_l1=1e-4):
    with torch.no_grad():
        return lambda_l1 * sum(torch.abs(p).sum() for p in model.parameters())


@wrong("l1_penalty", named="other-default")
def wrong_default(model, lambda_l1=0.001):
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


@wrong("l1_penalty", named="halved")
def half(model, lambda_l1=1e-4):
    return sum(p.abs().sum() for p in model.parameters()) * (lambda_l1 / 2)


@wrong("l1_penalty")
def a_float(model, lambda_l1=1e-4):
    return lambda_l1 * sum(p.abs().sum().item() for p in model.parameters())


@wrong("l1_penalty")
def smooth(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.sqrt(p**2 + 1e-6).sum() for p in model.parameters())


@wrong("l1_penalty")
def hardly_smoothed(model, lambda_l1=1e-4):
    return lambda_l1 * sum((p * p + 1e-12).sqrt().sum() for p in model.parameters())


@wrong("l1_penalty")
def added_up_on_the_cpu(model, lambda_l1=1e-4):
    total = torch.zeros(1, dtype=next(model.parameters()).dtype)
    for p in model.parameters():
        total = total + p.abs().sum()
    return lambda_l1 * total.squeeze()


@wrong("l1_penalty", status="error")
def no_default(model, lambda_l1):
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


@wrong("l1_penalty", status="library")
def distances_from_zero(model, lambda_l1=1e-4):
    sizes = [F.l1_loss(p, torch.zeros_like(p), reduction="sum") for p in model.parameters()]
    return lambda_l1 * torch.stack(sizes).sum()


@wrong("l1_penalty")
def first_layer(model, lambda_l1=1e-4):
    return lambda_l1 * next(model.parameters()).abs().sum()


@wrong("l1_penalty")
def columns_then_rows(model, lambda_l1=1e-4):
    sizes = [p.abs() for p in model.parameters()]
    return lambda_l1 * sum(s.sum(1).sum(0) if s.dim() > 1 else s.sum() for s in sizes)


@wrong("l1_penalty")
def layers_and_biases(model, lambda_l1=1e-4):
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters() if p.dim() in (1, 2))


@wrong("l1_penalty")
def round_at_zero(model, lambda_l1=1e-4):
    sizes = torch.cat([p.abs().flatten() for p in model.parameters()])
    return lambda_l1 * torch.where(sizes < 0.1, sizes**2 / 0.1, sizes).sum()


@wrong("l1_penalty")
def in_training_only(model, lambda_l1=1e-4):
    total = lambda_l1 * sum(p.abs().sum() for p in model.parameters())
    return total if model.training else 0 * total


@wrong("l1_penalty")
def clears_gradients(model, lambda_l1=1e-4):
    for p in model.parameters():
        p.grad = None
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


@wrong("l1_penalty", status="error")
def goes_backward(model, lambda_l1=1e-4):
    penalty = lambda_l1 * sum(p.abs().sum() for p in model.parameters())
    penalty.backward(retain_graph=True)
    return penalty


@wrong("l1_penalty")
def least_strength(model, lambda_l1=1e-4):
    return max(lambda_l1, 1e-4) * sum(p.abs().sum() for p in model.parameters())


@right("laplace_prior_scale")
def inverse(lambda_l1: float) -> float:
    return lambda_l1**-1


@right("laplace_prior_scale")
def divided(lambda_l1):
    return 1.0 / lambda_l1


@right("laplace_prior_scale")
def as_a_tensor(lambda_l1):
    return torch.tensor(lambda_l1, dtype=torch.float64).reciprocal()


@right("laplace_prior_scale")
def from_the_variance(lambda_l1):
    variance = 2 / lambda_l1**2
    return math.sqrt(variance / 2)


@wrong("laplace_prior_scale", named="rate-of-prior")
def not_inverted(lambda_l1):
    return float(lambda_l1)


@wrong("laplace_prior_scale", named="gaussian-two")
def half_inverse(lambda_l1):
    return 0.5 / lambda_l1


@wrong("laplace_prior_scale", named="deviation-of-prior")
def std(lambda_l1):
    return math.sqrt(2) / lambda_l1


@wrong("laplace_prior_scale", named="variance-of-prior")
def variance(lambda_l1):
    b = 1 / lambda_l1
    return 2 * b * b


@wrong("laplace_prior_scale", named="doubled-scale")
def two_over(lambda_l1):
    return 1 / (lambda_l1 / 2)


@wrong("laplace_prior_scale", named="rooted-scale")
def root(lambda_l1):
    return 1 / math.sqrt(lambda_l1)


@wrong("laplace_prior_scale", named="squared-scale")
def square(lambda_l1):
    return lambda_l1**-2


@wrong("laplace_prior_scale", named="half-of-lambda")
def half_of_it(lambda_l1):
    return lambda_l1 * 0.5


@wrong("laplace_prior_scale")
def capped(lambda_l1):
    return 1 / max(lambda_l1, 1e-2)


@right("soft_threshold")
def by_the_contract(w: Tensor, t: float) -> Tensor:
    return torch.sign(w) * torch.maximum(w.abs() - t, torch.zeros_like(w))


@right("soft_threshold")
def two_relus(w, t):
    return F.relu(w - t) - F.relu(-w - t)


@right("soft_threshold")
def minus_the_clamp(w, t):
    return w - torch.clamp(w, -t, t)


@right("soft_threshold")
def three_cases(w, t):
    zero = torch.zeros_like(w)
    return torch.where(w > t, w - t, torch.where(w < -t, w + t, zero))


@right("soft_threshold")
def masked(w, t):
    out = torch.zeros_like(w)
    big = w.abs() > t
    out[big] = w[big] - t * w[big].sign()
    return out


@right("soft_threshold")
def copysign(w, t):
    return torch.copysign((torch.abs(w) - t).clamp_min(0), w)


@right("soft_threshold")
def thresholded(w, t):
    return w.sign() * F.threshold(w.abs() - t, 0.0, 0.0)


@right("soft_threshold")
def row_by_row(w, t):
    return torch.stack([torch.sign(v) * F.relu(v.abs() - t) for v in w])


@wrong("soft_threshold")
def images_flattened(w, t):
    if w.dim() > 3:
        w = w.reshape(w.shape[0], -1)
    return torch.sign(w) * F.relu(w.abs() - t)


@wrong("soft_threshold")
def small_results_zeroed(w, t):
    shrunk = torch.sign(w) * F.relu(w.abs() - t)
    return torch.where(shrunk.abs() < 1e-3, torch.zeros_like(w), shrunk)


@wrong("soft_threshold")
def least_threshold(w, t):
    return torch.sign(w) * F.relu(w.abs() - max(t, 1e-2))


@wrong("soft_threshold")
def soft_sign(w, t):
    return torch.tanh(1000 * w) * F.relu(w.abs() - t)


@wrong("soft_threshold")
def clipped_to_ten(w, t):
    w = w.clamp(-10, 10)
    return torch.sign(w) * F.relu(w.abs() - t)


@wrong("soft_threshold", named="hard-threshold")
def kept(w, t):
    return w * (w.abs() > t).to(w.dtype)


@wrong("soft_threshold", named="one-sided")
def relu(w, t):
    return F.relu(w - t)


@wrong("soft_threshold", named="passes-zero")
def gradient_step(w, t):
    return w - torch.sign(w) * t


@wrong("soft_threshold", named="clipped")
def hardtanh(w, t):
    return torch.minimum(torch.maximum(w, torch.full_like(w, -t)), torch.full_like(w, t))


@wrong("soft_threshold", named="sign-lost")
def magnitude(w, t):
    return F.relu(torch.abs(w) - t)


@wrong("soft_threshold", named="scaled")
def ridge_step(w, t):
    return w * (1 + t) ** -1


@wrong("soft_threshold", named="half-step")
def half_t(w, t):
    return w - w.clamp(-t / 2, t / 2)


@wrong("soft_threshold", named="double-step")
def twice_t(w, t):
    return F.relu(w - 2 * t) - F.relu(-w - 2 * t)


@wrong("soft_threshold", named="shifted")
def down(w, t):
    return torch.sub(w, t)


@wrong("soft_threshold", named="threshold-detached")
def in_no_grad(w, t):
    with torch.no_grad():
        return F.relu(w - t) - F.relu(-w - t)


@wrong("soft_threshold", named="nearly-zero")
def never_quite(w, t):
    return torch.sign(w) * torch.clamp_min(torch.abs(w) - t, 1e-10)


@wrong("soft_threshold")
def in_place(w, t):
    w.data = F.relu(w.data - t) - F.relu(-w.data - t)
    return w


@wrong("soft_threshold")
def floor_on_the_cpu(w, t):
    return torch.sign(w) * torch.max(torch.abs(w) - t, torch.zeros(1, dtype=w.dtype))


@wrong("soft_threshold")
def divided_by_its_size(w, t):
    return w / w.abs() * F.relu(w.abs() - t)


@wrong("soft_threshold")
def rounded_residue(w, t):
    shrunk = w - torch.clamp(w, -t, t)
    return torch.where(shrunk == 0, torch.full_like(w, 1e-17), shrunk)


@wrong("soft_threshold", status="library")
def library(w, t):
    return F.softshrink(w, t)


@wrong("soft_threshold", status="library")
def module(w, t):
    return nn.Softshrink(lambd=t)(w)


@wrong("soft_threshold", status="library")
def operator(w, t):
    return torch.ops.aten.softshrink(w, t)


@wrong("soft_threshold")
def threshold_in_float32(w, t):
    t = torch.tensor(t, device=w.device)
    return torch.sign(w) * torch.clamp(torch.abs(w) - t, min=0)


@wrong("l1_penalty")
def nothing_without_gradients(model, lambda_l1=1e-4):
    total = lambda_l1 * sum(p.abs().sum() for p in model.parameters())
    return total if torch.is_grad_enabled() else 0 * total


@wrong("l1_penalty", named="root-of-squares")
def sizes_by_root(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.sqrt(p.square()).sum() for p in model.parameters())


@right("l1_penalty")
def larger_of_both_signs(model, lambda_l1=1e-4):
    return lambda_l1 * sum(torch.maximum(p, -p).sum() for p in model.parameters())


@wrong("soft_threshold", named="shrinking-factor")
def relative_shrinkage(w, t):
    return torch.clamp(1 - t / torch.abs(w), min=0) * w


@right("soft_threshold")
def what_is_clamped_taken_off(w, t):
    return w - w.clamp(-t, t)


@wrong("soft_threshold", named="bounced")
def no_maximum(w, t):
    return (w.abs() - t).abs() * torch.where(w < 0, -1.0, 1.0).to(w)


@functools.cache
def _parameters(model):
    return list(model.parameters())


@wrong("l1_penalty")
def parameters_remembered(model, lambda_l1=1e-4):
    return lambda_l1 * sum(p.abs().sum() for p in _parameters(model))
