# clip_loss: the second direction transposes the logits and also normalises over dimension 0, which is the first direction again.
import torch
import torch.nn.functional as F


def unit(v):
    return v / torch.linalg.vector_norm(v, dim=-1, keepdim=True)


def info_nce(a, b, temperature):
    sims = unit(a) @ unit(b).t()
    logits = sims / temperature
    right = torch.diagonal(logits)
    return (torch.logsumexp(logits, dim=1) - right).mean()


def clip_loss(a, b, log_scale):
    scale = torch.clamp(log_scale.exp(), max=100)
    logits_a = scale * (unit(a) @ unit(b).t())
    logits_b = logits_a.t()
    loss_a = torch.logsumexp(logits_a, dim=1) - torch.diagonal(logits_a)
    loss_b = torch.logsumexp(logits_b, dim=0) - torch.diagonal(logits_b)
    return 0.5 * (loss_a.mean() + loss_b.mean())
