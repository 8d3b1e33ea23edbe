"""A head that predicts the next symbol of a sequence, and how its samples are drawn."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class CategoricalHead(nn.Module):
    """A linear layer whose outputs are the probabilities of the classes."""

    def __init__(self, d_in: int, n_classes: int) -> None:
        """Build the layer.

        Args:
            d_in: number of features.
            n_classes: number of classes.
        """
        super().__init__()
        self.fc = nn.Linear(d_in, n_classes)

    def forward(self, x: Tensor) -> Tensor:
        """Probability of each class.

        Args:
            x: features, shape (..., d_in), with any number of leading dimensions.

        Returns:
            Probabilities over the last dimension, shape (..., n_classes).
        """
        logits = F.linear(x, self.fc.weight, self.fc.bias)
        largest = logits.amax(dim=-1, keepdim=True).detach()
        weights = torch.exp(logits - largest)
        total = weights.sum(dim=-1, keepdim=True)
        probs = weights / total
        return probs


def fit(head: CategoricalHead, x: Tensor, y: Tensor, steps: int = 200, lr: float = 0.3) -> None:
    """Train a head by gradient descent on the log-likelihood of class labels."""
    for _ in range(steps):
        observed = head(x).gather(-1, y.unsqueeze(-1))
        loss = -observed.clamp(min=1e-12).log().mean()
        gradients = torch.autograd.grad(loss, list(head.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(head.parameters(), gradients, strict=True):
                parameter.sub_(lr * gradient)


def sample(head: CategoricalHead, state: Tensor, generator: torch.Generator) -> Tensor:
    """Draw a symbol for each state."""
    with torch.no_grad():
        probs = head(state)
    return torch.multinomial(probs, 1, generator=generator).squeeze(-1)
