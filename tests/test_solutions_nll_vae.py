"""The solutions of the topics nll and vae agree with torch's own library, gradients included."""

import importlib.util
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import torch
from sklearn.datasets import load_digits
from torch import Tensor
from torch.distributions import Bernoulli, Categorical, Laplace, Normal, kl_divergence
from torch.nn import functional as F

SOLUTIONS = Path(__file__).parents[1] / "solutions"
DTYPES = [torch.float32, torch.float64]
SHAPES = [(1,), (7,), (1, 1), (4, 3), (2, 3, 5)]
TABLES = [(1, 4), (5, 3), (3, 5), (6, 1)]
SCALES = [(), (1,), (3,), (4, 1), (4, 3)]  # every way to broadcast against (4, 3)

Load = Callable[[str], ModuleType]


@pytest.fixture(scope="module")
def load() -> Load:
    """Import a solution by its address, once."""

    @cache
    def load(address: str) -> ModuleType:
        path = SOLUTIONS / f"{address}.py"
        spec = importlib.util.spec_from_file_location(address.replace("/", "_"), path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(autouse=True)
def _fixed_seed() -> None:
    torch.manual_seed(0)


def reals(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """Standard normal values."""
    return torch.randn(shape, dtype=dtype)


def scales(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """Positive values, away from 0."""
    return torch.rand(shape, dtype=dtype) + 0.2


def probabilities(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """Values strictly between 0 and 1."""
    return torch.rand(shape, dtype=dtype) * 0.98 + 0.01


def rows(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """Positive rows that sum to 1."""
    return reals(shape, dtype).softmax(dim=-1)


def assert_close(actual: Tensor, expected: Tensor) -> None:
    """Same dtype and shape, and equal up to rounding."""
    tight = 1e-12 if expected.dtype == torch.float64 else 2e-6
    torch.testing.assert_close(actual, expected, rtol=tight, atol=tight)


def gradients(value: Tensor, *inputs: Tensor) -> tuple[Tensor, ...]:
    """The gradients of a loss with respect to its inputs."""
    return torch.autograd.grad(value, inputs)


Draw = Callable[[tuple[int, ...], torch.dtype], Tensor]
Case = tuple[str, str, list[Draw], Callable[..., Tensor], list[tuple[int, ...]]]

# Address, function, how to draw its arguments, the library's answer, shapes.
LOSSES: list[Case] = [
    (
        "nll/gaussian",
        "gaussian_nll",
        [reals, scales, reals],
        lambda mu, sigma, y: F.gaussian_nll_loss(mu, y, sigma**2, full=True),
        SHAPES,
    ),
    ("nll/gaussian", "mse_loss", [reals, reals], F.mse_loss, SHAPES),
    (
        "nll/bernoulli",
        "bernoulli_nll",
        [probabilities, probabilities],
        F.binary_cross_entropy,
        SHAPES,
    ),
    (
        "nll/bernoulli",
        "bernoulli_nll_with_logits",
        [reals, probabilities],
        F.binary_cross_entropy_with_logits,
        SHAPES,
    ),
    (
        "nll/categorical",
        "categorical_nll",
        [rows, rows],
        lambda probs, y: F.cross_entropy(probs.log(), y),
        TABLES,
    ),
    (
        "nll/laplace",
        "laplace_nll",
        [reals, scales, reals],
        lambda mu, b, y: -Laplace(mu, b).log_prob(y).mean(),
        SHAPES,
    ),
    ("nll/laplace", "mae_loss", [reals, reals], F.l1_loss, SHAPES),
    (
        "vae/kl",
        "kl_divergence",
        [reals, reals],
        lambda mu, log_var: kl_divergence(Normal(mu, (log_var / 2).exp()), Normal(0, 1)).sum(),
        SHAPES,
    ),
    (
        "vae/loss",
        "vae_loss",
        [probabilities, probabilities, reals, reals],
        lambda x_recon, x, mu, log_var: (
            F.binary_cross_entropy(x_recon, x, reduction="none").sum()
            + kl_divergence(Normal(mu, (log_var / 2).exp()), Normal(0, 1)).sum()
        ),
        SHAPES,
    ),
]
LOSS_SHAPES = [
    pytest.param(*case[:4], shape, id=f"{case[1]}-{shape}") for case in LOSSES for shape in case[4]
]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("address", "name", "draws", "library", "shape"), LOSS_SHAPES)
def test_loss_is_the_librarys(
    load: Load,
    address: str,
    name: str,
    draws: list[Draw],
    library: Callable[..., Tensor],
    shape: tuple[int, ...],
    dtype: torch.dtype,
) -> None:
    """A loss has the value of torch's own, as a 0-dimensional tensor of the inputs' dtype."""
    inputs = [draw(shape, dtype) for draw in draws]
    assert_close(getattr(load(address), name)(*inputs), library(*inputs))


@pytest.mark.parametrize(("address", "name", "draws", "library", "shape"), LOSS_SHAPES)
def test_loss_has_its_gradient_and_leaves_its_inputs_alone(
    load: Load,
    address: str,
    name: str,
    draws: list[Draw],
    library: Callable[..., Tensor],
    shape: tuple[int, ...],
) -> None:
    """Gradients reach every input and agree with finite differences; no input is written to."""
    inputs = [draw(shape, torch.float64).requires_grad_() for draw in draws]
    before = [value.detach().clone() for value in inputs]
    assert torch.autograd.gradcheck(getattr(load(address), name), inputs)
    for value, old in zip(inputs, before, strict=True):
        assert torch.equal(value, old)


@pytest.mark.parametrize("scale", SCALES, ids=str)
@pytest.mark.parametrize(
    ("address", "name", "family"),
    [("nll/gaussian", "gaussian_nll", Normal), ("nll/laplace", "laplace_nll", Laplace)],
)
def test_scale_broadcasts(
    load: Load,
    address: str,
    name: str,
    family: Callable[[Tensor, Tensor], Normal | Laplace],
    scale: tuple[int, ...],
) -> None:
    """A scale of any shape that broadcasts counts in every element, in value and gradient."""
    nll = getattr(load(address), name)
    mu, y = reals((4, 3), torch.float64), reals((4, 3), torch.float64)
    sigma = scales(scale, torch.float64).requires_grad_()
    assert_close(nll(mu, sigma, y), -family(mu, sigma).log_prob(y).mean())
    assert torch.autograd.gradcheck(lambda sigma: nll(mu, sigma, y), [sigma])


def test_squared_error_is_the_gaussian_nll_up_to_an_affine_map(load: Load) -> None:
    """With sigma fixed, `NLL = MSE / (2*sigma^2) + log(sigma) + log(2*pi)/2`."""
    gaussian = load("nll/gaussian")
    mu, y = reals((4, 3), torch.float64), reals((4, 3), torch.float64)
    sigma = torch.tensor(1.7, dtype=torch.float64)
    affine = gaussian.mse_loss(mu, y) / (2 * 1.7**2) + math.log(1.7) + math.log(2 * math.pi) / 2
    assert_close(gaussian.gaussian_nll(mu, sigma, y), affine)


@pytest.mark.parametrize("sigma", [1e-25, 1e25])
def test_gaussian_sigma_whose_square_leaves_float32(load: Load, sigma: float) -> None:
    """A residual of two sigma costs 2 and the logarithm, however small or large sigma is."""
    scale = torch.tensor([sigma])
    loss = load("nll/gaussian").gaussian_nll(torch.zeros(1), scale, 2 * scale)
    assert_close(loss, torch.tensor(math.log(2 * math.pi) / 2 + math.log(sigma) + 2))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("p", "y", "loss"),
    [
        (0.0, 0.0, 0.0),
        (1.0, 1.0, 0.0),
        (0.0, 1.0, 100.0),
        (1.0, 0.0, 100.0),
        (0.0, 0.25, 25.0),
        (1.0, 0.25, 75.0),
    ],
)
def test_bernoulli_floors_each_log(
    load: Load, p: float, y: float, loss: float, dtype: torch.dtype
) -> None:
    """A probability of exactly 0 or 1 costs 100 times the share of the target that it denies."""
    nll = load("nll/bernoulli").bernoulli_nll
    value = nll(torch.tensor([p], dtype=dtype), torch.tensor([y], dtype=dtype))
    assert_close(value, torch.tensor(loss, dtype=dtype))


@pytest.mark.parametrize("dtype", DTYPES)
def test_bernoulli_gradient_inside_the_interval(load: Load, dtype: torch.dtype) -> None:
    """Close to 0 and 1 the gradient is still `((1-y)/(1-p) - y/p) / n`."""
    p = torch.tensor([1e-6, 1e-6, 0.5, 1 - 1e-6, 1 - 1e-6], dtype=dtype, requires_grad=True)
    y = torch.tensor([1.0, 0.3, 0.0, 0.0, 1.0], dtype=dtype)
    (gradient,) = gradients(load("nll/bernoulli").bernoulli_nll(p, y), p)
    assert_close(gradient, (((1 - y) / (1 - p) - y / p) / 5).detach())


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("logit", [0.0, 17.0, 21.0, -40.0, 1e4, -1e4, 1e30, -1e30])
@pytest.mark.parametrize("y", [0.0, 1.0, 0.3])
def test_bernoulli_from_any_finite_logit(
    load: Load, logit: float, y: float, dtype: torch.dtype
) -> None:
    """Neither the loss nor its gradient `(sigmoid(logit)-y)/n` is lost at any finite logit."""
    logits = torch.full((3, 2), logit, dtype=dtype, requires_grad=True)
    target = torch.full((3, 2), y, dtype=dtype)
    loss = load("nll/bernoulli").bernoulli_nll_with_logits(logits, target)
    assert_close(loss, F.binary_cross_entropy_with_logits(logits, target))
    assert_close(gradients(loss, logits)[0], (logits.sigmoid().detach() - target) / 6)


def test_bernoulli_confident_hit_keeps_its_digits(load: Load) -> None:
    """The loss of a confident hit is small, not 0: `log(1 + exp(-40))`."""
    logits, y = torch.tensor([40.0], dtype=torch.float64), torch.ones(1, dtype=torch.float64)
    loss = load("nll/bernoulli").bernoulli_nll_with_logits(logits, y)
    assert loss.item() == pytest.approx(math.exp(-40), rel=1e-12, abs=0)


@pytest.mark.parametrize("dtype", DTYPES)
def test_categorical_class_that_is_never_seen(load: Load, dtype: torch.dtype) -> None:
    """A class with no target and no probability adds exactly 0, and no nan to the gradient."""
    probs = torch.tensor([[0.25, 0.75, 0.0], [1.0, 0.0, 0.0]], dtype=dtype, requires_grad=True)
    y = torch.tensor([[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]], dtype=dtype)
    loss = load("nll/categorical").categorical_nll(probs, y)
    expected = -(0.5 * math.log(0.25) + 0.5 * math.log(0.75)) / 2
    assert_close(loss, torch.tensor(expected, dtype=dtype))
    slope = torch.tensor([[-1.0, -1 / 3, 0.0], [-0.5, 0.0, 0.0]], dtype=dtype)
    assert_close(gradients(loss, probs)[0], slope)


@pytest.mark.parametrize("dtype", DTYPES)
def test_categorical_charges_a_tiny_probability_in_full(load: Load, dtype: torch.dtype) -> None:
    """A class that is seen although it was all but ruled out costs its `-log p`, uncapped."""
    probs, y = torch.tensor([[1e-30, 1.0]], dtype=dtype), torch.tensor([[1.0, 0.0]], dtype=dtype)
    loss = load("nll/categorical").categorical_nll(probs, y)
    assert_close(loss, torch.tensor(30 * math.log(10), dtype=dtype))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", TABLES, ids=str)
@pytest.mark.parametrize("size", [1.0, 1e4])
def test_categorical_from_any_finite_logits(
    load: Load, shape: tuple[int, int], size: float, dtype: torch.dtype
) -> None:
    """From logits the loss and its gradient are torch's, also for huge logits."""
    logits = (reals(shape, dtype) * size).requires_grad_()
    target = torch.randint(shape[1], (shape[0],))
    loss = load("nll/categorical").categorical_nll_with_logits(logits, target)
    library = F.cross_entropy(logits, target)
    assert_close(loss, library)
    assert_close(gradients(loss, logits)[0], gradients(library, logits)[0])
    assert_close(loss, -Categorical(logits=logits).log_prob(target).mean())


def test_categorical_ignores_a_shift_of_a_row(load: Load) -> None:
    """Adding a constant to a row of logits changes no probability and so no loss."""
    nll = load("nll/categorical").categorical_nll_with_logits
    logits = torch.tensor([[1.0, 2.0, -1.0], [0.0, 3.0, 0.5]], dtype=torch.float64)
    target = torch.tensor([2, 0])
    shift = torch.tensor([[1024.0], [-4096.0]], dtype=torch.float64)
    torch.testing.assert_close(nll(logits + shift, target), nll(logits, target), rtol=0, atol=1e-12)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", [1, 2, 7])
def test_gaussian_mle(load: Load, n: int, dtype: torch.dtype) -> None:
    """The mean and the biased standard deviation, which is 0 for a single observation."""
    y = reals((n,), dtype)
    mu, sigma = load("nll/mle").gaussian_mle(y)
    assert_close(mu, y.mean())
    assert_close(sigma, y.std(correction=0))


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(
    ("y", "low", "high", "b"),
    [
        ([3.0], 3, 3, 0.0),
        ([5.0, 0.0, 1.0], 1, 1, 5 / 3),
        ([9.0, 1.0, 0.0, 3.0], 1, 3, 11 / 4),
    ],
)
def test_laplace_mle(
    load: Load, y: list[float], low: float, high: float, b: float, dtype: torch.dtype
) -> None:
    """A median, any one if n is even, and the mean absolute deviation, the same for all."""
    mu, scale = load("nll/mle").laplace_mle(torch.tensor(y, dtype=dtype))
    assert mu.dtype == dtype
    assert low <= mu.item() <= high
    assert_close(scale, torch.tensor(b, dtype=dtype))


@pytest.mark.parametrize("dtype", [*DTYPES, torch.int64, torch.bool])
@pytest.mark.parametrize(("y", "p"), [([1], 1.0), ([0, 0], 0.0), ([1, 0, 0, 1, 1], 0.6)])
def test_bernoulli_mle(load: Load, y: list[int], p: float, dtype: torch.dtype) -> None:
    """The fraction of ones, in the sample's dtype or, if that is no float, in the default one."""
    floating = dtype if dtype.is_floating_point else torch.get_default_dtype()
    estimate = load("nll/mle").bernoulli_mle(torch.tensor(y, dtype=dtype))
    assert_close(estimate, torch.tensor(p, dtype=floating))


@pytest.mark.parametrize(
    ("y", "n_classes", "probs"),
    [
        ([0], 1, [1.0]),
        ([2], 4, [0.0, 0.0, 1.0, 0.0]),
        ([1, 0, 1, 1, 3], 5, [0.2, 0.6, 0, 0.2, 0]),
    ],
)
def test_categorical_mle(load: Load, y: list[int], n_classes: int, probs: list[float]) -> None:
    """The fraction of each class, 0 where a class is not seen, in the default dtype."""
    estimate = load("nll/mle").categorical_mle(torch.tensor(y), n_classes)
    assert_close(estimate, torch.tensor(probs))


def test_categorical_mle_follows_the_default_dtype(load: Load) -> None:
    """Integer labels carry no floating dtype, so the default one decides."""
    torch.set_default_dtype(torch.float64)
    try:
        estimate = load("nll/mle").categorical_mle(torch.tensor([0, 1, 1]), 2)
    finally:
        torch.set_default_dtype(torch.float32)
    assert_close(estimate, torch.tensor([1 / 3, 2 / 3], dtype=torch.float64))


@pytest.mark.parametrize("name", ["gaussian_mle", "laplace_mle"])
def test_mle_is_differentiable(load: Load, name: str) -> None:
    """Location and scale have the right gradient with respect to an odd sample."""
    sample = torch.tensor([0.3, -1.2, 2.5, 0.9, 4.0], dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(getattr(load("nll/mle"), name), [sample])


@pytest.mark.parametrize(
    ("address", "nll", "mle"),
    [
        ("nll/gaussian", "gaussian_nll", "gaussian_mle"),
        ("nll/laplace", "laplace_nll", "laplace_mle"),
    ],
)
@pytest.mark.parametrize(("shift", "stretch"), [(0.01, 1), (-0.01, 1), (0, 1.01), (0, 0.99)])
def test_mle_minimises_the_nll(
    load: Load, address: str, nll: str, mle: str, shift: float, stretch: float
) -> None:
    """No neighbouring location or scale makes the sample more likely."""
    loss = getattr(load(address), nll)
    sample = reals((9,), torch.float64)
    mu, scale = getattr(load("nll/mle"), mle)(sample)
    best = loss(mu.expand(9), scale, sample)
    assert loss((mu + shift).expand(9), scale * stretch, sample) > best


def test_bernoulli_mle_minimises_the_nll(load: Load) -> None:
    """The gradient of the Bernoulli NLL vanishes at the fraction of ones."""
    sample = Bernoulli(torch.tensor(0.3)).sample((50,)).double()
    p = load("nll/mle").bernoulli_mle(sample).requires_grad_()
    (slope,) = gradients(load("nll/bernoulli").bernoulli_nll(p.expand(50), sample), p)
    assert slope.item() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_reparameterise_is_pathwise(load: Load, shape: tuple[int, ...], dtype: torch.dtype) -> None:
    """A sample moves by 1 with mu, and with log_var by half its distance from mu."""
    mu, log_var = reals(shape, dtype).requires_grad_(), reals(shape, dtype).requires_grad_()
    z = load("vae/reparameterise").reparameterise(mu, log_var)
    assert z.shape == mu.shape
    assert z.dtype == dtype
    by_mu, by_log_var = gradients(z.sum(), mu, log_var)
    assert_close(by_mu, torch.ones_like(mu))
    torch.testing.assert_close(by_log_var, (z - mu).detach() / 2)


def test_reparameterise_noise_is_fresh_and_standard_normal(load: Load) -> None:
    """The noise has the moments of N(0, 1), and differs between elements and between calls."""
    reparameterise = load("vae/reparameterise").reparameterise
    mu, log_var = torch.full((400, 500), 3.0), torch.full((400, 500), math.log(4.0))
    first, second = ((reparameterise(mu, log_var) - mu) / 2 for _ in range(2))
    for noise in (first, second):
        moments = [noise.mean(), noise.var(), noise.pow(3).mean(), noise.pow(4).mean()]
        assert [m.item() for m in moments] == pytest.approx([0, 1, 0, 3], abs=0.06)
    assert first.unique().numel() > 190_000
    assert abs((first * second).mean().item()) < 0.02


@pytest.mark.parametrize("dtype", DTYPES)
def test_kl_is_zero_at_the_prior_and_nowhere_negative(load: Load, dtype: torch.dtype) -> None:
    """Rounding does not push the divergence below 0, however close q is to the prior."""
    kl = load("vae/kl").kl_divergence
    zero = torch.zeros(1, dtype=dtype)
    assert kl(zero, zero).item() == 0
    for log_var in reals((200,), dtype) * torch.logspace(-8, -1, 200, dtype=dtype):
        assert kl(zero, log_var.reshape(1)).item() >= 0


@pytest.mark.parametrize("dtype", DTYPES)
def test_kl_gradient_pulls_to_the_prior(load: Load, dtype: torch.dtype) -> None:
    """The gradients are `mu` and `(exp(log_var)-1)/2`, for narrow and wide codes alike."""
    mu = torch.tensor([0.0, -3.0, 100.0], dtype=dtype, requires_grad=True)
    log_var = torch.tensor([0.0, -50.0, 8.0], dtype=dtype, requires_grad=True)
    by_mu, by_log_var = gradients(load("vae/kl").kl_divergence(mu, log_var), mu, log_var)
    assert_close(by_mu, mu.detach())
    assert_close(by_log_var, (log_var.detach().exp() - 1) / 2)


@pytest.mark.parametrize("dtype", DTYPES)
def test_vae_loss_is_finite_at_certain_pixels(load: Load, dtype: torch.dtype) -> None:
    """A reconstruction of exactly 0 or 1 gives a finite loss, right or wrong."""
    x_recon = torch.tensor([[0.0, 1.0, 0.0, 1.0]], dtype=dtype)
    x = torch.tensor([[0.0, 1.0, 1.0, 0.5]], dtype=dtype)
    code = torch.zeros((1, 2), dtype=dtype)
    assert load("vae/loss").vae_loss(x_recon, x, code, code).isfinite()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", [1, 5])
def test_vae_decodes_a_sample_of_the_code(load: Load, n: int, dtype: torch.dtype) -> None:
    """The model encodes with both heads, samples, and decodes the sample rather than the mean."""
    vae = load("vae/model").VAE(6, 2).to(dtype)
    x = probabilities((n, 6), dtype)
    torch.manual_seed(1)
    x_recon, mu, log_var = vae(x)
    torch.manual_seed(1)
    z = vae.reparameterise(mu, log_var)
    hidden = vae.encoder(x)
    assert_close(mu, vae.mu_head(hidden))
    assert_close(log_var, vae.log_var_head(hidden))
    assert_close(x_recon, vae.decoder(z))
    assert not torch.equal(vae.reparameterise(mu, log_var), z)
    assert not torch.equal(z, mu)


def test_vae_methods_are_the_earlier_exercises(load: Load) -> None:
    """The model samples and scores as vae/reparameterise and vae/loss do, with `x` first."""
    vae = load("vae/model").VAE(6, 2)
    x, x_recon = probabilities((3, 6), torch.float64), probabilities((3, 6), torch.float64)
    mu, log_var = reals((3, 2), torch.float64), reals((3, 2), torch.float64)
    loss = load("vae/loss").vae_loss(x_recon, x, mu, log_var)
    assert_close(vae.loss(x, x_recon, mu, log_var), loss)
    torch.manual_seed(1)
    z = load("vae/reparameterise").reparameterise(mu, log_var)
    torch.manual_seed(1)
    assert_close(vae.reparameterise(mu, log_var), z)


def test_vae_gradient_reaches_every_parameter(load: Load) -> None:
    """One step of backpropagation leaves no layer without a gradient."""
    vae = load("vae/model").VAE(6, 2)
    x = probabilities((4, 6), torch.float32)
    vae.loss(x, *vae(x)).backward()
    for name, parameter in vae.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, name


@pytest.mark.extensive
def test_vae_learns_the_digits(load: Load) -> None:
    """Training beats the best loss of a model that ignores its code, on real images."""
    x = torch.tensor(load_digits().data, dtype=torch.float32) / 16
    pixel_means = x.mean(0).expand_as(x)
    without_code = F.binary_cross_entropy(pixel_means, x, reduction="sum").item()
    vae = load("vae/model").VAE(64, 8)
    optimiser = torch.optim.Adam(vae.parameters(), lr=3e-3)
    for _ in range(10):
        for batch in x.split(128):
            optimiser.zero_grad()
            (vae.loss(batch, *vae(batch)) / len(batch)).backward()
            optimiser.step()
    with torch.no_grad():
        assert vae.loss(x, *vae(x)).item() < without_code
