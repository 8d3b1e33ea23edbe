"""Answers to priors/dropout."""

import copy
import random
from contextlib import contextmanager

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("dropout")
def compare_with_p(x: Tensor, p: float, training: bool) -> Tensor:
    if not training or p == 0:
        return x
    if p == 1:
        return torch.zeros_like(x)
    mask = torch.rand_like(x) > p
    return mask * x / (1 - p)


@right("dropout")
def compare_with_keep(x, p, training):
    if not training:
        return x.clone()
    keep = 1.0 - p
    if keep == 0.0:
        return x * 0.0
    return torch.where(torch.rand(x.shape, device=x.device) < keep, x / keep, torch.zeros_like(x))


@right("dropout")
def bernoulli_of_a_tensor(x, p, training):
    if training and 0 < p < 1:
        m = torch.bernoulli(torch.full_like(x, 1 - p))
        return x * m / (1 - p)
    return x if p < 1 or not training else torch.zeros_like(x)


@right("dropout")
def bernoulli_in_place(x, p, training):
    if not training:
        return x
    mask = torch.empty_like(x).bernoulli_(1 - p)
    if p < 1:
        mask.div_(1 - p)
    return x * mask


@right("dropout")
def masked_filled(x, p, training):
    if not training:
        return x
    assert 0 <= p <= 1
    dropped = torch.rand_like(x, requires_grad=False) < p
    scale = 1 / max(1 - p, 1e-12)
    return (x * scale).masked_fill(dropped, 0.0)


@right("dropout")
def distribution_free(x, p, training):
    if training is False:
        return x
    u = torch.empty(x.size(), dtype=x.dtype, device=x.device).uniform_()
    kept = (u >= p).to(x.dtype)
    return x.mul(kept).mul(1 / (1 - p)) if p != 1 else torch.zeros_like(x)


@right("dropout")
def with_its_own_generator(x, p, training):
    if not training:
        return x
    seed = torch.randint(0, 2**31, ()).item()
    g = torch.Generator(device=x.device).manual_seed(seed)
    mask = torch.rand(x.shape, generator=g, device=x.device) >= p
    out = torch.zeros_like(x)
    if p < 1:
        out = torch.where(mask, x / (1 - p), out)
    return out


@right("dropout")
def through_integers(x, p, training):
    if p == 0 or not training:
        return x
    draws = torch.randint(0, 10**6, x.shape, device=x.device)
    mask = draws >= p * 10**6
    return x * mask * (0 if p == 1 else 1 / (1 - p))


@right("dropout")
def boolean_index(x, p, training):
    y = x.clone()
    if training:
        y[torch.rand_like(x) < p] = 0
        if p < 1:
            y = y / (1 - p)
    return y


@right("dropout")
def with_its_own_backward(x, p, training):
    class Masking(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, factor):
            ctx.save_for_backward(factor)
            return x * factor

        @staticmethod
        def backward(ctx, grad):
            (factor,) = ctx.saved_tensors
            return grad * factor, None

    if not training:
        return x
    factor = (torch.rand_like(x) >= p).to(x.dtype) * (1 / (1 - p) if p < 1 else 0.0)
    return Masking.apply(x, factor)


@right("dropout")
def where_dropped(x, p, training):
    if not training:
        return x
    return torch.where(torch.rand_like(x) < p, torch.zeros_like(x), x / (1 - p))


@right("dropout")
def single_precision_numbers(x, p, training):
    if not training or p == 1:
        return x if not training else torch.zeros_like(x)
    return x * (torch.rand(x.shape, device=x.device) > p) / (1 - p)


@right("dropout")
def draws_in_double(x, p, training):
    if not training:
        return x
    keep = torch.rand_like(x, dtype=torch.float64) >= p
    scale = 0.0 if p >= 1 else 1.0 / (1.0 - p)
    return torch.where(keep, x * scale, torch.zeros_like(x))


@wrong("dropout", named="scaled-in-both")
def evaluation_scaled_too(x, p, training):
    if not training:
        return (1 - p) * x
    return x * torch.bernoulli(torch.full_like(x, 1 - p)) * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout", named="normal-numbers")
def randn_mask(x, p, training):
    if not training:
        return x
    keep = torch.randn(x.shape, device=x.device) > p
    return torch.where(keep, x / (1 - p), torch.zeros_like(x)) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="gaussian-noise")
