"""# Temperature: calibrate a classifier.

A trained classifier is often too sure of itself. Temperature scaling divides all of its logits by
one positive number and leaves everything else as it is: the label of a row is one draw from the
categorical distribution with probabilities `softmax(logits / temperature)`. The number is chosen
by maximum likelihood on rows that the classifier was not trained on. Write

- `temperature_nll(logits, target, temperature)`: the mean over the rows of the negative
  log-likelihood of the labels at that temperature;
- `fit_temperature(logits, target)`: the temperature at which that is least, as a float or a
  0-dimensional tensor, right to 1 part in 1,000.

`logits` has shape `(n, k)`, `target` shape `(n,)`, int64. `temperature` lies between 0.1 and 10; it
is a Python float or a 0-dimensional tensor of the dtype and on the device of `logits`, and the
gradient flows to it where it is a tensor. The loss is a 0-dimensional tensor; value and gradient
are accurate for any finite logits to `1e4` in size, in float32 too.

Where `fit_temperature` is graded there are at most 2,000 rows, and the least value is at a
temperature between 0.1 and 10 where the derivative is 0. You may use any method, `torch.optim` and
`scipy.optimize` included, and have 5 seconds. The arguments stay as they are.

From scratch: no `cross_entropy`, `nll_loss` or `torch.distributions`; `F.log_softmax` and
`torch.logsumexp` are allowed.

## Formula

```
z               = logits / temperature
temperature_nll = mean over rows of logsumexp(z) - z[target]
fit_temperature = argmin over temperature of temperature_nll
```

## Hints

1. Each row is one categorical draw, so its loss is minus one log-probability. Divide the logits
   first and take the log-probabilities then, in one stable step. For the fit there is a single
   unknown: in which parameter is the negative log-likelihood convex, the temperature or its
   inverse?
2. In `beta = 1 / temperature` the loss is `logsumexp(beta*logits) - beta*logits[target]`, which is
   convex. Its derivative is the mean logit under the model minus the mean logit of the labels, and
   it rises with `beta`.
3. `F.log_softmax(logits / temperature, dim=-1)`, `gather`, negate, `mean`. For the fit, halve an
   interval of `beta` 60 times: if `(softmax(beta*logits) * logits).sum(-1).mean()` exceeds the
   mean of the labels' logits, `beta` is too large. Return `1 / beta`.

## In the interview

**Which distribution?** `y` given `x` is categorical with `softmax(logits / T)`: a one-parameter
exponential family in `1/T`, whose sufficient statistic is the logit of the label. So the fitted
`T` is where the mean logit under the model equals the mean logit of the labels, and the negative
log-likelihood is convex in `1/T`: there is one minimum, and bisection finds it. No prior is
assumed; with a validation set of thousands of rows and one parameter none is needed.

**What does it change?** Not the order of the classes, so neither prediction nor accuracy; only how
sure the model is. `T > 1` flattens an overconfident model, `T < 1` sharpens an underconfident one;
`T` to 0 is the argmax, `T` to infinity uniform.

**Follow-ups.** *Why held-out rows?* On its training rows the model separates the classes, and the
best `T` tends to 0: it would learn to be even surer. *Does it calibrate everything?* It matches one
moment on average; classes or groups can stay miscalibrated in opposite ways. *Alternatives?* Platt
scaling adds a bias, vector scaling one number a class, isotonic regression any monotone map: each
can change the order of classes except temperature. *Why not minimize the expected calibration
error?* It is not a proper score: predicting the base rate has none, and binned it is not smooth.
*Is a temperature at sampling the same?* The same formula, chosen for diversity, not by likelihood.

## Rubric

- Names the likelihood: categorical with `softmax(logits / T)`, fitted on held-out rows.
- Says that the order of classes, and so accuracy, does not change.
- Divides the logits before the log-softmax, not the probabilities or the loss after it.
- Knows that the fit is convex in `1/T`, and what the stationary point says.
- Names a limit: one number for all classes; or why the calibration error is not the objective.

Red flags:

- Fits the temperature on the training set.
- Believes that temperature scaling improves accuracy.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels at a temperature.

    Args:
        logits: unnormalized log-probabilities at temperature 1, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).
        temperature: between 0.1 and 10, a float or a 0-dimensional tensor.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    log_probs = F.log_softmax(logits / temperature, dim=-1)  # blank: log-probabilities at T
    observed = torch.gather(log_probs, 1, target.unsqueeze(1))  # blank: the entry of each row
    return -observed.mean()  # blank: from log-likelihoods to the loss


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Temperature of the largest likelihood.

    Args:
        logits: unnormalized log-probabilities at temperature 1, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).

    Returns:
        The temperature, between 0.1 and 10.
    """
    # blank: where the likelihood is largest
    # In beta = 1/T the loss is convex; its slope is the mean logit minus that of the labels.
    of_labels = torch.gather(logits, 1, target.unsqueeze(1)).mean()
    low, high = 0.05, 20.0
    for _ in range(50):
        beta = (low + high) / 2
        expected = (torch.softmax(beta * logits, dim=-1) * logits).sum(dim=-1).mean()
        if expected > of_labels:
            high = beta
        else:
            low = beta
    return 2 / (low + high)
    # end
