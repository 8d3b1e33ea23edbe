"""Wrong answers to preferences/ppo that only measure what the grader explains."""

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("ppo_clip_loss", "the larger of the two terms")
def maximum(logp, logp_old, advantages, clip):
    A = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    clipped = ratio.clamp(1 - clip, 1 + clip)
    return -torch.max(ratio * A, clipped * A).mean()


@unseen("ppo_clip_loss", "only the clipped term, no minimum")
def only_clipped(logp, logp_old, advantages, clip):
    ratio = (logp - logp_old.detach()).exp()
    ratio = torch.clamp(ratio, 1 - clip, 1 + clip)
    return -(ratio * advantages.detach()).mean()


@unseen("ppo_clip_loss", "the probabilities are exponentiated one by one and underflow")
def two_exps(logp, logp_old, advantages, clip):
    with torch.no_grad():
        old_prob = torch.exp(logp_old)
        adv = advantages.clone()
    ratio = torch.exp(logp) / old_prob
    surr1 = ratio * adv
    surr2 = torch.clamp(ratio, 1.0 - clip, 1.0 + clip) * adv
    return -torch.min(surr1, surr2).mean()


@unseen("ppo_clip_loss", "gradient flows to the old log-probabilities")
def live_old(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    ratio = torch.exp(logp - logp_old)
    surrogate = torch.minimum(ratio * adv, ratio.clamp(1 - clip, 1 + clip) * adv)
    return -surrogate.mean()


@unseen("group_advantages", "the standard deviation divides by the number of samples minus 1")
def bessel(rewards):
    r = rewards.detach()
    mean = r.mean(dim=1, keepdim=True)
    std = r.std(dim=1, keepdim=True)
    return (r - mean) / (std + 1e-6)


@unseen("group_advantages", "normalised over all groups together")
def over_everything(rewards):
    r = rewards.detach()
    return (r - r.mean()) / (r.std(unbiased=False) + 1e-6)


@unseen("group_advantages", "the variance as E[r^2] - E[r]^2 cancels for large rewards")
def one_pass_variance(rewards):
    with torch.no_grad():
        n = rewards.shape[1]
        s1 = rewards.sum(dim=1, keepdim=True)
        s2 = (rewards * rewards).sum(dim=1, keepdim=True)
        mean = s1 / n
        var = s2 / n - mean**2
        std = torch.sqrt(torch.clamp(var, min=0))
        return (rewards - mean) / (std + 1e-6)


@unseen("group_advantages", "gradient flows to the rewards")
def live_rewards(rewards):
    centred = rewards - rewards.mean(dim=-1, keepdim=True)
    var = (centred**2).mean(dim=-1, keepdim=True)
    # the inner where keeps the root differentiable at 0
    std = torch.where(
        var > 0, torch.where(var > 0, var, torch.ones_like(var)).sqrt(), torch.zeros_like(var)
    )
    return centred / (std + 1e-6)


@unseen(
    "ppo_clip_loss",
    "clamps the log-ratio to [-clip, clip], so the ratio is held between exp(-clip) and exp(clip) instead of 1-clip and 1+clip",
)
def second_1(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    adv = advantages.detach()
    log_ratio = logp - logp_old.detach()
    unclipped = log_ratio.exp() * adv
    clipped = log_ratio.clamp(-clip, clip).exp() * adv
    return -torch.min(unclipped, clipped).mean()


@unseen(
    "ppo_clip_loss",
    "uses the clamped ratio always and drops the minimum, so bad moves outside the range get no gradient",
)
def second_2(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    ratio = torch.exp(logp - logp_old.detach())
    clipped = torch.clamp(ratio, 1 - clip, 1 + clip)
    return -(clipped * advantages.detach()).mean()


@unseen(
    "group_advantages",
    "adds 1e-6 to the variance under the root instead of to the standard deviation",
)
def second_3(rewards: Tensor) -> Tensor:
    r = rewards.detach().double()
    mean = r.mean(dim=-1, keepdim=True)
    var = r.var(dim=-1, unbiased=False, keepdim=True)
    return ((r - mean) / torch.sqrt(var + 1e-6)).to(rewards.dtype)


@unseen(
    "group_advantages",
    "takes the standard deviation over the whole batch, only the mean is per group",
)
def second_4(rewards: Tensor) -> Tensor:
    r = rewards.detach().double()
    centered = r - r.mean(dim=1, keepdim=True)
    spread = r.std(correction=0)
    return (centered / (spread + 1e-6)).to(rewards.dtype)
