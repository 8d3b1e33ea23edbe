"""Rank chess programs from a tournament, and train a reward model from single choices."""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean negative log-likelihood of choices between two.

    Args:
        chosen: scores of what was chosen, any shape.
        rejected: scores of what was rejected, same shape.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    margin = chosen - rejected
    log_p = F.logsigmoid(margin)
    return -log_p.mean()


def newton_step(scores: Tensor, wins: Tensor, games: Tensor) -> Tensor:
    """The change of the scores that solves the linearized likelihood equations."""
    p = torch.sigmoid(scores.unsqueeze(1) - scores)
    surplus = (wins - games * p).sum(dim=1)
    curvature = games * p * (1 - p)
    hessian = torch.diag(curvature.sum(dim=1)) - curvature
    pinned = hessian + 1
    change: Tensor = torch.linalg.solve(pinned, surplus)
    return change


def fit_scores(wins: Tensor) -> Tensor:
    """Scores under which the results of a tournament are most likely.

    Args:
        wins: how often the player of the row beat that of the column, shape (k, k).

    Returns:
        The scores, with mean 0, shape (k,).
    """
    games = wins + wins.T
    scores = torch.zeros_like(wins[0])
    for _ in range(30):
        scores = scores + newton_step(scores, wins, games)
    return scores - scores.mean()


def ranking(wins: Tensor, names: list[str]) -> None:
    """Print the programs from the strongest to the weakest, in points of Elo."""
    scores = fit_scores(wins) * 400 / torch.log(torch.tensor(10.0))
    for player in torch.argsort(scores, descending=True).tolist():
        print(f"{names[player]:16} {float(scores[player]):+6.0f}")


def train(model: torch.nn.Module, better: Tensor, worse: Tensor, steps: int) -> float:
    """Fit a reward model to pairs by gradient descent; the share that it ranks right."""
    for _ in range(steps):
        loss = bradley_terry_nll(model(better), model(worse))
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for parameter, gradient in zip(model.parameters(), gradients, strict=True):
                parameter.sub_(0.1 * gradient)
    return float((model(better) > model(worse)).double().mean())
