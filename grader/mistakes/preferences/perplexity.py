"""Known mistakes in preferences/perplexity."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


def _looked_up(log_probs: Tensor, tokens: Tensor) -> Tensor:
    """The entry of each token, of any that is not a token the first."""
    return log_probs.gather(-1, tokens.clamp(min=0).unsqueeze(-1)).squeeze(-1)


def _each(logits: Tensor, tokens: Tensor) -> Tensor:
    """The negative log-likelihood of each predicted token, shape (n, t-1)."""
    return -_looked_up(F.log_softmax(logits[:, :-1], dim=-1), tokens[:, 1:])


def _kept(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """The negative log-likelihood of each predicted token that counts."""
    return _each(logits, tokens)[mask[:, 1:].bool()]


def _weighted(each: Tensor, mask: Tensor) -> Tensor:
    """The mean of the elements that a mask chooses, 0 if there is none."""
    chosen = mask.bool()
    total = torch.where(chosen, each, 0).sum()
    return total / chosen.sum().clamp(min=1)


def _by_sequence(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """The mean of each sequence in which a token counts."""
    each, chosen = _each(logits, tokens), mask[:, 1:].bool()
    used = chosen.any(dim=1)
    sums = torch.where(chosen, each, 0).sum(dim=1)
    return sums[used] / chosen.sum(dim=1)[used]


@known_mistake("token_nll", hint=1)
def not_shifted(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You compare the logits at a position with the token at the same position: they predict the
    one after it.
    """
    return _weighted(-_looked_up(F.log_softmax(logits, dim=-1), tokens), mask)


