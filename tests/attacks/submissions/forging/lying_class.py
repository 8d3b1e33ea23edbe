"""Returns an object that says it is a tensor.

fail: The result is of type Impostor
"""

import torch


class Impostor:
    @property
    def __class__(self):
        return torch.Tensor

    def detach(self):
        return self

    cpu = contiguous = detach
    requires_grad = False


def kl_divergence(mu, log_var):
    return Impostor()
