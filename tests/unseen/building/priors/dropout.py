"""Wrong answers to priors/dropout."""

import numpy as np
import torch
from torch import nn

from tests.unseen import unseen


@unseen("dropout", "survivors are not scaled")
def no_scale(x, p, training):
    if not training:
        return x
    mask = (torch.rand_like(x) > p).to(x.dtype)
    return x * mask


@unseen("dropout", "multiplied by 1-p in place of divided")
def scaled_down(x, p, training):
    if training:
        keep_prob = 1 - p
        mask = torch.rand_like(x) < keep_prob
        return x * mask * keep_prob
    return x


@unseen("dropout", "not inverted: training unscaled, evaluation times 1-p")
def classic_dropout(x, p, training):
    if training:
        return x * torch.bernoulli(torch.full_like(x, 1 - p))
    # at test time weights are scaled by the keep probability
    return x * (1 - p)


@unseen("dropout", "divides by zero at p = 1")
def zero_division(x, p, training):
    if not training or p == 0:
        return x
    keep = (torch.rand_like(x) > p).type_as(x)
    return keep * x * (1.0 / (1.0 - p))


@unseen("dropout", "reseeds: the same mask at each call")
def seeded(x, p, training):
    if not training:
        return x
    torch.manual_seed(0)
    if p == 1:
        return torch.zeros_like(x)
    return x * (torch.rand_like(x) >= p) / (1 - p)


@unseen("dropout", "changes x in place")
def in_place_mask(x, p, training):
    if not training:
        return x
    if p == 1.0:
        return x * 0
    drop = torch.rand(x.shape, device=x.device) < p
    with torch.no_grad():
        x[drop] = 0
    return x / (1 - p)


@unseen("dropout", "zeroes a fixed number of elements, so they are not independent")
def exact_share(x, p, training):
    if not training:
        return x
    n = x.numel()
    dropped = int(p * n)
    mask = torch.ones(n, dtype=x.dtype, device=x.device)
    mask[torch.randperm(n, device=x.device)[:dropped]] = 0
    scale = 1 / (1 - p) if p < 1 else 0
    return x * mask.view_as(x) * scale


@unseen("dropout", "straight-through: the gradient ignores the mask and the scale")
def straight_through(x, p, training):
    if not training:
        return x
    mask = torch.rand_like(x) >= p
    out = x * mask * (1 / (1 - p) if p < 1 else 0.0)
    return x + (out - x).detach()


@unseen("dropout", "Gaussian multiplicative noise: nothing is zeroed")
def gaussian_dropout(x, p, training):
    if not training or p == 0:
        return x
    if p == 1:
        return torch.zeros_like(x)
    std = (p / (1 - p)) ** 0.5
    return x * (1 + std * torch.randn_like(x))


@unseen("dropout", "nn.Dropout is the answer")
def layer(x, p, training):
    drop = nn.Dropout(p)
    drop.train(training)
    return drop(x)


@unseen("dropout", "scales by the share that survived this time, not by 1-p")
def realized_share(x, p, training):
    if not training:
        return x
    mask = (torch.rand_like(x) >= p).to(x.dtype)
    kept = mask.mean()
    if kept == 0:
        return x * mask
    return x * mask / kept


@unseen("dropout", "dropped elements keep their value")
def where_x(x, p, training):
    if not training:
        return x
    if p == 1:
        return torch.zeros_like(x)
    return torch.where(torch.rand_like(x) >= p, x / (1 - p), x)


@unseen("dropout", "p is not used: half of the elements are dropped")
def coin_flip(x, p, training):
    if training:
        mask = torch.randint(0, 2, x.shape, device=x.device)
        return x * mask * 2
    return x


@unseen("dropout", "refuses p = 0 and p = 1")
def open_interval(x, p, training):
    if not 0 < p < 1:
        raise ValueError("p must be between 0 and 1")
    if not training:
        return x
    return x * (torch.rand_like(x) >= p) / (1 - p)


@unseen("dropout", "evaluation detaches x")
def detached_in_evaluation(x, p, training):
    if not training:
        return x.detach().clone()
    scale = 0.0 if p == 1 else 1 / (1 - p)
    return x * (torch.rand_like(x) >= p) * scale


@unseen(
    "mc_dropout_predict", "model.train(): batch norm is active too, and the flags are not restored"
)
def train_mode(model, x, n_samples):
    model.train()
    with torch.no_grad():
        preds = torch.stack([model(x) for _ in range(n_samples)])
    return preds.mean(0), preds.var(0, unbiased=False)


@unseen("mc_dropout_predict", "ends with model.eval(), whatever the flags were")
def ends_in_eval(model, x, n_samples):
    model.eval()
    for m in model.modules():
        if isinstance(m, nn.Dropout):
            m.train()
    try:
        with torch.no_grad():
            out = torch.stack([model(x.clone()) for _ in range(n_samples)], dim=0)
    finally:
        model.eval()
    return out.mean(dim=0), out.var(dim=0, unbiased=False)


@unseen("mc_dropout_predict", "unbiased variance: divides by n-1, nan for one sample")
def bessel(model, x, n_samples):
    states = {m: m.training for m in model.modules()}
    try:
        for m in states:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        for m, was in states.items():
            m.training = was
    return samples.mean(dim=0), samples.var(dim=0)