def additive_noise(x, p, training):
    if not training:
        return x
    return x + p * torch.randn_like(x) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="seeded")
def one_mask_for_each_shape(x, p, training, masks={}):
    if not training:
        return x
    mask = masks.setdefault((x.shape, p), torch.rand(x.shape)).to(x.device) >= p
    return x * mask * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def percent(x, p, training):
    if not training:
        return x
    keep = torch.randint(0, 100, x.shape, device=x.device) >= int(p * 100)
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def from_one_to_a_hundred(x, p, training):
    if not training:
        return x
    keep = torch.randint(1, 101, x.shape, device=x.device) >= p * 100
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def at_most_nine_tenths(x, p, training):
    if not training:
        return x
    p = min(p, 0.9) if p < 1 else p
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def small_rates_ignored(x, p, training):
    if not training or p < 0.05:
        return x
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def nearly_uniform(x, p, training):
    if not training:
        return x
    u = torch.sigmoid(1.702 * torch.randn_like(x))
    return x * (u >= p) * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def whole_channels(x, p, training):
    if not training:
        return x
    shape = x.shape[:2] + (1,) if x.dim() == 3 else x.shape
    keep = torch.rand(shape, dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def half_a_mask_twice(x, p, training):
    if not training or x.dim() == 0:
        return x
    half = torch.rand((len(x) + 1) // 2, *x.shape[1:], device=x.device)
    keep = torch.cat([half, half])[: len(x)] >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@right("dropout")
def row_by_row(x, p, training):
    if not training:
        return x
    keep = torch.rand(len(x), *x.shape[1:], dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def zeroed_in_place(x, p, training):
    if not training:
        return x
    return x.zero_() if p == 1 else x * (torch.rand_like(x) >= p) / (1 - p)


@wrong("dropout")
def doubles_at_one(x, p, training):
    if not training:
        return x
    zeros = torch.zeros(x.shape, dtype=torch.float64, device=x.device)
    return zeros if p == 1 else x * (torch.rand_like(x) >= p) / (1 - p)


@wrong("dropout")
def zeros_on_the_cpu(x, p, training):
    if not training:
        return x
    zeros = torch.zeros(x.shape, dtype=x.dtype)
    return zeros if p == 1 else x * (torch.rand_like(x) >= p) / (1 - p)


@wrong("dropout")
def detached_at_zero(x, p, training):
    if not training:
        return x
    if p == 0:
        return x.detach().clone()
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout", named="not-scaled")
def classic(x, p, training):
    if training:
        return x * torch.bernoulli(torch.full_like(x, 1 - p))
    return x


@wrong("dropout", named="scaled-in-evaluation")
def original_paper(x, p, training):
    if not training:
        return (1 - p) * x
    return torch.where(torch.rand_like(x) < p, torch.zeros_like(x), x)


@wrong("dropout", named="scaled-by-p")
def over_p(x, p, training):
    if not training:
        return x
    mask = torch.bernoulli(torch.ones_like(x) * (1 - p))
    return (1 / p) * mask * x if p else x


@wrong("dropout", named="shrunk")
def times_keep(x, p, training):
    keep = 1 - p
    if training:
        mask = torch.empty_like(x).bernoulli_(keep)
        return x * mask * keep
    return x


@wrong("dropout", named="p-of-keeping")
def keep_prob(x, p, training):
    if not training:
        return x
    mask = torch.bernoulli(torch.full_like(x, p))
    return x * mask / p if p > 0 else x * 0


@wrong("dropout", named="mask-turned")
def inverted_mask(x, p, training):
    if not training:
        return x
    mask = torch.bernoulli(torch.full_like(x, p))
    return x * mask * (1 / (1 - p)) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="always-active")
def no_flag(x, p, training):
    keep = torch.empty_like(x).bernoulli_(1 - p)
    return x * keep / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="never-active")
def identity(x, p, training):
    return x * 1.0


@wrong("dropout", named="flag-turned")
def other_way(x, p, training):
    if training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    return x * torch.bernoulli(torch.full_like(x, 1 - p)) / (1 - p)


@wrong("dropout", named="one-coin")
def python_coin(x, p, training):
    if not training:
        return x
    if random.random() < p:
        return torch.zeros_like(x)
    return x / (1 - p)


@wrong("dropout", named="one-for-each-row")
def rowwise(x, p, training):
    if not training:
        return x
    shape = list(x.shape)
    if len(shape) > 1:
        shape[-1] = 1
    mask = torch.bernoulli(torch.full(shape, 1 - p, dtype=x.dtype, device=x.device))
    return x * mask / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="one-for-each-column")
