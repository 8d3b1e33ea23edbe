"""# Probabilities for one of several classes.

For a target that is one of `k` classes the distribution is `y ~ Categorical(p_1, ..., p_k)`. Its
parameters are not free numbers: they are positive and sum to 1. The head's job is to turn
features into such a vector.

`CategoricalHead(d_in, n_classes)` is given its layer, `fc: Linear(d_in, n_classes)`. Write

- `forward(x)`: the probabilities of the classes, where the layer's outputs are their logarithms
  up to a constant that all classes share.

`x` has shape `(..., d_in)` with any number of leading dimensions (none, a batch, a batch of
sequences), and the result has shape `(..., n_classes)`: each vector along the last dimension sums
to 1. The result is finite and right for any finite output of the layer, including `1e4`, and so
is its gradient. Gradients flow to `x`, the weight and the bias. Any tensor function of torch may
be used.
"""

import torch
from torch import Tensor, nn

from grader import blank


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
        logits = blank("one real number for each class")
        return blank("positive, and a sum of 1: over what?")
