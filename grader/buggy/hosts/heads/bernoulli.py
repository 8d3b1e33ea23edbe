"""A head that predicts whether a machine fails within a week, and how it is trained."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        """Build the layer.

        Args:
            d_in: number of features.
        """
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def score(self, x: Tensor) -> Tensor:
        """Log-odds of a one for each row, shape (n, 1)."""
        weight, bias = self.fc.weight, self.fc.bias
        products = x @ weight.T
        return products + bias

    def forward(self, x: Tensor) -> Tensor:
        """Probability that the target is 1.

        Args:
            x: features, shape (n, d_in).

        Returns:
            `P(y=1 given x)` for each row, shape (n, 1).
        """
        logit = self.score(x)
        log_p = F.logsigmoid(logit)
        p = log_p.exp()
        return p


def fit(head: BernoulliHead, x: Tensor, y: Tensor, steps: int = 200, lr: float = 0.5) -> None:
    """Train a head by gradient descent on the log-likelihood."""
    for _ in range(steps):
        p = head(x).clamp(1e-7, 1 - 1e-7)
        loss = -(y * p.log() + (1 - y) * (1 - p).log()).mean()
        gradients = torch.autograd.grad(loss, list(head.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(head.parameters(), gradients, strict=True):
                parameter.sub_(lr * gradient)


def evaluate(head: BernoulliHead, x: Tensor, y: Tensor) -> str:
    """How often machines that were flagged do fail."""
    head.eval()
    with torch.no_grad():
        flagged = head(x) > 0.5
    failed = y[flagged].mean() if bool(flagged.any()) else torch.tensor(0.0)
    return f"{int(flagged.sum())} flagged, {float(failed):.0%} of them fail"
