"""The claims of docs/exactly.md, each computed: one test for one claim."""

import itertools
import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy.integrate import quad
from scipy.optimize import minimize
from scipy.special import huber
from scipy.stats import norm
from scipy.stats import t as student_t
from sklearn.datasets import load_wine
from sklearn.mixture import GaussianMixture
from torch import Tensor
from torch.distributions import ContinuousBernoulli, Normal
from torch.nn import functional

PAGE = Path(__file__).parents[1] / "docs" / "exactly.md"
N, SIGMA = 12, 0.8

pytestmark = pytest.mark.extensive


@pytest.fixture(autouse=True)
def _float64() -> Iterator[None]:
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(0)
    yield
    torch.set_default_dtype(torch.float32)


@pytest.fixture
def data() -> tuple[Tensor, Tensor]:
    """A small linear regression: rows `x` and targets `y` with noise SIGMA."""
    x = torch.randn(N, 3)
    return x, x @ torch.tensor([1.0, -0.5, 2.0]) + SIGMA * torch.randn(N)


def posterior(x: Tensor, y: Tensor, prior_variance: float, sigma: float = SIGMA) -> Normal:
    """Exact posterior of the weights, by conditioning their joint Gaussian with `y`."""
    cross = prior_variance * x.T
    gain = cross @ torch.linalg.inv(x @ cross + sigma**2 * torch.eye(len(y)))
    covariance = prior_variance * torch.eye(x.shape[1]) - gain @ cross.T
    return Normal(gain @ y, covariance.diagonal().sqrt())


def minimiser(loss: Callable[[Tensor], Tensor], d: int = 3) -> Tensor:
    """Minimiser of a quadratic loss, by one Newton step from 0."""
    start = torch.zeros(d)
    hessian = torch.autograd.functional.hessian(loss, start)
    return torch.linalg.solve(hessian, -torch.func.grad(loss)(start))


def nll(x: Tensor, y: Tensor, sigma: float = SIGMA) -> Callable[[Tensor], Tensor]:
    """Negative log-likelihood of each row as a function of the weights."""
    return lambda w: -Normal(x @ w, sigma).log_prob(y)


def optimise(
    make: Callable[[list[Tensor]], torch.optim.Optimizer], loss: Callable[[Tensor], Tensor]
) -> Tensor:
    """Run an optimiser from 0, its step size falling to a ten-thousandth of what it was."""
    w, steps = torch.zeros(3, requires_grad=True), 1500
    optimiser = make([w])
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimiser, 1e-4 ** (1 / steps))
    for _ in range(steps):
        optimiser.zero_grad()
        loss(w).backward()
        optimiser.step()
        schedule.step()
    return w.detach()


def masks(d: int, p: float) -> tuple[Tensor, Tensor]:
    """All dropout masks of `d` elements, scaled by 1/(1-p), and their probabilities."""
    keep = torch.tensor(list(itertools.product([0.0, 1.0], repeat=d)))
    return keep / (1 - p), torch.where(keep > 0, 1 - p, p).prod(dim=1)


def test_the_page_names_every_check() -> None:
    """The page names each test of this file once, and no other."""
    named = re.findall(r"`(test_\w+)`", PAGE.read_text(encoding="utf-8"))
    here = {name for name in globals() if name.startswith("test_")}
    assert sorted(named) == sorted(here - {"test_the_page_names_every_check"})


# What a lambda means


def test_lambda_beside_a_sum_is_a_prior_variance(data: tuple[Tensor, Tensor]) -> None:
    """Minimising summed NLL + lambda*sum w^2 gives the posterior mode for tau^2 = 1/(2*lambda)."""
    fit = minimiser(lambda w: nll(*data)(w).sum() + 0.7 * w.square().sum())
    torch.testing.assert_close(fit, posterior(*data, 1 / (2 * 0.7)).mean)


def test_lambda_beside_a_mean_counts_n_times(data: tuple[Tensor, Tensor]) -> None:
    """Beside a mean NLL the same lambda is a prior n times narrower."""
    fit = minimiser(lambda w: nll(*data)(w).mean() + 0.7 * w.square().sum())
    torch.testing.assert_close(fit, posterior(*data, 1 / (2 * N * 0.7)).mean)


