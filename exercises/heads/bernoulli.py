"""# A probability for a yes-or-no question.

A network outputs a distribution, not a number. For a target of 0 or 1 the distribution is
`y ~ Bernoulli(p)`, and the head's job is to turn features into the one parameter, `p`.

`BernoulliHead(d_in)` is given its layer, `fc: Linear(d_in, 1)`. Write

- `forward(x)`: `p = P(y=1 given x)`, where the layer's output is the log-odds of a one.

`x` has shape `(n, d_in)` and the result `(n, 1)`. The result is finite and right for any finite
output of the layer, including `1e4` and `-1e4`, and so is its gradient. Gradients flow to `x`,
the weight and the bias. Any tensor function of torch may be used.
"""

import torch
from torch import Tensor, nn

from grader import blank


class BernoulliHead(nn.Module):
    """A linear layer whose output is the probability of a one."""

    def __init__(self, d_in: int) -> None:
        """Build the layer.

        Args:
            d_in: number of features.
        """
        super().__init__()
        self.fc = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Probability that the target is 1.

        Args:
            x: features, shape (n, d_in).

        Returns:
            `P(y=1 given x)` for each row, shape (n, 1).
        """
        logit = blank("one real number for each row")
        return blank("from a real number to a probability")
