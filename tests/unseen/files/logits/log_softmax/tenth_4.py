# logsumexp sums in chunks of 512 and loses the incomplete last one when the dimension is longer than 512; violates `log(sum(exp(x)))` along one dimension (all of it)
import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    shift = x.detach().amax(dim, keepdim=True)
    shift = torch.where(torch.isinf(shift), torch.zeros_like(shift), shift)
    terms = (x - shift).exp().movedim(dim, -1)
    size = terms.shape[-1]
    if size > 512:
        chunks = [terms[..., 512 * i : 512 * (i + 1)].sum(-1) for i in range(size // 512)]
        total = sum(chunks[1:], chunks[0])
    else:
        total = terms.sum(-1)
    return total.log() + shift.squeeze(dim)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    shifted = x - x.detach().amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()