def test_a_mean_loss_does_not_let_data_outweigh_the_prior(data: tuple[Tensor, Tensor]) -> None:
    """With every row ten times, a fit by mean loss stays; the posterior mode nears ML."""
    x, y = data
    many = x.repeat(10, 1), y.repeat(10)
    fit, fit_many = (
        minimiser(lambda w, rows=rows: nll(*rows)(w).mean() + 0.7 * w.square().sum())
        for rows in (data, many)
    )
    torch.testing.assert_close(fit, fit_many)
    best = torch.linalg.lstsq(x, y).solution
    distance = [(posterior(*rows, 1.0).mean - best).norm() for rows in (data, many)]
    assert distance[1] < 0.2 * distance[0]


def test_lambda_beside_squared_error_needs_the_noise(data: tuple[Tensor, Tensor]) -> None:
    """Beside a sum of squares, tau^2 = sigma^2/lambda; beside the MSE, sigma^2/(n*lambda)."""
    x, y = data
    by_sum = minimiser(lambda w: (y - x @ w).square().sum() + 0.7 * w.square().sum())
    by_mean = minimiser(lambda w: (y - x @ w).square().mean() + 0.7 * w.square().sum())
    for sigma in (0.3, 2.0):
        torch.testing.assert_close(by_sum, posterior(x, y, sigma**2 / 0.7, sigma).mean)
        torch.testing.assert_close(by_mean, posterior(x, y, sigma**2 / (N * 0.7), sigma).mean)


def test_one_fit_has_many_posteriors(data: tuple[Tensor, Tensor]) -> None:
    """Noise and prior, both widened threefold, keep the mode and triple the posterior's width."""
    narrow, wide = posterior(*data, 0.5, SIGMA), posterior(*data, 9 * 0.5, 3 * SIGMA)
    torch.testing.assert_close(wide.mean, narrow.mean)
    torch.testing.assert_close(wide.stddev, 3 * narrow.stddev)


# What weight_decay means


@pytest.mark.parametrize("reduction", ["sum", "mean"])
def test_sgd_weight_decay_is_twice_lambda(data: tuple[Tensor, Tensor], reduction: str) -> None:
    """SGD ends at the mode for tau^2 = 1/wd on a summed NLL, and 1/(n*wd) on a mean."""
    copies = 1 if reduction == "sum" else N
    fit = optimise(
        lambda w: torch.optim.SGD(w, lr=0.02 * copies, weight_decay=2.0 / copies),
        lambda w: getattr(nll(*data)(w), reduction)(),
    )
    torch.testing.assert_close(fit, posterior(*data, 1 / 2.0).mean, rtol=1e-6, atol=1e-6)


