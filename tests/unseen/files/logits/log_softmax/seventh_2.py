# log_softmax: shifts by the maximum of the whole tensor, so a slice far below another one underflows and gives infinities.
import torch


def logsumexp(x, dim):
    m, _ = x.detach().max(dim=dim, keepdim=True)
    m = torch.where(torch.isfinite(m), m, torch.zeros_like(m))
    s = (x - m).exp().sum(dim=dim, keepdim=True)
    return (s.log() + m).squeeze(dim)


def log_softmax(x, dim):
    shifted = x - x.detach().max()
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()
