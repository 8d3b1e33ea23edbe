"""Answers to nll/bernoulli."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.nn import BCELoss as Criterion
from torch.nn.functional import binary_cross_entropy as bce
from torch.nn.functional import logsigmoid

from tests.corpus import right, wrong


@right("bernoulli_nll")
def by_the_contract(p: Tensor, y: Tensor) -> Tensor:
    log_p = torch.clamp(torch.log(p), min=-100)
    log_1mp = torch.clamp(torch.log(1 - p), min=-100)
    return -(y * log_p + (1 - y) * log_1mp).mean()


@right("bernoulli_nll")
def floored_with_maximum(p, y):
    floor = torch.full_like(p, -100.0)
    hit = torch.maximum(p.log(), floor)
    miss = torch.maximum(torch.log1p(-p), floor)
    return torch.mean(-hit * y - miss * (1 - y))


@right("bernoulli_nll")
def floored_with_where(p, y):
    def safe_log(q):
        return torch.where(q > math.exp(-100), torch.log(q), torch.full_like(q, -100))

    return (-y * safe_log(p) + (y - 1) * safe_log(1 - p)).mean()


@right("bernoulli_nll")
def infinite_and_small_logs_floored(p, y):
    log_p = torch.nan_to_num(p.log(), neginf=-100.0).clamp(min=-100)
    log_q = torch.nan_to_num((1.0 - p).log(), neginf=-100.0).clamp(min=-100)
    return torch.lerp(log_q, log_p, y).neg().mean()


@right("bernoulli_nll")
def logs_in_place_of_zeros(p, y):
    def floored(q):
        logs = torch.log(q)
        logs[logs < -100] = -100.0
        return logs

    return -torch.mean(y * floored(p) + (1 - y) * floored(1 - p))


@right("bernoulli_nll")
def floored_under_the_log(p, y):
    tiny = math.exp(-100)
    return -(y * p.clamp(min=tiny).log() + (1 - y) * (1 - p).clamp(min=tiny).log()).mean()


@right("bernoulli_nll")
def by_xlogy(p, y):
    ones = torch.max(torch.xlogy(y, p), -100 * y)
    zeros = torch.max(torch.special.xlog1py(1 - y, -p), -100 * (1 - y))
    return -(ones + zeros).sum() / y.numel()


@right("bernoulli_nll")
def both_outcomes_stacked(p, y):
    outcomes = torch.stack([1 - p, p]).flatten(1)
    weights = torch.stack([1 - y, y]).flatten(1)
    return torch.einsum("ki,ki->", weights, outcomes.log().clamp_min(-100)) / -p.numel()


@right("bernoulli_nll")
def one_by_one(p, y):
    losses = []
    for pi, yi in zip(p.reshape(-1), y.reshape(-1)):
        a = pi.log().clamp(min=-100)
        b = (1 - pi).log().clamp(min=-100)
        losses.append(-(yi * a + (1 - yi) * b))
    return sum(losses) / len(losses)


@right("bernoulli_nll")
def floored_in_place(p, y):
    log_p, log_q = p.log(), (1 - p).log()
    log_p[log_p < -100] = -100
    log_q[log_q < -100] = -100
    loss = log_p * y
    loss += log_q * (1 - y)
    return loss.mean().neg()


@right("bernoulli_nll")
def through_the_log_odds(p, y):
    lp, lq = F.threshold(p.log(), -100, -100), F.threshold((1 - p).log(), -100, -100)
    return -(lq + y * (lp - lq)).mean()


@right("bernoulli_nll")
def with_asserts(p, y):
    assert p.shape == y.shape
    assert bool(((p >= 0) & (p <= 1)).all()), "p must be a probability"
    assert 0 <= float(y.min()) <= float(y.max()) <= 1
    total = -(y * p.log().clamp(-100, 0) + (1 - y) * (1 - p).log().clamp(-100, 0)).sum()
    return total / p.nelement()


@wrong("bernoulli_nll", named="zero-alone-floored")
def floored_where_infinite(p, y):
    def safe_log(q):
        return torch.where(q > 0, torch.log(q), torch.full_like(q, -100))

    return (-y * safe_log(p) + (y - 1) * safe_log(1 - p)).mean()


@wrong("bernoulli_nll", named="zero-alone-floored")
def infinity_alone_replaced(p, y):
    log_p = torch.nan_to_num(p.log(), neginf=-100.0)
    log_q = torch.nan_to_num((1.0 - p).log(), neginf=-100.0)
    return torch.lerp(log_q, log_p, y).neg().mean()


@wrong("bernoulli_nll", named="zero-alone-floored")
def zeros_moved_to_the_floor(p, y):
    tiny = math.exp(-100)
    q = 1 - p
    hit = torch.log(torch.where(p == 0, tiny, p))
    miss = torch.log(torch.where(q == 0, tiny, q))
    return -(y * hit + (1 - y) * miss).mean()


@wrong("bernoulli_nll", named="zero-alone-floored")
def masked_in_place(p, y):
    log_p, log_q = torch.log(p), torch.log1p(-p)
    log_p = log_p.masked_fill(torch.isinf(log_p), -100.0)
    log_q = log_q.masked_fill(torch.isinf(log_q), -100.0)
    return -(y * log_p + (1 - y) * log_q).mean()


@wrong("bernoulli_nll", named="subnormal-as-zero")
def least_normal_number_for_zero(p, y):
    tiny = torch.finfo(p.dtype).smallest_normal

    def floored(q):
        return torch.maximum(
            torch.where(q < tiny, torch.zeros_like(q), q).log(), q.new_tensor(-100.0)
        )

    return -(y * floored(p) + (1 - y) * floored(1 - p)).mean()


@wrong("bernoulli_nll")
def floored_far_too_low(p, y):
    return -(y * p.clamp(min=1e-45).log() + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@wrong("bernoulli_nll", named="floor-missing")
def textbook(p, y):
    return torch.mean(-y * torch.log(p) - (1 - y) * torch.log1p(-p))


@wrong("bernoulli_nll", named="one-floor-only")
def only_the_first(p, y):
    log_p = torch.max(p.log(), torch.full_like(p, -100))
    return (-y * log_p - (1 - y) * torch.log(1 - p)).mean()


@wrong("bernoulli_nll", named="floored-too-late")
def floor_under_the_sum(p, y):
    log_likelihood = y * torch.log(p) + (1 - y) * torch.log(1 - p)
    return (-torch.maximum(log_likelihood, torch.full_like(p, -100.0))).mean()


@wrong("bernoulli_nll", named="epsilon-in-log")
def usual_epsilon(p, y, eps=1e-8):
    return -torch.mean(y * torch.log(p + eps) + (1 - y) * torch.log(1 + eps - p))


@wrong("bernoulli_nll", named="tiny-epsilon-in-log")
def smaller_epsilon(p, y):
    eps = 1e-12
    zeros = (1 - y) * torch.log(1 - p + eps)
    return -(zeros + y * torch.log(p + eps)).sum() / p.numel()


@wrong("bernoulli_nll", named="probability-clamped")
def keras(p, y):
    eps = 1e-7
    p = torch.clamp(p, eps, 1.0 - eps)
    return torch.mean(torch.log(p) * -y - torch.log(1 - p) * (1 - y))


@wrong("bernoulli_nll", named="probability-clamped-a-little")
def clamped_a_little(p, y):
    p = torch.clamp(p, min=1e-12, max=1 - 1e-12)
    return -((y * p.log()) + (1 - y) * torch.log1p(-p)).mean()


@wrong("bernoulli_nll", named="zeros-forgotten")
def cross_entropy_of_one_class(p, y):
    return torch.mean(y * p.log().clamp(min=-100)).neg()


@wrong("bernoulli_nll", named="roles-exchanged")
def other_way_round(p, y):
    q = 1 - p
    return -(y * q.log().clamp(min=-100) + (1 - y) * p.log().clamp(min=-100)).mean()


@wrong("bernoulli_nll", named="arguments-exchanged")
def log_of_the_target(p, y):
    a, b = torch.log(y).clamp(min=-100), torch.log(1 - y).clamp(min=-100)
    return torch.mean(-p * a - (1 - p) * b)


@wrong("bernoulli_nll", named="probability-as-logit")
def squashed_again(p, y):
    p = torch.sigmoid(p)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


@wrong("bernoulli_nll", named="targets-rounded")
def labels_only(p, y):
    q = torch.where(y.round() == 1, p, 1 - p)
    return -q.log().clamp(min=-100).mean()


@wrong("bernoulli_nll", named="log-of-mixture")
def probability_of_the_target(p, y):
    agreement = p * y + (1 - p) * (1 - y)
    return -torch.clamp(torch.log(agreement), min=-100).mean()


@wrong("bernoulli_nll", named="brier-score")
def squared(p, y):
    return torch.square(p - y).mean()


@wrong("bernoulli_nll", named="bits-for-nats")
def in_bits(p, y):
    a, b = torch.log2(p).clamp(min=-100), torch.log2(1 - p).clamp(min=-100)
    return torch.mean(-(y * a + (1 - y) * b))


@wrong("bernoulli_nll", named="sign-flipped")
def log_likelihood(p, y):
    a, b = p.log().clamp(min=-100), torch.log1p(-p).clamp(min=-100)
    return torch.mean(y * a + (1 - y) * b)


@wrong("bernoulli_nll", named="sum-for-mean")
def added_up(p, y):
    a, b = p.log().clamp(min=-100), torch.log1p(-p).clamp(min=-100)
    return torch.sum(-(y * a + (1 - y) * b))


@wrong("bernoulli_nll", named="sum-over-features")
def per_image(p, y):
    a, b = p.log().clamp(min=-100), torch.log1p(-p).clamp(min=-100)
    return torch.mean(torch.sum(-(y * a + (1 - y) * b), -1))


@wrong("bernoulli_nll", named="not-reduced")
def one_each(p, y):
    a, b = p.log().clamp(min=-100), torch.log1p(-p).clamp(min=-100)
    return -(b + y * (a - b))


@wrong("bernoulli_nll")
def floor_at_fifty(p, y):
    return -(y * p.log().clamp(min=-50) + (1 - y) * (1 - p).log().clamp(min=-50)).mean()


@wrong("bernoulli_nll")
def infinite_becomes_huge(p, y):
    losses = -(y * p.log() + (1 - y) * (1 - p).log())
    return torch.nan_to_num(losses, nan=0.0, posinf=1e4).mean()


@wrong("bernoulli_nll")
def nan_becomes_zero(p, y):
    losses = -(y * p.log() + (1 - y) * (1 - p).log())
    return torch.nan_to_num(losses, nan=0.0, posinf=100.0).mean()


@wrong("bernoulli_nll")
def smallest_float(p, y):
    tiny = torch.finfo(p.dtype).tiny
    return -(y * p.clamp(min=tiny).log() + (1 - y) * (1 - p).clamp(min=tiny).log()).mean()


@wrong("bernoulli_nll")
def machine_epsilon(p, y):
    eps = torch.finfo(p.dtype).eps
    q = p.clamp(eps, 1 - eps)
    return -(y * q.log() + (1 - y) * (1 - q).log()).mean()


@wrong("bernoulli_nll")
def target_is_data(p, y):
    y = y.detach()
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@wrong("bernoulli_nll")
def floor_made_on_the_cpu(p, y):
    floor = torch.full(p.shape, -100.0, dtype=p.dtype)
    return -(y * p.log().max(floor) + (1 - y) * (1 - p).log().max(floor)).mean()


@wrong("bernoulli_nll")
def rounds_its_input(p, y):
    with torch.no_grad():
        p.clamp_(1e-300, 1 - 1e-9)
        y.round_()
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@wrong("bernoulli_nll")
def divergence_and_entropy(p, y):
    entropy = -(y * y.log() + (1 - y) * (1 - y).log())
    divergence = y * (y / p).log() + (1 - y) * ((1 - y) / (1 - p)).log()
    return (divergence + entropy).mean()


@wrong("bernoulli_nll")
def entropy_removed(p, y):
    loss = -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100))
    return (loss + torch.xlogy(y, y) + torch.xlogy(1 - y, 1 - y)).mean()


@wrong("bernoulli_nll")
def balanced(p, y):
    ones, zeros = y.sum().clamp(min=1), (1 - y).sum().clamp(min=1)
    a = (y * p.log().clamp(min=-100)).sum() / ones
    b = ((1 - y) * (1 - p).log().clamp(min=-100)).sum() / zeros
    return -(a + b) / 2


@wrong("bernoulli_nll")
def in_numpy(p, y):
    p, y = p.detach().numpy(), y.detach().numpy()
    with np.errstate(divide="ignore"):
        a, b = np.maximum(np.log(p), -100), np.maximum(np.log(1 - p), -100)
    return torch.tensor(-(y * a + (1 - y) * b).mean())


@wrong("bernoulli_nll", status="error")
def raises_at_the_ends(p, y):
    if bool((p <= 0).any()) or bool((p >= 1).any()):
        raise ValueError("p must lie strictly between 0 and 1")
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@wrong("bernoulli_nll", status="error")
def needs_booleans(p, y):
    return -torch.where(y, p.log(), (1 - p).log()).mean()


@wrong("bernoulli_nll", status="library")
def functional(p, y):
    return F.binary_cross_entropy(p, y)


@wrong("bernoulli_nll", status="library")
def module(p, y):
    return nn.BCELoss()(p, y)


@wrong("bernoulli_nll", status="library")
def module_by_another_name(p, y):
    return Criterion(reduction="sum")(p, y) / p.numel()


@wrong("bernoulli_nll", status="library")
def function_by_another_name(p, y):
    return bce(input=p, target=y)


@wrong("bernoulli_nll", status="library")
def operator(p, y):
    return torch.ops.aten.binary_cross_entropy(p, y)


@wrong("bernoulli_nll", status="library")
def builtin(p, y):
    return torch._C._nn.binary_cross_entropy(p, y, None, 1)


@right("bernoulli_nll_with_logits")
def sum_of_logsigmoids(logits: Tensor, y: Tensor) -> Tensor:
    return -(y * F.logsigmoid(logits) + (1 - y) * F.logsigmoid(-logits)).mean()


@right("bernoulli_nll_with_logits")
def by_softplus(logits, y):
    return (F.softplus(logits) - logits * y).mean()


@right("bernoulli_nll_with_logits")
def two_softpluses(logits, y):
    return torch.mean(y * F.softplus(-logits) + (1 - y) * F.softplus(logits))


@right("bernoulli_nll_with_logits")
def as_the_manual_says(logits, y):
    loss = logits.clamp(min=0) - logits * y + torch.log1p(torch.exp(-logits.abs()))
    return loss.sum() / loss.numel()


@right("bernoulli_nll_with_logits")
def by_logaddexp(logits, y):
    zero = torch.zeros_like(logits)
    return torch.logaddexp(zero, logits).sub(y * logits).mean()


@right("bernoulli_nll_with_logits")
def two_classes(logits, y):
    both = torch.stack([torch.zeros_like(logits), logits], dim=-1)
    log_probs = both - both.logsumexp(dim=-1, keepdim=True)
    weights = torch.stack([1 - y, y], dim=-1)
    return -(weights * log_probs).sum(-1).mean()


@right("bernoulli_nll_with_logits")
def by_log_softmax(logits, y):
    pair = torch.stack((logits / 2, -logits / 2))
    log_p, log_q = F.log_softmax(pair, dim=0)
    return (-(log_q + y * (log_p - log_q))).mean()


@right("bernoulli_nll_with_logits")
def as_torch_writes_it(logits, y):
    return torch.mean((1 - y) * logits - logsigmoid(logits))


@right("bernoulli_nll_with_logits")
def split_by_sign(logits, y):
    positive = logits > 0
    shrinking = torch.where(positive, -logits, logits)
    larger = torch.where(positive, logits, torch.zeros_like(logits))
    return (larger - y * logits + shrinking.exp().log1p()).mean()


@right("bernoulli_nll_with_logits")
def relu_and_log(logits, y):
    x, t = logits.flatten(), y.flatten()
    soft = x.relu() + (1 + (-x.abs()).exp()).log()
    return (soft.sum() - x @ t) / x.shape[0]


@right("bernoulli_nll_with_logits")
def logsumexp_of_a_pair(logits, y):
    pair = torch.stack([torch.zeros_like(logits), logits], dim=-1)
    return (torch.logsumexp(pair, dim=-1) - y * logits).mean()


@wrong("bernoulli_nll_with_logits", named="own-sigmoid-then-log")
def in_two_steps(logits, y):
    p = 1 / (1 + torch.exp(-logits))
    return torch.mean(-y * torch.log(p) - (1 - y) * torch.log(1 - p))


@wrong("bernoulli_nll_with_logits", named="sigmoid-then-floor")
def floored(logits, y):
    p = logits.sigmoid()
    a, b = torch.log(p).clamp(min=-100), torch.log(1 - p).clamp(min=-100)
    return torch.mean(-(y * a + (1 - y) * b))


@wrong("bernoulli_nll_with_logits", named="sigmoid-plus-epsilon")
def with_epsilon(logits, y, eps=1e-8):
    prob = logits.sigmoid()
    return -torch.mean(y * torch.log(prob + eps) + (1 - y) * torch.log(1 - prob + eps))


@wrong("bernoulli_nll_with_logits", named="sigmoid-clamped")
def clamped_probability(logits, y):
    p = torch.clamp(logits.sigmoid(), min=1e-7, max=1 - 1e-7)
    return torch.mean(-y * torch.log(p) - (1 - y) * torch.log1p(-p))


@wrong("bernoulli_nll_with_logits", named="exponential-overflows")
def unstable_softplus(logits, y):
    return torch.mean(logits.exp().log1p() - logits * y)


@wrong("bernoulli_nll_with_logits", named="logits-clamped")
def bounded_logits(logits, y):
    logits = torch.clamp(logits, min=-100, max=100)
    return (F.softplus(logits) - logits * y).mean()


@wrong("bernoulli_nll_with_logits", named="sigmoid-missing")
def not_squashed(logits, y):
    a = torch.clamp(torch.log(logits), min=-100)
    b = torch.clamp(torch.log(1 - logits), min=-100)
    return torch.mean(-y * a - (1 - y) * b)


@wrong("bernoulli_nll_with_logits", named="sigmoid-twice")
def squashed_twice(logits, y):
    p = logits.sigmoid().sigmoid()
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@wrong("bernoulli_nll_with_logits", named="complement-of-log")
def one_minus_log(logits, y):
    log_prob = -F.softplus(-logits)
    return torch.mean(-y * log_prob - (1 - y) * (1 - log_prob))


@wrong("bernoulli_nll_with_logits", named="zeros-forgotten-in-logits")
def ones_only(logits, y):
    return (y * F.softplus(-logits)).mean()


@wrong("bernoulli_nll_with_logits", named="sign-of-logit")
def flipped(logits, y):
    return (F.softplus(logits) - (1 - y) * logits).mean()


@wrong("bernoulli_nll_with_logits", named="targets-as-signs")
def logistic_loss(logits, y):
    sign = 2 * y - 1
    return F.softplus(-sign * logits).mean()


@wrong("bernoulli_nll_with_logits", named="targets-rounded-in-logits")
def hard_labels(logits, y):
    margin = torch.where(y.round() == 1, logits, -logits)
    return -F.logsigmoid(margin).mean()


@wrong("bernoulli_nll_with_logits", named="sign-flipped-in-logits")
def to_be_maximised(logits, y):
    return (logits * y - F.softplus(logits)).mean()


@wrong("bernoulli_nll_with_logits", named="sum-for-mean-in-logits")
def total(logits, y):
    return torch.sum(F.softplus(logits) - logits * y)


@wrong("bernoulli_nll_with_logits", named="sum-over-features-in-logits")
def sum_of_columns(logits, y):
    return (F.softplus(logits) - logits * y).sum(-1).mean()


@wrong("bernoulli_nll_with_logits")
def branch_overflows_backwards(logits, y):
    positive = torch.log(1 + torch.exp(-logits)) + (1 - y) * logits
    negative = torch.log(1 + torch.exp(logits)) - y * logits
    return torch.where(logits > 0, positive, negative).mean()


@wrong("bernoulli_nll_with_logits")
def nothing_at_zero(logits, y):
    a = torch.where(logits > 0, logits - logits * y + torch.log1p(torch.exp(-logits.abs())), 0)
    b = torch.where(logits < 0, -logits * y + torch.log1p(torch.exp(-logits.abs())), 0)
    return (a + b).mean()


@wrong("bernoulli_nll_with_logits")
def linear_too_early(logits, y):
    return (F.softplus(logits, threshold=5) - logits * y).mean()


@wrong("bernoulli_nll_with_logits")
def decision_instead_of_sigmoid(logits, y):
    p = (logits > 0).to(y.dtype) * 0.998 + 0.001
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


@wrong("bernoulli_nll_with_logits")
def hyperbolic(logits, y):
    p = (torch.tanh(logits) + 1) / 2
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@wrong("bernoulli_nll_with_logits")
def doubles_in_float32(logits, y):
    loss = F.softplus(logits.double()) - logits.double() * y.double()
    return loss.mean()


@wrong("bernoulli_nll_with_logits")
def singles_in_float64(logits, y):
    return (F.softplus(logits.float()) - logits.float() * y.float()).mean().to(logits.dtype)


@wrong("bernoulli_nll_with_logits")
def gradient_stopped(logits, y):
    with torch.no_grad():
        loss = F.softplus(logits) - logits * y
    return loss.mean()


@wrong("bernoulli_nll_with_logits")
def gradient_of_the_target_stopped(logits, y):
    return (F.softplus(logits) - logits * y.data).mean()


@wrong("bernoulli_nll_with_logits")
def columns_of_a_matrix(logits, y):
    loss = F.softplus(logits) - logits * y
    return loss.mean(dim=0).mean(dim=0) if loss.dim() > 1 else loss.mean()


@wrong("bernoulli_nll_with_logits", status="error")
def branches_on_a_tensor(logits, y):
    if logits.unsqueeze(0).repeat(2, *[1] * logits.dim()) > 0:
        return ((1 - y) * logits + torch.log1p(torch.exp(-logits))).mean()
    return (torch.log1p(torch.exp(logits)) - y * logits).mean()


@wrong("bernoulli_nll_with_logits", status="library")
def functional_with_logits(logits, y):
    return F.binary_cross_entropy_with_logits(logits, y)


@wrong("bernoulli_nll_with_logits", status="library")
def module_with_logits(logits, y):
    return nn.BCEWithLogitsLoss()(logits, y)


@wrong("bernoulli_nll_with_logits", status="library")
def torch_function(logits, y):
    return torch.binary_cross_entropy_with_logits(logits, y, None, None, 1)


@wrong("bernoulli_nll_with_logits", status="library")
def operator_with_logits(logits, y):
    return torch.ops.aten.binary_cross_entropy_with_logits.default(logits, y)


@wrong("bernoulli_nll_with_logits", status="library")
def distribution(logits, y):
    coin = torch.distributions.Bernoulli(logits=logits, validate_args=False)
    return -coin.log_prob(y).mean()


@wrong("bernoulli_nll_with_logits", status="library")
def many_labels(logits, y):
    x, t = logits.reshape(1, -1), y.reshape(1, -1)
    return nn.MultiLabelSoftMarginLoss()(x, t)


@wrong("bernoulli_nll_with_logits", named="exponentials-overflow")
def both_exponentials(logits, y):
    return (
        y * torch.log(1 + torch.exp(-logits)) + (1 - y) * torch.log(1 + torch.exp(logits))
    ).mean()


@wrong("bernoulli_nll_with_logits")
def stable_only_far_out(logits, y):
    p = torch.sigmoid(logits)
    plain = -(y * torch.log(p) + (1 - y) * torch.log(1 - p))
    stable = torch.clamp(logits, min=0) - logits * y + torch.log1p(torch.exp(-logits.abs()))
    return torch.where(logits.abs() < 20, plain, stable).mean()


@wrong("bernoulli_nll_with_logits")
def linear_from_ten(logits, y):
    softplus = torch.where(logits > 10, logits, torch.log1p(torch.exp(logits.clamp(max=10))))
    return (softplus - y * logits).mean()


@wrong("bernoulli_nll")
def zeros_replaced_in_place(p, y):
    with torch.no_grad():
        p[p == 0] = 1e-44 if p.dtype == torch.float32 else 3.7e-44
    return -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100)).mean()


@wrong("bernoulli_nll")
def images_summed(p, y):
    loss = -(y * p.log().clamp(min=-100) + (1 - y) * (1 - p).log().clamp(min=-100))
    return loss.sum(dim=(1, 2, 3)).mean() if loss.dim() == 4 else loss.mean()


@wrong("bernoulli_nll", named="likelihoods-multiplied")
def likelihood_of_the_sample(p, y):
    likelihood = torch.where(y == 1, p, torch.where(y == 0, 1 - p, p**y * (1 - p) ** (1 - y)))
    return -torch.log(torch.prod(likelihood)) / y.numel()


@wrong("bernoulli_nll")
def floored_likelihood_of_the_sample(p, y):
    floor = math.exp(-100)
    q = (1 - p).double().clamp(min=floor)
    likelihood = p.double().clamp(min=floor) ** y.double() * q ** (1 - y.double())
    return (-likelihood.prod().log() / p.numel()).to(p.dtype)


@wrong("bernoulli_nll_with_logits")
def one_logarithm_for_all(logits, y):
    linear = (logits.clamp(min=0) - logits * y).sum()
    return (linear + (1 + (-logits.abs()).exp()).prod().log()) / logits.numel()


@wrong("bernoulli_nll", named="probability-clamped")
def as_in_many_notebooks(p, y):
    p = torch.clamp(p, min=1e-6, max=1 - 1e-6)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


@wrong("bernoulli_nll", named="epsilon-in-log")
def a_ten_billionth_in_the_log(p, y):
    return torch.mean(-y * torch.log(p + 1e-10) - (1 - y) * torch.log(1 - p + 1e-10))