def test_adam_ends_where_sgd_ends(data: tuple[Tensor, Tensor]) -> None:
    """Run to convergence on full batches, Adam with weight_decay finds the same mode as SGD."""
    fit = optimise(
        lambda w: torch.optim.Adam(w, lr=0.1, weight_decay=2.0), lambda w: nll(*data)(w).sum()
    )
    torch.testing.assert_close(fit, posterior(*data, 1 / 2.0).mean, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("weight_decay", [1e-4, 1.0])
def test_adam_hides_the_size_of_weight_decay(weight_decay: float) -> None:
    """A weight that the data do not touch shrinks by lr in Adam's first step, whatever wd is."""
    shrunk = {}
    for optimiser in (torch.optim.SGD, torch.optim.Adam):
        w = torch.tensor([3.0], requires_grad=True)
        w.grad = torch.zeros(1)
        optimiser([w], lr=0.01, weight_decay=weight_decay).step()
        shrunk[optimiser] = 3 - w.item()
    assert shrunk[torch.optim.SGD] == pytest.approx(0.01 * weight_decay * 3)
    assert shrunk[torch.optim.Adam] == pytest.approx(0.01, rel=1e-3)


def test_adamw_ends_at_maximum_likelihood_inside_a_box() -> None:
    """Full-batch AdamW does not shrink a weight below 1/wd, and stops a larger one at 1/wd."""
    best, weight_decay = torch.tensor([1.0, -0.6, 5.0]), 0.5
    fit = optimise(
        # A short memory of squared gradients, so that it settles within the run.
        lambda w: torch.optim.AdamW(w, lr=0.1, betas=(0.9, 0.95), weight_decay=weight_decay),
        lambda w: 0.5 * (w - best).square().sum(),
    )
    box = best.clamp(-1 / weight_decay, 1 / weight_decay)
    torch.testing.assert_close(fit, box, rtol=0, atol=0.01)
    mode = best / (1 + weight_decay)
    assert ((fit - mode).abs() > 0.1).all()


def test_adamw_does_not_see_the_scale_of_the_loss() -> None:
    """A loss a hundred times larger, as from more data, gives AdamW the same path."""
    paths = []
    for scale in (1.0, 100.0):
        w = torch.zeros(3, requires_grad=True)
        optimiser = torch.optim.AdamW([w], lr=0.05, weight_decay=0.5, eps=0.0)
        for _ in range(50):
            optimiser.zero_grad()
            (scale * (w - torch.tensor([1.0, -0.6, 3.0])).square().sum()).backward()
            optimiser.step()
        paths.append(w.detach())
    torch.testing.assert_close(paths[0], paths[1])


@pytest.mark.parametrize("noise", [2.0, 8.0])
def test_adamw_shrinks_in_proportion_to_gradient_noise(noise: float) -> None:
    """With noisy gradients of root mean square s, AdamW ends at the mode for tau^2 = 1/(wd*s)."""
    best, weight_decay = 1.0, 0.2
    w = torch.zeros(4000, requires_grad=True)
    optimiser = torch.optim.AdamW([w], lr=0.02, weight_decay=weight_decay)
    for _ in range(2500):
        w.grad = (w.detach() - best) + noise * torch.randn_like(w)
        optimiser.step()
    assert w.mean().item() == pytest.approx(best / (1 + weight_decay * noise), rel=0.03)


# Grey pixels


@pytest.mark.parametrize("p", [0.01, 0.3, 0.5001, 0.9])
def test_bernoulli_on_grey_values_does_not_integrate_to_one(p: float) -> None:
    """Over y in [0, 1] the exponentiated loss integrates to (2p-1)/logit(p), at most a half."""
    mass, _ = quad(lambda y: p**y * (1 - p) ** (1 - y), 0, 1)
    assert mass == pytest.approx((2 * p - 1) / math.log(p / (1 - p)))
    assert mass <= 0.5


def test_the_missing_constant_is_the_continuous_bernoullis() -> None:
    """Its log-density is minus the Bernoulli loss, minus the logarithm of that integral."""
    p, y = torch.rand(50), torch.rand(50)
    log_mass = ((2 * p - 1) / p.logit()).log()
    bernoulli_loss = functional.binary_cross_entropy(p, y, reduction="none")
    torch.testing.assert_close(ContinuousBernoulli(p).log_prob(y), -bernoulli_loss - log_mass)


def test_the_missing_constant_moves_the_optimum() -> None:
    """The Bernoulli loss is least at the mean of grey values, the true likelihood elsewhere."""
    y = torch.tensor([0.1, 0.2, 0.6])
    grid = torch.linspace(0.001, 0.999, 999)[:, None]
    loss = functional.binary_cross_entropy(grid.expand(-1, 3), y.expand(999, 3), reduction="none")
    by_loss = grid[loss.sum(dim=1).argmin()].item()
    by_likelihood = grid[ContinuousBernoulli(grid).log_prob(y).sum(dim=1).argmax()]
    assert by_loss == pytest.approx(y.mean().item(), abs=1e-3)
    assert ContinuousBernoulli(by_likelihood).mean.item() == pytest.approx(
        y.mean().item(), abs=1e-3
    )
    assert by_likelihood.item() < y.mean().item() - 0.05


# Dropout


def test_weight_scaling_is_the_average_of_a_linear_layer() -> None:
    """The mean of a linear output over all masks is the output without dropout."""
    x, w = torch.randn(6), torch.randn(6)
    z, probability = masks(6, 0.3)
    torch.testing.assert_close(probability @ (z * x @ w), x @ w)


def test_weight_scaling_is_the_geometric_mean_of_a_logistic_unit() -> None:
    """Without dropout a logistic unit gives the normalised geometric mean, not the mean."""
    x, w = torch.randn(6), torch.randn(6)
    z, probability = masks(6, 0.3)
    p = torch.sigmoid(z * x @ w)
    one, zero = (probability @ p.log()).exp(), (probability @ (1 - p).log()).exp()
    scaled = torch.sigmoid(x @ w)
    torch.testing.assert_close(one / (one + zero), scaled)
    assert (probability @ p - scaled).abs() > 0.01


def test_weight_scaling_underrates_a_relu() -> None:
    """The mean of a ReLU over masks is at least the ReLU of the mean, and usually more."""
    x, w = torch.randn(6), torch.randn(6, 20)
    z, probability = masks(6, 0.3)
    averaged, scaled = probability @ torch.relu(z * x @ w), torch.relu(x @ w)
    assert (averaged >= scaled - 1e-12).all()
    assert (averaged > scaled + 0.01).any()


def test_dropout_in_a_linear_model_is_a_penalty_in_the_features_units() -> None:
    """The expected squared error is the plain one plus p/(1-p) times the sum of (x*w)^2."""
    x, w, y, p = torch.randn(6), torch.randn(6), 0.4, 0.3
    z, probability = masks(6, p)
    expected = probability @ (y - z * x @ w).square()
    torch.testing.assert_close(
        expected, (y - x @ w).square() + p / (1 - p) * (x * w).square().sum()
    )


def test_dropout_spread_does_not_shrink_with_data() -> None:
    """From 100 rows to 10,000 the posterior variance falls a hundredfold, dropout's stays."""
    p, new, spreads, variances = 0.3, torch.ones(3), [], []
    for n in (100, 10_000):
        x = torch.randn(n, 3)
        y = x @ torch.tensor([1.0, -0.5, 2.0]) + SIGMA * torch.randn(n)
        gram = x.T @ x
        # The minimiser of the expected loss of the test above.
        w = torch.linalg.solve(gram + p / (1 - p) * gram.diagonal().diag(), x.T @ y)
        z, probability = masks(3, p)
        outputs = z * new @ w
        spreads.append((probability @ outputs.square() - (probability @ outputs) ** 2).item())
        covariance = torch.linalg.inv(gram / SIGMA**2 + torch.eye(3))
        variances.append((new @ covariance @ new).item())
    assert variances[0] / variances[1] == pytest.approx(100, rel=0.3)
    assert spreads[0] / spreads[1] == pytest.approx(1, rel=0.2)


# Squared error


def test_gaussian_nll_is_an_affine_map_of_the_mse() -> None:
    """Slope 1/(2*sigma^2), intercept log(sigma) + log(2*pi)/2, whatever is predicted."""
    y = torch.randn(9)
    for _ in range(3):
        y_hat = torch.randn(9)
        loss = -Normal(y_hat, SIGMA).log_prob(y).mean()
        mse = (y - y_hat).square().mean()
        intercept = math.log(SIGMA) + 0.5 * math.log(2 * math.pi)
        torch.testing.assert_close(loss, mse / (2 * SIGMA**2) + intercept)


def test_the_affine_map_scales_the_gradient() -> None:
    """The gradients differ by 1/(2*sigma^2), so a step size for one is not one for the other."""
    y, y_hat = torch.randn(9), torch.randn(9)
    by_nll = torch.func.grad(lambda mu: -Normal(mu, SIGMA).log_prob(y).mean())(y_hat)
    by_mse = torch.func.grad(lambda mu: (y - mu).square().mean())(y_hat)
    torch.testing.assert_close(by_nll, by_mse / (2 * SIGMA**2))


def test_a_fitted_sigma_makes_the_loss_logarithmic() -> None:
    """With the best common sigma, the NLL is half the logarithm of 2*pi*e*MSE."""
    y, y_hat = torch.randn(9), torch.randn(9)
    mse = (y - y_hat).square().mean()
    sigma = torch.linspace(0.2, 5, 10_001)[:, None]
    least = -Normal(y_hat, sigma).log_prob(y).mean(dim=1).max()
    torch.testing.assert_close(least, 0.5 * (2 * math.pi * math.e * mse).log())


def test_unequal_sigmas_move_the_optimum() -> None:
    """With a sigma for each row, the best common mean is weighted by precision."""
    y, sigma = torch.tensor([0.0, 1.0, 5.0]), torch.tensor([0.5, 1.0, 3.0])
    best = minimiser(lambda mu: -Normal(mu, sigma).log_prob(y).sum(), d=1)
    precision = sigma**-2
    torch.testing.assert_close(best[0], (precision * y).sum() / precision.sum())
    assert (best[0] - y.mean()).abs() > 1


# Variational autoencoders and heads


@pytest.mark.parametrize(("reduction", "variance"), [("sum", 0.5), ("mean", 5 / 2)])
def test_a_squared_error_fixes_the_decoders_variance(reduction: str, variance: float) -> None:
    """Beside the KL, a sum of squares over d = 5 pixels means variance 1/2, a mean d/2."""
    x = torch.randn(5)

    def bare(recon: Tensor) -> Tensor:
        return functional.mse_loss(recon, x, reduction=reduction)

    def likelihood(recon: Tensor) -> Tensor:
        return -Normal(recon, variance**0.5).log_prob(x).sum()

    recon = torch.randn(5)
    slope, expected = torch.func.grad(bare)(recon), torch.func.grad(likelihood)(recon)
    torch.testing.assert_close(slope, expected)


def gumbel(*shape: int) -> Tensor:
    """Independent standard Gumbel noise."""
    return -torch.empty(shape).exponential_().log()


def test_gumbel_max_draws_from_the_softmax() -> None:
    """The largest of logits plus Gumbel noise is class k with the probability of the softmax."""
    logits, draws = torch.tensor([1.0, -0.5, 0.3]), 200_000
    classes = (logits + gumbel(draws, 3)).argmax(dim=1)
    share, p = torch.bincount(classes) / draws, torch.softmax(logits, dim=0)
    assert ((share - p).abs() < 5 * (p * (1 - p) / draws).sqrt()).all()


def test_gumbel_max_has_no_gradient_where_the_expectation_has_one() -> None:
    """For one draw of the noise a small step of the logits changes nothing; on average it does."""
    logits, step, noise = torch.tensor([1.0, -0.5, 0.3]), 1e-7, gumbel(1000, 3)
    moved = logits + torch.tensor([step, 0.0, 0.0])
    assert torch.equal((logits + noise).argmax(dim=1), (moved + noise).argmax(dim=1))
    slope = (torch.softmax(moved, dim=0) - torch.softmax(logits, dim=0)) / step
    assert (slope.abs() > 0.05).all()


def test_a_softmax_inverts_the_natural_parameters() -> None:
    """It takes log p plus any constant to p, and a sigmoid takes the log-odds to p."""
    p = torch.softmax(torch.randn(6), dim=0)
    for constant in (0.0, -7.0, 100.0):
        torch.testing.assert_close(torch.softmax(p.log() + constant, dim=0), p)
    torch.testing.assert_close(torch.sigmoid(p.log() - (1 - p).log()), p)


def test_a_relu_on_the_means_leaves_one_orthant() -> None:
    """Of standard normal codes in d dimensions, a share of 2^-d is left where it is."""
    for d in (1, 3):
        codes = torch.randn(100_000, d)
        share = (torch.relu(codes) == codes).all(dim=1).double().mean().item()
        expected = 2.0**-d
        assert abs(share - expected) < 5 * (expected * (1 - expected) / len(codes)) ** 0.5
    assert torch.exp(0.5 * torch.relu(torch.randn(100))).min() >= 1


# Sigma


def test_maximum_likelihood_divides_by_n() -> None:
    """The likelihood is stationary at the biased sigma, and still rising below the unbiased one."""
    y = torch.randn(7)
    slope = torch.func.grad(lambda sigma: Normal(y.mean(), sigma).log_prob(y).sum())
    torch.testing.assert_close(slope(y.std(correction=0)), torch.tensor(0.0), rtol=0, atol=1e-12)
    assert slope(y.std(correction=1)) < -0.1


def test_dividing_by_n_is_biased_and_by_n_minus_1_is_not() -> None:
    """Over many samples of n = 5, one averages (n-1)/n of the true variance, the other all."""
    samples = torch.randn(200_000, 5)
    for correction, expected in ((0, 4 / 5), (1, 1.0)):
        variances = samples.var(dim=1, correction=correction)
        assert (variances.mean() - expected).abs() < 5 * variances.std() / len(samples) ** 0.5


def test_the_root_of_an_unbiased_variance_is_biased() -> None:
    """Its average is sqrt(2/(n-1)) * gamma(n/2) / gamma((n-1)/2) of sigma, 6 % too low at n = 5."""
    deviations = torch.randn(200_000, 5).std(dim=1)
    expected = math.sqrt(2 / 4) * math.gamma(5 / 2) / math.gamma(4 / 2)
    assert expected == pytest.approx(0.94, abs=0.005)
    assert (deviations.mean() - expected).abs() < 5 * deviations.std() / len(deviations) ** 0.5


def test_unbiased_is_not_the_least_error() -> None:
    """In mean squared error of the variance, dividing by n+1 beats n, and n beats n-1."""
    samples = torch.randn(200_000, 5)
    errors = [(samples.var(dim=1, correction=c) - 1).square().mean() for c in (-1, 0, 1)]
    assert errors[0] < errors[1] < errors[2]


# Thresholds


def test_a_threshold_from_test_scores_flags_a_fixed_share() -> None:
    """It flags 5 % of an ordinary test set, and 5 % of one with nothing but anomalies."""
    rng = np.random.default_rng(0)
    train, ordinary, strange = rng.normal(size=(3, 1000))
    strange = strange - 50
    for test in (ordinary, strange):
        assert np.mean(test < np.percentile(test, 5)) == pytest.approx(0.05)
    cut = np.percentile(train, 5)
    assert np.mean(ordinary < cut) == pytest.approx(0.05, abs=0.02)
    assert np.mean(strange < cut) == 1


def test_fresh_scores_give_an_exact_false_alarm_rate() -> None:
    """A new score lies below the k-th of n exchangeable ones with probability k/(n+1)."""
    scores = np.sort(np.random.default_rng(0).exponential(size=(100_000, 20)), axis=1)
    new = np.random.default_rng(1).exponential(size=100_000)
    for k in (1, 5):
        rate = k / 21
        error = 5 * math.sqrt(rate * (1 - rate) / len(new))
        assert np.mean(new < scores[:, k - 1]) == pytest.approx(rate, abs=error)


def test_scores_of_fitted_points_are_optimistic() -> None:
    """A mixture fitted on 60 rows of wine flags over 10 % of fresh rows where 5 % was meant."""
    points = load_wine().data[load_wine().target < 2][:, :5]
    rates = []
    for seed in range(20):
        rows = np.random.default_rng(seed).permutation(points)
        mixture = GaussianMixture(2, random_state=seed).fit(rows[:60])
        cut = np.percentile(mixture.score_samples(rows[:60]), 5)
        rates.append(np.mean(mixture.score_samples(rows[60:]) < cut))
    assert np.mean(rates) > 0.1


# What k1, k2 and k3 estimate


def estimates(logits: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
    """The probabilities of `p`, and (k1, k2, k3) of each class."""
    log_p = logits.log_softmax(0)
    ratio = q.log() - log_p
    return log_p.exp(), torch.stack([-ratio, ratio.square() / 2, ratio.expm1() - ratio])


POLICY, REFERENCE = (0.7, -0.4, 0.1, 1.2), (0.1, 0.2, 0.3, 0.4)


def test_k1_and_k3_are_unbiased_and_k2_is_not() -> None:
    """Their expectations, as sums over the classes."""
    q = torch.tensor(REFERENCE)
    p, each = estimates(torch.tensor(POLICY), q)
    k1, k2, k3 = (each * p).sum(-1)
    kl = (p * (p / q).log()).sum()
    torch.testing.assert_close(torch.stack([k1, k3]), kl.expand(2))
    assert abs(k2 / kl - 1) > 0.05


def test_the_gradients_of_k1_k2_and_k3() -> None:
    """The expected gradients for the logits, with the samples fixed."""
    q = torch.tensor(REFERENCE)
    logits = torch.tensor(POLICY, requires_grad=True)
    p, each = estimates(logits, q)
    losses = [(p.detach() * k).sum() for k in each]
    forward, backward = (p * (p / q).log()).sum(), (q * (q / p).log()).sum()
    k1, k2, k3, to_q, to_p = (
        torch.autograd.grad(loss, logits, retain_graph=True)[0]
        for loss in (*losses, forward, backward)
    )
    torch.testing.assert_close(k1, torch.zeros(4))
    torch.testing.assert_close(k2, to_q)
    torch.testing.assert_close(k3, to_p)
    assert not torch.allclose(k3, to_q, rtol=0.05)


# Which mean a perplexity is of

BATCHES = ((10.0, 30.0, 5.0, 55.0), (2.0, 3.0, 1.5, 3.5))


def test_a_mean_of_means_is_off_by_a_covariance() -> None:
    """The mean over tokens is that of the means plus the covariance of size and loss by size."""
    m, losses = torch.tensor(BATCHES)
    over_tokens = (m * losses).sum() / m.sum()
    covariance = (m * losses).mean() - m.mean() * losses.mean()
    torch.testing.assert_close(over_tokens - losses.mean(), covariance / m.mean())
    assert covariance > 0.1


def test_a_mean_of_perplexities_is_larger() -> None:
    """With the same weights; equal losses alone make them equal."""
    m, losses = torch.tensor(BATCHES)
    share = m / m.sum()
    assert (share * losses.exp()).sum() > 1.1 * (share * losses).sum().exp()
    equal = torch.full((4,), 2.7)
    torch.testing.assert_close((share * equal.exp()).sum(), (share * equal).sum().exp())


# When a constant of the likelihood matters


def log_z(delta: float) -> float:
    """The log-normalizer of Huber's density, in closed form."""
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    return math.log(center + 2 / delta * math.exp(-(delta**2) / 2))


def under_huber(f: Callable[[float], float], delta: float) -> float:
    """The expectation of an even function under Huber's density, by quadrature."""
    parts = (quad(lambda r: f(r) * math.exp(-huber(delta, r)), *ends) for ends in ((0, 2), (2, 60)))
    return 2 * sum(part for part, _ in parts) / math.exp(log_z(delta))


def test_the_normalizer_of_huber_integrates_its_density() -> None:
    """Divided by it, the density has the mass 1; without it, more than a Gaussian."""
    for delta in (0.5, 1.345, 4.0):
        assert under_huber(lambda _: 1.0, delta) == pytest.approx(1)
        assert log_z(delta) > 0.5 * math.log(2 * math.pi)


def test_the_likelihood_finds_delta_and_the_bare_loss_does_not() -> None:
    """In expectation, over a grid around the true delta; the slope of log Z is a mean excess."""
    true, grid = 1.0, [0.5, 0.8, 0.9, 1.0, 1.1, 1.3, 2.0]
    bare = [under_huber(lambda r, d=delta: huber(d, r), true) for delta in grid]  # type: ignore[misc]
    assert bare == sorted(bare)
    likelihood = [cost + log_z(delta) for cost, delta in zip(bare, grid, strict=True)]
    assert grid[np.argmin(likelihood)] == true
    excess = under_huber(lambda r: max(r - true, 0), true)
    slope = (log_z(true + 1e-5) - log_z(true - 1e-5)) / 2e-5
    assert slope == pytest.approx(-excess, rel=1e-5)


def test_without_its_normalizer_a_student_t_looks_too_heavy() -> None:
    """The best nu, fitted with the scale to the quantiles of what was drawn."""
    shares = (np.arange(4000) + 0.5) / 4000

    def fitted(residuals: np.ndarray) -> float:
        def loss(logs: np.ndarray) -> float:
            sigma, nu = np.exp(logs)
            tail = (nu + 1) / 2 * np.log1p((residuals / sigma) ** 2 / nu)
            return float(np.log(sigma) + tail.mean())

        return float(np.exp(minimize(loss, [0.0, 1.0], method="Nelder-Mead").x[1]))

    assert fitted(student_t(3).ppf(shares)) < 1
    assert fitted(norm.ppf(shares)) < 2


# What DPO's reference cancels

BETA = 0.4
ANSWERS = torch.tensor([[0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.4, 0.1]], dtype=torch.float64)
JUDGED = torch.tensor([[1.0, -0.5, 0.2, 0.0], [2.0, 1.5, 1.0, 3.0]], dtype=torch.float64)


def best_policy() -> tuple[Tensor, Tensor]:
    """The best policy for two prompts with four answers each, and the logarithm of each `Z`."""
    log_z = (ANSWERS.log() + JUDGED / BETA).logsumexp(1)
    return ANSWERS * (JUDGED / BETA - log_z[:, None]).exp(), log_z


def test_the_best_policy_is_the_reference_times_an_exponential() -> None:
    """There the objective is beta*log(Z), and its gradient for the logits is 0."""
    best, log_z = best_policy()
    logits = best.log().requires_grad_()
    policy = logits.softmax(1)
    objective = (policy * (JUDGED - BETA * (policy / ANSWERS).log())).sum(1)
    torch.testing.assert_close(objective, BETA * log_z)
    (gradient,) = torch.autograd.grad(objective.sum(), logits)
    torch.testing.assert_close(gradient, torch.zeros(2, 4))


def test_the_partition_function_cancels_in_a_pair_only() -> None:
    """Differences of log-ratios are those of rewards within a row, and off between the rows."""
    best, log_z = best_policy()
    implicit = BETA * (best / ANSWERS).log()
    torch.testing.assert_close(implicit[:, 0] - implicit[:, 1], JUDGED[:, 0] - JUDGED[:, 1])
    across = (implicit[0, 0] - implicit[1, 0]) - (JUDGED[0, 0] - JUDGED[1, 0])
    torch.testing.assert_close(across, BETA * (log_z[1] - log_z[0]))
    assert abs(across) > 0.5


# What group advantages weigh


def test_a_groups_own_mean_costs_a_factor() -> None:
    """Exactly, over all groups of three answers that are right with probability p."""
    logit = torch.tensor(0.3, requires_grad=True)
    p, n = logit.sigmoid(), 3
    expected = torch.tensor(0.0)
    for group in itertools.product((0.0, 1.0), repeat=n):
        rewards = torch.tensor(group)
        log_probs = torch.where(rewards > 0, p.log(), (1 - p).log())
        surrogate = ((rewards - rewards.mean()) * log_probs).mean()
        (gradient,) = torch.autograd.grad(surrogate, logit, retain_graph=True)
        expected += log_probs.sum().exp().detach() * gradient
    torch.testing.assert_close(expected, (n - 1) / n * (p * (1 - p)).detach())


def test_dividing_by_the_deviation_weighs_prompts_by_difficulty() -> None:
    """The gradient of a large group's loss is that of 2*arcsin(sqrt(p)), not that of p."""
    logits = torch.tensor([-4.0, -1.0, 0.0, 2.0], requires_grad=True)
    p = logits.sigmoid()
    right, wrong = ((reward - p) / (p * (1 - p)).sqrt() for reward in (1.0, 0.0))
    weighted = (
        p.detach() * right.detach() * p.log() + (1 - p).detach() * wrong.detach() * (1 - p).log()
    )
    got, angle, plain = (
        torch.autograd.grad(loss.sum(), logits, retain_graph=True)[0]
        for loss in (weighted, 2 * p.sqrt().asin(), p)
    )
    torch.testing.assert_close(got, angle)
    torch.testing.assert_close(got / plain, 1 / (p * (1 - p)).sqrt().detach())
