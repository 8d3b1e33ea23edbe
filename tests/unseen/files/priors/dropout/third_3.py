# mc_dropout_predict: gradients are switched on at the end, also if they were off before the call.
import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Inverted dropout.

    Args:
        x: activations.
        p: probability that an element is zeroed.
        training: whether to drop anything.
    """
    if not training:
        return x
    q = 1.0 - p
    mask = torch.bernoulli(torch.full_like(x, q).detach())
    if q > 0:
        mask = mask / q
    return x * mask


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Monte Carlo dropout.

    Remembers the mode of each module, predicts with only the dropout layers active, and puts
    everything back.
    """
    flags = {module: module.training for module in model.modules()}
    torch.set_grad_enabled(False)
    try:
        model.eval()
        for module in flags:
            if isinstance(module, nn.Dropout):
                module.train()
        samples = []
        for _ in range(n_samples):
            samples.append(model(x.clone()).detach())
        stacked = torch.stack(samples)
        mean = stacked.mean(dim=0)
        variance = (stacked - mean).square().mean(dim=0)
        return mean, variance
    finally:
        for module, flag in flags.items():
            module.training = flag
        torch.set_grad_enabled(True)
