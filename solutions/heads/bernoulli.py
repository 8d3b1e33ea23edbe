"""# A probability for a yes-or-no question.

A network outputs a distribution, not a number. For a target of 0 or 1 the distribution is
`y ~ Bernoulli(p)`, and the head's job is to turn features into the one parameter, `p`.

`BernoulliHead(d_in)` is given its layer, `fc: Linear(d_in, 1)`. Write

- `forward(x)`: `p = P(y=1 given x)`, where the layer's output is the log-odds of a one.

`x` has shape `(n, d_in)` and the result `(n, 1)`. The result is finite and right for any finite
output of the layer, including `1e4` and `-1e4`, and so is its gradient. Gradients flow to `x`,
the weight and the bias. Any tensor function of torch may be used.

## Formula

```
a = fc(x)
p = 1 / (1 + exp(-a))
```

## Hints

1. The layer returns any real number, and a probability is between 0 and 1. So there are two
   steps, and only the first has parameters. Log-odds are `log(p / (1-p))`: what is the inverse?
   What columns does the result have?
2. Written out with `exp`, one end of the real line overflows; torch has the function in a stable
   form.
3. `self.fc(x)`, then `torch.sigmoid` of it, with the shape left as it is.

## In the interview

**Which distribution?** `y` given `x` is Bernoulli, a coin whose bias depends on `x`. The sigmoid
is not an arbitrary squashing function: write the Bernoulli as an exponential family and its
natural parameter is the log-odds `log(p/(1-p))`. The linear layer models that, and the sigmoid is
the way back. One linear layer under this head, trained by maximum likelihood, is logistic
regression.

**What trains it?** The negative log-likelihood of a Bernoulli, which is binary cross-entropy. A
Gaussian prior on the weights adds the L2 penalty. On separable data that prior is needed: without
it the likelihood keeps rising as the weights grow without bound.

**Follow-ups.** *Would you return `p` in training?* No, the logit: the loss computed from it keeps
its accuracy where `p` rounds to 0 or 1. Apply the sigmoid when somebody reads the answer. *What
does a weight mean?* One more unit of the feature adds `w` to the log-odds, so it multiplies the
odds by `exp(w)`. *Softmax over two classes instead?* The same model: only the difference of the
two logits counts, `p = sigmoid(a1 - a0)`, and one of them is redundant. *Is `p` a probability to
bet on?* Only if it is calibrated on held-out data; large networks tend to be too confident.
*Where is the threshold?* It depends on the costs of the two mistakes; 0.5 is for equal costs.

## Rubric

- Names the distribution and its parameter: Bernoulli, with a bias that depends on `x`.
- Reads the layer's output as log-odds, the natural parameter, and the sigmoid as its inverse.
- Pairs the head with its loss, and would return logits in training.
- Explains a weight: one more unit of the feature multiplies the odds by `exp(w)`.
- Distinguishes a probability from a decision: the threshold follows from the costs, and
  calibration must be checked.

Red flags:

- "The sigmoid is there to squash numbers into `[0, 1]`", and nothing more.
- Uses 0.5 as the threshold for any costs.
"""

import torch
from torch import Tensor, nn


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
        logit = self.fc(x)  # blank: one real number for each row
        return torch.sigmoid(logit)  # blank: from a real number to a probability
