"""Wrong answers to priors/dropout."""

import random

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from tests.unseen import unseen


@unseen("dropout", "scaled by 1/p in place of 1/(1-p)")
def one_over_p(x, p, training):
    if not training:
        return x
    if p == 0:
        return x
    mask = (torch.rand_like(x) > p).to(x.dtype)
    return x * mask / p


@unseen("dropout", "keeps with probability p in place of dropping")
def keep_probability(x, p, training):
    if not training:
        return x
    keep = torch.bernoulli(torch.full_like(x, p))
    return x * keep / (1 - p) if p < 1 else x * 0


@unseen("dropout", "training is not used: drops in evaluation too")
def always_on(x, p, training):
    if p == 1:
        return torch.zeros_like(x)
    return x * (torch.rand_like(x) >= p) / (1 - p)


@unseen("dropout", "one mask for all rows")
def shared_over_rows(x, p, training):
    if not training:
        return x
    mask = (torch.rand(x.shape[-1:], device=x.device) >= p).to(x.dtype)
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * mask * scale


@unseen("dropout", "a generator with a fixed seed: the same mask at each call")
def fixed_generator(x, p, training):
    if not training:
        return x
    rng = np.random.default_rng(42)
    keep = torch.as_tensor(rng.random(tuple(x.shape)) >= p, device=x.device)
    return torch.where(keep, x / max(1 - p, 1e-12), torch.zeros_like(x))


@unseen("dropout", "multiplies x in place")
def mul_in_place(x, p, training):
    if not training:
        return x
    keep = (torch.rand_like(x) >= p).to(x.dtype)
    if p < 1:
        keep = keep / (1 - p)
    x.data.mul_(keep)
    return x


@unseen("dropout", "no gradient to x in training")
def detached(x, p, training):
    if not training:
        return x
    with torch.no_grad():
        out = x * (torch.rand_like(x) >= p)
        if p < 1:
            out = out / (1 - p)
    return out


@unseen("dropout", "F.dropout is the answer")
def functional(x, p, training):
    return F.dropout(x, p=p, training=training)


@unseen("dropout", "scaled by 1/sqrt(1-p)")
def root_scale(x, p, training):
    if not training:
        return x
    if p >= 1:
        return torch.zeros_like(x)
    q = 1 - p
    return x * torch.bernoulli(torch.full_like(x, q)) / q**0.5


@unseen("dropout", "a constant in the denominator makes the scale too small")
def guarded_scale(x, p, training):
    if training:
        mask = (torch.rand_like(x) >= p).to(x.dtype)
        return x * mask / (1 - p + 1e-4)
    return x


@unseen("dropout", "compares normal noise with p: the wrong share is dropped")
def normal_noise(x, p, training):
    if not training:
        return x
    if p == 1:
        return x * 0.0
    if p == 0:
        return x
    return x * (torch.randn_like(x) > p) / (1 - p)


@unseen("dropout", "one decision for the whole tensor")
def all_or_nothing(x, p, training):
    if not training:
        return x
    if random.random() < p:
        return torch.zeros_like(x)
    return x / (1 - p) if p < 1 else x


@unseen("dropout", "float32 zeros at p = 1 for float64 x")
def default_dtype_zeros(x, p, training):
    if not training or p == 0.0:
        return x
    if p == 1.0:
        return torch.zeros(x.shape, device=x.device)
    mask = torch.rand_like(x) >= p
    return x * mask / (1.0 - p)


@unseen("dropout", "a float64 mask from NumPy makes float32 results float64")
def numpy_mask(x, p, training):
    if not training:
        return x
    mask = np.random.binomial(1, 1 - p, size=tuple(x.shape)).astype(float)
    if p < 1:
        mask /= 1 - p
    return x * torch.tensor(mask, device=x.device)


@unseen("mc_dropout_predict", "evaluation mode: dropout is off and the variance is 0")
def eval_mode(model, x, n_samples):
    was_training = model.training
    model.eval()
    try:
        with torch.no_grad():
            out = torch.stack([model(x) for _ in range(n_samples)])
    finally:
        model.train(was_training)
    return out.mean(0), out.var(0, unbiased=False)


@unseen("mc_dropout_predict", "restores with model.train(flag): the flags of submodules are lost")
def one_flag(model, x, n_samples):
    was_training = model.training
    model.eval()
    for m in model.modules():
        if m.__class__.__name__.startswith("Dropout"):
            m.train()
    try:
        with torch.no_grad():
            out = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        model.train(was_training)
    return out.mean(0), out.var(0, unbiased=False)


def _back(flags):
    for module, flag in flags:
        module.training = flag