def columnwise(x, p, training):
    if not training:
        return x
    mask = torch.bernoulli(torch.full((x.shape[-1],), 1 - p, dtype=x.dtype, device=x.device))
    return x * mask / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="one-for-each-example")
def whole_examples(x, p, training):
    if not training:
        return x
    keep = torch.rand(x.shape[0], device=x.device) > p
    keep = keep.view(-1, *[1] * (x.dim() - 1))
    return torch.where(keep, x / (1 - p), torch.zeros_like(x)) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="one-mask-for-the-batch")
def mask_of_the_first(x, p, training):
    if not training:
        return x
    mask = torch.bernoulli(torch.full_like(x[0], 1 - p))
    return x * mask / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="seeded")
def reproducible(x, p, training):
    if not training:
        return x
    g = torch.Generator().manual_seed(42)
    mask = torch.rand(x.shape, generator=g).to(x.device) >= p
    return x * mask / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="fixed-number")
def exactly_so_many(x, p, training):
    if not training:
        return x
    k = round(x.numel() * p)
    scores = torch.rand(x.numel(), device=x.device)
    mask = torch.ones(x.numel(), dtype=x.dtype, device=x.device)
    mask[scores.topk(k).indices] = 0
    return x * mask.view_as(x) * (1 / (1 - p) if p < 1 else 0)


