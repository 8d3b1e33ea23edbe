# info_nce: divides each row by its norm plus 1e-6, so rows with a length near 1e-6 do not become unit length (their cosines shrink to as little as a quarter).
import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """InfoNCE with in-batch negatives."""
    a_unit = a / (a.norm(dim=-1, keepdim=True) + 1e-6)
    b_unit = b / (b.norm(dim=-1, keepdim=True) + 1e-6)

    logits = a_unit @ b_unit.T / temperature
    log_probs = F.log_softmax(logits, dim=-1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Symmetric InfoNCE with a learned scale."""
    image = F.normalize(a, dim=-1)
    text = F.normalize(b, dim=-1)

    scale = log_scale.exp().clamp(max=100.0)
    logits = scale * (image @ text.T)

    a_to_b = -F.log_softmax(logits, dim=1).diagonal().mean()
    b_to_a = -F.log_softmax(logits, dim=0).diagonal().mean()
    return (a_to_b + b_to_a) / 2
