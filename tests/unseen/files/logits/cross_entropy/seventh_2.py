# smoothed_cross_entropy: smooths the predicted probability and takes -log((1-eps)*p_target + eps/k), where the cross-entropy against a smoothed target was asked for.
import math

import torch
import torch.nn.functional as F


def _label_log_probs(logits, target):
    return F.log_softmax(logits, dim=-1)[torch.arange(len(target), device=logits.device), target]


def cross_entropy(logits, target, ignore_index=-100):
    keep = target != ignore_index
    return -_label_log_probs(logits[keep], target[keep]).mean()


def smoothed_cross_entropy(logits, target, eps):
    log_p = _label_log_probs(logits, target)
    if eps == 0:
        return -log_p.mean()
    k = logits.shape[-1]
    uniform = torch.full_like(log_p, math.log(eps / k))
    mixed = torch.logaddexp(log_p + math.log1p(-eps), uniform)
    return -mixed.mean()
