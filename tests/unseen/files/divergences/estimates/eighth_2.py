# kl_estimates: k3 is computed with the inverted ratio p/q (as for samples from q), i.e. exp(logp - logq) - 1 - (logp - logq).
from torch import Tensor


def _k3(logr: Tensor) -> Tensor:
    # r - 1 - log r, with expm1 so that nothing cancels near r = 1
    return (logr.expm1() - logr).clamp_min(0.0)


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    logr = logp - logq
    return logr, logr.pow(2) / 2, _k3(logr)