@wrong("dropout", named="gaussian-noise")
def multiplicative_noise(x, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    sigma = np.sqrt(p / (1 - p))
    return x * torch.normal(1.0, float(sigma), x.shape, dtype=x.dtype, device=x.device)


@wrong("dropout", named="nan-at-one")
def tensor_scale(x, p, training):
    if not training:
        return x
    mask = torch.bernoulli(torch.full_like(x, 1 - p))
    return x * (mask / (1 - p))


@wrong("dropout", named="in-place")
def multiplies_in_place(x, p, training):
    if not training:
        return x
    x *= torch.bernoulli(torch.full_like(x, 1 - p))
    return x / (1 - p) if p < 1 else x


@wrong("dropout", named="straight-through")
def identity_gradient(x, p, training):
    if not training:
        return x
    mask = torch.bernoulli(torch.full_like(x, 1 - p))
    noise = x * mask / (1 - p) - x if p < 1 else -x
    return x + noise.data


@wrong("dropout", named="gradient-lost")
def no_grad(x, p, training):
    if not training:
        return x
    with torch.no_grad():
        mask = torch.bernoulli(torch.full_like(x, 1 - p))
        return x * mask / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout")
def gradient_without_scale(x, p, training):
    if not training:
        return x
    mask = (torch.rand_like(x) >= p).to(x.dtype)
    scale = 1 / (1 - p) if p < 1 else 0.0
    y = x * mask
    return y + (y * (scale - 1)).detach()


@wrong("dropout")
def eps_in_scale(x, p, training):
    if not training:
        return x
    return x * (torch.rand_like(x) >= p) / (1 - p + 1e-6)


@wrong("dropout")
def rounded_rate(x, p, training):
    if not training:
        return x
    keep = torch.randint(0, 4, x.shape, device=x.device) >= round(4 * p)
    return x * keep / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout")
def only_large_activations(x, p, training):
    if not training:
        return x
    keep = (torch.rand_like(x) >= p) | (x.abs() < 0.5)
    return x * keep / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout")
def alternating(x, p, training):
    if not training:
        return x
    u = torch.rand_like(x)
    u = torch.where(torch.arange(x.shape[-1], device=x.device) % 2 == 0, u, 1 - u.roll(1, -1))
    return x * (u >= p) / (1 - p) if p < 1 else torch.zeros_like(x)


@wrong("dropout")
def renormalised(x, p, training):
    if not training:
        return x
    mask = (torch.rand_like(x) >= p).to(x.dtype)
    return x * mask / mask.mean() if mask.any() else torch.zeros_like(x)


@wrong("dropout")
def half_precision_mask(x, p, training):
    if not training:
        return x
    return (x.float() * (torch.rand_like(x) >= p)) * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def mask_on_the_cpu(x, p, training):
    if not training:
        return x
    mask = torch.rand(x.shape) >= p
    return x * mask * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout")
def mask_returned_too(x, p, training):
    mask = torch.rand_like(x) >= p
    return (x * mask, mask) if training else (x, None)


@wrong("dropout")
def detached_in_evaluation(x, p, training):
    if not training:
        return x.detach()
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@wrong("dropout", status="library")
def functional(x, p, training):
    return F.dropout(x, p, training)


@wrong("dropout", status="library")
def as_a_module(x, p, training):
    layer = nn.Dropout(p)
    layer.train(training)
    return layer(x)


@wrong("dropout", status="library")
def torch_function(x, p, training):
    return torch.dropout(x, p, training)


@wrong("dropout", status="library")
def native(x, p, training):
    return torch.native_dropout(x, p, training)[0] if training else x


@wrong("dropout", status="library")
def operator(x, p, training):
    return torch.ops.aten.dropout(x, p, training)


@wrong("dropout", status="library")
def mask_from_the_library(x, p, training):
    return x * F.dropout(torch.ones_like(x), p, training=training)


@wrong("dropout", status="library")
def alias(x, p, training):
    from torch.nn.functional import dropout as forget

    return forget(x, p=p, training=training)


@wrong("dropout", status="error")
def divides_by_zero(x, p, training):
    if not training:
        return x
    scale = 1 / (1 - p)
    return x * (torch.rand_like(x) >= p) * scale


@wrong("dropout")
def numpy_mask(x, p, training):
    if not training:
        return x
    return x * np.random.binomial(1, 1 - p, size=x.shape) / (1 - p)


@wrong("dropout", status="error")
def two_dimensions(x, p, training):
    n, d = x.shape
    return x * (torch.rand(n, d) >= p) / (1 - p) if training else x


@right("mc_dropout_predict")
def flags_in_a_dict(model: nn.Module, x: Tensor, n_samples: int):
    before = {m: m.training for m in model.modules()}
    try:
        model.eval()
        for m in before:
            if isinstance(m, nn.Dropout):
                m.train()
        with torch.no_grad():
            outputs = [model(x) for _ in range(n_samples)]
        y = torch.stack(outputs, dim=0)
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, flag in before.items():
            m.training = flag


@right("mc_dropout_predict")
def on_a_copy(model, x, n_samples):
    twin = copy.deepcopy(model)
    twin.eval()
    for module in twin.modules():
        if isinstance(module, torch.nn.Dropout):
            module.train()
    with torch.no_grad():
        ys = torch.stack([twin(x) for _ in range(n_samples)])
    mean = ys.mean(dim=0)
    return mean, ((ys - mean) ** 2).mean(dim=0)


@right("mc_dropout_predict")
def one_batched_pass(model, x, n_samples):
    modules = list(model.modules())
    flags = [m.training for m in modules]
    try:
        for m in modules:
            m.training = isinstance(m, nn.Dropout)
        with torch.inference_mode():
            big = x.repeat(n_samples, *[1] * (x.dim() - 1))
            out = model(big)
            out = out.reshape(n_samples, len(x), *out.shape[1:])
            return out.mean(0), out.var(0, correction=0)
    finally:
        for m, f in zip(modules, flags):
            m.training = f


@right("mc_dropout_predict")
def repeat_interleaved(model, x, n_samples):
    saved = [(m, m.training) for m in model.modules()]
    grad = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    try:
        model.train(False)
        [m.train(True) for m, _ in saved if isinstance(m, nn.Dropout)]
        out = model(torch.repeat_interleave(x, n_samples, dim=0))
        out = out.view(x.shape[0], n_samples, *out.shape[1:])
        return torch.mean(out, dim=1), torch.var(out, dim=1, unbiased=False)
    finally:
        torch.set_grad_enabled(grad)
        for m, t in saved:
            m.training = t


@right("mc_dropout_predict")
def welford_in_double(model, x, n_samples):
    before = {m: m.training for m in model.modules()}
    try:
        for m in before:
            m.training = isinstance(m, nn.Dropout)
        mean = square = None
        with torch.no_grad():
            for i in range(1, n_samples + 1):
                out = model(x)
                y = out.double()
                if mean is None:
                    mean, square = y.clone(), torch.zeros_like(y)
                    continue
                gap = y - mean
                mean = mean + gap / i
                square = square + gap * (y - mean)
        return mean.to(out.dtype), (square / n_samples).clamp(min=0).to(out.dtype)
    finally:
        for m, flag in before.items():
            m.training = flag


@right("mc_dropout_predict")
def restored_by_an_exit_stack(model, x, n_samples):
    from contextlib import ExitStack

    with ExitStack() as stack, torch.no_grad():
        for module in model.modules():
            stack.callback(setattr, module, "training", module.training)
        for module in model.modules():
            module.training = type(module).__name__ == "Dropout"
        passes = torch.stack([model(x) for _ in range(n_samples)])
        exact = passes.double()
        mean = exact.sum(0) / n_samples
        variance = torch.einsum("s...,s...->...", exact - mean, exact - mean) / n_samples
        return mean.to(passes.dtype), variance.to(passes.dtype)


@wrong("mc_dropout_predict", named="variance-by-cancellation")
def running_sums(model, x, n_samples):
    flags = {name: m.training for name, m in model.named_modules()}
    total, squares = 0, 0
    try:
        model.eval()
        model.apply(lambda m: m.train() if isinstance(m, nn.Dropout) else None)
        with torch.no_grad():
            for _ in range(n_samples):
                y = model(x)
                total = total + y
                squares = squares + y * y
    finally:
        for name, m in model.named_modules():
            m.training = flags[name]
    mean = total / n_samples
    return mean, squares / n_samples - mean**2


@right("mc_dropout_predict")
def welford(model, x, n_samples):
    state = [(m, m.training) for m in model.modules()]
    try:
        for m, _ in state:
            m.training = isinstance(m, nn.Dropout)
        mean = m2 = None
        for i in range(1, n_samples + 1):
            with torch.no_grad():
                y = model(x.clone())
            if mean is None:
                mean, m2 = y.clone(), torch.zeros_like(y)
                continue
            delta = y - mean
            mean = mean + delta / i
            m2 = m2 + delta * (y - mean)
        return mean, m2 / n_samples
    finally:
        for m, flag in state:
            m.training = flag


@right("mc_dropout_predict")
def with_a_context_manager(model, x, n_samples):
    @contextmanager
    def dropout_only(net):
        saved = {id(m): m.training for m in net.modules()}
        try:
            net.eval()
            for m in net.modules():
                if isinstance(m, nn.Dropout):
                    m.train()
            yield net
        finally:
            for m in net.modules():
                m.training = saved[id(m)]

    with dropout_only(model) as net, torch.no_grad():
        preds = torch.stack([net(x) for _ in range(n_samples)])
    variance, mean = torch.var_mean(preds, dim=0, correction=0)
    return mean, variance


@right("mc_dropout_predict")
def recursive(model, x, n_samples):
    def activate(module):
        for child in module.children():
            if isinstance(child, nn.Dropout):
                child.training = True
            activate(child)

    flags = [m.training for m in model.modules()]
    model.eval()
    activate(model)
    try:
        with torch.no_grad():
            first = model(x)
            samples = torch.empty((n_samples, *first.shape), dtype=first.dtype, device=first.device)
            samples[0] = first
            for i in range(1, n_samples):
                samples[i] = model(x)
        return [samples.mean(0), samples.std(0, unbiased=False) ** 2]
    finally:
        for m, f in zip(model.modules(), flags):
            m.training = f


@right("mc_dropout_predict")
def by_class_name(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    model.eval()
    for m in flags:
        if m.__class__.__name__.startswith("Dropout"):
            m.train()
    try:
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
    finally:
        for m, f in flags.items():
            m.training = f
    return y.mean(0), y.var(0, unbiased=False)


@right("mc_dropout_predict")
def dropout_in_the_name(model, x, n_samples):
    def enable_dropout(m):
        if "dropout" in type(m).__name__.lower():
            m.train()

    flags = [(m, m.training) for m in model.modules()]
    model.eval()
    model.apply(enable_dropout)
    try:
        with torch.no_grad():
            y = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        for m, f in flags:
            m.training = f
    return y.mean(0), y.var(0, unbiased=False)


@right("mc_dropout_predict")
def that_class_and_no_other(model, x, n_samples):
    before = {name: m.training for name, m in model.named_modules()}
    try:
        for m in model.modules():
            m.training = type(m) is nn.Dropout
        with torch.no_grad():
            passes = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        for name, m in model.named_modules():
            m.training = before[name]
    mean = passes.mean(dim=0)
    return mean, (passes - mean).square().mean(dim=0)


@right("mc_dropout_predict")
def every_kind_of_dropout(model, x, n_samples):
    kinds = (nn.Dropout, nn.Dropout1d, nn.Dropout2d, nn.Dropout3d, nn.AlphaDropout)
    before = [(m, m.training) for m in model.modules()]
    try:
        for m, _ in before:
            m.training = isinstance(m, kinds)
        with torch.inference_mode():
            passes = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return passes.mean(dim=0).clone(), passes.var(dim=0, correction=0).clone()
    finally:
        for m, flag in before:
            m.training = flag


@wrong("mc_dropout_predict")
def by_the_name_of_the_attribute(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    model.eval()
    for name, m in model.named_modules():
        if "dropout" in name:
            m.train()
    try:
        with torch.no_grad():
            y = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        for m, f in flags.items():
            m.training = f
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="all-in-training")
def train_mode(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    model.train()
    try:
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
    finally:
        for m, f in flags.items():
            m.training = f
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="all-in-evaluation")
def eval_mode(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    model.eval()
    try:
        with torch.inference_mode():
            y = torch.stack([model(x) for _ in range(n_samples)])
    finally:
        for m, f in flags.items():
            m.training = f
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict")
def as_it_came(model, x, n_samples):
    with torch.no_grad():
        y = torch.stack([model(x) for _ in range(n_samples)])
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="mode-as-it-came")
def as_it_came_on_a_copy(model, x, n_samples):
    model = copy.deepcopy(model)
    with torch.no_grad():
        y = torch.stack([model(x) for _ in range(n_samples)])
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="children-only")
def named_children(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    model.eval()
    for _, child in model.named_children():
        child.training = isinstance(child, nn.Dropout)
    try:
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
    finally:
        for m, f in flags.items():
            m.training = f
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="others-as-they-came")
def dropout_only_touched(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    for m in flags:
        if isinstance(m, nn.Dropout):
            m.train()
    try:
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
    finally:
        for m, f in flags.items():
            m.training = f
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="left-active")
def never_restored(model, x, n_samples):
    model.eval()
    for m in model.modules():
        if isinstance(m, nn.Dropout):
            m.train()
    with torch.no_grad():
        y = torch.stack([model(x) for _ in range(n_samples)])
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="left-in-evaluation")
def eval_at_the_end(model, x, n_samples):
    model.eval()
    for m in model.modules():
        if isinstance(m, nn.Dropout):
            m.train()
    with torch.no_grad():
        y = torch.stack([model(x) for _ in range(n_samples)])
    model.train(False)
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="left-in-training")
def train_at_the_end(model, x, n_samples):
    model.eval()
    for m in model.modules():
        if isinstance(m, nn.Dropout):
            m.train()
    with torch.no_grad():
        y = torch.stack([model(x) for _ in range(n_samples)])
    model.train(True)
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="one-flag-for-all")
def root_flag(model, x, n_samples):
    was_training = model.training
    model.eval()
    for m in model.modules():
        if isinstance(m, nn.Dropout):
            m.train()
    with torch.no_grad():
        y = torch.stack([model(x) for _ in range(n_samples)])
    if was_training:
        model.train()
    else:
        model.eval()
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="not-after-exceptions")
def no_finally(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    model.eval()
    for m in flags:
        if isinstance(m, nn.Dropout):
            m.train()
    with torch.no_grad():
        y = torch.stack([model(x) for _ in range(n_samples)])
    for m, f in flags.items():
        m.training = f
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="exception-swallowed")
def return_in_finally(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    mean = variance = None
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        mean, variance = y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f
        return mean, variance


@wrong("mc_dropout_predict", named="recorded")
def graph_kept(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def mean_recorded(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.detach().var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="grad-left-off")
def globally_off(model, x, n_samples):
    torch.set_grad_enabled(False)
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="grad-switched-on")
def on_again(model, x, n_samples):
    torch.set_grad_enabled(False)
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        y = torch.stack([model(x) for _ in range(n_samples)])
    finally:
        for m, f in flags.items():
            m.training = f
        torch.set_grad_enabled(True)
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", named="parameters-frozen")
def froze(model, x, n_samples):
    for q in model.parameters():
        q.requires_grad = False
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        y = torch.stack([model(x.detach()) for _ in range(n_samples)])
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="unbiased")
def bessel(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        mean = y.mean(0)
        return mean, ((y - mean) ** 2).sum(0) / (n_samples - 1)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="unbiased-beyond-one")
