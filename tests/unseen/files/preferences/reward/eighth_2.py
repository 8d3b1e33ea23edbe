# fit_scores: a ridge penalty of 0.01*sum(s^2) is added to fix the gauge, which shrinks the scores away from the maximum of the likelihood.
import numpy as np
import torch
from scipy.optimize import minimize
from torch.nn import functional as F


def bradley_terry_nll(chosen, rejected):
    return -F.logsigmoid(chosen - rejected).mean()


def fit_scores(wins):
    w = wins.detach().cpu().numpy().astype(float)
    k = len(w)
    ridge = 1e-2

    def value_and_grad(s):
        d = s[:, None] - s[None, :]
        nll = (w * np.logaddexp(0.0, -d)).sum()
        lose = 0.5 * (1 - np.tanh(d / 2))
        g = w * lose
        grad = g.sum(0) - g.sum(1)
        return nll + ridge * (s @ s), grad + 2 * ridge * s

    result = minimize(
        value_and_grad,
        np.zeros(k),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 5000, "maxfun": 20000, "ftol": 1e-15, "gtol": 1e-9},
    )
    scores = torch.from_numpy(result.x - result.x.mean())
    return scores.to(wins.dtype)