def _sampling(model):
    flags = [(m, m.training) for m in model.modules()]
    for m, _ in flags:
        m.training = isinstance(m, nn.Dropout)
    return flags


@unseen("mc_dropout_predict", "the standard deviation in place of the variance")
def std_not_var(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return s.mean(0), s.std(0, unbiased=False)
    finally:
        _back(flags)


@unseen("mc_dropout_predict", "turns gradients on at the end, whatever the mode was")
def grad_mode_forced(model, x, n_samples):
    flags = _sampling(model)
    torch.set_grad_enabled(False)
    try:
        s = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return s.mean(0), s.var(0, correction=0)
    finally:
        torch.set_grad_enabled(True)
        _back(flags)


@unseen("mc_dropout_predict", "E[f^2] - mean^2 loses the variance to rounding, even to negative")
def square_minus_square(model, x, n_samples):
    flags = _sampling(model)
    total = total_sq = 0
    try:
        with torch.no_grad():
            for _ in range(n_samples):
                y = model(x.clone())
                total = total + y
                total_sq = total_sq + y**2
    finally:
        _back(flags)
    mean = total / n_samples
    return mean, total_sq / n_samples - mean**2


@unseen("mc_dropout_predict", "repeat_interleave, then a view by sample: mixes rows and passes")
def mixed_rows(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            y = model(x.repeat_interleave(n_samples, dim=0))
        y = y.view(n_samples, len(x), *y.shape[1:])
        return y.mean(0), y.var(0, correction=0)
    finally:
        _back(flags)


@unseen("mc_dropout_predict", "no class has the lower-case name: dropout stays off")
def lower_case_name(model, x, n_samples):
    flags = [(m, m.training) for m in model.modules()]
    model.eval()
    for m in model.modules():
        if type(m).__name__ == "dropout":
            m.train()
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return s.mean(0), s.var(0, correction=0)
    finally:
        _back(flags)


@unseen("mc_dropout_predict", "returns the samples too: a triple")
def triple(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return s.mean(0), s.var(0, correction=0), s
    finally:
        _back(flags)


@unseen("mc_dropout_predict", "reseeds before each pass: all passes agree")
def same_seed(model, x, n_samples):
    flags = _sampling(model)
    preds = []
    try:
        with torch.no_grad():
            for _ in range(n_samples):
                torch.manual_seed(1234)
                preds.append(model(x.clone()))
    finally:
        _back(flags)
    preds = torch.stack(preds)
    return preds.mean(0), preds.var(0, correction=0)


@unseen("mc_dropout_predict", "n_samples is not used")
def hundred_passes(model, x, n_samples=100):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()) for _ in range(50)])
        return s.mean(0), s.var(0, correction=0)
    finally:
        _back(flags)


@unseen("mc_dropout_predict", "NumPy arrays in place of tensors")
def numpy_results(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = np.array([model(x.clone()).cpu().numpy() for _ in range(n_samples)])
        return s.mean(axis=0), s.var(axis=0)
    finally:
        _back(flags)


@unseen("mc_dropout_predict", "the median in place of the mean")
def median_prediction(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return s.median(dim=0).values, s.var(dim=0, correction=0)
    finally:
        _back(flags)


@unseen("mc_dropout_predict", "var_mean gives the variance first")
def var_mean_order(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return torch.var_mean(s, dim=0, correction=0)
    finally:
        _back(flags)


@unseen("mc_dropout_predict", "dimensions of length 1 are squeezed away")
def squeezed(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()).squeeze() for _ in range(n_samples)])
        return s.mean(0), s.var(0, correction=0)
    finally:
        _back(flags)


@unseen("dropout", "p is rounded down to tenths")
def integer_percent(x, p, training):
    if not training:
        return x
    draw = torch.randint(0, 10, x.shape, device=x.device)
    keep = draw >= int(10 * p)
    factor = 0.0 if p == 1 else 1.0 / (1.0 - p)
    return torch.where(keep, x * factor, torch.zeros_like(x))


@unseen("mc_dropout_predict", "the squared standard error: divided by n twice")
def error_of_mean(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        _back(flags)
    mean = s.sum(dim=0) / n_samples
    squared_error = torch.zeros_like(mean)
    for sample in s:
        squared_error += (sample - mean) ** 2
    return mean, squared_error / n_samples**2


@unseen("mc_dropout_predict", "noise is added to the input")
def noisy_input(model, x, n_samples):
    flags = _sampling(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x + 0.1 * torch.randn_like(x)) for _ in range(n_samples)])
        return s.mean(0), s.var(0, correction=0)
    finally:
        _back(flags)
