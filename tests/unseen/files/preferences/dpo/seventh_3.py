# sequence_log_prob: the mask is aligned with the predicting position (mask[:, :-1]) instead of the predicted token (mask[:, 1:]).
import torch
from torch import Tensor
from torch.nn import functional as F


def _shift(logits: Tensor, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Next-token alignment: the last step predicts nothing."""
    return logits[:, :-1, :], tokens[:, 1:], mask[:, :-1].to(torch.bool)


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    logits, labels, counts = _shift(logits, tokens, mask)
    labels = labels.clamp(min=0)
    token_logp = torch.gather(F.log_softmax(logits, dim=-1), -1, labels[..., None])[..., 0]
    return torch.where(counts, token_logp, torch.zeros_like(token_logp)).sum(-1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    with torch.no_grad():
        reference = ref_chosen - ref_rejected
    margin = (policy_chosen - policy_rejected) - reference
    losses = -F.logsigmoid(beta * margin)
    return torch.mean(losses)
