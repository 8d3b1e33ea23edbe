"""Answers to priors/l2."""

import functools
import math
import operator

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from tests.corpus import right, wrong


@right("l2_penalty")
def generator(model: nn.Module, lambda_l2: float) -> Tensor:
    return lambda_l2 * sum((p**2).sum() for p in model.parameters())


@right("l2_penalty")
def flat_vector(model, lambda_l2):
    w = torch.nn.utils.parameters_to_vector(model.parameters())
    return lambda_l2 * torch.dot(w, w)


@right("l2_penalty")
def squared_norms(model, lambda_l2):
    return lambda_l2 * sum(torch.linalg.vector_norm(p) ** 2 for p in model.parameters())


@right("l2_penalty")
def stacked(model, lam):
    return torch.stack([p.mul(p).sum() for _, p in model.named_parameters()]).sum().mul(lam)


@right("l2_penalty")
def reduced(model, lambda_l2):
    terms = [torch.sum(p.square()) for p in model.parameters()]
    return functools.reduce(operator.add, terms) * lambda_l2


@right("l2_penalty")
def accumulated(model, lambda_l2):
    penalty = 0.0
    for p in model.parameters():
        penalty = penalty + lambda_l2 * torch.einsum("i,i->", p.flatten(), p.flatten())
    return penalty


@right("l2_penalty")
def unique_by_identity(model, lambda_l2):
    seen, total = set(), None
    for module in model.modules():
        for p in module.parameters(recurse=False):
            if id(p) in seen:
                continue
            seen.add(id(p))
            total = p.pow(2).sum() if total is None else total + p.pow(2).sum()
    return lambda_l2 * total


@right("l2_penalty")
def norm_of_everything(model, lambda_l2):
    return lambda_l2 * torch.cat([p.reshape(-1) for p in model.parameters()]).norm() ** 2


@wrong("l2_penalty", named="halved")
def textbook_half(model, lambda_l2):
    return sum(p.pow(2).sum() for p in model.parameters()) * lambda_l2 / 2


@wrong("l2_penalty", named="root-taken")
def global_norm(model, lambda_l2):
    w = torch.cat([p.flatten() for p in model.parameters()])
    return lambda_l2 * torch.linalg.norm(w)


@wrong("l2_penalty", named="sum-of-norms")
def norms(model, lambda_l2):
    return lambda_l2 * sum(torch.linalg.vector_norm(p, 2) for p in model.parameters())


@wrong("l2_penalty", named="without-biases")
def weights_only(model, lambda_l2):
    total = 0
    for name, p in model.named_parameters():
        if name.endswith("bias"):
            continue
        total = total + (p * p).sum()
    return lambda_l2 * total


@wrong("l2_penalty", named="frozen-skipped")
def trainable(model, lambda_l2):
    ps = filter(lambda p: p.requires_grad, model.parameters())
    return lambda_l2 * sum(p.square().sum() for p in ps)


@wrong("l2_penalty", named="buffers-counted")
def state(model, lambda_l2):
    ps = list(model.parameters())
    everything = ps + [b.to(ps[0].dtype) for b in model.buffers()]
    return lambda_l2 * sum((t**2).sum() for t in everything)


@wrong("l2_penalty", named="shared-counted-twice")
def by_module(model, lambda_l2):
    total = 0
    for m in model.modules():
        for p in m._parameters.values():
            if p is not None:
                total = total + p.square().sum()
    return lambda_l2 * total


@wrong("l2_penalty", named="mean-of-squares")
def averaged(model, lambda_l2):
    return lambda_l2 * sum(torch.mean(p * p) for p in model.parameters())


@wrong("l2_penalty", named="absolute-values")
def lasso(model, lambda_l2):
    return lambda_l2 * sum(torch.abs(p).sum() for p in model.parameters())


@wrong("l2_penalty", named="lambda-forgotten")
def plain(model, lambda_l2):
    return sum((p**2).sum() for p in model.parameters())


@wrong("l2_penalty", named="no-gradient")
def through_data(model, lambda_l2):
    return lambda_l2 * sum((p.data**2).sum() for p in model.parameters())


@wrong("l2_penalty", named="first-alone")
def input_layer(model, lambda_l2):
    w = list(model.parameters())[0]
    return lambda_l2 * (w * w).sum()


@wrong("l2_penalty")
def a_float(model, lambda_l2):
    return lambda_l2 * sum(float((p**2).sum()) for p in model.parameters())


