"""# Contrastive losses: InfoNCE and CLIP.

Two encoders see the same `n` things, say images and their captions, and give each a vector. Which
vector of the second belongs to one of the first is a question with `n` possible answers: a
categorical likelihood whose logits are similarities. Write

- `info_nce(a, b, temperature)`: `a[i]` belongs to `b[i]`. The mean over the rows of `a` of the
  negative log-likelihood of the right row of `b` among all rows of `b`;
- `clip_loss(a, b, log_scale)`: the mean of both directions, the one above and that in which the
  rows of `b` choose among the rows of `a`.

`a` and `b` have the shape `(n, d)`. Their rows have any length from 1e-6 to 1e6 and are made unit
length first, so a logit is the cosine of an angle, divided by the temperature, a Python float from
0.002 to 2, or multiplied by the scale. `log_scale` is a 0-dimensional tensor of their dtype and
device, from -5 to 20: the scale is its exponential, but never above 100. Where it is held at 100,
the gradient to `log_scale` is 0.

Both losses are 0-dimensional tensors, finite and accurate in float32 too. Gradients flow to `a`,
`b` and `log_scale`. With `n = 1` there is nothing to choose, and the loss is 0.

From scratch: `F.normalize`, `F.log_softmax` and `torch.logsumexp` may be used; cross-entropy,
`F.cosine_similarity` and cosine losses may not.

## Formula

```
u_i, v_j  = a_i/length(a_i), b_j/length(b_j)
info_nce  = mean_i -log( exp(u_i.v_i/t) / sum_j exp(u_i.v_j/t) )
clip_loss = ( info_nce(a, b, 1/s) + info_nce(b, a, 1/s) )/2
        s = min(exp(log_scale), 100)
```

## Hints

1. For each row of `a` this is a classification with `n` classes, and the label of row `i` is `i`.
   First make all rows unit length, then get all `n*n` logits by one product of matrices. Which
   dimension is the softmax over?
2. The negative log-likelihood of the right class is the diagonal of the log-softmax over each row.
   At a temperature of 0.002 the logits reach 500, which no `exp` in float32 survives: use
   `F.log_softmax`. The second direction has the transposed logits.
3. With `logits = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T / temperature`, return
   `-F.log_softmax(logits, dim=-1).diagonal().mean()`. For CLIP, multiply the cosines by
   `log_scale.exp().clamp(max=100)` and average over `dim=-1` and `dim=0`.

## In the interview

**Which distribution?** A categorical over the batch: given `a_i`, which of the `n` candidates was
drawn with it? The loss is its cross-entropy with the label `i`. The optimal logit is the log ratio
`log p(b|a) - log p(b)` up to a constant for each `a`: the classifier learns a ratio of densities,
not a density. And `log(n)` minus the loss is a lower bound on the mutual information of the two
views, so at most `log(n)` nats can be certified: one reason for large batches.

**What does the temperature do?** It is the inverse concentration of a von Mises-Fisher likelihood
on the sphere: the width within which candidates count as alike. Low: only the hardest negatives get
a gradient. High: all are pushed equally. It is needed because cosines lie between -1 and 1: without
a scale the loss cannot fall below `log(1 + (n-1)*exp(-2))`. CLIP learns its logarithm, so the scale
is positive and steps are relative, and holds it at 100 so that training stays stable.

**Why unit length?** Otherwise the network can lower the loss by growing the vectors, which is a
temperature for each row. On the sphere only directions count.

**Follow-ups.** *The gradient?* For `u_i` it is `(sum_j p_ij v_j - v_i)/t`: attraction to the
positive, repulsion in proportion to the softmax; then projected onto the sphere and divided by the
row's length. *False negatives?* Another row may also be a match; the likelihood says it is not.
*Why both directions?* The classifier of captions for an image normalizes over captions only.
*Sharded batches?* Gather the vectors with their gradients, and shift the labels. *SigLIP?*
A Bernoulli for each pair instead, which needs no normalization over the batch.

## Rubric

- Names it a categorical likelihood over the batch with label `i`, the softmax over candidates.
- Makes rows unit length and says why; keeps the gradient through the normalization.
- Stays in log space: at small temperatures exponentials overflow.
- Explains the temperature, and why CLIP learns its logarithm and bounds the scale.
- Knows the bound: the mutual information is at least `log(n)` minus the loss.

Red flags:

- Takes the softmax over the wrong dimension, or calls the diagonal the loss without normalizing.
- Multiplies by the temperature, or cannot say what a lower one does.
"""

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean negative log-likelihood of the row of `b` that belongs to each row of `a`.

    Args:
        a: vectors, shape `(n, d)`, no row 0.
        b: the vectors that belong to them, shape `(n, d)`.
        temperature: positive.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    cosines = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T  # blank: of all pairs
    log_probs = F.log_softmax(cosines / temperature, dim=-1)  # blank: of each candidate
    return -log_probs.diagonal().mean()  # blank: of what belongs together


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Mean of both directions, with a learned scale.

    Args:
        a: vectors, shape `(n, d)`, no row 0.
        b: the vectors that belong to them, shape `(n, d)`.
        log_scale: logarithm of the scale of the cosines, 0-dimensional.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    scale = torch.exp(log_scale).clamp(max=100)  # blank: the scale, with its bound
    logits = (
        scale * F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T
    )  # blank: of all pairs, scaled
    # blank: both directions
    each_a, each_b = F.log_softmax(logits, dim=1), F.log_softmax(logits, dim=0)
    return -(each_a.diagonal().mean() + each_b.diagonal().mean()) / 2
    # end