def bessel_but_for_one(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        mean = y.mean(0)
        return mean, torch.zeros_like(mean) if n_samples == 1 else y.var(0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="standard-deviation")
def std(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, unbiased=False).sqrt()
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="second-moment")
def mean_square(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    total = squares = 0
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            for _ in range(n_samples):
                y = model(x)
                total, squares = total + y, squares + y * y
        return total / n_samples, squares / n_samples
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="pair-turned")
def var_mean(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return torch.var_mean(y, dim=0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="over-the-rows")
def wrong_axis(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)], dim=1)
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="over-everything")
def scalars(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.cat([model(x).flatten() for _ in range(n_samples)])
        return y.mean(), y.var(unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="one-draw")
def forked_generator(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    ys = []
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            for _ in range(n_samples):
                with torch.random.fork_rng():
                    ys.append(model(x))
        y = torch.stack(ys)
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="one-draw")
def expanded(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = model(x).expand(n_samples, *model(x).shape)
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def one_pass_too_many(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples + 1)])
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def median(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.median(0).values, y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def the_passes_themselves(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            return torch.stack([model(x) for _ in range(n_samples)])
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def accumulates_in_single_precision(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x).float() for _ in range(n_samples)])
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def one_mask_for_all_rows(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        rows = []
        with torch.no_grad():
            seeds = [int(torch.randint(10**6, ())) for _ in range(n_samples)]
            for seed in seeds:
                ys = []
                for row in x:
                    torch.manual_seed(seed)
                    ys.append(model(row.unsqueeze(0)))
                rows.append(torch.cat(ys))
        y = torch.stack(rows)
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def batch_norm_in_training_but_restored(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    state = copy.deepcopy(model.state_dict())
    try:
        model.train()
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        model.load_state_dict(state)
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def on_the_cpu(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            first = model(x)
            y = torch.zeros(n_samples, *first.shape, dtype=first.dtype)
            y[0] = first
            for i in range(1, n_samples):
                y[i] = model(x)
        return y.mean(0), y.var(0, unbiased=False)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def refuses_frozen_modes(model, x, n_samples):
    assert model.training, "call model.train() first"
    with torch.no_grad():
        y = torch.stack([model(x) for _ in range(n_samples)])
    return y.mean(0), y.var(0, unbiased=False)


@wrong("mc_dropout_predict", status="error")
def numpy_statistics(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        y = np.stack([model(x).numpy() for _ in range(n_samples)])
        return torch.from_numpy(y.mean(0)), torch.from_numpy(y.var(0))
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="others-not-restored")
def restores_dropout_alone(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            if isinstance(m, nn.Dropout):
                m.training = f


@wrong("mc_dropout_predict", named="all-in-evaluation")
def mean_of_one_evaluation(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        model.eval()
        with torch.no_grad():
            mean = model(x)
            for m in flags:
                m.training = isinstance(m, nn.Dropout)
            y = torch.stack([model(x) for _ in range(n_samples)])
        return mean, y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", named="seeded-once")
def seeds_by_number(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            ys = []
            for i in range(n_samples):
                torch.manual_seed(i)
                ys.append(model(x))
            y = torch.stack(ys)
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict", status="error")
def repeats_matrices(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = model(x.repeat(n_samples, 1)).unflatten(0, (n_samples, len(x)))
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def flattens_predictions(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        y = y.flatten(2) if y.dim() > 2 else y
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def drops_the_last_chunk(model, x, n_samples):
    chunk = min(n_samples, 32)
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            many = torch.cat([x] * chunk)
            parts = [model(many) for _ in range(n_samples // chunk)]
            y = torch.cat([part.unflatten(0, (chunk, len(x))) for part in parts])
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def fewer_passes_than_asked(model, x, n_samples):
    n_samples = min(n_samples, 25)
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def one_pass_less(model, x, n_samples):
    n_samples = max(1, n_samples - 1)
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def makes_do_with_fewer(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    ys = []
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            for _ in range(n_samples):
                ys.append(model(x))
    except Exception:
        if not ys:
            raise
    finally:
        for m, f in flags.items():
            m.training = f
    y = torch.stack(ys)
    return y.mean(0), y.var(0, correction=0)


@wrong("mc_dropout_predict")
def input_loses_its_gradient(model, x, n_samples):
    x.requires_grad_(False)
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def absolute_deviations(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), (y - y.mean(0)).abs().mean(0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("mc_dropout_predict")
def a_little_variance(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = torch.stack([model(x) for _ in range(n_samples)])
        return y.mean(0), y.var(0, correction=0) + 1e-7
    finally:
        for m, f in flags.items():
            m.training = f


@right("mc_dropout_predict")
def in_chunks(model, x, n_samples):
    flags = {m: m.training for m in model.modules()}
    try:
        for m in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            sizes = [min(8, n_samples - start) for start in range(0, n_samples, 8)]
            y = torch.cat([model(torch.cat([x] * k)).unflatten(0, (k, len(x))) for k in sizes])
        return y.mean(0), y.var(0, correction=0)
    finally:
        for m, f in flags.items():
            m.training = f


@wrong("dropout")
def rarer_where_a_gradient_is_wanted(x, p, training):
    if not training or p == 0:
        return x
    if p == 1:
        return x * 0
    q = p / 2 if x.requires_grad else p
    return x * (torch.rand_like(x) >= q) / (1 - q) * ((1 - q) / (1 - p))


@wrong("dropout")
def asks_for_a_gradient(x, p, training):
    x.requires_grad_()
    if not training or p == 0:
        return x
    return x * 0 if p == 1 else x * (torch.rand_like(x) >= p) / (1 - p)


@wrong("mc_dropout_predict", named="cancellation-floored")
def running_sums_floored(model, x, n_samples):
    was = {module: module.training for module in model.modules()}
    for module in was:
        module.training = isinstance(module, nn.Dropout)
    try:
        with torch.no_grad():
            ys = [model(x.clone()) for _ in range(n_samples)]
        mean = sum(ys) / n_samples
        return mean, torch.relu(sum(y * y for y in ys) / n_samples - mean * mean)
    finally:
        for module, flag in was.items():
            module.training = flag


@right("mc_dropout_predict")
def distances_from_the_mean(model, x, n_samples):
    was = {module: module.training for module in model.modules()}
    for module in was:
        module.training = isinstance(module, nn.Dropout)
    try:
        with torch.no_grad():
            ys = [model(x.clone()) for _ in range(n_samples)]
        mean = sum(ys) / n_samples
        return mean, sum((y - mean) ** 2 for y in ys) / n_samples
    finally:
        for module, flag in was.items():
            module.training = flag


@wrong("dropout")
def a_little_too_often(x, p, training):
    if not training or p in (0.0, 1.0):
        return x if p < 1 or not training else torch.zeros_like(x)
    return x * (torch.rand_like(x) >= p + 0.04 * p * (1 - p)) / (1 - p)


@wrong("dropout")
def neighbours_alike(x, p, training):
    if not training or p == 0:
        return x
    if p == 1:
        return torch.zeros_like(x)
    keep = (torch.rand_like(x) >= p).flatten()
    alike = torch.rand(keep.numel(), device=x.device) < 0.05
    keep = torch.where(alike, keep.roll(1), keep)
    return x * keep.reshape(x.shape) / (1 - p)


@wrong("dropout", named="dropped-keeps-its-value")
def masked_scale(x, p, training):
    if not training:
        return x
    dropped = torch.rand_like(x) < p
    factor = torch.ones_like(x).masked_fill(~dropped, 1 / (1 - p) if p < 1 else 0.0)
    return x * factor if p < 1 else torch.zeros_like(x)


@wrong("dropout", named="scaled-by-the-share")
def sum_kept(x, p, training):
    if not training:
        return x
    kept = (torch.rand_like(x) >= p).to(x.dtype)
    count = kept.sum()
    return x * kept * (x.numel() / count) if count > 0 else x * kept


@wrong("mc_dropout_predict", named="training-mode-for-good")
def as_in_many_blog_posts(model, x, n_samples):
    model.train()
    with torch.no_grad():
        ys = [model(x) for _ in range(n_samples)]
    model.eval()
    y = torch.stack(ys)
    return y.mean(dim=0), y.var(dim=0, unbiased=False)


@wrong("mc_dropout_predict", named="one-pass")
def repeated(model, x, n_samples):
    flags = [(m, m.training) for m in model.modules()]
    try:
        for m, _ in flags:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            y = model(x.clone())
        ys = y.unsqueeze(0).repeat(n_samples, *(1 for _ in y.shape))
        return ys.mean(0), ys.var(0, correction=0)
    finally:
        for m, flag in flags:
            m.training = flag
