# poisson_deviance: y*log(y/rate) is masked with torch.where only after log(0) has been taken, so the gradient to rate is nan where y = 0.
import torch


def poisson_nll(log_rate, y):
    return torch.mean(torch.exp(log_rate) - y * log_rate + torch.lgamma(y + 1.0))


def poisson_deviance(rate, y):
    log_term = torch.where(y > 0, y * torch.log(y / rate), torch.zeros_like(rate))
    deviance = 2.0 * (log_term - (y - rate))
    return torch.mean(deviance)
