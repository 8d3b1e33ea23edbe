# bernoulli_nll_with_logits: takes the logarithms of sigmoids with the floor of -100, so beyond a logit of about 100 the loss is capped and the gradient lost.
import torch


def _floored_log(t):
    return torch.clamp(torch.log(t), min=-100.0)


def bernoulli_nll(p, y):
    return -(y * _floored_log(p) + (1 - y) * _floored_log(1 - p)).mean()


def bernoulli_nll_with_logits(logits, y):
    p_one = torch.sigmoid(logits)
    p_zero = torch.sigmoid(-logits)
    loss = y * _floored_log(p_one) + (1 - y) * _floored_log(p_zero)
    return -loss.mean()