@wrong("l2_penalty")
def of_shape_one(model, lambda_l2):
    return lambda_l2 * sum((p**2).sum() for p in model.parameters()).reshape(1)


@wrong("l2_penalty", status="library")
def distances_from_zero(model, lambda_l2):
    squares = [F.mse_loss(p, torch.zeros_like(p), reduction="sum") for p in model.parameters()]
    return lambda_l2 * torch.stack(squares).sum()


@wrong("l2_penalty")
def added_up_on_the_cpu(model, lambda_l2):
    total = torch.zeros(1, dtype=next(model.parameters()).dtype)
    for p in model.parameters():
        total = total + p.pow(2).sum()
    return lambda_l2 * total[0]


@wrong("l2_penalty")
def started_from_a_double(model, lambda_l2):
    total = torch.zeros(1, dtype=torch.float64)[0].requires_grad_()
    for p in model.parameters():
        total = total + (p**2).sum().double()
    return lambda_l2 * total


@wrong("l2_penalty")
def decays_the_model(model, lambda_l2):
    with torch.no_grad():
        for p in model.parameters():
            p.mul_(1 - 1e-3)
    return lambda_l2 * sum((p**2).sum() for p in model.parameters())


@wrong("l2_penalty")
def thaws_the_model(model, lambda_l2):
    for p in model.parameters():
        p.requires_grad_(True)
    return lambda_l2 * sum((p**2).sum() for p in model.parameters())


@wrong("l2_penalty")
def put_into_eval(model, lambda_l2):
    model.eval()
    return lambda_l2 * sum((p**2).sum() for p in model.parameters())


@wrong("l2_penalty")
def square_of_the_sum(model, lambda_l2):
    return lambda_l2 * sum(p.sum() ** 2 for p in model.parameters())


@wrong("l2_penalty", status="error")
def only_linear(model, lambda_l2):
    return lambda_l2 * ((model.weight**2).sum() + (model.bias**2).sum())


@wrong("l2_penalty")
def no_convolutions(model, lambda_l2):
    return lambda_l2 * sum((p**2).sum() for p in model.parameters() if p.dim() <= 2)


@wrong("l2_penalty")
def no_numbers(model, lambda_l2):
    return lambda_l2 * sum((p**2).sum() for p in model.parameters() if p.dim() > 0)


@wrong("l2_penalty")
def columns_then_rows(model, lambda_l2):
    squares = [p**2 for p in model.parameters()]
    return lambda_l2 * sum(s.sum(0).sum(0) if s.dim() > 1 else s.sum() for s in squares)


@wrong("l2_penalty", status="error")
def matrix_norms(model, lambda_l2):
    norms = [torch.linalg.norm(p, "fro") if p.dim() > 1 else p.norm() for p in model.parameters()]
    return lambda_l2 * sum(norm**2 for norm in norms)


@wrong("l2_penalty")
def root_and_square(model, lambda_l2):
    return lambda_l2 * sum(p.square().sum().sqrt() ** 2 for p in model.parameters())


@wrong("l2_penalty")
def in_training_only(model, lambda_l2):
    total = lambda_l2 * sum((p**2).sum() for p in model.parameters())
    return total if model.training else 0 * total


@wrong("l2_penalty")
def clears_gradients(model, lambda_l2):
    model.zero_grad()
    return lambda_l2 * sum((p**2).sum() for p in model.parameters())


@wrong("l2_penalty", status="error")
def goes_backward(model, lambda_l2):
    penalty = lambda_l2 * sum((p**2).sum() for p in model.parameters())
    penalty.backward(retain_graph=True)
    return penalty


@wrong("l2_penalty")
def puts_children_into_eval(model, lambda_l2):
    for child in model.children():
        child.eval()
    return lambda_l2 * sum((p**2).sum() for p in model.parameters())


@wrong("l2_penalty")
def remembered(model, lambda_l2):
    if not hasattr(model, "penalty"):
        model.penalty = sum((p**2).sum() for p in model.parameters())
    return lambda_l2 * model.penalty


@wrong("l2_penalty")
def equal_ones_once(model, lambda_l2):
    kept = []
    for p in model.parameters():
        if not any(torch.equal(p, q) for q in kept):
            kept.append(p)
    return lambda_l2 * sum((p**2).sum() for p in kept)


@right("gaussian_prior_variance")
def half_inverse(lambda_l2: float) -> float:
    return 0.5 / lambda_l2


@right("gaussian_prior_variance")
def precision_inverted(lam):
    precision = 2 * lam
    return precision**-1


