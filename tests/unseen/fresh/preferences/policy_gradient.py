"""Wrong answers to preferences/policy_gradient that only measure what the grader explains."""

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("rewards_to_go", "sums the rewards up to t instead of from t on")
def from_the_past(rewards, gamma):
    out = []
    running = torch.zeros_like(rewards[:, 0])
    for s in range(rewards.shape[1]):
        running = rewards[:, s] + gamma * running
        out.append(running)
    return torch.stack(out, dim=1)


@unseen("rewards_to_go", "discounted from the start of the episode, not from t")
def from_start(rewards, gamma):
    t = rewards.shape[1]
    powers = gamma ** torch.arange(t, dtype=rewards.dtype, device=rewards.device)
    discounted = rewards * powers
    return discounted.flip(1).cumsum(1).flip(1)


@unseen("rewards_to_go", "division by gamma^t, which is 0 or underflows")
def divide_back(rewards, gamma):
    steps = torch.arange(rewards.size(1), dtype=rewards.dtype, device=rewards.device)
    disc = torch.pow(torch.tensor(gamma, dtype=rewards.dtype, device=rewards.device), steps)
    tail = torch.flip(torch.cumsum(torch.flip(rewards * disc, [1]), 1), [1])
    return tail / disc


@unseen("rewards_to_go", "the reward at t itself is discounted once")
def one_gamma_more(rewards, gamma):
    n, t = rewards.shape
    cols = []
    g = rewards.new_zeros(n)
    for s in reversed(range(t)):
        g = gamma * (rewards[:, s] + g)
        cols.insert(0, g)
    return torch.stack(cols, dim=1)


@unseen("reinforce_loss", "the sign: this loss lowers the probability of good actions")
def no_minus(log_probs, returns, baseline):
    adv = (returns - baseline).detach()
    return (log_probs * adv).mean()


@unseen("reinforce_loss", "gradient flows to the baseline")
def live_baseline(log_probs, returns, baseline):
    advantage = returns.detach() - baseline
    return -torch.mean(log_probs * advantage)


@unseen("reinforce_loss", "the advantages are divided by their standard deviation")
def whitened(log_probs, returns, baseline):
    with torch.no_grad():
        adv = returns - baseline
        adv = adv / (adv.std(unbiased=False) + 1e-8)
    loss = -(log_probs * adv)
    return loss.mean()


@unseen("reinforce_loss", "the probability instead of its logarithm is weighted")
def exp_log_probs(log_probs, returns, baseline):
    advantage = returns.detach() - baseline.detach()
    probs = log_probs.exp()
    return -(probs * advantage).mean()


@unseen(
    "rewards_to_go",
    "divides the reversed cumulative sum of gamma**t * r by gamma**t, which is 0/0 at gamma = 0 and once gamma**t underflows in long episodes",
)
def second_1(rewards: Tensor, gamma: float) -> Tensor:
    t = torch.arange(rewards.shape[1], dtype=rewards.dtype, device=rewards.device)
    discount = gamma**t
    discounted = rewards * discount
    tail = torch.flip(torch.cumsum(torch.flip(discounted, dims=[1]), dim=1), dims=[1])
    return tail / discount


@unseen("reinforce_loss", "only returns is detached, so the loss trains the baseline too")
def second_2(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantages = returns.detach() - baseline
    return -(log_probs * advantages).mean()


@unseen("rewards_to_go", "accumulates into rewards itself, so the caller's tensor is overwritten")
def second_3(rewards: Tensor, gamma: float) -> Tensor:
    sums = rewards
    for i in range(rewards.shape[1] - 2, -1, -1):
        sums[:, i] += gamma * sums[:, i + 1]
    return sums


@unseen(
    "reinforce_loss",
    "sums over the steps of an episode and averages over episodes only, instead of the mean over all elements",
)
def second_4(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    weighted = log_probs * (returns - baseline).detach()
    if weighted.dim() > 1:
        weighted = weighted.sum(dim=-1)
    return -weighted.mean()
