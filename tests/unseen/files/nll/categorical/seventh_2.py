# categorical_nll_with_logits: exponentiates the shifted logits and takes the logarithm of the quotient, which underflows to log(0) for a label far below the maximum.
import torch


def categorical_nll(probs, y):
    return -torch.xlogy(y, probs).sum(dim=1).mean()


def _softmax(logits):
    shifted = logits - logits.max(dim=1, keepdim=True).values
    weights = torch.exp(shifted)
    return weights / weights.sum(dim=1, keepdim=True)


def categorical_nll_with_logits(logits, target):
    n = logits.shape[0]
    picked = _softmax(logits)[torch.arange(n, device=logits.device), target]
    return -torch.log(picked).sum() / n
