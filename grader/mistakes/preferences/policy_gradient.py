"""Known mistakes in preferences/policy_gradient."""

import torch
from torch import Tensor

from grader.probe.probe import known_mistake


def _weights(rewards: Tensor, gamma: float) -> Tensor:
    """The weight of the reward of step s, in column s, for step t, in row t."""
    steps = torch.arange(rewards.shape[1], device=rewards.device)
    later = steps - steps.unsqueeze(1)
    powers = torch.full_like(later, 1, dtype=rewards.dtype) * gamma
    return torch.where(later >= 0, powers ** later.clamp(min=0), 0)


def _to_go(rewards: Tensor, gamma: float) -> Tensor:
    """The right sums."""
    return rewards @ _weights(rewards, gamma).T


@known_mistake("rewards_to_go", hint=1)
def past_summed(rewards: Tensor, gamma: float) -> Tensor:
    """You add up the rewards before each step: an action can influence only what comes after it."""
    return rewards @ _weights(rewards, gamma)


@known_mistake("rewards_to_go", hint=1)
def whole_episode(rewards: Tensor, gamma: float) -> Tensor:
    """Each step gets the return of the whole episode: what came before it does not count."""
    return _to_go(rewards, gamma)[:, :1].expand(rewards.shape) * 1


@known_mistake("rewards_to_go", hint=2)
def never_discounted(rewards: Tensor, gamma: float) -> Tensor:
    """You do not discount: later rewards count less by `gamma` for every step between."""
    return _to_go(rewards, 1.0)


@known_mistake("rewards_to_go", hint=2)
def discounted_from_the_start(rewards: Tensor, gamma: float) -> Tensor:
    """You discount from the start of the episode: the distance counts from the step itself."""
    return _to_go(rewards * _weights(rewards, gamma)[0], 1.0)


@known_mistake("rewards_to_go", hint=2)
def divided_by_powers(rewards: Tensor, gamma: float) -> Tensor:
    """You discount from the start and divide by a power of `gamma` then: that is 0 divided by 0
    where the power is 0.
    """
    powers = _weights(rewards, gamma)[0]
    return _to_go(rewards * powers, 1.0) / powers


@known_mistake("rewards_to_go", hint=2)
def own_reward_missing(rewards: Tensor, gamma: float) -> Tensor:
    """You leave out the step's own reward: the sum begins with it."""
    return _to_go(rewards, gamma) - rewards


@known_mistake("rewards_to_go", hint=2)
def own_reward_discounted(rewards: Tensor, gamma: float) -> Tensor:
    """You discount a step too much: the step's own reward counts in full."""
    return gamma * _to_go(rewards, gamma)


@known_mistake("rewards_to_go", hint=2)
def reward_discounted_instead(rewards: Tensor, gamma: float) -> Tensor:
    """You multiply the reward by `gamma` and not the sum that follows it."""
    return gamma * _to_go(rewards, 1.0)


@known_mistake("rewards_to_go", hint=3)
def not_turned_back(rewards: Tensor, gamma: float) -> Tensor:
    """The sums are in reverse order: you went backward and did not turn the result around."""
    return _to_go(rewards, gamma).flip(1)


@known_mistake("rewards_to_go", hint=3)
def over_the_batch(rewards: Tensor, gamma: float) -> Tensor:
    """You add up over the episodes: the steps of an episode are in a row."""
    return _to_go(rewards.T, gamma).T


@known_mistake("rewards_to_go", hint=3)
def episodes_run_together(rewards: Tensor, gamma: float) -> Tensor:
    """You carry the sum over into the episode before: each one starts anew."""
    return _to_go(rewards.reshape(1, -1), gamma).reshape(rewards.shape)


@known_mistake("rewards_to_go", hint=2)
def one_step_ahead(rewards: Tensor, gamma: float) -> Tensor:
    """You look one step ahead only: the sum goes to the end of the episode."""
    following = torch.cat([rewards[:, 1:], torch.zeros_like(rewards[:, :1])], dim=1)
    return rewards + gamma * following


@known_mistake("rewards_to_go", hint=2)
def averaged(rewards: Tensor, gamma: float) -> Tensor:
    """You average over the remaining steps, where their sum is asked."""
    counts = torch.arange(rewards.shape[1], 0, -1, device=rewards.device)
    return _to_go(rewards, gamma) / counts


@known_mistake("rewards_to_go", hint=2)
def normalized_by_weights(rewards: Tensor, gamma: float) -> Tensor:
    """You divide by the sum of the discounts: a discounted sum is asked, not a mean."""
    return _to_go(rewards, gamma) / _weights(rewards, gamma).sum(dim=1)


@known_mistake("rewards_to_go", hint=2)
def discount_complemented(rewards: Tensor, gamma: float) -> Tensor:
    """You discount by `1 - gamma`: it is `gamma` itself."""
    return _to_go(rewards, 1 - gamma)


@known_mistake("rewards_to_go", hint=2)
def discounted_twice(rewards: Tensor, gamma: float) -> Tensor:
    """You discount twice for every step between."""
    return _to_go(rewards, gamma**2)


@known_mistake("rewards_to_go", hint=2)
def last_reward_missing(rewards: Tensor, gamma: float) -> Tensor:
    """You leave out the last reward of each episode."""
    kept = torch.cat([rewards[:, :-1], torch.zeros_like(rewards[:, :1])], dim=1)
    return _to_go(kept, gamma)


