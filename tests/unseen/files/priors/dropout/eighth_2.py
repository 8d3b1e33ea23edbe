# mc_dropout_predict: only the top module's train/eval flag is saved and restored with model.train(flag), so submodules whose flag differed (a frozen batch norm) end up changed.
import torch
from torch import nn


def dropout(x, p, training):
    if not training:
        return x.clone()
    drop = torch.rand_like(x) < p
    scale = 0.0 if p == 1 else 1.0 / (1.0 - p)
    return torch.where(drop, torch.zeros_like(x), x * scale)


def _enable_dropout(module):
    if isinstance(module, nn.Dropout):
        module.train()


def mc_dropout_predict(model, x, n_samples):
    was_training = model.training
    model.eval()
    model.apply(_enable_dropout)
    try:
        with torch.no_grad():
            samples = [model(x) for _ in range(n_samples)]
    finally:
        model.train(was_training)
    stacked = torch.stack(samples, dim=0)
    mean = stacked.mean(dim=0)
    variance = ((stacked - mean) ** 2).mean(dim=0)
    return mean, variance
