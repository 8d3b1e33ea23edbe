"""Answers to preferences/policy_gradient."""

import numpy as np
import torch
from torch import Tensor

from tests.corpus import right, wrong


@right("rewards_to_go")
def by_the_contract(rewards: Tensor, gamma: float) -> Tensor:
    out = torch.zeros_like(rewards)
    running = torch.zeros(rewards.shape[0], dtype=rewards.dtype, device=rewards.device)
    for t in reversed(range(rewards.shape[1])):
        running = rewards[:, t] + gamma * running
        out[:, t] = running
    return out


@right("rewards_to_go")
def double_loop(rewards, gamma):
    n, t = rewards.shape
    columns = []
    for i in range(t):
        columns.append(sum(gamma ** (s - i) * rewards[:, s] for s in range(i, t)))
    return torch.stack(columns, 1)


@right("rewards_to_go")
def triangular_matrix(rewards, gamma):
    t = rewards.shape[1]
    i = torch.arange(t, device=rewards.device)
    gap = i[:, None] - i[None, :]
    base = torch.tensor(gamma, dtype=rewards.dtype, device=rewards.device)
    weights = torch.where(gap >= 0, base ** gap.clamp(min=0), torch.zeros_like(base))
    return rewards @ weights


@right("rewards_to_go")
def einsum(rewards, gamma):
    t = rewards.size(1)
    w = torch.tensor(
        [[gamma ** (s - i) if s >= i else 0.0 for s in range(t)] for i in range(t)]
    ).to(rewards)
    return torch.einsum("ns,ts->nt", rewards, w)


@right("rewards_to_go")
def recursive(rewards, gamma):
    if rewards.shape[1] == 1:
        return rewards.clone()
    rest = recursive(rewards[:, 1:], gamma)
    return torch.cat([rewards[:, :1] + gamma * rest[:, :1], rest], dim=1)


@right("rewards_to_go")
def column_by_column(rewards, gamma):
    sums = [rewards[:, -1:]]
    for t in range(rewards.shape[1] - 2, -1, -1):
        sums.insert(0, rewards[:, t : t + 1] + gamma * sums[0])
    return torch.cat(sums, dim=1)


@right("rewards_to_go")
def doubling(rewards, gamma):
    total, step, factor = rewards.clone(), 1, gamma
    while step < rewards.shape[1]:
        shifted = torch.nn.functional.pad(total[:, step:], (0, step))
        total = total + factor * shifted
        step, factor = 2 * step, factor * factor
    return total


@right("rewards_to_go")
def upper_triangle_in_double(rewards, gamma):
    t = rewards.shape[1]
    steps = torch.arange(t, device=rewards.device)
    gap = steps[None, :] - steps[:, None]
    base = torch.full((t, t), gamma, dtype=torch.float64, device=rewards.device)
    discount = torch.triu(torch.pow(base, gap.clamp(min=0)))
    return torch.einsum("ns,ts->nt", rewards.double(), discount).to(rewards.dtype)


@right("rewards_to_go")
def folded_from_the_end(rewards, gamma):
    from functools import reduce

    def push(acc, r):
        return [r + gamma * acc[0] if acc else r, *acc]

    return torch.stack(reduce(push, reversed(rewards.unbind(dim=1)), []), dim=1)


@wrong("rewards_to_go", named="past-summed")
def so_far(rewards, gamma):
    out, running = [], torch.zeros_like(rewards[:, 0])
    for r in rewards.unbind(1):
        running = r + gamma * running
        out.append(running)
    return torch.stack(out, 1)


@wrong("rewards_to_go", named="never-discounted")
def reverse_cumsum(rewards, gamma):
    return rewards.flip(1).cumsum(1).flip(1)


@wrong("rewards_to_go", named="not-turned-back")
def appended(rewards, gamma):
    out, running = [], 0
    for i in range(rewards.shape[1] - 1, -1, -1):
        running = rewards[:, i] + gamma * running
        out.append(running)
    return torch.stack(out, 1)


@wrong("rewards_to_go", named="discounted-from-the-start")
def weighted_cumsum(rewards, gamma):
    w = torch.tensor([gamma**s for s in range(rewards.shape[1])]).to(rewards)
    return (rewards * w).flip(1).cumsum(1).flip(1)


@wrong("rewards_to_go")
def cumsum_and_division(rewards, gamma):
    w = torch.tensor([gamma**s for s in range(rewards.shape[1])]).to(rewards)
    return (rewards * w).flip(1).cumsum(1).flip(1) / w


