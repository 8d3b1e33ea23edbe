"""Known mistakes in preferences/ppo."""

import torch
from torch import Tensor

from grader.probe.probe import known_mistake


def _loss(ratio: Tensor, fixed: Tensor, clip: float) -> Tensor:
    """The loss of each action, before the mean."""
    return -torch.minimum(ratio * fixed, ratio.clamp(1 - clip, 1 + clip) * fixed)


def _ratio(logp: Tensor, logp_old: Tensor) -> Tensor:
    """The ratio of the probabilities."""
    return (logp - logp_old.detach()).exp()


@known_mistake("ppo_clip_loss", hint=2)
def never_clipped(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You never clip: this is the plain surrogate, which rewards any distance from the old
    policy.
    """
    return -(_ratio(logp, logp_old) * advantages.detach()).mean()


@known_mistake("ppo_clip_loss", hint=2)
def minimum_missing(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You clamp the ratio and leave out the minimum: an action that moved the wrong way gets no
    gradient back.
    """
    ratio = _ratio(logp, logp_old).clamp(1 - clip, 1 + clip)
    return -(ratio * advantages.detach()).mean()


@known_mistake("ppo_clip_loss", hint=2)
def larger_taken(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You take the larger of the two numbers, or the smaller of two losses: the bound is the
    smaller objective.
    """
    ratio, fixed = _ratio(logp, logp_old), advantages.detach()
    return -torch.maximum(ratio * fixed, ratio.clamp(1 - clip, 1 + clip) * fixed).mean()


@known_mistake("ppo_clip_loss", hint=2)
def ratios_compared(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You take the smaller ratio and multiply then: with a negative advantage that is the larger
    product.
    """
    ratio = _ratio(logp, logp_old)
    smaller = torch.minimum(ratio, ratio.clamp(1 - clip, 1 + clip))
    return -(smaller * advantages.detach()).mean()


@known_mistake("ppo_clip_loss", hint=3)
def sign_flipped(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You returned the objective, which is maximized; a loss is minimized, so its sign is the
    other.
    """
    return -_loss(_ratio(logp, logp_old), advantages.detach(), clip).mean()


@known_mistake("ppo_clip_loss", hint=3)
def summed(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You added up the actions, where their mean is asked."""
    return _loss(_ratio(logp, logp_old), advantages.detach(), clip).sum()


@known_mistake("ppo_clip_loss", hint=3)
def not_averaged(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You returned the losses of the actions; a loss is one number."""
    return _loss(_ratio(logp, logp_old), advantages.detach(), clip)


@known_mistake("ppo_clip_loss", hint=1)
def old_policy_learns(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """The value is right, but gradients flow into `logp_old`, which is fixed: detach it."""
    return _loss((logp - logp_old).exp(), advantages.detach(), clip).mean()


@known_mistake("ppo_clip_loss", hint=3)
def advantages_learn(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """The value is right, but gradients flow into the advantages, which are fixed: detach them."""
    return _loss(_ratio(logp, logp_old), advantages, clip).mean()


@known_mistake("ppo_clip_loss", hint=3)
def nothing_fixed(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """The value is right, but gradients flow into `logp_old` and `advantages`: detach both."""
    return _loss((logp - logp_old).exp(), advantages, clip).mean()


@known_mistake("ppo_clip_loss", hint=2)
def exponential_missing(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Your ratio is a difference of log-probabilities: its exponential is missing."""
    return _loss(logp - logp_old.detach(), advantages.detach(), clip).mean()


@known_mistake("ppo_clip_loss", hint=1)
def logs_divided(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You divide the log-probabilities: the ratio is of probabilities, the exponential of a
    difference.
    """
    return _loss(logp / logp_old.detach(), advantages.detach(), clip).mean()


@known_mistake("ppo_clip_loss", hint=1)
def ratio_inverted(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """Your ratio is the old probability by the new one: the new one is divided by the old."""
    return _loss((logp_old.detach() - logp).exp(), advantages.detach(), clip).mean()


@known_mistake("ppo_clip_loss", hint=2)
def probabilities_divided(
    logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float
) -> Tensor:
    """You divide two exponentials: for unlikely actions both are 0, so subtract the logarithms
    first.
    """
    return _loss(logp.exp() / logp_old.detach().exp(), advantages.detach(), clip).mean()


@known_mistake("ppo_clip_loss", hint=1)
def ratio_not_used(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You weigh log-probabilities by advantages, as REINFORCE does: here the ratio is weighed."""
    return -(logp * advantages.detach()).mean()


@known_mistake("ppo_clip_loss", hint=2)
def clamped_around_zero(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You clamp the ratio to between -clip and clip: the range is around 1."""
    ratio, fixed = _ratio(logp, logp_old), advantages.detach()
    return -torch.minimum(ratio * fixed, ratio.clamp(-clip, clip) * fixed).mean()


@known_mistake("ppo_clip_loss", hint=2)
def log_ratio_clamped(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You clamp the log-ratio by the clip: the ratio itself is clamped, and its range is not the
    same.
    """
    log_ratio, fixed = logp - logp_old.detach(), advantages.detach()
    clipped = log_ratio.clamp(-clip, clip).exp()
    return -torch.minimum(log_ratio.exp() * fixed, clipped * fixed).mean()


@known_mistake("ppo_clip_loss", hint=2)
def range_of_ratios(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You clamp from `1/(1+clip)`: the lower end is `1-clip`."""
    ratio, fixed = _ratio(logp, logp_old), advantages.detach()
    return -torch.minimum(ratio * fixed, ratio.clamp(1 / (1 + clip), 1 + clip) * fixed).mean()


@known_mistake("ppo_clip_loss", hint=2)
def clipped_above_alone(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You clamp the ratio from above alone: with a negative advantage the lower end counts."""
    ratio, fixed = _ratio(logp, logp_old), advantages.detach()
    return -torch.minimum(ratio * fixed, ratio.clamp(max=1 + clip) * fixed).mean()


@known_mistake("ppo_clip_loss", hint=2)
def clipped_below_alone(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You clamp the ratio from below alone: with a positive advantage the upper end counts."""
    ratio, fixed = _ratio(logp, logp_old), advantages.detach()
    return -torch.minimum(ratio * fixed, ratio.clamp(min=1 - clip) * fixed).mean()


@known_mistake("ppo_clip_loss", hint=2, width=(0.1, 0.3))
def constant_clip(
    logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float, *, width: float = 0.2
) -> Tensor:
    """You clip at a constant of your own: the range is given by `clip`."""
    return _loss(_ratio(logp, logp_old), advantages.detach(), width).mean()


@known_mistake("ppo_clip_loss", hint=1)
def advantages_clipped(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You clamp the advantages: it is the ratio that is clamped."""
    ratio, fixed = _ratio(logp, logp_old), advantages.detach()
    return -torch.minimum(ratio * fixed, ratio * fixed.clamp(1 - clip, 1 + clip)).mean()


@known_mistake("ppo_clip_loss", hint=1)
def advantages_not_used(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You do not use the advantages: they say which actions to make more likely."""
    ratio = _ratio(logp, logp_old)
    return -torch.minimum(ratio, ratio.clamp(1 - clip, 1 + clip)).mean()


@known_mistake("ppo_clip_loss", hint=1)
def advantages_standardized(
    logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float
) -> Tensor:
    """You standardize the advantages inside the loss: they are used as given."""
    fixed = advantages.detach()
    fixed = (fixed - fixed.mean()) / (fixed.std(correction=0) + 1e-8)
    return _loss(_ratio(logp, logp_old), fixed, clip).mean()


@known_mistake("ppo_clip_loss", hint=1)
def advantages_centered(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You subtract the mean advantage inside the loss: advantages are used as given."""
    fixed = advantages.detach() - advantages.detach().mean()
    return _loss(_ratio(logp, logp_old), fixed, clip).mean()


@known_mistake("ppo_clip_loss", hint=2)
def means_compared(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """You take the smaller of the two means: each action has a minimum of its own."""
    ratio, fixed = _ratio(logp, logp_old), advantages.detach()
    clipped = ratio.clamp(1 - clip, 1 + clip)
    return -torch.minimum((ratio * fixed).mean(), (clipped * fixed).mean())


@known_mistake("ppo_clip_loss", hint=2)
def clamp_without_effect_on_gradient(
    logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float
) -> Tensor:
    """The value is right, but a gradient flows where the ratio is clipped: it must be 0 there."""
    ratio = _ratio(logp, logp_old)
    each = _loss(ratio, advantages.detach(), clip)
    surrogate = -ratio * advantages.detach()
    return (each.detach() + surrogate - surrogate.detach()).mean()


@known_mistake("ppo_clip_loss", hint=2)
def half_a_gradient_inside(
    logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float
) -> Tensor:
    """The value is right, but inside the range, where both terms are equal, half of the gradient
    is lost: the clamped term is cut off.
    """
    ratio, fixed = _ratio(logp, logp_old), advantages.detach()
    clipped = ratio.detach().clamp(1 - clip, 1 + clip)
    return -torch.minimum(ratio * fixed, clipped * fixed).mean()


@known_mistake("ppo_clip_loss", hint=2, most=(1.0, 3.0, 5.0))
def log_ratio_bounded(
    logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float, *, most: float = 10.0
) -> Tensor:
    """You bound the log-ratio: an action that moved far the wrong way is then not pulled back."""
    ratio = (logp - logp_old.detach()).clamp(-most, most).exp()
    return _loss(ratio, advantages.detach(), clip).mean()


@known_mistake("ppo_clip_loss", hint=2, most=(1.5, 2.0, 4.0, 5.0, 10.0))
def clipped_twice(
    logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float, *, most: float = 3.0
) -> Tensor:
    """You bound the loss of bad actions a second time, as dual clipping does: here nothing bounds
    it.
    """
    fixed = advantages.detach()
    each = -_loss(_ratio(logp, logp_old), fixed, clip)
    return -torch.where(fixed < 0, torch.maximum(each, most * fixed), each).mean()


@known_mistake("ppo_clip_loss")
def policy_detached(logp: Tensor, logp_old: Tensor, advantages: Tensor, clip: float) -> Tensor:
    """The value is right, but no gradient reaches `logp`, which is to learn."""
    return _loss(_ratio(logp.detach(), logp_old), advantages.detach(), clip).mean()


def _centered(rewards: Tensor) -> Tensor:
    """Each reward minus its group's mean."""
    fixed = rewards.detach()
    return fixed - fixed.mean(dim=1, keepdim=True)


def _spread(rewards: Tensor, correction: int = 0) -> Tensor:
    """The standard deviation of each group."""
    return rewards.detach().std(dim=1, correction=correction, keepdim=True)


@known_mistake("group_advantages", hint=1)
def divided_by_one_less(rewards: Tensor) -> Tensor:
    """Your standard deviation divides by the number of samples less 1, as `torch.std` does unless
    asked.
    """
    return _centered(rewards) / (_spread(rewards, correction=1) + 1e-6)


@known_mistake("group_advantages", hint=1)
def spread_missing(rewards: Tensor) -> Tensor:
    """You subtract the mean and do not divide by the standard deviation."""
    return _centered(rewards)


@known_mistake("group_advantages", hint=1)
def mean_missing(rewards: Tensor) -> Tensor:
    """You do not subtract the group's mean: without it no answer is worse than expected."""
    return rewards.detach() / (_spread(rewards) + 1e-6)


@known_mistake("group_advantages", hint=1)
def variance_for_deviation(rewards: Tensor) -> Tensor:
    """You divide by the variance: its square root is the standard deviation."""
    return _centered(rewards) / (_spread(rewards) ** 2 + 1e-6)


@known_mistake("group_advantages", hint=1)
def whole_batch(rewards: Tensor) -> Tensor:
    """You standardize over the whole batch: each group has its own mean and standard deviation."""
    fixed = rewards.detach()
    return (fixed - fixed.mean()) / (fixed.std(correction=0) + 1e-6)


@known_mistake("group_advantages", hint=1)
def spread_of_batch(rewards: Tensor) -> Tensor:
    """You divide by the standard deviation of the whole batch: each group has its own."""
    return _centered(rewards) / (rewards.detach().std(correction=0) + 1e-6)


@known_mistake("group_advantages", hint=3)
def other_dimension(rewards: Tensor) -> Tensor:
    """You standardize over the groups: the samples of one group are in a row."""
    fixed = rewards.detach()
    spread = fixed.std(dim=0, correction=0, keepdim=True)
    return (fixed - fixed.mean(dim=0, keepdim=True)) / (spread + 1e-6)


@known_mistake("group_advantages", hint=1)
def small_number_missing(rewards: Tensor) -> Tensor:
    """The small number in the divisor is missing: a group of equal rewards is 0 divided by 0."""
    return _centered(rewards) / _spread(rewards)


@known_mistake("group_advantages", hint=1, eps=(1e-7, 1e-5, 1e-4, 1e-3, 1e-2))
def another_small_number(rewards: Tensor, *, eps: float = 1e-8) -> Tensor:
    """Your small number in the divisor is not 1e-6: where rewards hardly differ, that shows."""
    return _centered(rewards) / (_spread(rewards) + eps)


@known_mistake("group_advantages", hint=1, eps=(1e-8, 1e-5, 1e-4))
def small_number_in_root(rewards: Tensor, *, eps: float = 1e-6) -> Tensor:
    """You add the small number to the variance, under the root: it belongs beside the standard
    deviation.
    """
    return _centered(rewards) / (_spread(rewards) ** 2 + eps).sqrt()


@known_mistake("group_advantages", hint=1)
def next_to_nothing_added(rewards: Tensor) -> Tensor:
    """What you add to the standard deviation, or clamp it to, is too small to count: where rewards
    hardly differ, the 1e-6 does.
    """
    return _centered(rewards) / _spread(rewards).clamp(min=1e-6)


@known_mistake("group_advantages", hint=1)
def median_subtracted(rewards: Tensor) -> Tensor:
    """You subtract the median of the group; its mean is asked."""
    fixed = rewards.detach()
    return (fixed - fixed.median(dim=1, keepdim=True).values) / (_spread(rewards) + 1e-6)


@known_mistake("group_advantages", hint=1)
def others_mean(rewards: Tensor) -> Tensor:
    """You compare with the mean of the other samples, as RLOO does: the group's mean includes
    each of them.
    """
    n = rewards.shape[1]
    return _centered(rewards) * n / max(n - 1, 1) / (_spread(rewards) + 1e-6)


@known_mistake("group_advantages", hint=1)
def scaled_to_range(rewards: Tensor) -> Tensor:
    """You divide by the range of the group; its standard deviation is asked."""
    fixed = rewards.detach()
    width = fixed.amax(dim=1, keepdim=True) - fixed.amin(dim=1, keepdim=True)
    return _centered(rewards) / (width + 1e-6)


@known_mistake("group_advantages", hint=1)
def absolute_deviation(rewards: Tensor) -> Tensor:
    """You divide by the mean absolute deviation; the standard deviation is asked."""
    centered = _centered(rewards)
    return centered / (centered.abs().mean(dim=1, keepdim=True) + 1e-6)


@known_mistake("group_advantages", hint=1)
def norm_for_deviation(rewards: Tensor) -> Tensor:
    """You divide by the norm of the deviations: their mean square is missing the division by the
    number of samples.
    """
    centered = _centered(rewards)
    return centered / (centered.square().sum(dim=1, keepdim=True).sqrt() + 1e-6)


@known_mistake("group_advantages", hint=1)
def mean_square_for_variance(rewards: Tensor) -> Tensor:
    """You take the root of the mean square of the rewards: the standard deviation is about their
    mean.
    """
    root = rewards.detach().square().mean(dim=1, keepdim=True).sqrt()
    return _centered(rewards) / (root + 1e-6)


@known_mistake("group_advantages", hint=1)
def reward_subtracted(rewards: Tensor) -> Tensor:
    """You subtract the reward from the mean: the best answer gets the most negative advantage."""
    return -_centered(rewards) / (_spread(rewards) + 1e-6)


@known_mistake("group_advantages", hint=3)
def gradient_flows(rewards: Tensor) -> Tensor:
    """The value is right, but gradients flow to the rewards: advantages are constants, so detach
    them.
    """
    centered = rewards - rewards.mean(dim=1, keepdim=True)
    spread = (centered.square().mean(dim=1, keepdim=True) + 1e-30).sqrt()
    return centered / (spread + 1e-6)


@known_mistake("group_advantages", hint=1)
def variance_cancels(rewards: Tensor) -> Tensor:
    """You subtract the squared mean from the mean square: for large rewards that differ little
    the digits cancel.
    """
    fixed = rewards.detach()
    variance = fixed.square().mean(dim=1, keepdim=True) - fixed.mean(dim=1, keepdim=True).square()
    return _centered(rewards) / (variance.clamp(min=0).sqrt() + 1e-6)
