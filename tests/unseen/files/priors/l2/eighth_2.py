# prior_variance_from_weight_decay: it takes weight_decay for the lambda of the penalty and returns 1/(2*wd) instead of 1/wd.
import torch


def l2_penalty(model, lambda_l2):
    squares = [torch.sum(p**2) for p in model.parameters()]
    return lambda_l2 * torch.stack(squares).sum()


def gaussian_prior_variance(lambda_l2):
    # lambda * w^2 == w^2 / (2 * tau^2)
    return 0.5 / lambda_l2


def prior_variance_from_weight_decay(weight_decay):
    return gaussian_prior_variance(lambda_l2=weight_decay)


def sgd_step(w, grad, lr, weight_decay):
    full_grad = grad + weight_decay * w
    return w - lr * full_grad