@wrong("rewards_to_go", named="whole-episode")
def one_return(rewards, gamma):
    w = torch.tensor([gamma**s for s in range(rewards.shape[1])]).to(rewards)
    return (rewards * w).sum(1, keepdim=True).repeat(1, rewards.shape[1])


@wrong("rewards_to_go", named="own-reward-discounted")
def one_too_much(rewards, gamma):
    out, running = [], torch.zeros_like(rewards[:, 0])
    for r in rewards.flip(1).unbind(1):
        running = gamma * (r + running)
        out.insert(0, running)
    return torch.stack(out, 1)


@wrong("rewards_to_go")
def in_place(rewards, gamma):
    for t in range(rewards.shape[1] - 2, -1, -1):
        rewards[:, t] += gamma * rewards[:, t + 1]
    return rewards


@wrong("rewards_to_go")
def through_numpy(rewards, gamma):
    r = rewards.detach().cpu().numpy()
    out = np.zeros_like(r)
    running = np.zeros(len(r))
    for t in range(r.shape[1] - 1, -1, -1):
        running = r[:, t] + gamma * running
        out[:, t] = running
    return torch.from_numpy(out)


@wrong("rewards_to_go")
def transposed(rewards, gamma):
    out, running = [], torch.zeros_like(rewards[:, 0])
    for r in rewards.flip(1).unbind(1):
        running = r + gamma * running
        out.insert(0, running)
    return torch.stack(out)


@right("reinforce_loss")
def written_out(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    advantage = returns.detach() - baseline.detach()
    return -torch.mean(log_probs * advantage)


@right("reinforce_loss")
def no_grad(log_probs, returns, baseline):
    with torch.no_grad():
        weight = returns - baseline
    return torch.mean(-log_probs * weight)


@right("reinforce_loss")
def sum_and_count(log_probs, returns, baseline):
    return (log_probs * (baseline.data - returns.data)).sum() / log_probs.numel()


@right("reinforce_loss")
def dot(log_probs, returns, baseline):
    weight = (baseline - returns).detach().flatten()
    return torch.dot(log_probs.flatten(), weight) / weight.numel()


@right("reinforce_loss")
def distributed(log_probs, returns, baseline):
    returns, baseline = returns.detach(), baseline.detach()
    return (log_probs * baseline).mean() - (log_probs * returns).mean()


@right("reinforce_loss")
def loops(log_probs, returns, baseline):
    assert log_probs.shape == returns.shape == baseline.shape
    terms = [
        lp * (r - b)
        for lp, r, b in zip(
            log_probs.reshape(-1), returns.reshape(-1).tolist(), baseline.reshape(-1).tolist()
        )
    ]
    return -torch.stack(terms).mean()


@wrong("reinforce_loss", named="sign-flipped")
def ascends(log_probs, returns, baseline):
    return torch.mean(log_probs * (returns - baseline).detach())


@wrong("reinforce_loss", named="nothing-fixed")
def forgets_detach(log_probs, returns, baseline):
    advantage = returns - baseline
    return -torch.mean(advantage * log_probs)


@wrong("reinforce_loss", named="baseline-learns")
def detaches_returns(log_probs, returns, baseline):
    advantage = returns.detach() - baseline
    return -torch.mean(advantage * log_probs)


@wrong("reinforce_loss", named="baseline-missing")
def plain(log_probs, returns, baseline):
    return torch.mean(-log_probs * returns.detach())


@wrong("reinforce_loss", named="summed")
def total(log_probs, returns, baseline):
    return -torch.sum(log_probs * (returns - baseline).detach())


@wrong("reinforce_loss", named="probabilities-weighted")
def exponentiated(log_probs, returns, baseline):
    return -torch.mean(torch.exp(log_probs) * (returns - baseline).detach())


@wrong("reinforce_loss", named="standardized-inside")
def normalized(log_probs, returns, baseline):
    a = (returns - baseline).detach()
    return -torch.mean(log_probs * (a - a.mean()) / (a.std(unbiased=False) + 1e-8))


@wrong("reinforce_loss")
def all_detached(log_probs, returns, baseline):
    return (-(log_probs * (returns - baseline)).mean()).detach()


@wrong("reinforce_loss")
def rows_only(log_probs, returns, baseline):
    return -(log_probs * (returns - baseline).detach()).sum(0).mean()


@wrong("reinforce_loss")
def requires_grad_off(log_probs, returns, baseline):
    returns.requires_grad_(False)
    baseline.requires_grad_(False)
    return -(log_probs * (returns.detach() - baseline.detach())).mean().reshape(1)
