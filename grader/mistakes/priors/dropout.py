"""Known mistakes in priors/dropout."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from grader.probe.probe import known_mistake


@contextmanager
def _flags_kept(model: nn.Module) -> Iterator[None]:
    """Put the flag of every module back at the end, even after an exception."""
    flags = [(module, module.training) for module in model.modules()]
    try:
        yield
    finally:
        for module, training in flags:
            module.training = training


@contextmanager
def _dropout_active(model: nn.Module) -> Iterator[None]:
    """Dropout in training mode and everything else in evaluation mode, for a while."""
    with _flags_kept(model):
        for module in model.modules():
            module.training = isinstance(module, nn.Dropout)
        yield


def _passes(model: nn.Module, x: Tensor, n_samples: int) -> Tensor:
    """Passes of the model as it is, without a gradient."""
    with torch.no_grad():
        return torch.stack([model(x.clone()) for _ in range(n_samples)])


def _samples(model: nn.Module, x: Tensor, n_samples: int) -> Tensor:
    """The passes of a right answer."""
    with _dropout_active(model):
        return _passes(model, x, n_samples)


@known_mistake("dropout", hint=1)
def not_scaled(x: Tensor, p: float, training: bool) -> Tensor:
    """What survives is not scaled: the expected activation shrinks by the factor 1-p, and
    evaluation would have to make up for it.
    """
    return x * (torch.rand_like(x) >= p) if training else x


@known_mistake("dropout", hint=1)
def scaled_in_evaluation(x: Tensor, p: float, training: bool) -> Tensor:
    """You scale in evaluation instead of in training. That is dropout's first form; here
    evaluation is the identity.
    """
    return x * (torch.rand_like(x) >= p) if training else x * (1 - p)


@known_mistake("dropout", hint=1)
def scaled_in_both(x: Tensor, p: float, training: bool) -> Tensor:
    """You scale in training and in evaluation: once is enough, and evaluation is the identity."""
    if not training:
        return x * (1 - p)
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=2)
def scaled_by_p(x: Tensor, p: float, training: bool) -> Tensor:
    """You scaled by the probability of being zeroed; the scale makes up for what survives."""
    if not training:
        return x
    return x * (torch.rand_like(x) >= p) / p if p > 0 else x


@known_mistake("dropout", hint=2)
def shrunk(x: Tensor, p: float, training: bool) -> Tensor:
    """You multiplied by 1-p where the survivors should grow, not shrink."""
    return x * (torch.rand_like(x) >= p) * (1 - p) if training else x


@known_mistake("dropout", hint=1)
def p_of_keeping(x: Tensor, p: float, training: bool) -> Tensor:
    """You read p as the probability of being kept, in mask and scale alike."""
    if not training:
        return x
    return x * (torch.rand_like(x) < p) / p if p > 0 else torch.zeros_like(x)


@known_mistake("dropout", hint=2)
def mask_turned(x: Tensor, p: float, training: bool) -> Tensor:
    """The scale is right, but the mask keeps what it should zero: p is the probability of being
    zeroed.
    """
    if not training:
        return x
    return x * (torch.rand_like(x) < p) / (1 - p) if p < 1 else torch.zeros_like(x)


@known_mistake("dropout", hint=2)
def normal_numbers(x: Tensor, p: float, training: bool) -> Tensor:
    """You compared p with normal numbers. The share of them below p is not p: it is 1/2 at p =
    0.
    """
    if not training:
        return x
    return x * (torch.randn_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def always_active(x: Tensor, p: float, training: bool) -> Tensor:
    """You drop out in evaluation as well: `training` has no effect."""
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def never_active(x: Tensor, p: float, training: bool) -> Tensor:
    """Your function never drops anything: its result is always x."""
    return x.clone()


@known_mistake("dropout", hint=1)
def flag_turned(x: Tensor, p: float, training: bool) -> Tensor:
    """You drop out in evaluation, and not in training."""
    if training:
        return x
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_coin(x: Tensor, p: float, training: bool) -> Tensor:
    """One decision holds for the whole tensor: each element needs its own."""
    if not training:
        return x
    keep = torch.rand((), dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_for_each_row(x: Tensor, p: float, training: bool) -> Tensor:
    """A row stands or falls as a whole: you drew one decision for each row, not for each
    element.
    """
    if not training:
        return x
    shape = (*x.shape[:-1], 1) if x.dim() > 1 else x.shape
    keep = torch.rand(shape, dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_for_each_column(x: Tensor, p: float, training: bool) -> Tensor:
    """All rows lose the same columns: you drew one decision for each column, not for each
    element.
    """
    if not training:
        return x
    keep = torch.rand(x.shape[-1:], dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_for_each_example(x: Tensor, p: float, training: bool) -> Tensor:
    """The elements of an example survive or fall together: only the first dimension got
    decisions of its own.
    """
    if not training:
        return x
    shape = (len(x), *(1 for _ in x.shape[1:]))
    keep = torch.rand(shape, dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_mask_for_the_batch(x: Tensor, p: float, training: bool) -> Tensor:
    """All examples of the batch share one mask: each needs its own."""
    if not training:
        return x
    keep = torch.rand(x.shape[1:], dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def seeded(x: Tensor, p: float, training: bool) -> Tensor:
    """Every call drops the same elements: a fixed seed, or a mask that is kept, is no noise."""
    if not training:
        return x
    torch.manual_seed(0)
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def fixed_number(x: Tensor, p: float, training: bool) -> Tensor:
    """You zero a fixed number of elements: then they are not independent, one spared is another
    hit.
    """
    if not training:
        return x
    keep = torch.ones_like(x).flatten()
    keep[torch.randperm(x.numel(), device=x.device)[: round(p * x.numel())]] = 0
    return x * keep.reshape(x.shape) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def gaussian_noise(x: Tensor, p: float, training: bool) -> Tensor:
    """Your noise zeroes nothing: dropout sets elements to exactly 0. (Noise around 1 would be
    Gaussian dropout.)
    """
    if not training or p == 1:
        return x if not training else torch.zeros_like(x)
    deviation: float = (p / (1 - p)) ** 0.5
    return x * (1 + torch.randn_like(x) * deviation)


@known_mistake("dropout", hint=2)
def nan_at_one(x: Tensor, p: float, training: bool) -> Tensor:
    """At p = 1 your scale is infinite, and 0 times infinity is nan."""
    return x * (torch.rand_like(x) >= p) / (1 - p) if training else x


@known_mistake("dropout", hint=3)
def in_place(x: Tensor, p: float, training: bool) -> Tensor:
    """You zeroed elements of x itself; whoever holds x after the call finds it changed."""
    if not training:
        return x
    x[torch.rand_like(x) < p] = 0
    return x * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=3)
def straight_through(x: Tensor, p: float, training: bool) -> Tensor:
    """The values are right, but the gradient ignores the mask: zeroed elements learn too."""
    if not training:
        return x
    dropped = x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)
    return x + (dropped - x).detach()


@known_mistake("dropout", hint=3)
def gradient_lost(x: Tensor, p: float, training: bool) -> Tensor:
    """The values are right, but no gradient flows back to x."""
    if not training:
        return x
    return (x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)).detach()


@known_mistake("mc_dropout_predict", hint=2)
def all_in_training(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You put the whole model into training mode: batch norm then normalises by this batch, and
    moves its running statistics towards it.
    """
    with _flags_kept(model):
        model.train()
        with torch.no_grad():
            samples = torch.stack([model(x) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def all_in_evaluation(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """The mean is that of a pass in evaluation mode: dropout is not active where you take it
    from.
    """
    with _flags_kept(model):
        model.eval()
        with torch.no_grad():
            samples = torch.stack([model(x) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def mode_as_it_came(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You predict with the model in whatever mode it came: nothing activates dropout."""
    buffers = [(buffer, buffer.clone()) for buffer in model.buffers()]
    with torch.no_grad():
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        for buffer, before in buffers:
            buffer.copy_(before)
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def children_only(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You did not look deep enough: an nn.Dropout inside a block of the model stays inactive."""
    with _flags_kept(model):
        model.eval()
        for child in model.children():
            if isinstance(child, nn.Dropout):
                child.train()
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def others_as_they_came(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You activated dropout, but left the other layers in the mode in which they came, which
    may be training.
    """
    with _flags_kept(model):
        for module in model.modules():
            if isinstance(module, nn.Dropout):
                module.training = True
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def left_active(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You never put the flags back: the model comes out with its dropout active."""
    for module in model.modules():
        module.training = isinstance(module, nn.Dropout)
    samples = _passes(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def left_in_evaluation(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You leave the model in evaluation mode, however it came."""
    try:
        for module in model.modules():
            module.training = isinstance(module, nn.Dropout)
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)
    finally:
        model.eval()


@known_mistake("mc_dropout_predict", hint=1)
def left_in_training(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You leave the model in training mode, however it came."""
    try:
        for module in model.modules():
            module.training = isinstance(module, nn.Dropout)
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)
    finally:
        model.train()


@known_mistake("mc_dropout_predict", hint=1)
def one_flag_for_all(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Every part comes out with the model's own flag: a layer that was frozen in another mode
    is not as it was.
    """
    training = model.training
    try:
        for module in model.modules():
            module.training = isinstance(module, nn.Dropout)
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)
    finally:
        model.train(training)


@known_mistake("mc_dropout_predict", hint=1)
def others_not_restored(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Only the dropout layers get their flags back; you changed those of the other layers too."""
    flags = [(module, module.training) for module in model.modules()]
    try:
        for module, _ in flags:
            module.training = isinstance(module, nn.Dropout)
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)
    finally:
        for module, training in flags:
            if isinstance(module, nn.Dropout):
                module.training = training


@known_mistake("mc_dropout_predict", hint=2)
def not_after_exceptions(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You put the flags back at the end, which is not reached where a forward pass raises."""
    flags = [(module, module.training) for module in model.modules()]
    for module, _ in flags:
        module.training = isinstance(module, nn.Dropout)
    samples = _passes(model, x, n_samples)
    for module, training in flags:
        module.training = training
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def exception_swallowed(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You swallowed the exception of a forward pass: the caller never learns that the
    prediction failed.
    """
    samples = []
    with _dropout_active(model), torch.no_grad():
        try:
            for _ in range(n_samples):
                samples.append(model(x.clone()))
        except Exception:
            samples.append(torch.zeros_like(x))
    stacked = torch.stack(samples)
    return stacked.mean(dim=0), stacked.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=3)
def recorded(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Your results drag the graphs of all passes along: nothing told autograd not to record
    them.
    """
    with _dropout_active(model):
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def grad_left_off(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You switched gradients off for the whole program and left them off."""
    with _dropout_active(model):
        torch.set_grad_enabled(False)
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def grad_switched_on(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You switched gradients on at the end, though they may have been off before."""
    with _dropout_active(model):
        try:
            torch.set_grad_enabled(False)
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
            return samples.mean(dim=0), samples.var(dim=0, correction=0)
        finally:
            torch.set_grad_enabled(True)


@known_mistake("mc_dropout_predict", hint=1)
def parameters_frozen(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You froze the parameters to keep gradients out, and left them frozen."""
    with _dropout_active(model):
        model.requires_grad_(False)
        samples = torch.stack([model(x.detach().clone()) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def unbiased(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You divided by n_samples - 1: the variance asked for is the biased one, and that of a
    single pass is 0, not nan.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0)


@known_mistake("mc_dropout_predict", hint=2)
def unbiased_beyond_one(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You divided by n_samples - 1, with an exception for a single pass: the variance asked for
    is the biased one.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0, correction=min(1, n_samples - 1))


@known_mistake("mc_dropout_predict", hint=2)
def standard_deviation(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You returned the standard deviation; the second result is its square."""
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.std(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def second_moment(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You averaged the squares of the passes without subtracting the square of their mean."""
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.square().mean(dim=0)


@known_mistake("mc_dropout_predict", hint=2)
def pair_turned(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """The pair is the wrong way round: the mean comes first, then the variance."""
    samples = _samples(model, x, n_samples)
    return samples.var(dim=0, correction=0), samples.mean(dim=0)


@known_mistake("mc_dropout_predict", hint=2)
def over_the_rows(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You took mean and variance over the rows of the batch; they belong to each row, over the
    passes.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=1), samples.var(dim=1, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def over_everything(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You reduced everything to two numbers; each prediction has a mean and a variance of its
    own.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(), samples.var(correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def one_draw(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """All your passes are one and the same draw: a single pass counted n_samples times, or the
    same seed before each.
    """
    samples = []
    with _dropout_active(model):
        with torch.no_grad():
            for _ in range(n_samples):
                torch.manual_seed(0)
                samples.append(model(x.clone()))
        stacked = torch.stack(samples)
        return stacked.mean(dim=0), stacked.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=None)
def seeded_once(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Every prediction draws the same masks: with a fixed seed the noise is no noise."""
    torch.manual_seed(0)
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=3)
def variance_by_cancellation(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Your variance is the mean of the squares less the square of the mean: far from 0 these
    nearly cancel, and what is left is rounding, even below 0.
    """
    samples = _samples(model, x, n_samples)
    mean = samples.mean(dim=0)
    return mean, (samples**2).mean(dim=0) - mean**2


@known_mistake("mc_dropout_predict", hint=3)
def cancellation_floored(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Your variance is the mean of the squares less the square of the mean. That it is floored
    at 0 hides only half of the rounding: average the squared distances from the mean.
    """
    samples = _samples(model, x, n_samples)
    mean = samples.mean(dim=0)
    return mean, ((samples**2).mean(dim=0) - mean**2).clamp(min=0)