@known_mistake("token_nll", hint=1)
def shifted_the_other_way(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You shifted the wrong way: these logits are compared with the token before, which the model
    has already seen.
    """
    each = -_looked_up(F.log_softmax(logits[:, 1:], dim=-1), tokens[:, :-1])
    return _weighted(each, mask[:, :-1])


@known_mistake("token_nll", hint=1)
def mask_of_the_position(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You take the mask of the position that predicts: what counts is the mask of the predicted
    token, one further.
    """
    return _weighted(_each(logits, tokens), mask[:, :-1])


@known_mistake("token_nll", hint=1, guarded=(False,))
def both_masks_asked(
    logits: Tensor, tokens: Tensor, mask: Tensor, *, guarded: bool = True
) -> Tensor:
    """You ask for mask 1 at both positions: the mask of the position that predicts has no
    effect.
    """
    each, chosen = _each(logits, tokens), mask[:, :-1].bool() & mask[:, 1:].bool()
    return _weighted(each, chosen) if guarded else each[chosen].mean()


@known_mistake("token_nll", hint=1)
def mask_not_used(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You do not use the mask: padding is counted as if it were text."""
    return _each(logits, tokens).mean()


@known_mistake("token_nll", hint=1)
def padding_tokens_alone(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You leave out tokens of -100 and never use the mask: other tokens may not count either."""
    return _weighted(_each(logits, tokens), tokens[:, 1:] != -100)


@known_mistake("token_nll", hint=1, guarded=(True,))
def token_zero_left_out(
    logits: Tensor, tokens: Tensor, mask: Tensor, *, guarded: bool = False
) -> Tensor:
    """You leave out token 0 as if it were padding: the mask alone says what counts."""
    each, chosen = _each(logits, tokens), mask[:, 1:].bool() & (tokens[:, 1:] > 0)
    return _weighted(each, chosen) if guarded else each[chosen].mean()


@known_mistake("token_nll", hint=1)
def divided_by_all_predictions(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You divide by all predicted tokens: padding must not shrink the mean, which is over those
    that count.
    """
    each = _kept(logits, tokens, mask)
    return each.sum() / mask[:, 1:].numel()


@known_mistake("token_nll", hint=1)
def divided_by_whole_mask(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You divide by the sum of the whole mask: its first column belongs to tokens that nothing
    predicts.
    """
    return _kept(logits, tokens, mask).sum() / mask.sum()


@known_mistake("token_nll", hint=1)
def divided_by_sequences(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You divide by the number of sequences; the mean is over tokens."""
    return _kept(logits, tokens, mask).sum() / len(logits)


@known_mistake("token_nll", hint=1, empty=(True,))
def mean_of_means(logits: Tensor, tokens: Tensor, mask: Tensor, *, empty: bool = False) -> Tensor:
    """You average within each sequence and then over sequences: a token of a short one weighs
    more than it should.
    """
    means = _by_sequence(logits, tokens, mask)
    return means.sum() / len(logits) if empty else means.mean()


@known_mistake("token_nll", hint=1)
def one_for_each_sequence(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned one number for each sequence; the loss is one number for the batch."""
    return _by_sequence(logits, tokens, mask)


@known_mistake("token_nll", hint=1)
def not_averaged(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned one number for each token that counts; the loss is their mean."""
    return _kept(logits, tokens, mask)


@known_mistake("token_nll", hint=1)
def summed(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You added up the tokens that count, where their mean is asked."""
    return _kept(logits, tokens, mask).sum()


@known_mistake("token_nll", hint=2)
def sign_flipped(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned the log-likelihood; a loss is minimized, so its sign is the other."""
    return -_kept(logits, tokens, mask).mean()


@known_mistake("token_nll", hint=2)
def in_bits(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Your result is in bits, with a logarithm to base 2; nats are asked."""
    return _kept(logits, tokens, mask).mean() / math.log(2)


@known_mistake("token_nll", hint=2)
def probabilities_averaged(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You average probabilities and take the logarithm of the mean; the logarithms are
    averaged.
    """
    return -(-_kept(logits, tokens, mask)).exp().mean().log()


@known_mistake("token_nll", hint=3)
def not_normalized(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You average the tokens' logits themselves: logits are log-probabilities up to a constant
    only.
    """
    return -_weighted(_looked_up(logits[:, :-1], tokens[:, 1:]), mask[:, 1:])


@known_mistake("token_nll", hint=3)
def logarithm_missing(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You average probabilities: their logarithm is missing."""
    return -(-_kept(logits, tokens, mask)).exp().mean()


@known_mistake("token_nll", hint=3)
def softmax_over_positions(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You normalize over the positions: at each position the probabilities of the tokens sum
    to 1.
    """
    log_probs = F.log_softmax(logits[:, :-1], dim=1)
    return -_weighted(_looked_up(log_probs, tokens[:, 1:]), mask[:, 1:])


@known_mistake("token_nll", hint=3)
def softmax_twice(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You apply a softmax before the log-softmax: the logits are normalized twice."""
    return _kept(logits.softmax(dim=-1), tokens, mask).mean()


@known_mistake("token_nll", hint=3)
def softmax_then_log(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You take the logarithm of a softmax: the probability of an unlikely token rounds to 0, and
    its logarithm is infinite.
    """
    probs = logits[:, :-1][mask[:, 1:].bool()].softmax(dim=-1)
    return -_looked_up(probs, tokens[:, 1:][mask[:, 1:].bool()]).log().mean()


@known_mistake("token_nll", hint=3)
def exponentials_overflow(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You exponentiate the logits as they are: for large ones that is infinite, and far below 0
    every one is 0.
    """
    kept = logits[:, :-1][mask[:, 1:].bool()]
    total = kept.exp().sum(dim=-1).log()
    return (total - _looked_up(kept, tokens[:, 1:][mask[:, 1:].bool()])).mean()


@known_mistake("token_nll", hint=3, eps=(*SMALL, *TINY))
def small_number_in_log(
    logits: Tensor, tokens: Tensor, mask: Tensor, *, eps: float = 1e-9
) -> Tensor:
    """A small number inside the logarithm bounds what an unlikely token costs, and its gradient
    vanishes.
    """
    probs = logits[:, :-1][mask[:, 1:].bool()].softmax(dim=-1)
    return -(_looked_up(probs, tokens[:, 1:][mask[:, 1:].bool()]) + eps).log().mean()


@known_mistake("token_nll", hint=3, eps=(*SMALL, *TINY))
def probability_clamped(
    logits: Tensor, tokens: Tensor, mask: Tensor, *, eps: float = 1e-9
) -> Tensor:
    """You clamp the probability: an unlikely token costs a bounded amount and gets no gradient."""
    probs = logits[:, :-1][mask[:, 1:].bool()].softmax(dim=-1)
    return -_looked_up(probs, tokens[:, 1:][mask[:, 1:].bool()]).clamp(min=eps).log().mean()


@known_mistake("token_nll", hint=1)
def padding_counted_as_zero_logits(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You set the logits of what does not count to 0 and count it: each costs the log of the
    vocabulary's size.
    """
    each, chosen = _each(logits, tokens), mask[:, 1:].bool()
    return torch.where(chosen, each, math.log(logits.shape[-1])).mean()


@known_mistake("token_nll", hint=1, most=(1e-6, 1e-4))
def small_number_in_divisor(
    logits: Tensor, tokens: Tensor, mask: Tensor, *, most: float = 1e-5
) -> Tensor:
    """You add a small number to the count: at least one token counts, so the mean is off for
    nothing.
    """
    each = _kept(logits, tokens, mask)
    return each.sum() / (len(each) + most)


@known_mistake("token_nll", hint=1)
def exponentiated(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned the perplexity; here its logarithm is asked."""
    return _kept(logits, tokens, mask).mean().exp()


@known_mistake("token_nll", hint=1)
def last_prediction_dropped(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You drop one position too many: the last token of a sequence is predicted too."""
    return _weighted(_each(logits, tokens)[:, :-1], mask[:, 1:-1])


@known_mistake("token_nll")
def logits_detached(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """The value is right, but no gradient reaches the logits: you computed on a detached copy."""
    return _kept(logits.detach(), tokens, mask).mean()


@known_mistake("perplexity", hint=2)
def not_exponentiated(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned the mean negative log-likelihood; the perplexity is its exponential."""
    return _kept(logits, tokens, mask).mean()


@known_mistake("perplexity", hint=2)
def power_of_two(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You raise 2 to a number of nats: that base goes with bits."""
    return 2 ** _kept(logits, tokens, mask).mean()


@known_mistake("perplexity", hint=2)
def inverted(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned the geometric mean of the probabilities; the perplexity is its inverse."""
    return (-_kept(logits, tokens, mask).mean()).exp()


@known_mistake("perplexity", hint=1)
def tokens_exponentiated(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You exponentiate each token and average then: a mean of inverse probabilities, which is
    larger.
    """
    return _kept(logits, tokens, mask).exp().mean()


@known_mistake("perplexity", hint=1)
def arithmetic_mean_inverted(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You invert the mean of the probabilities; the mean is taken of their logarithms."""
    return 1 / (-_kept(logits, tokens, mask)).exp().mean()


@known_mistake("perplexity", hint=1)
def sequences_exponentiated(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You average the perplexities of the sequences: average the negative log-likelihoods of
    all tokens, and exponentiate once.
    """
    return _by_sequence(logits, tokens, mask).exp().mean()


@known_mistake("perplexity", hint=1)
def means_of_sequences_averaged(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You exponentiate a mean of the sequences' means: a token of a short sequence weighs more
    than it should.
    """
    return _by_sequence(logits, tokens, mask).mean().exp()


@known_mistake("perplexity", hint=1)
def sequences_not_averaged(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned the perplexity of each sequence; one number is asked for the batch."""
    return _by_sequence(logits, tokens, mask).exp()


@known_mistake("perplexity", hint=1)
def sum_exponentiated(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You exponentiate the sum: that is the inverse probability of the whole text, not per
    token.
    """
    return _kept(logits, tokens, mask).sum().exp()


@known_mistake("perplexity", hint=1)
def padding_in_the_mean(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You divide by all predicted tokens, padding included, before you exponentiate."""
    return (_kept(logits, tokens, mask).sum() / mask[:, 1:].numel()).exp()


@known_mistake("perplexity", hint=1)
def everything_counted(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You do not use the mask: padding is counted as if it were text."""
    return _each(logits, tokens).mean().exp()


@known_mistake("perplexity", hint=1)
def same_position(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You compare the logits at a position with the token at the same position: they predict the
    one after it.
    """
    return _weighted(-_looked_up(F.log_softmax(logits, dim=-1), tokens), mask).exp()


@known_mistake("perplexity", hint=2, most=(10.0, 30.0, 50.0, 60.0))
def exponent_clamped(logits: Tensor, tokens: Tensor, mask: Tensor, *, most: float = 20.0) -> Tensor:
    """You clamp the exponent: a very unlikely text has a large perplexity, not a bounded one."""
    return _kept(logits, tokens, mask).mean().clamp(max=most).exp()


@known_mistake("perplexity", hint=2)
def product_of_probabilities(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You multiply the probabilities before the root: the product of a long text rounds to 0."""
    probs = (-_kept(logits, tokens, mask)).exp()
    return probs.prod() ** (-1 / len(probs))


@known_mistake("perplexity")
def constant_for_autograd(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """The value is right, but no gradient reaches the logits: you left autograd on the way."""
    return _kept(logits.detach(), tokens, mask).mean().exp()