@right("gaussian_prior_variance")
def as_a_tensor(lambda_l2):
    return torch.tensor(1 / (2 * lambda_l2), dtype=torch.float64)


@right("gaussian_prior_variance")
def from_the_deviation(lambda_l2):
    sigma = math.sqrt(1 / (2 * lambda_l2))
    return sigma * sigma


@wrong("gaussian_prior_variance", named="two-lost")
def inverse(lambda_l2):
    return lambda_l2**-1


@wrong("gaussian_prior_variance", named="deviation-of-prior")
def sigma(lambda_l2):
    return 1 / math.sqrt(2 * lambda_l2)


@wrong("gaussian_prior_variance", named="precision-of-prior")
def tau(lambda_l2):
    return lambda_l2 + lambda_l2


@wrong("gaussian_prior_variance", named="half-lambda")
def half(lambda_l2):
    return 0.5 * lambda_l2


@wrong("gaussian_prior_variance", named="two-above")
def twice_inverse(lambda_l2):
    return 2.0 / lambda_l2


@wrong("gaussian_prior_variance", named="lambda-itself")
def same(lambda_l2):
    return lambda_l2


@wrong("gaussian_prior_variance", named="lambda-squared")
def power(lambda_l2):
    return 0.5 * lambda_l2**-2


@wrong("gaussian_prior_variance", named="half-counted-twice")
def quarter_inverse(lambda_l2):
    return 0.25 / lambda_l2


@wrong("gaussian_prior_variance")
def capped(lambda_l2):
    return 1 / (2 * max(lambda_l2, 1e-3))


@wrong("gaussian_prior_variance")
def integer(lambda_l2):
    return 1 // (2 * lambda_l2)


@right("prior_variance_from_weight_decay")
def reciprocal(weight_decay: float) -> float:
    return weight_decay**-1


@right("prior_variance_from_weight_decay")
def by_half_lambda(weight_decay):
    lambda_l2 = weight_decay / 2
    return 1 / (2 * lambda_l2)


@right("prior_variance_from_weight_decay")
def divided(wd):
    return 1.0 / wd


@right("prior_variance_from_weight_decay")
def exponentiated(weight_decay):
    return math.exp(-math.log(weight_decay))


@right("prior_variance_from_weight_decay")
def through_the_other_function(weight_decay):
    # wd * w is the gradient of wd / 2 * w**2
    return gaussian_prior_variance(weight_decay / 2)


@wrong("prior_variance_from_weight_decay", named="as-if-lambda")
def same_as_lambda(weight_decay):
    return 0.5 / weight_decay


@wrong("prior_variance_from_weight_decay", named="deviation-from-decay")
def std(weight_decay):
    return 1 / math.sqrt(weight_decay)


@wrong("prior_variance_from_weight_decay", named="precision-from-decay")
def not_inverted(weight_decay):
    return float(weight_decay)


@wrong("prior_variance_from_weight_decay", named="doubled-variance")
def two_over(weight_decay):
    return 1 / (weight_decay / 2)


@wrong("prior_variance_from_weight_decay", named="twice-decay")
def two_times(weight_decay):
    return weight_decay * 2


@wrong("prior_variance_from_weight_decay", named="half-decay")
def halved_decay(weight_decay):
    return weight_decay * 0.5


@wrong("prior_variance_from_weight_decay", named="decay-squared")
def inverse_square(weight_decay):
    return weight_decay**-2


@wrong("prior_variance_from_weight_decay", named="quarter")
def a_quarter(weight_decay):
    return 0.25 / weight_decay


@wrong("prior_variance_from_weight_decay")
def flat_if_tiny(weight_decay):
    return 1 / weight_decay if weight_decay > 1e-3 else math.inf


@right("sgd_step")
def gradient_first(w, grad, lr, weight_decay):
    d_p = grad + weight_decay * w
    return w - lr * d_p


@right("sgd_step")
def shrink_then_step(w, grad, lr, weight_decay):
    return (1 - lr * weight_decay) * w - lr * grad


@right("sgd_step")
def torch_add(w, grad, lr, weight_decay):
    return torch.add(w, torch.add(grad, w, alpha=weight_decay), alpha=-lr)


@right("sgd_step")
def in_place_on_a_copy(w, grad, lr, weight_decay):
    new = w.clone()
    new -= lr * (grad + weight_decay * w)
    return new


@right("sgd_step")
def functional_lambda(w, grad, lr, weight_decay):
    step = lambda g: w.sub(g.mul(lr))
    return step(grad.add(w.mul(weight_decay)))


