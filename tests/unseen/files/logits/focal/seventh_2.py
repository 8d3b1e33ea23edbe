# focal_loss: divides the sum by the number of positive elements (at least 1), as detection code does, and not by the number of all elements.
import torch
import torch.nn.functional as F


def focal_loss(logits, y, alpha, gamma):
    is_one = y > 0.5
    # both classes, then choose
    pos = -alpha * torch.sigmoid(-logits) ** gamma * F.logsigmoid(logits)
    neg = -(1 - alpha) * torch.sigmoid(logits) ** gamma * F.logsigmoid(-logits)
    loss = torch.where(is_one, pos, neg)
    normalizer = is_one.sum().clamp(min=1)
    return loss.sum() / normalizer
