# js_divergence: only the classes that both p and q can produce are counted, so rows that share nothing give 0 and not log(2).
import torch


def entropy(p):
    return torch.special.entr(p).sum(-1)


def kl_categorical(p, q):
    # xlogy(p, q) is 0 where p is 0 and -inf where q is 0 but p is not
    terms = torch.xlogy(p, p) - torch.xlogy(p, q)
    return terms.sum(-1)


def js_divergence(p, q):
    support = (p > 0) & (q > 0)
    one = torch.ones_like(p)
    ps = torch.where(support, p, one)
    qs = torch.where(support, q, one)
    log_m = ((ps + qs) / 2).log()
    left = ps * (ps.log() - log_m)
    right = qs * (qs.log() - log_m)
    terms = 0.5 * (left + right)
    return torch.where(support, terms, torch.zeros_like(terms)).sum(-1)
