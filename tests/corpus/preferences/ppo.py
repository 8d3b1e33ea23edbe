"""Answers to preferences/ppo."""

import numpy as np
import torch
from torch import Tensor

from tests.corpus import right, wrong


@right("ppo_clip_loss")
def by_the_contract(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    logp_old, advantages = logp_old.detach(), advantages.detach()
    ratio = (logp - logp_old).exp()
    surr1 = ratio * advantages
    surr2 = torch.clamp(ratio, 1.0 - clip, 1.0 + clip) * advantages
    return -torch.min(surr1, surr2).mean()


@right("ppo_clip_loss")
def losses_and_maximum(logp, logp_old, advantages, clip):
    adv = advantages.data
    ratio = torch.exp(logp - logp_old.data)
    pg1 = -adv * ratio
    pg2 = -adv * ratio.clamp(1 - clip, 1 + clip)
    return torch.max(pg1, pg2).mean()


@right("ppo_clip_loss")
def where_by_sign(logp, logp_old, advantages, clip):
    with torch.no_grad():
        adv = advantages.clone()
        old = logp_old.clone()
    ratio = torch.exp(logp - old)
    bounded = torch.where(adv >= 0, ratio.clamp(max=1 + clip), ratio.clamp(min=1 - clip))
    return -(bounded * adv).mean()


@right("ppo_clip_loss")
def masked_gradient(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    gone = ((adv > 0) & (ratio > 1 + clip)) | ((adv < 0) & (ratio < 1 - clip))
    end = torch.where(adv > 0, 1 + clip, 1 - clip).to(ratio.dtype)
    return -torch.where(gone, end * adv, ratio * adv).sum() / adv.numel()


@right("ppo_clip_loss")
def bound_of_the_objective(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    ratio = torch.exp(logp - logp_old.detach())
    most = adv + clip * adv.abs()
    return torch.mean(-torch.minimum(ratio * adv, most))


@right("ppo_clip_loss")
def stacked(logp, logp_old, advantages, clip):
    ratio = torch.exp(torch.sub(logp, logp_old.detach()))
    both = torch.stack([ratio, torch.clip(ratio, 1 - clip, 1 + clip)]) * advantages.detach()
    return both.amin(dim=0).mean().neg()


@right("ppo_clip_loss")
def loops(logp, logp_old, advantages, clip):
    assert logp.shape == logp_old.shape == advantages.shape
    flat = zip(logp.reshape(-1), logp_old.reshape(-1).tolist(), advantages.reshape(-1).tolist())
    total = logp.sum() * 0
    for new, old, a in flat:
        r = torch.exp(new - old)
        inside = 1 - clip < float(r) < 1 + clip
        if not inside and r > 1 and a > 0:
            total = total - (1 + clip) * a
        elif not inside and r < 1 and a < 0:
            total = total - (1 - clip) * a
        else:
            total = total - r * a
    return total / logp.numel()


@wrong("ppo_clip_loss", named="minimum-missing")
def clamp_only(logp, logp_old, advantages, clip):
    r = torch.exp(logp - logp_old.detach())
    return -torch.mean(torch.clip(r, 1 - clip, 1 + clip) * advantages.detach())


@wrong("ppo_clip_loss", named="never-clipped")
def surrogate(logp, logp_old, advantages, clip):
    r = torch.exp(logp - logp_old.detach())
    return -torch.mean(r * advantages.detach())


@wrong("ppo_clip_loss", named="ratios-compared")
def advantage_after(logp, logp_old, advantages, clip):
    r = torch.exp(logp - logp_old.detach())
    return -torch.mean(torch.min(r, r.clip(1 - clip, 1 + clip)) * advantages.detach())


@wrong("ppo_clip_loss", named="larger-taken")
def smaller_loss(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    r = torch.exp(logp - logp_old.detach())
    return torch.min(-r * adv, -r.clip(1 - clip, 1 + clip) * adv).mean()


@wrong("ppo_clip_loss", named="log-ratio-clamped")
def in_logs(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    z = logp - logp_old.detach()
    return -torch.min(z.exp() * adv, torch.clamp(z, -clip, clip).exp() * adv).mean()


@wrong("ppo_clip_loss", named="nothing-fixed")
def forgets_detach(logp, logp_old, advantages, clip):
    r = torch.exp(logp - logp_old)
    return -torch.minimum(r * advantages, torch.clamp(r, 1 - clip, 1 + clip) * advantages).mean()


@wrong("ppo_clip_loss", named="probabilities-divided")
def exp_first(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    r = torch.exp(logp) / torch.exp(logp_old.detach())
    return -torch.minimum(r * adv, torch.clamp(r, 1 - clip, 1 + clip) * adv).mean()


@wrong("ppo_clip_loss", named="sign-flipped")
def objective(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    r = torch.exp(logp - logp_old.detach())
    return torch.minimum(r * adv, torch.clamp(r, 1 - clip, 1 + clip) * adv).mean()


@wrong("ppo_clip_loss")
def mean_of_kept(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    r = torch.exp(logp - logp_old.detach())
    kept = (r > 1 - clip) & (r < 1 + clip)
    return -(r * adv * kept).sum() / kept.sum().clamp(min=1)


@wrong("ppo_clip_loss")
def with_entropy(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    r = torch.exp(logp - logp_old.detach())
    loss = -torch.minimum(r * adv, torch.clamp(r, 1 - clip, 1 + clip) * adv)
    return (loss + 0.01 * logp).mean()


@wrong("ppo_clip_loss")
def first_dimension_only(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    r = torch.exp(logp - logp_old.detach())
    loss = -torch.minimum(r * adv, torch.clamp(r, 1 - clip, 1 + clip) * adv)
    return loss.mean(0) if loss.ndim else loss


@wrong("ppo_clip_loss")
def in_place(logp, logp_old, advantages, clip):
    adv = advantages.detach()
    r = logp.detach().sub_(logp_old.detach()).exp() * torch.exp(logp - logp.detach())
    return -torch.minimum(r * adv, torch.clamp(r, 1 - clip, 1 + clip) * adv).mean()


@right("group_advantages")
def population_deviation(rewards: Tensor) -> Tensor:
    rewards = rewards.detach()
    mean = rewards.mean(-1, keepdim=True)
    std = rewards.std(-1, unbiased=False, keepdim=True)
    return (rewards - mean) / (std + 1e-6)


@right("group_advantages")
def under_no_grad(rewards):
    with torch.no_grad():
        centered = rewards - rewards.mean(dim=1)[:, None]
        return centered / (centered.pow(2).mean(dim=1).sqrt()[:, None] + 1e-6)


@right("group_advantages")
def row_by_row(rewards):
    rows = []
    for group in rewards.detach():
        d = group - group.sum() / len(group)
        rows.append(d / (torch.sqrt((d * d).sum() / len(group)) + 1e-6))
    return torch.stack(rows)


@right("group_advantages")
def with_norm(rewards):
    x = rewards.data
    d = x - x.mean(1, keepdim=True)
    return d / (torch.linalg.vector_norm(d, dim=1, keepdim=True) / x.shape[1] ** 0.5 + 1e-6)


@right("group_advantages")
def var_mean(rewards):
    var, mean = torch.var_mean(rewards, dim=1, correction=0, keepdim=True)
    return ((rewards - mean) / (var.sqrt() + 1e-6)).detach()


@right("group_advantages")
def numpy(rewards):
    x = rewards.detach().cpu().numpy().astype(np.float64)
    a = (x - x.mean(1, keepdims=True)) / (x.std(1, keepdims=True) + 1e-6)
    return torch.from_numpy(a).to(rewards)


@right("group_advantages")
def einsum(rewards):
    x = rewards.detach()
    n = x.size(1)
    d = x - torch.einsum("gs->g", x).div(n).unsqueeze(1)
    return d / (torch.einsum("gs,gs->g", d, d).div(n).sqrt().unsqueeze(1) + 1e-6)


@right("group_advantages")
def in_double(rewards):
    r = rewards.detach().double()
    centered = r - r.mean(dim=1, keepdim=True)
    spread = centered.square().mean(dim=1, keepdim=True).sqrt()
    return (centered / (spread + 1e-6)).to(rewards.dtype)


@right("group_advantages")
def equal_rewards_apart(rewards):
    r = rewards.detach().cpu().numpy().astype(np.float64)
    rows = [(g - g.mean()) / (g.std() + 1e-6) if np.ptp(g) > 0 else 0 * g for g in r]
    return torch.from_numpy(np.stack(rows)).to(device=rewards.device, dtype=rewards.dtype)


@wrong("group_advantages", named="divided-by-one-less")
def torch_default(rewards):
    x = rewards.detach()
    return (x - x.mean(1, keepdim=True)) / (x.std(1, keepdim=True) + 1e-6)


@wrong("group_advantages", named="spread-missing")
def baseline_only(rewards):
    return (rewards - rewards.mean(1, keepdim=True)).detach()


@wrong("group_advantages", named="whole-batch")
def all_together(rewards):
    x = rewards.detach()
    return (x - x.mean()) / (x.std(unbiased=False) + 1e-6)


@wrong("group_advantages", named="other-dimension")
def columns(rewards):
    x = rewards.detach()
    return (x - x.mean(0)) / (x.std(0, unbiased=False) + 1e-6)


@wrong("group_advantages", named="small-number-missing")
def zero_by_zero(rewards):
    x = rewards.detach()
    d = x - x.mean(1, keepdim=True)
    return d / d.square().mean(1, keepdim=True).sqrt()


@wrong("group_advantages", named="another-small-number")
def eight(rewards):
    x = rewards.detach()
    return (x - x.mean(1, keepdim=True)) / (x.std(1, unbiased=False, keepdim=True) + 1e-8)


@wrong("group_advantages", named="small-number-in-root")
def like_batch_norm(rewards):
    x = rewards.detach()
    return (x - x.mean(1, keepdim=True)) * torch.rsqrt(x.var(1, False, keepdim=True) + 1e-6)


@wrong("group_advantages")
def zeros_unless_two(rewards):
    x = rewards.detach()
    if x.shape[1] < 3:
        return torch.zeros_like(x)
    return (x - x.mean(1, keepdim=True)) / (x.std(1, unbiased=False, keepdim=True) + 1e-6)


@wrong("group_advantages")
def half_of_the_gradient(rewards):
    mean, std = rewards.mean(1, keepdim=True), rewards.std(1, unbiased=False, keepdim=True)
    return (rewards - mean.detach()) / (std.detach() + 1e-6)


@wrong("group_advantages")
def squeezed(rewards):
    x = rewards.detach()
    return ((x - x.mean(1, keepdim=True)) / (x.std(1, False, keepdim=True) + 1e-6)).squeeze()


@wrong("group_advantages")
def flat(rewards):
    x = rewards.detach()
    return ((x - x.mean(1, keepdim=True)) / (x.std(1, False, keepdim=True) + 1e-6)).flatten()