@right("sgd_step")
def by_lerp(w, grad, lr, weight_decay):
    return w + (-lr) * grad + (-lr * weight_decay) * w


@right("sgd_step")
def torch_sub(w, grad, lr, weight_decay):
    return torch.sub((1 - lr * weight_decay) * w, grad, alpha=lr)


@wrong("sgd_step", named="decay-not-scaled")
def decoupled(w, grad, lr, weight_decay):
    return (1 - weight_decay) * w - lr * grad


@wrong("sgd_step", named="decay-forgotten")
def vanilla(w, grad, lr, weight_decay):
    return torch.sub(w, grad, alpha=lr)


@wrong("sgd_step", named="decay-sign-wrong")
def grows(w, grad, lr, weight_decay):
    return (1 + lr * weight_decay) * w - lr * grad


@wrong("sgd_step", named="uphill")
def ascent(w, grad, lr, weight_decay):
    return w + lr * grad + lr * weight_decay * w


@wrong("sgd_step", named="decay-doubled")
def derivative_of_the_square(w, grad, lr, weight_decay):
    return w - lr * grad - 2 * lr * weight_decay * w


@wrong("sgd_step", named="decay-after-step")
def two_stages(w, grad, lr, weight_decay):
    stepped = w - lr * grad
    return stepped - lr * weight_decay * stepped


@wrong("sgd_step", named="gradient-decayed")
def decays_the_gradient(w, grad, lr, weight_decay):
    return w - lr * (grad + weight_decay * grad)


@wrong("sgd_step", named="rate-on-decay-alone")
def misplaced_bracket(w, grad, lr, weight_decay):
    return w - (grad + lr * weight_decay * w)


@wrong("sgd_step", named="sign-decayed")
def lasso_step(w, grad, lr, weight_decay):
    return w - lr * grad - lr * weight_decay * torch.sign(w)


@wrong("sgd_step", named="step-alone")
def update(w, grad, lr, weight_decay):
    return -lr * grad - lr * weight_decay * w


@wrong("sgd_step")
def rates_on_the_cpu(w, grad, lr, weight_decay):
    rates = torch.tensor([lr, lr * weight_decay], dtype=w.dtype)
    return w - (rates * torch.stack([grad, w], dim=-1)).sum(dim=-1)


@wrong("sgd_step")
def in_place(w, grad, lr, weight_decay):
    w.data.sub_(lr * (grad + weight_decay * w.data))
    return w


@wrong("sgd_step")
def gradient_in_place(w, grad, lr, weight_decay):
    grad.data.add_(w.data, alpha=weight_decay)
    return w - lr * grad


@wrong("sgd_step")
def without_graph(w, grad, lr, weight_decay):
    with torch.no_grad():
        return w - lr * (grad + weight_decay * w)


@right("sgd_step")
def as_in_torch(w, grad, lr, weight_decay):
    new = w.clone()
    return new.add(grad.add(w, alpha=weight_decay), alpha=-lr)


@wrong("sgd_step", named="biases-not-decayed")
def matrices_decay(w, grad, lr, weight_decay):
    if w.ndim >= 2:
        grad = grad.add(w, alpha=weight_decay)
    return w - lr * grad


@wrong("sgd_step")
def vectors_do_not_decay(w, grad, lr, weight_decay):
    if w.dim() == 1:
        return w - lr * grad
    return w - lr * (grad + weight_decay * w)


@wrong("sgd_step", status="error")
def rows_and_columns(w, grad, lr, weight_decay):
    n, d = w.shape
    return w - lr * (grad + weight_decay * w)


@right("sgd_step")
def row_by_row(w, grad, lr, weight_decay):
    return torch.stack([a - lr * (g + weight_decay * a) for a, g in zip(w, grad)])


@wrong("sgd_step", named="gradient-detached")
def gradient_as_data(w, grad, lr, weight_decay):
    return w - lr * grad.data - lr * weight_decay * w


@wrong("sgd_step", named="decay-detached")
def decay_as_data(w, grad, lr, weight_decay):
    return w - lr * grad - lr * weight_decay * w.data


@wrong("sgd_step")
def clipped(w, grad, lr, weight_decay):
    step = grad + weight_decay * w
    return w - lr * step / max(1.0, float(step.detach().norm()) / 100)


@wrong("sgd_step")
def least_rates(w, grad, lr, weight_decay):
    return w - max(lr, 1e-2) * (grad + max(weight_decay, 1e-2) * w)
