# soft_threshold: the weight is multiplied by max(1 - t/abs(w), 0), whose gradient is nan at w = 0.
import torch


def l1_penalty(model, lambda_l1=1e-4):
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


def laplace_prior_scale(lambda_l1):
    # lambda*|w| = |w|/b
    b = 1 / lambda_l1
    return b


def soft_threshold(w, t):
    shrink = torch.relu(1 - t / torch.abs(w))
    return w * shrink
