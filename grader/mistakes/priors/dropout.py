"""Known mistakes in priors/dropout."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

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
    """What survives is not scaled up: on average, activations in training are 1-p times those
    in evaluation.
    """
    return x * (torch.rand_like(x) >= p) if training else x


@known_mistake("dropout", hint=1)
def scaled_in_evaluation(x: Tensor, p: float, training: bool) -> Tensor:
    """You scale in evaluation instead of in training, as dropout's first form did. Here
    training scales up, and evaluation is the identity.
    """
    return x * (torch.rand_like(x) >= p) if training else x * (1 - p)


@known_mistake("dropout", hint=1)
def scaled_in_both(x: Tensor, p: float, training: bool) -> Tensor:
    """You scale in training and in evaluation as well; once is enough, and evaluation is the
    identity.
    """
    if not training:
        return x * (1 - p)
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=2)
def scaled_by_p(x: Tensor, p: float, training: bool) -> Tensor:
    """You divided what survives by p, the probability of being dropped, where that of being
    kept belongs.
    """
    if not training:
        return x
    return x * (torch.rand_like(x) >= p) / p if p > 0 else x


@known_mistake("dropout", hint=2)
def shrunk(x: Tensor, p: float, training: bool) -> Tensor:
    """You multiplied what survives by 1-p, which makes it smaller still; to keep the expected
    activation it has to grow.
    """
    return x * (torch.rand_like(x) >= p) * (1 - p) if training else x


@known_mistake("dropout", hint=1)
def p_of_keeping(x: Tensor, p: float, training: bool) -> Tensor:
    """You read p as the probability of being kept, in mask and scale alike; it is that of being
    dropped.
    """
    if not training:
        return x
    return x * (torch.rand_like(x) < p) / p if p > 0 else torch.zeros_like(x)


@known_mistake("dropout", hint=2)
def mask_turned(x: Tensor, p: float, training: bool) -> Tensor:
    """Your scale is right, but your mask keeps what it should drop: elements are zeroed with
    probability 1-p.
    """
    if not training:
        return x
    return x * (torch.rand_like(x) < p) / (1 - p) if p < 1 else torch.zeros_like(x)


@known_mistake("dropout", hint=2)
def normal_numbers(x: Tensor, p: float, training: bool) -> Tensor:
    """You drop elements with another probability than p, as when p is compared with normal numbers
    (`randn`), of which half are below 0.
    """
    if not training:
        return x
    return x * (torch.randn_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def always_active(x: Tensor, p: float, training: bool) -> Tensor:
    """You drop elements in evaluation as well: `training` has no effect, and predictions stay
    random.
    """
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def never_active(x: Tensor, p: float, training: bool) -> Tensor:
    """Nothing is ever dropped: your result is x in training as well."""
    return x.clone()


@known_mistake("dropout", hint=1)
def flag_turned(x: Tensor, p: float, training: bool) -> Tensor:
    """You drop elements in evaluation and not in training: the condition on `training` is the
    wrong way round.
    """
    if training:
        return x
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_coin(x: Tensor, p: float, training: bool) -> Tensor:
    """One decision is drawn for the whole tensor, which survives or falls together; each
    element needs its own.
    """
    if not training:
        return x
    keep = torch.rand((), dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_for_each_row(x: Tensor, p: float, training: bool) -> Tensor:
    """One decision is drawn for each row, whose elements survive or fall together; each element
    needs its own.
    """
    if not training:
        return x
    shape = (*x.shape[:-1], 1) if x.dim() > 1 else x.shape
    keep = torch.rand(shape, dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_for_each_column(x: Tensor, p: float, training: bool) -> Tensor:
    """One decision is drawn for each column, so all rows lose the same ones; each element needs
    its own.
    """
    if not training:
        return x
    keep = torch.rand(x.shape[-1:], dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_for_each_example(x: Tensor, p: float, training: bool) -> Tensor:
    """One decision is drawn for each example (the first dimension), whose elements survive or
    fall together; each element needs its own.
    """
    if not training:
        return x
    shape = (len(x), *(1 for _ in x.shape[1:]))
    keep = torch.rand(shape, dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def one_mask_for_the_batch(x: Tensor, p: float, training: bool) -> Tensor:
    """One mask is drawn for all examples of the batch; each element of each example needs its
    own decision.
    """
    if not training:
        return x
    keep = torch.rand(x.shape[1:], dtype=x.dtype, device=x.device) >= p
    return x * keep * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def seeded(x: Tensor, p: float, training: bool) -> Tensor:
    """Every call drops the same elements, as when a seed is set inside, the generator is put
    back, or the mask is kept.
    """
    if not training:
        return x
    torch.manual_seed(0)
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def fixed_number(x: Tensor, p: float, training: bool) -> Tensor:
    """You drop a fixed number of elements, so their fates depend on each other; each is to be
    dropped with probability p by itself.
    """
    if not training:
        return x
    keep = torch.ones_like(x).flatten()
    keep[torch.randperm(x.numel(), device=x.device)[: round(p * x.numel())]] = 0
    return x * keep.reshape(x.shape) * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=1)
def dropped_keeps_its_value(x: Tensor, p: float, training: bool) -> Tensor:
    """The elements that you drop keep their value, where they must become 0: check both branches of
    your `where`.
    """
    if not training or p == 1:
        return x if not training else torch.zeros_like(x)
    return torch.where(torch.rand_like(x) >= p, x / (1 - p), x)


@known_mistake("dropout", hint=1)
def gaussian_noise(x: Tensor, p: float, training: bool) -> Tensor:
    """Your result has no zeros in training. Dropout sets some elements to exactly 0 and scales
    the rest alike; it is not noise on each.
    """
    if not training or p == 1:
        return x if not training else torch.zeros_like(x)
    deviation: float = (p / (1 - p)) ** 0.5
    return x * (1 + torch.randn_like(x) * deviation)


@known_mistake("dropout", hint=1)
def scaled_by_the_share(x: Tensor, p: float, training: bool) -> Tensor:
    """You divide by the share that survived this time: each element then depends on the others.
    Divide by 1-p.
    """
    if not training:
        return x
    keep = (torch.rand_like(x) >= p).to(x.dtype)
    return x * keep / keep.mean() if keep.any() else torch.zeros_like(x)


@known_mistake("dropout", hint=1)
def always_a_half(x: Tensor, p: float, training: bool) -> Tensor:
    """Half of the elements are dropped and the others doubled, whatever `p` is: it has no part in
    your mask or scale.
    """
    return 2 * x * (torch.rand_like(x) >= 0.5) if training else x


@known_mistake("dropout", hint=3)
def division_by_zero(x: Tensor, p: float, training: bool) -> Tensor:
    """At p = 1 your scale divides by 0, so your code raises; there everything is dropped, and the
    result is 0.
    """
    if not training:
        return x
    return x * (torch.rand_like(x) >= p) * (1 / (1 - p))


@known_mistake("dropout", hint=2)
def nan_at_one(x: Tensor, p: float, training: bool) -> Tensor:
    """At p = 1 your scale is infinite, and 0 times infinity is nan; the result must be 0."""
    return x * (torch.rand_like(x) >= p) / (1 - p) if training else x


@known_mistake("dropout", hint=3, recorded=(False,))
def in_place(x: Tensor, p: float, training: bool, *, recorded: bool = True) -> Tensor:
    """You zeroed elements of `x` itself: whoever holds it after the call finds it changed.
    Build a new tensor.
    """
    if not training:
        return x
    with torch.set_grad_enabled(recorded):
        x[torch.rand_like(x) < p] = 0
    return x * (1 / (1 - p) if p < 1 else 0.0)


@known_mistake("dropout", hint=3)
def straight_through(x: Tensor, p: float, training: bool) -> Tensor:
    """The values are right, but the gradient ignores the mask: it passes through dropped
    elements as through the others.
    """
    if not training:
        return x
    dropped = x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)
    return x + (dropped - x).detach()


@known_mistake("dropout", hint=3)
def gradient_lost(x: Tensor, p: float, training: bool) -> Tensor:
    """The values are right, but no gradient flows back to `x`: they were computed outside of
    autograd.
    """
    if not training:
        return x
    return (x * (torch.rand_like(x) >= p) * (1 / (1 - p) if p < 1 else 0.0)).detach()


@known_mistake("mc_dropout_predict", hint=2)
def all_in_training(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You put the whole model into training mode: batch norm then normalizes by this batch and
    moves its running statistics.
    """
    with _flags_kept(model):
        model.train()
        with torch.no_grad():
            samples = torch.stack([model(x) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1, recorded=(True,), ends_in=(False,))
def training_mode_for_good(
    model: nn.Module,
    x: Tensor,
    n_samples: int,
    *,
    recorded: bool = False,
    ends_in: bool = True,
) -> tuple[Tensor, Tensor]:
    """You put the whole model into training mode, batch norm too, and never put each module's own
    flag back.
    """
    model.train()
    with torch.set_grad_enabled(recorded):
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
    model.train(ends_in)
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2, restored=(False,))
def only_batch_norm_in_evaluation(
    model: nn.Module, x: Tensor, n_samples: int, *, restored: bool = True
) -> tuple[Tensor, Tensor]:
    """You put the whole model into training mode and only batch norm back into evaluation, where
    every layer but nn.Dropout belongs.
    """
    with _flags_kept(model) if restored else nullcontext():
        model.train()
        for module in model.modules():
            if isinstance(module, nn.modules.batchnorm._BatchNorm):
                module.eval()
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2, restored=(False,))
def all_in_evaluation(
    model: nn.Module, x: Tensor, n_samples: int, *, restored: bool = True
) -> tuple[Tensor, Tensor]:
    """Your mean is the output in evaluation mode: nothing is dropped there, so it is not an
    average over random passes.
    """
    with _flags_kept(model) if restored else nullcontext():
        model.eval()
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def mode_as_it_came(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You predict in whatever mode the model came: nothing activates dropout or puts the other
    layers into evaluation.
    """
    buffers = [(buffer, buffer.clone()) for buffer in model.buffers()]
    with torch.no_grad():
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        for buffer, before in buffers:
            buffer.copy_(before)
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def children_only(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You activate nn.Dropout only where it is a direct child of the model; one inside a block
    stays inactive. Walk `modules()`.
    """
    with _flags_kept(model):
        model.eval()
        for child in model.children():
            if isinstance(child, nn.Dropout):
                child.train()
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def others_as_they_came(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You activate dropout but leave the other layers in the mode in which they came, which may
    be training.
    """
    with _flags_kept(model):
        for module in model.modules():
            if isinstance(module, nn.Dropout):
                module.training = True
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def left_active(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You never put the flags back: the model comes out in evaluation mode with its dropout
    active.
    """
    for module in model.modules():
        module.training = isinstance(module, nn.Dropout)
    samples = _passes(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def left_in_evaluation(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You leave the whole model in evaluation mode, however it came; each module's own flag is
    to be put back.
    """
    try:
        for module in model.modules():
            module.training = isinstance(module, nn.Dropout)
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)
    finally:
        model.eval()


@known_mistake("mc_dropout_predict", hint=1)
def left_in_training(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You leave the whole model in training mode, however it came; each module's own flag is to
    be put back.
    """
    try:
        for module in model.modules():
            module.training = isinstance(module, nn.Dropout)
        samples = _passes(model, x, n_samples)
        return samples.mean(dim=0), samples.var(dim=0, correction=0)
    finally:
        model.train()


@known_mistake("mc_dropout_predict", hint=1)
def one_flag_for_all(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You give every part the model's own flag at the end, as `model.train(flag)` does: a layer
    that came in another mode is changed.
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
    """You put the flags back at the end, which is not reached where a forward pass raises: use
    `finally`.
    """
    flags = [(module, module.training) for module in model.modules()]
    for module, _ in flags:
        module.training = isinstance(module, nn.Dropout)
    samples = _passes(model, x, n_samples)
    for module, training in flags:
        module.training = training
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def exception_swallowed(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You caught the exception of a forward pass and went on: the caller is not told that the
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
    """Your passes are recorded for autograd: the results carry a gradient and keep all
    activations in memory.
    """
    with _dropout_active(model):
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def grad_left_off(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You switched gradients off for the whole program and left them off: training cannot go on
    afterwards.
    """
    with _dropout_active(model):
        torch.set_grad_enabled(False)
        samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def grad_switched_on(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You switched gradients on at the end, though they may have been off before; put back what
    was.
    """
    with _dropout_active(model):
        try:
            torch.set_grad_enabled(False)
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
            return samples.mean(dim=0), samples.var(dim=0, correction=0)
        finally:
            torch.set_grad_enabled(True)


@known_mistake("mc_dropout_predict", hint=1)
def parameters_frozen(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You leave the model's parameters frozen (`requires_grad` is False): later training would
    not move them.
    """
    with _dropout_active(model):
        model.requires_grad_(False)
        samples = torch.stack([model(x.detach().clone()) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def unbiased(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You divided by n_samples - 1; the biased variance divides by n_samples, and that of a
    single pass is 0, not nan.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0)


@known_mistake("mc_dropout_predict", hint=2)
def unbiased_beyond_one(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You divided by n_samples - 1 wherever there are several passes; the biased variance
    divides by n_samples.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0, correction=min(1, n_samples - 1))


@known_mistake("mc_dropout_predict", hint=2, least=(1e-2, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10))
def variance_floored(
    model: nn.Module, x: Tensor, n_samples: int, *, least: float = 1e-3
) -> tuple[Tensor, Tensor]:
    """Your variance is never 0, because of a small number added to it or a floor under it;
    where all passes agree, it is 0.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0, correction=0).clamp(min=least)


@known_mistake("mc_dropout_predict", hint=2)
def standard_deviation(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Your second result is the standard deviation; the variance, its square, is asked for."""
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.std(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def second_moment(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Your second result is the mean of the squares; the square of the mean is still to be
    subtracted.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.square().mean(dim=0)


@known_mistake("mc_dropout_predict", hint=2)
def pair_turned(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Mean and variance are the wrong way round: the mean comes first."""
    samples = _samples(model, x, n_samples)
    return samples.var(dim=0, correction=0), samples.mean(dim=0)


@known_mistake("mc_dropout_predict", hint=2)
def folded_the_other_way(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You repeat each row in turn, and fold the passes as if the whole batch came again and again:
    rows are averaged with others.
    """
    with _dropout_active(model), torch.no_grad():
        passed = model(x.repeat_interleave(n_samples, dim=0))
    samples = passed.reshape(n_samples, len(x), *passed.shape[1:])
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def over_the_rows(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You took mean and variance over the rows of the batch; they are over the passes, for each
    row by itself.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=1), samples.var(dim=1, correction=0)


@known_mistake("mc_dropout_predict", hint=2)
def over_everything(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You reduced everything to two numbers; each prediction has a mean and a variance over the
    passes.
    """
    samples = _samples(model, x, n_samples)
    return samples.mean(), samples.var(correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def one_pass(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """You made one pass and counted it n_samples times: the variance is 0. Each sample needs a pass
    of its own.
    """
    samples = torch.cat([_samples(model, x, 1)] * n_samples)
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=1)
def one_draw(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """All samples come from one mask, as when one pass is repeated or a seed is set before
    each: the variance is 0.
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
    """Every prediction draws the same masks, as when a seed is set or the generator's state put
    back inside; noise must be fresh.
    """
    torch.manual_seed(0)
    samples = _samples(model, x, n_samples)
    return samples.mean(dim=0), samples.var(dim=0, correction=0)


@known_mistake("mc_dropout_predict", hint=3)
def variance_by_cancellation(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Your variance is the mean square less the squared mean: far from 0 the two nearly cancel,
    and rounding is left, even below 0.
    """
    samples = _samples(model, x, n_samples)
    mean = samples.mean(dim=0)
    return mean, (samples**2).mean(dim=0) - mean**2


@known_mistake("mc_dropout_predict", hint=3)
def cancellation_floored(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Your variance is the mean square less the squared mean, floored at 0: far from 0,
    rounding is left. Average squared distances instead.
    """
    samples = _samples(model, x, n_samples)
    mean = samples.mean(dim=0)
    return mean, ((samples**2).mean(dim=0) - mean**2).clamp(min=0)
