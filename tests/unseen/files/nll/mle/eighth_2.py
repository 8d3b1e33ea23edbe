# bernoulli_mle: the ones are converted with .float() before averaging, so a float64 sample gives a float32 result.
import torch


def _spread(y, center, power):
    return (y - center).abs().pow(power).mean()


def gaussian_mle(y):
    mu = y.mean()
    sigma = torch.sqrt(_spread(y, mu, 2))
    return mu, sigma


def laplace_mle(y):
    ordered, _ = torch.sort(y)
    n = ordered.shape[0]
    if n % 2:
        mu = ordered[n // 2]
    else:
        mu = (ordered[n // 2 - 1] + ordered[n // 2]) / 2
    b = _spread(y, mu, 1)
    return mu, b


def bernoulli_mle(y):
    ones = (y == 1).float()
    return ones.mean()


def categorical_mle(y, n_classes):
    probs = torch.zeros(n_classes, dtype=torch.get_default_dtype(), device=y.device)
    for c in range(n_classes):
        probs[c] = (y == c).sum() / y.shape[0]
    return probs