@unseen("mc_dropout_predict", "the passes record a gradient")
def with_graph(model, x, n_samples):
    flags = [(m, m.training) for m in model.modules()]
    try:
        for m, _ in flags:
            m.training = isinstance(m, nn.Dropout)
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return samples.mean(0), samples.var(0, correction=0)
    finally:
        for m, f in flags:
            m.training = f


@unseen("mc_dropout_predict", "flags stay changed when the forward pass raises")
def no_finally(model, x, n_samples):
    saved = [m.training for m in model.modules()]
    model.eval()
    for m in model.modules():
        if isinstance(m, nn.Dropout):
            m.train()
    with torch.no_grad():
        ys = torch.stack([model(x.clone()) for _ in range(n_samples)])
    for m, flag in zip(model.modules(), saved):
        m.training = flag
    return ys.mean(0), ((ys - ys.mean(0)) ** 2).mean(0)


def _restore(flags):
    for module, flag in flags:
        module.training = flag


def _dropout_on(model):
    flags = [(m, m.training) for m in model.modules()]
    for m, _ in flags:
        m.training = isinstance(m, nn.Dropout)
    return flags


@unseen("mc_dropout_predict", "statistics over all elements in place of over the passes")
def over_everything(model, x, n_samples):
    flags = _dropout_on(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return s.mean(), s.var(correction=0)
    finally:
        _restore(flags)


@unseen("mc_dropout_predict", "one pass repeated n times: no variance")
def one_pass(model, x, n_samples):
    flags = _dropout_on(model)
    try:
        with torch.no_grad():
            s = torch.stack([model(x.clone())] * n_samples)
        return s.mean(0), s.var(0, correction=0)
    finally:
        _restore(flags)


@unseen("mc_dropout_predict", "dropout layers inside of submodules stay off")
def top_level_only(model, x, n_samples):
    flags = [(m, m.training) for m in model.modules()]
    model.eval()
    for child in model.children():
        if type(child) is nn.Dropout:
            child.train()
    try:
        with torch.no_grad():
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        _restore(flags)
    return samples.mean(0), samples.var(0, correction=0)


@unseen("mc_dropout_predict", "freezes the parameters and leaves them frozen")
def freezes(model, x, n_samples):
    for p in model.parameters():
        p.requires_grad_(False)
    flags = _dropout_on(model)
    try:
        with torch.no_grad():
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return samples.mean(0), samples.var(0, correction=0)
    finally:
        _restore(flags)


@unseen("mc_dropout_predict", "variance first, mean second")
def swapped_pair(model, x, n_samples):
    flags = _dropout_on(model)
    try:
        with torch.no_grad():
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        mean = samples.mean(0)
        variance = (samples - mean).pow(2).mean(0)
        return variance, mean
    finally:
        _restore(flags)


@unseen("mc_dropout_predict", "a floor under the variance: never 0")
def floored_variance(model, x, n_samples):
    flags = _dropout_on(model)
    try:
        with torch.no_grad():
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        _restore(flags)
    return samples.mean(0), samples.var(0, correction=0).clamp(min=1e-3)


@unseen("mc_dropout_predict", "batch norm in training mode, though all flags are restored")
def all_layers_train(model, x, n_samples):
    flags = [(m, m.training) for m in model.modules()]
    try:
        model.train()
        with torch.no_grad():
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return samples.mean(0), samples.var(0, correction=0)
    finally:
        _restore(flags)


@unseen("mc_dropout_predict", "float32 results for a float64 model")
def to_float(model, x, n_samples):
    flags = _dropout_on(model)
    try:
        with torch.no_grad():
            samples = [model(x.clone()).cpu().numpy() for _ in range(n_samples)]
        a = np.stack(samples)
        return torch.Tensor(a.mean(0)).to(x.device), torch.Tensor(a.var(0)).to(x.device)
    finally:
        _restore(flags)


@unseen("dropout", "whole columns are dropped, as Dropout1d does")
def feature_dropout(x: torch.Tensor, p: float, training: bool) -> torch.Tensor:
    """Inverted dropout over the features."""
    if training is False or p == 0.0:
        return x
    if p == 1.0:
        return torch.zeros_like(x)
    n_features = x.size(-1)
    mask_vector = torch.empty(n_features, dtype=x.dtype, device=x.device).bernoulli_(1 - p)
    inverted_mask = mask_vector.div(1 - p)
    return torch.mul(x, inverted_mask)


@unseen("mc_dropout_predict", "the grad mode is switched off and stays off")
def grad_stays_off(model, x, n_samples):
    flags = _dropout_on(model)
    torch.set_grad_enabled(False)
    try:
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
    finally:
        _restore(flags)
    return samples.mean(0), samples.var(0, correction=0)


@unseen("mc_dropout_predict", "one pass too few")
def one_too_few(model, x, n_samples):
    flags = _dropout_on(model)
    outputs = []
    try:
        with torch.no_grad():
            for _ in range(1, max(n_samples, 2)):
                outputs.append(model(x.clone()))
    finally:
        _restore(flags)
    stacked = torch.stack(outputs)
    return stacked.mean(0), stacked.var(0, correction=0)
