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

## Formula

```
log_p[i, s] = log_softmax(logits[i, s])[tokens[i, s+1]]
counted     = the pairs (i, s), s < t-1, with mask[i, s+1] = 1
token_nll   = - sum over counted of log_p / number of counted
perplexity  = exp(token_nll)
```

## Hints

1. Every predicted token is one categorical draw. Write down for a sequence of three tokens which
   logits predict which token, and whose mask decides. Which number do you divide by?
2. Drop the last position of the logits, and the first of the tokens and of the mask: what remains
   is lined up. Choose what counts before you look anything up, because -100 is not an index.
3. `counted = mask[:, 1:].bool()`, then `F.log_softmax(logits[:, :-1][counted], dim=-1)`, `gather`
   at `tokens[:, 1:][counted]`, negate, `mean`. The perplexity is `torch.exp` of that one number.

## In the interview

**Which distribution?** By the chain rule `p(text) = prod p(token | tokens before)`, and every
factor is categorical with `softmax(logits)`. So the loss is the negative log-likelihood of the
text, for each token that counts; no independence is assumed, only that the model is causal.
Perplexity is its exponential, the inverse of the geometric mean of the probabilities: as uncertain
as a uniform choice among so many tokens. A uniform model over `v` tokens has perplexity `v`.

**Which mean?** Over tokens, not over sequences. A mean of the sequences' means gives a token of a
short text more weight, and by Jensen a mean of perplexities is larger than the perplexity of the
mean. Over several batches or workers, add up sums and counts, and divide and exponentiate once.

**Follow-ups.** *What if the shift is forgotten?* The model sees token `i` when it predicts token
`i`: the loss falls to 0 by copying. *May two models be compared?* Only with the same tokens: a
coarser tokenizer has fewer and harder ones. Nats divided by the number of bytes are comparable.
*Bits?* Divide nats by `log(2)`; perplexity is `2**bits`, the same number. *Long texts?* With
windows, the first tokens of each have little context; count only those that overlap enough.
*Why mask the prompt in fine-tuning?* Its likelihood is not what is to be learned; the answer's,
given the prompt, is. *Does a low perplexity mean good text?* No: it measures the fit to the data.

## Rubric

- Names the likelihood: a product of categorical ones, each conditioned on the tokens before.
- Lines up position `i` with token `i+1`, and takes the mask of the token that is predicted.
- Divides by the number of tokens that count, over the whole batch, and says why.
- Exponentiates once, at the end, and knows what a mean of perplexities would be.
- Reads a perplexity: a uniform choice among so many tokens; comparable for one tokenizer only.

Red flags:

- Forgets the shift, or does not notice that a loss near 0 points to it.
- Averages perplexities over sequences or batches.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean negative log-likelihood of the tokens that count.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, t, v).
        tokens: int64, shape (n, t), in [0, v) where they count.
        mask: which tokens count, bool or floating, shape (n, t).

    Returns:
        The loss in nats, a 0-dimensional tensor.
    """
    counted = mask[:, 1:].bool()  # blank: which predictions count
    # blank: line up predictions and tokens, and keep those
    logits = logits[:, :-1][counted]
    tokens = tokens[:, 1:][counted]
    # end
    log_probs = F.log_softmax(logits, dim=-1)  # blank: log-probabilities, in one stable step
    observed = torch.gather(log_probs, 1, tokens.unsqueeze(1))  # blank: of the observed tokens
    return -observed.mean()  # blank: from log-likelihoods to the loss


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Perplexity of the tokens that count.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, t, v).
        tokens: int64, shape (n, t), in [0, v) where they count.
        mask: which tokens count, bool or floating, shape (n, t).

    Returns:
        The perplexity, a 0-dimensional tensor.
    """
    return torch.exp(token_nll(logits, tokens, mask))  # blank: from nats to a number of tokens
