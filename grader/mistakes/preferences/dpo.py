"""Known mistakes in preferences/dpo."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


def _looked_up(values: Tensor, tokens: Tensor) -> Tensor:
    """The entry of each token, of any that is not a token the first."""
    return values.gather(-1, tokens.clamp(min=0).unsqueeze(-1)).squeeze(-1)


def _each(logits: Tensor, tokens: Tensor) -> Tensor:
    """The log-probability of each predicted token, shape (n, t-1)."""
    return _looked_up(F.log_softmax(logits[:, :-1], dim=-1), tokens[:, 1:])


def _added(each: Tensor, mask: Tensor) -> Tensor:
    """The sum over each sequence of the elements that a mask chooses."""
    return torch.where(mask.bool(), each, 0).sum(dim=1)


@known_mistake("sequence_log_prob", hint=2)
def not_shifted(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You look up the token at the position of the logits: they predict the one after it."""
    return _added(_looked_up(F.log_softmax(logits, dim=-1), tokens), mask)


@known_mistake("sequence_log_prob", hint=2)
def shifted_the_other_way(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You shifted the wrong way: these logits are compared with the token before, which the model
    has already seen.
    """
    each = _looked_up(F.log_softmax(logits[:, 1:], dim=-1), tokens[:, :-1])
    return _added(each, mask[:, :-1])


@known_mistake("sequence_log_prob", hint=2)
def all_but_the_mask_shifted_the_other_way(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """The mask is that of the predicted tokens, but logits and tokens are shifted the wrong way:
    these logits are compared with the token before, which the model has already seen.
    """
    each = _looked_up(F.log_softmax(logits[:, 1:], dim=-1), tokens[:, :-1])
    return _added(each, mask[:, 1:])


@known_mistake("sequence_log_prob", hint=2)
def mask_of_the_position(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You take the mask of the position that predicts: what counts is the mask of the predicted
    token, one further.
    """
    return _added(_each(logits, tokens), mask[:, :-1])


@known_mistake("sequence_log_prob", hint=2)
def both_masks_asked(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You ask for mask 1 at both positions: the mask of the position that predicts has no
    effect.
    """
    return _added(_each(logits, tokens), mask[:, :-1].bool() & mask[:, 1:].bool())


@known_mistake("sequence_log_prob", hint=2)
def mask_not_used(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You do not use the mask: prompt and padding are counted as if they were the answer."""
    return _each(logits, tokens).sum(dim=1)


@known_mistake("sequence_log_prob", hint=2)
def padding_tokens_alone(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You leave out tokens of -100 and never use the mask: other tokens may not count either."""
    return _added(_each(logits, tokens), tokens[:, 1:] != -100)


@known_mistake("sequence_log_prob", hint=1)
def averaged_over_tokens(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You average over the tokens that count: the log-probability of a sequence is their sum."""
    chosen = mask[:, 1:].bool()
    return _added(_each(logits, tokens), chosen) / chosen.sum(dim=1).clamp(min=1)


@known_mistake("sequence_log_prob", hint=1)
def averaged_over_positions(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You average over all positions; the log-probability of a sequence is a sum."""
    return _added(_each(logits, tokens), mask[:, 1:]) / (tokens.shape[1] - 1)


@known_mistake("sequence_log_prob", hint=1)
def negated(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned negative log-likelihoods; here the log-probability itself is asked."""
    return -_added(_each(logits, tokens), mask[:, 1:])


@known_mistake("sequence_log_prob", hint=1)
def exponentiated(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned probabilities: stay in logarithms, where long sequences do not underflow."""
    return _added(_each(logits, tokens), mask[:, 1:]).exp()


@known_mistake("sequence_log_prob", hint=2)
def batch_summed(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You added up the whole batch: each sequence has a number of its own."""
    return _added(_each(logits, tokens), mask[:, 1:]).sum()


@known_mistake("sequence_log_prob", hint=2)
def batch_averaged(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You averaged over the batch: each sequence has a number of its own."""
    return _added(_each(logits, tokens), mask[:, 1:]).mean()


@known_mistake("sequence_log_prob", hint=2)
def tokens_not_summed(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You returned the log-probability of each token; add up those of a sequence."""
    return torch.where(mask[:, 1:].bool(), _each(logits, tokens), 0)


@known_mistake("sequence_log_prob", hint=2)
def summed_over_batch(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You added up the sequences of the batch at each position: add up the positions of each
    sequence.
    """
    return torch.where(mask[:, 1:].bool(), _each(logits, tokens), 0).sum(dim=0)


@known_mistake("sequence_log_prob", hint=3)
def not_normalized(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You add up the logits of the tokens: logits are log-probabilities up to a constant only."""
    return _added(_looked_up(logits[:, :-1], tokens[:, 1:]), mask[:, 1:])


@known_mistake("sequence_log_prob", hint=3)
def probabilities_summed(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You add up probabilities: their logarithms are added."""
    return _added(_each(logits, tokens).exp(), mask[:, 1:])


@known_mistake("sequence_log_prob", hint=3)
def softmax_over_positions(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You normalize over the positions: at each position the probabilities of the tokens sum
    to 1.
    """
    return _added(_looked_up(F.log_softmax(logits[:, :-1], dim=1), tokens[:, 1:]), mask[:, 1:])


@known_mistake("sequence_log_prob", hint=3)
def softmax_twice(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You apply a softmax before the log-softmax: the logits are normalized twice."""
    return _added(_each(logits.softmax(dim=-1), tokens), mask[:, 1:])


@known_mistake("sequence_log_prob", hint=3)
def softmax_then_log(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You take the logarithm of a softmax: the probability of an unlikely token rounds to 0, and
    its logarithm is infinite.
    """
    probs = _looked_up(logits[:, :-1].softmax(dim=-1), tokens[:, 1:])
    return _added(probs.log(), mask[:, 1:])


@known_mistake("sequence_log_prob", hint=1)
def product_of_probabilities(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You multiply probabilities and take the logarithm then: the product of a long sequence
    rounds to 0.
    """
    probs = _each(logits, tokens).exp()
    return torch.where(mask[:, 1:].bool(), probs, 1).prod(dim=1).log()


@known_mistake("sequence_log_prob", hint=3)
def exponentials_overflow(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """You exponentiate the logits as they are: for large ones that is infinite, and far below 0
    every one is 0.
    """
    x = logits[:, :-1]
    each = _looked_up(x, tokens[:, 1:]) - x.exp().sum(dim=-1).log()
    return _added(each, mask[:, 1:])


@known_mistake("sequence_log_prob", hint=3, eps=(*SMALL, *TINY))
def small_number_in_log(
    logits: Tensor, tokens: Tensor, mask: Tensor, *, eps: float = 1e-9
) -> Tensor:
    """A small number inside the logarithm bounds what an unlikely token costs, and its gradient
    vanishes.
    """
    probs = _looked_up(logits[:, :-1].softmax(dim=-1), tokens[:, 1:])
    return _added((probs + eps).log(), mask[:, 1:])


@known_mistake("sequence_log_prob", hint=3, eps=(*SMALL, *TINY))
def probability_clamped(
    logits: Tensor, tokens: Tensor, mask: Tensor, *, eps: float = 1e-9
) -> Tensor:
    """You clamp the probability: an unlikely token costs a bounded amount and gets no gradient."""
    probs = _looked_up(logits[:, :-1].softmax(dim=-1), tokens[:, 1:])
    return _added(probs.clamp(min=eps).log(), mask[:, 1:])


@known_mistake("sequence_log_prob")
def logits_detached(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """The value is right, but no gradient reaches the logits: you computed on a detached copy."""
    return _added(_each(logits.detach(), tokens), mask[:, 1:])


def _ratios(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor) -> tuple[Tensor, Tensor]:
    """The log-ratios of the chosen and the rejected answers."""
    return pc - rc.detach(), pr - rr.detach()


def _margin(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor) -> Tensor:
    """The difference of the log-ratios."""
    chosen, rejected = _ratios(pc, pr, rc, rr)
    return chosen - rejected


@known_mistake("dpo_loss", hint=1)
def reference_learns(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """The value is right, but gradients flow into the reference: it is fixed, so detach it."""
    return -F.logsigmoid(beta * ((pc - rc) - (pr - rr))).mean()


@known_mistake("dpo_loss", hint=1)
def reference_missing(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You compare the policy's log-probabilities alone: each is measured against that of the
    reference.
    """
    return -F.logsigmoid(beta * (pc - pr)).mean()


@known_mistake("dpo_loss", hint=2)
def reference_added(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You add the reference's difference to the policy's, or subtract that of the other answer:
    each answer is compared with itself.
    """
    return -F.logsigmoid(beta * ((pc - pr) + (rc - rr).detach())).mean()


@known_mistake("dpo_loss", hint=2)
def answers_exchanged(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You exchanged the answers: the loss is small where the rejected one has the larger reward."""
    return -F.logsigmoid(-beta * _margin(pc, pr, rc, rr)).mean()


@known_mistake("dpo_loss", hint=1)
def models_exchanged(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """Policy and reference are exchanged: the policy is detached, and the reference learns."""
    return -F.logsigmoid(beta * ((rc - pc.detach()) - (rr - pr.detach()))).mean()


@known_mistake("dpo_loss", hint=2)
def beta_outside(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You multiply the loss by beta: it belongs in the sigmoid, where it scales the log-odds."""
    return -beta * F.logsigmoid(_margin(pc, pr, rc, rr)).mean()


@known_mistake("dpo_loss", hint=2)
def beta_not_used(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You do not use beta: it scales the log-odds."""
    return -F.logsigmoid(_margin(pc, pr, rc, rr)).mean()


@known_mistake("dpo_loss", hint=2)
def beta_divides(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You divide the log-odds by beta: a large beta makes rewards larger, not smaller."""
    return -F.logsigmoid(_margin(pc, pr, rc, rr) / beta).mean()


@known_mistake("dpo_loss", hint=2)
def beta_twice(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You multiply by beta twice: once for each reward, and once more for their difference."""
    return -F.logsigmoid(beta**2 * _margin(pc, pr, rc, rr)).mean()


@known_mistake("dpo_loss", hint=2)
def beta_inside_and_outside(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You multiply the loss by beta as well: it belongs inside the sigmoid only."""
    return -beta * F.logsigmoid(beta * _margin(pc, pr, rc, rr)).mean()


@known_mistake("dpo_loss", hint=2)
def divided_by_beta(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You divide the loss by beta: a likelihood has no factor in front."""
    return -F.logsigmoid(beta * _margin(pc, pr, rc, rr)).mean() / beta


@known_mistake("dpo_loss", hint=2)
def beta_of_chosen_alone(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You multiply the chosen answer's log-ratio alone by beta: brackets are missing."""
    chosen, rejected = _ratios(pc, pr, rc, rr)
    return -F.logsigmoid(beta * chosen - rejected).mean()


@known_mistake("dpo_loss", hint=2)
def beta_of_policy_alone(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You multiply the policy's difference alone by beta: the reference's is scaled too."""
    return -F.logsigmoid(beta * (pc - pr) - (rc - rr).detach()).mean()


@known_mistake("dpo_loss", hint=1)
def rejected_not_used(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You use the chosen answer alone: the loss is of a choice between two."""
    return -F.logsigmoid(beta * _ratios(pc, pr, rc, rr)[0]).mean()


@known_mistake("dpo_loss", hint=1)
def answers_apart(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You judge each answer on its own: the pair is one draw, whose log-odds are the difference
    of the rewards.
    """
    chosen, rejected = _ratios(pc, pr, rc, rr)
    return -(F.logsigmoid(beta * chosen) + F.logsigmoid(-beta * rejected)).mean()


@known_mistake("dpo_loss", hint=2)
def probabilities_compared(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You subtract ratios of probabilities: the rewards are their logarithms."""
    chosen, rejected = _ratios(pc, pr, rc, rr)
    return -F.logsigmoid(beta * (chosen.exp() - rejected.exp())).mean()


@known_mistake("dpo_loss", hint=3)
def margins_averaged(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You average the margins before the log-sigmoid: each pair has a likelihood of its own."""
    return -F.logsigmoid(beta * _margin(pc, pr, rc, rr).mean())


@known_mistake("dpo_loss", hint=3)
def pairs_summed(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You added up the pairs, where their mean is asked."""
    return -F.logsigmoid(beta * _margin(pc, pr, rc, rr)).sum()


@known_mistake("dpo_loss", hint=3)
def pairs_not_averaged(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You returned the losses of the pairs; a loss is one number."""
    return -F.logsigmoid(beta * _margin(pc, pr, rc, rr))


@known_mistake("dpo_loss", hint=3)
def sign_flipped(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You returned the log-likelihood; a loss is minimized, so its sign is the other."""
    return F.logsigmoid(beta * _margin(pc, pr, rc, rr)).mean()


@known_mistake("dpo_loss", hint=3)
def logarithm_missing(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You average probabilities: the logarithm of the sigmoid is missing."""
    return -(beta * _margin(pc, pr, rc, rr)).sigmoid().mean()


@known_mistake("dpo_loss", hint=3)
def sigmoid_missing(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You returned the negative margin itself: it is a log-odds, and goes through a log-sigmoid."""
    return -beta * _margin(pc, pr, rc, rr).mean()


@known_mistake("dpo_loss", hint=1)
def squared_margin(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You take a squared distance of the margin from `1/(2*beta)`: that is IPO, another loss."""
    return (_margin(pc, pr, rc, rr) - 1 / (2 * beta)).square().mean()


@known_mistake("dpo_loss", hint=1)
def hinge(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """You take a hinge of the margin; the likelihood of a choice is a sigmoid."""
    return (1 - beta * _margin(pc, pr, rc, rr)).relu().mean()


@known_mistake("dpo_loss", hint=1, eps=(0.05, 0.2, 0.25, 0.3))
def labels_smoothed(
    pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float, *, eps: float = 0.1
) -> Tensor:
    """You assume that some labels are wrong: that is a robust variant, where the plain likelihood
    is asked.
    """
    z = beta * _margin(pc, pr, rc, rr)
    return -((1 - eps) * F.logsigmoid(z) + eps * F.logsigmoid(-z)).mean()


@known_mistake("dpo_loss", hint=3)
def sigmoid_then_log(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """For a pair far on the wrong side your loss is infinite: a sigmoid rounds to 0 before its
    logarithm, or an exponential overflows.
    """
    return -(beta * _margin(pc, pr, rc, rr)).sigmoid().log().mean()


@known_mistake("dpo_loss", hint=3, eps=(*SMALL, *TINY))
def small_number_beside_sigmoid(
    pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float, *, eps: float = 1e-9
) -> Tensor:
    """A small number inside the logarithm bounds what a wrongly ordered pair costs, and its
    gradient vanishes.
    """
    return -((beta * _margin(pc, pr, rc, rr)).sigmoid() + eps).log().mean()


@known_mistake("dpo_loss", hint=3, eps=(*SMALL, *TINY))
def choice_clamped(
    pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float, *, eps: float = 1e-9
) -> Tensor:
    """You clamp the probability: a wrongly ordered pair costs a bounded amount and gets no
    gradient.
    """
    return -(beta * _margin(pc, pr, rc, rr)).sigmoid().clamp(min=eps).log().mean()


@known_mistake("dpo_loss", hint=2, most=(5.0, 10.0, 50.0))
def margin_clamped(
    pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float, *, most: float = 20.0
) -> Tensor:
    """You clamp the log-odds: beyond the bound a pair gets no gradient, and costs too little."""
    return -F.logsigmoid((beta * _margin(pc, pr, rc, rr)).clamp(-most, most)).mean()


@known_mistake("dpo_loss")
def policy_detached(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """The value is right, but no gradient reaches the policy, which is to learn."""
    return -F.logsigmoid(beta * _margin(pc.detach(), pr.detach(), rc, rr)).mean()


@known_mistake("dpo_loss")
def rejected_detached(pc: Tensor, pr: Tensor, rc: Tensor, rr: Tensor, beta: float) -> Tensor:
    """The value is right, but the policy's rejected answer is detached: it is to become less
    likely.
    """
    return -F.logsigmoid(beta * _margin(pc, pr.detach(), rc, rr)).mean()
