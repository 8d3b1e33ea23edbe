"""Wrong answers to priors/dropout that only measure what the grader explains."""

import torch
from torch import Tensor, nn

from tests.unseen import unseen


@unseen("dropout", "p is taken for the probability of keeping")
def keep_prob(x, p, training):
    if not training:
        return x
    if p == 0 or p == 1:
        return x if p == 0 else torch.zeros_like(x)
    mask = (torch.rand_like(x) < p).to(x.dtype)
    return x * mask / (1 - p)


@unseen("dropout", "classic dropout: no scaling in training, scaled in evaluation")
def classic(x, p, training):
    if training:
        mask = torch.rand_like(x) >= p
        return x * mask
    return x * (1 - p)


@unseen("dropout", "one mask value for a whole row")
def row_mask(x, p, training):
    if not training or p == 0.0:
        return x
    if p == 1.0:
        return x * 0.0
    keep = 1.0 - p
    shape = (x.shape[0],) + (1,) * (x.dim() - 1) if x.dim() > 0 else ()
    mask = torch.rand(shape, dtype=x.dtype, device=x.device) < keep
    return x * mask / keep


@unseen("dropout", "p = 1 divides by zero")
def div_by_zero(x, p, training):
    if training:
        mask = (torch.rand_like(x) > p).to(x.dtype)
        x = x * mask * (1 / (1 - p))
    return x


@unseen("mc_dropout_predict", "the whole model is put in training mode, batch norm too")
def all_train(model, x, n_samples):
    modes = {m: m.training for m in model.modules()}
    model.train()
    try:
        with torch.no_grad():
            outs = torch.stack([model(x) for _ in range(n_samples)])
    finally:
        for m, mode in modes.items():
            m.training = mode
    return outs.mean(0), outs.var(0, unbiased=False)


@unseen("mc_dropout_predict", "the variance divides by n_samples-1")
def sample_var(model, x, n_samples):
    old = [(m, m.training) for m in model.modules()]
    try:
        for m, _ in old:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            preds = torch.stack([model(x) for _ in range(n_samples)], dim=0)
        return preds.mean(dim=0), preds.var(dim=0)
    finally:
        for m, flag in old:
            m.training = flag


@unseen("mc_dropout_predict", "E[f^2] - E[f]^2 cancels where the mean is far from 0")
def one_pass(model, x, n_samples):
    old = [(m, m.training) for m in model.modules()]
    s1, s2 = 0.0, 0.0
    try:
        for m, _ in old:
            m.training = isinstance(m, nn.Dropout)
        with torch.no_grad():
            for _ in range(n_samples):
                out = model(x)
                s1 = s1 + out
                s2 = s2 + out**2
    finally:
        for m, flag in old:
            m.training = flag
    mean = s1 / n_samples
    return mean, s2 / n_samples - mean**2


@unseen("mc_dropout_predict", "the model is left in evaluation mode instead of its former flags")
def left_eval(model, x, n_samples):
    model.eval()
    for m in model.modules():
        if isinstance(m, nn.Dropout):
            m.train()
    with torch.no_grad():
        samples = torch.stack([model(x) for _ in range(n_samples)])
    model.eval()
    return samples.mean(0), ((samples - samples.mean(0)) ** 2).mean(0)


@unseen("dropout", "keeps an element with probability p instead of dropping it with probability p")
def second_1(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = (torch.rand_like(x) < p).to(x.dtype)
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * keep * scale


@unseen(
    "mc_dropout_predict",
    "computes the variance as mean of squares minus squared mean in the dtype of the output, which cancels in float32",
)
def second_2(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = [(m, m.training) for m in model.modules()]
    try:
        for m, _ in flags:
            m.training = isinstance(m, nn.Dropout)
        total, squares = 0.0, 0.0
        with torch.no_grad():
            for _ in range(n_samples):
                y = model(x)
                total = total + y
                squares = squares + y**2
        mean = total / n_samples
        return mean, (squares / n_samples - mean**2).clamp(min=0)
    finally:
        for m, flag in flags:
            m.training = flag


@unseen(
    "mc_dropout_predict",
    "puts the whole model in train mode, so batch norm uses batch statistics and updates its buffers",
)
def second_3(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    flags = {m: m.training for m in model.modules()}
    try:
        model.train()
        with torch.no_grad():
            samples = torch.stack([model(x) for _ in range(n_samples)])
        wide = samples.double()
        return wide.mean(0).to(samples.dtype), wide.var(0, correction=0).to(samples.dtype)
    finally:
        for m, flag in flags.items():
            m.training = flag


@unseen(
    "dropout",
    "draws one mask for the last dimension and uses it in every row, so elements are not dropped independently",
)
def second_4(x: Tensor, p: float, training: bool) -> Tensor:
    if not training:
        return x
    keep = torch.rand(x.shape[-1:], dtype=torch.float64, device=x.device) >= p
    scale = 1 / (1 - p) if p < 1 else 0.0
    return x * keep.to(x.dtype) * scale