@known_mistake("rewards_to_go", hint=1)
def standardized(rewards: Tensor, gamma: float) -> Tensor:
    """You standardize the sums: here they are asked as they are."""
    sums = _to_go(rewards, gamma)
    return (sums - sums.mean()) / (sums.std(correction=0) + 1e-8)


@known_mistake("rewards_to_go", hint=2)
def sum_detached(rewards: Tensor, gamma: float) -> Tensor:
    """The value is right, but later rewards get no gradient: you detached the running sum."""
    return rewards + (_to_go(rewards, gamma) - rewards).detach()


@known_mistake("rewards_to_go")
def rewards_detached(rewards: Tensor, gamma: float) -> Tensor:
    """The value is right, but no gradient reaches the rewards: you computed on a detached copy."""
    return _to_go(rewards.detach(), gamma)


@known_mistake("reinforce_loss", hint=3)
def sign_flipped(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """Minimized, this makes good actions less likely: the minus is missing, or the return is
    subtracted from the baseline.
    """
    return (log_probs * (returns - baseline).detach()).mean()


@known_mistake("reinforce_loss", hint=3)
def summed(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You added up the actions, where their mean is asked."""
    return -(log_probs * (returns - baseline).detach()).sum()


@known_mistake("reinforce_loss", hint=3)
def not_averaged(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You returned the terms of the actions; a loss is one number."""
    return -(log_probs * (returns - baseline).detach())


@known_mistake("reinforce_loss", hint=3)
def baseline_missing(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You do not subtract the baseline: the gradient is right on average, with more variance."""
    return -(log_probs * returns.detach()).mean()


@known_mistake("reinforce_loss", hint=3)
def baseline_added(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You add the baseline: it is subtracted."""
    return -(log_probs * (returns + baseline).detach()).mean()


@known_mistake("reinforce_loss", hint=3)
def baseline_outside(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You subtract the baseline from the product: it belongs with the return, in brackets."""
    return -(log_probs * returns.detach() - baseline.detach()).mean()


@known_mistake("reinforce_loss", hint=1)
def returns_learn(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """The value is right, but gradients flow into the returns, which are fixed: detach them."""
    return -(log_probs * (returns - baseline.detach())).mean()


@known_mistake("reinforce_loss", hint=1)
def baseline_learns(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """The value is right, but gradients flow into the baseline: it learns by a loss of its own."""
    return -(log_probs * (returns.detach() - baseline)).mean()


@known_mistake("reinforce_loss", hint=1)
def nothing_fixed(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """The value is right, but gradients flow into returns and baseline: detach both."""
    return -(log_probs * (returns - baseline)).mean()


@known_mistake("reinforce_loss", hint=1)
def probabilities_weighted(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You weigh probabilities: on drawn actions it is their logarithms that are weighted."""
    return -(log_probs.exp() * (returns - baseline).detach()).mean()


@known_mistake("reinforce_loss", hint=3)
def means_multiplied(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You multiply two means: each action is weighted by its own return."""
    return -log_probs.mean() * (returns - baseline).detach().mean()


@known_mistake("reinforce_loss", hint=3)
def standardized_inside(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You standardize what remains of the returns: it is used as it is."""
    weight = (returns - baseline).detach()
    weight = (weight - weight.mean()) / (weight.std(correction=0) + 1e-8)
    return -(log_probs * weight).mean()


@known_mistake("reinforce_loss", hint=3)
def centered_again(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You subtract the mean as well as the baseline: the baseline alone is subtracted."""
    weight = (returns - baseline).detach()
    return -(log_probs * (weight - weight.mean())).mean()


@known_mistake("reinforce_loss", hint=3)
def mean_for_baseline(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You subtract the mean of the returns: the baseline is given."""
    weight = returns.detach()
    return -(log_probs * (weight - weight.mean())).mean()


@known_mistake("reinforce_loss", hint=3)
def baseline_averaged(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You subtract the mean of the baseline: each return has a baseline of its own."""
    return -(log_probs * (returns - baseline.mean()).detach()).mean()


@known_mistake("reinforce_loss", hint=3)
def good_actions_alone(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You leave out actions that were worse than expected: they are to become less likely."""
    return -(log_probs * (returns - baseline).detach().relu()).mean()


@known_mistake("reinforce_loss", hint=3)
def sizes_alone(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You take the absolute value of what remains of the return: its sign says in which direction
    to move.
    """
    return -(log_probs * (returns - baseline).detach().abs()).mean()


@known_mistake("reinforce_loss", hint=1)
def squared_error(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """That is a squared error, the loss of a value function: weigh the log-probabilities."""
    return (log_probs - (returns - baseline).detach()).square().mean()


@known_mistake("reinforce_loss", hint=1)
def advantage_averaged(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You average what remains of the returns, without the log-probabilities."""
    return -(returns - baseline).detach().mean() + 0 * log_probs.sum()


@known_mistake("reinforce_loss", hint=3)
def last_dimension_averaged(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """You add up one dimension and average over the others: the mean is over every element."""
    terms = -(log_probs * (returns - baseline).detach())
    return terms.sum(dim=-1).mean() if terms.ndim else terms


@known_mistake("reinforce_loss")
def policy_detached(log_probs: Tensor, returns: Tensor, baseline: Tensor) -> Tensor:
    """The value is right, but no gradient reaches `log_probs`, which is to learn."""
    return -(log_probs.detach() * (returns - baseline).detach()).mean()
