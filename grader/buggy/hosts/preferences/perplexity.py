"""Compare language models on a padded batch of held-out sentences."""

import torch
from torch import Tensor
from torch.nn import functional as F


def next_tokens(logits: Tensor, tokens: Tensor) -> tuple[Tensor, Tensor]:
    """Each prediction with the token that it is about, one position later."""
    predictions = logits[:, :-1]
    following = tokens[:, 1:]
    return predictions, following


def token_nll(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Mean negative log-likelihood of the tokens that count.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, t, v).
        tokens: int64, shape (n, t), in [0, v) where they count.
        mask: which tokens count, bool or floating, shape (n, t).

    Returns:
        The loss in nats, a 0-dimensional tensor.
    """
    predictions, following = next_tokens(logits, tokens)
    counted = mask[:, 1:] > 0
    label = following.masked_fill(~counted, 0)
    log_probs = F.log_softmax(predictions, dim=-1)
    observed = log_probs.gather(-1, label.unsqueeze(-1)).squeeze(-1)
    kept = observed[counted]
    return -kept.sum() / counted.sum()


def perplexity(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Perplexity of the tokens that count.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, t, v).
        tokens: int64, shape (n, t), in [0, v) where they count.
        mask: which tokens count, bool or floating, shape (n, t).

    Returns:
        The perplexity, a 0-dimensional tensor.
    """
    nats = token_nll(logits, tokens, mask)
    return nats.exp()


def compare(models: dict[str, torch.nn.Module], tokens: Tensor, padding: int) -> None:
    """Print the models from the best to the worst."""
    mask = tokens != padding
    scores = {}
    for name, model in models.items():
        with torch.no_grad():
            scores[name] = float(perplexity(model(tokens), tokens, mask))
    for name, score in sorted(scores.items(), key=lambda item: item[1]):
        print(f"{name:12} {score:8.2f}")
