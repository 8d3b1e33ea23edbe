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

## Formula

```
a   = fc(x)
p_i = exp(a_i) / sum_j exp(a_j)
```

## Hints

1. The layer returns one score for each class. Which function makes scores positive, and what
   makes them sum to 1? Over which dimension, if `x` is `(batch, time, d_in)`?
2. `exp` of a large score overflows. Adding the same number to all scores of a vector changes
   nothing, so a safe version exists, and torch has it. Count the dimension from the end.
3. `self.fc(x)`, then `torch.softmax(..., dim=-1)`.

## In the interview

**Which distribution?** `y` given `x` is categorical. The natural parameters of that family are
log-probabilities up to a constant that all classes share, and the softmax is the inverse of the
map from probabilities to them: the layer models the natural parameters. Maximum likelihood under
it is cross-entropy, and with one linear layer it is multinomial logistic regression. The gradient
at the scores is `p - onehot(y)`, the residual, as in the binary case.

**One parameter too many.** Shifting all scores leaves `p` as it is, so `k` scores have `k-1`
degrees of freedom, and maximum likelihood alone does not settle the weights. A Gaussian prior
does: among equal fits, the L2 penalty chooses the smallest weights.

**Follow-ups.** *Softmax or a sigmoid per class?* Softmax if exactly one class is true; a sigmoid
for each if several labels can be true, which are then independent Bernoullis. *Why subtract the
maximum?* The result is the same and `exp` never sees a positive number. *Would you return
probabilities in training?* No, logits: `log(softmax)` loses what `log_softmax` keeps. *What is a
temperature?* Dividing the scores by `T > 1` flattens `p` without changing the order; fitted on
held-out data it calibrates. *A classic bug?* A softmax in the model and another in the loss:
training goes on, slowly, toward probabilities that can never be confident. Another is `dim=1`,
which is right until the input has a time dimension.

## Rubric

- Names the distribution, and reads the scores as log-probabilities up to a shared constant.
- Knows that a shift changes nothing: `k - 1` degrees of freedom, and a prior settles the rest.
- Explains the stable computation: subtract the maximum.
- Chooses between one softmax and several sigmoids by whether classes exclude each other.
- Would train on logits, and puts the softmax on the last dimension.

Red flags:

- A softmax in the model and another in the loss.
- Reads the largest probability as a calibrated confidence.
"""

import torch
from torch import Tensor, nn


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
        logits = self.fc(x)  # blank: one real number for each class
        return torch.softmax(logits, dim=-1)  # blank: positive, and a sum of 1: over what?
