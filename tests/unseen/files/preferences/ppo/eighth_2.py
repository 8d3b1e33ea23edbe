# group_advantages: 1e-6 is added to the variance under the root instead of to the standard deviation, which is wrong for groups of small spread.
import torch


def ppo_clip_loss(logp, logp_old, advantages, clip):
    old = logp_old.detach()
    adv = advantages.detach()
    ratio = torch.exp(logp - old)
    surr1 = ratio * adv
    surr2 = torch.clamp(ratio, 1.0 - clip, 1.0 + clip) * adv
    return -torch.min(surr1, surr2).mean()


@torch.no_grad()
def group_advantages(rewards):
    mean = rewards.mean(-1, keepdim=True)
    diff = rewards - mean
    var = (diff * diff).mean(-1, keepdim=True)
    return diff * torch.rsqrt(var + 1e-6)
