"""The reference answers of heads, priors and gmm keep the contract, checked against libraries."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.stats import multivariate_normal
from sklearn.datasets import load_wine
from sklearn.mixture import GaussianMixture
from torch import Tensor, nn
from torch.autograd import gradcheck

SOLUTIONS = Path(__file__).parent.parent / "solutions"
DTYPES = pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
Array = NDArray[np.float64]


def load(address: str) -> ModuleType:
    """Import a solution by its path, as no package holds it."""
    spec = importlib.util.spec_from_file_location(
        address.replace("/", "_"), SOLUTIONS / f"{address}.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bernoulli, categorical, gaussian = (
    load(f"heads/{name}") for name in ("bernoulli", "categorical", "gaussian")
)
l2, l1, dropout = (load(f"priors/{name}") for name in ("l2", "l1", "dropout"))
log_prob, threshold, detect = (load(f"gmm/{name}") for name in ("log_prob", "threshold", "detect"))


@pytest.fixture(autouse=True)
def _fixed_seed() -> None:
    torch.manual_seed(0)


def set_output(layer: nn.Linear, values: Tensor | list[float]) -> None:
    """Make a linear layer give these values whatever its input."""
    with torch.no_grad():
        layer.weight.zero_()
        layer.bias.copy_(torch.as_tensor(values))


# heads


@DTYPES
@pytest.mark.parametrize("n", [1, 5])
def test_bernoulli_head_agrees_with_the_distribution(n: int, dtype: torch.dtype) -> None:
    """The head's output is the mean of a Bernoulli with the layer's output as its logit."""
    head = bernoulli.BernoulliHead(3).to(dtype)
    x = torch.randn(n, 3, dtype=dtype)
    expected = torch.distributions.Bernoulli(logits=head.fc(x)).mean
    assert head(x).shape == (n, 1)
    torch.testing.assert_close(head(x), expected)


@DTYPES
@pytest.mark.parametrize(("logit", "p"), [(1e4, 1.0), (-1e4, 0.0), (0.0, 0.5)])
def test_bernoulli_head_is_right_at_extreme_logits(
    logit: float, p: float, dtype: torch.dtype
) -> None:
    """A logit of 10,000 gives a probability, not an overflow."""
    head = bernoulli.BernoulliHead(2).to(dtype)
    set_output(head.fc, [logit])
    torch.testing.assert_close(
        head(torch.randn(3, 2, dtype=dtype)), torch.full((3, 1), p, dtype=dtype)
    )


@DTYPES
@pytest.mark.parametrize("leading", [(), (1,), (4,), (2, 3)])
def test_categorical_head_agrees_with_the_distribution(
    leading: tuple[int, ...], dtype: torch.dtype
) -> None:
    """Each vector along the last dimension holds the probabilities of its own logits."""
    head = categorical.CategoricalHead(5, 4).to(dtype)
    x = torch.randn(*leading, 5, dtype=dtype)
    expected = torch.distributions.Categorical(logits=head.fc(x)).probs
    assert head(x).shape == (*leading, 4)
    torch.testing.assert_close(head(x), expected)


@DTYPES
def test_categorical_head_is_right_at_extreme_logits(dtype: torch.dtype) -> None:
    """The largest of huge logits takes everything, and equal ones share."""
    head = categorical.CategoricalHead(2, 3).to(dtype)
    set_output(head.fc, [1e4, -1e4, 1e4])
    expected = torch.tensor([[0.5, 0.0, 0.5]], dtype=dtype)
    torch.testing.assert_close(head(torch.randn(1, 2, dtype=dtype)), expected)


@DTYPES
@pytest.mark.parametrize("n", [1, 6])
def test_gaussian_head_agrees_with_the_distribution(n: int, dtype: torch.dtype) -> None:
    """The loss is the mean negative log-density of the normal that the head outputs."""
    head = gaussian.GaussianHead(3).to(dtype)
    x, y = torch.randn(n, 3, dtype=dtype), torch.randn(n, 1, dtype=dtype)
    mu, sigma = head(x)
    torch.testing.assert_close(mu, head.mean_head(x))
    torch.testing.assert_close(sigma, head.log_std_head(x).exp())
    expected = -torch.distributions.Normal(mu, sigma).log_prob(y).mean()
    torch.testing.assert_close(head.nll_loss(x, y), expected)


@DTYPES
@pytest.mark.parametrize(("log_std", "clamped"), [(1e4, 5.0), (5.1, 5.0), (4.9, 4.9), (-1e4, -5.0)])
def test_gaussian_head_bounds_sigma(log_std: float, clamped: float, dtype: torch.dtype) -> None:
    """The logarithm of sigma is clamped before it is exponentiated, and the mean never is."""
    head = gaussian.GaussianHead(2).to(dtype)
    set_output(head.mean_head, [-1e4])
    set_output(head.log_std_head, [log_std])
    mu, sigma = head(torch.randn(3, 2, dtype=dtype))
    torch.testing.assert_close(mu, torch.full((3, 1), -1e4, dtype=dtype))
    torch.testing.assert_close(sigma, torch.full((3, 1), clamped, dtype=dtype).exp())


@pytest.mark.parametrize(
    "head",
    [bernoulli.BernoulliHead(3), categorical.CategoricalHead(3, 4), gaussian.GaussianHead(3)],
    ids=["bernoulli", "categorical", "gaussian"],
)
def test_heads_are_differentiable_in_inputs_and_parameters(head: nn.Module) -> None:
    """Numerical gradients agree for the features, weights and biases of each head."""
    head = head.double()
    names, parameters = zip(*head.named_parameters(), strict=True)

    def forward(x: Tensor, *values: Tensor) -> Tensor | tuple[Tensor, ...]:
        overrides = dict(zip(names, values, strict=True))
        return torch.func.functional_call(head, overrides, (x,))

    x = torch.randn(2, 3, dtype=torch.float64, requires_grad=True)
    assert gradcheck(forward, (x, *parameters))


def test_gaussian_loss_is_differentiable_in_features_and_targets() -> None:
    """Numerical gradients of the loss agree for x and for y."""
    head = gaussian.GaussianHead(3).double()
    x = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)
    y = torch.randn(4, 1, dtype=torch.float64, requires_grad=True)
    assert gradcheck(head.nll_loss, (x, y))


# priors


class TiedPair(nn.Module):
    """Two names for one layer, and a bare parameter without dimensions."""

    def __init__(self) -> None:
        """Build the layer and the parameter."""
        super().__init__()
        self.first = self.second = nn.Linear(3, 3, bias=False)
        self.scale = nn.Parameter(torch.tensor(-2.0))


def frozen() -> nn.Module:
    """A model of which one layer takes no gradient."""
    model = nn.Sequential(nn.Linear(3, 2), nn.Linear(2, 1))
    model[0].requires_grad_(False)
    return model


MODELS = pytest.mark.parametrize(
    "build",
    [
        lambda: nn.Linear(2, 1, bias=False),
        lambda: nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Sequential(nn.Linear(4, 1))),
        frozen,
        TiedPair,
    ],
    ids=["one layer", "nested with batch norm", "frozen", "tied"],
)
PENALTIES = pytest.mark.parametrize(
    ("penalty", "norm"), [(l2.l2_penalty, 2), (l1.l1_penalty, 1)], ids=["l2", "l1"]
)


@DTYPES
@MODELS
@PENALTIES
def test_penalty_counts_every_parameter_once(
    penalty: Callable[[nn.Module, float], Tensor],
    norm: int,
    build: Callable[[], nn.Module],
    dtype: torch.dtype,
) -> None:
    """The penalty is a power of the norm of all distinct parameters laid end to end."""
    model = build().to(dtype)
    w = nn.utils.parameters_to_vector(model.parameters())
    value = penalty(model, 0.3)
    assert value.shape == ()
    torch.testing.assert_close(value, 0.3 * w.norm(norm) ** norm)


@MODELS
@PENALTIES
def test_penalty_has_the_gradient_of_its_prior(
    penalty: Callable[[nn.Module, float], Tensor], norm: int, build: Callable[[], nn.Module]
) -> None:
    """L2 pulls in proportion to a weight, L1 with a constant force, frozen weights not at all."""
    model = build()
    penalty(model, 0.3).backward()
    for p in model.parameters():
        if p.requires_grad:
            torch.testing.assert_close(p.grad, 0.3 * (2 * p if norm == 2 else p.sign()).detach())
        else:
            assert p.grad is None


def test_l1_penalty_has_its_default_strength() -> None:
    """Without a strength the L1 penalty uses 1e-4."""
    model = nn.Linear(3, 2)
    torch.testing.assert_close(l1.l1_penalty(model), l1.l1_penalty(model, 1e-4), rtol=0, atol=0)


@pytest.mark.parametrize("strength", [1e-4, 0.5, 3.0])
def test_prior_parameters_make_the_penalty_a_log_density(strength: float) -> None:
    """A prior's log-density and the penalty differ by the same constant at every weight."""
    w = torch.linspace(-3, 3, 7, dtype=torch.float64)
    gaussian_from_lambda = torch.distributions.Normal(
        0.0, l2.gaussian_prior_variance(strength) ** 0.5
    )
    gaussian_from_decay = torch.distributions.Normal(
        0.0, l2.prior_variance_from_weight_decay(strength) ** 0.5
    )
    laplace = torch.distributions.Laplace(0.0, l1.laplace_prior_scale(strength))
    for prior, penalty in (
        (gaussian_from_lambda, strength * w.square()),
        (gaussian_from_decay, strength / 2 * w.square()),
        (laplace, strength * w.abs()),
    ):
        constant = prior.log_prob(w) + penalty
        torch.testing.assert_close(constant, constant[:1].expand(7), rtol=1e-5, atol=1e-5)


@DTYPES
def test_sgd_step_follows_torch(dtype: torch.dtype) -> None:
    """Five steps follow torch.optim.SGD with weight decay, and change nothing in place."""
    w = torch.randn(3, 2, dtype=dtype)
    parameter = nn.Parameter(w.clone())
    optimiser = torch.optim.SGD([parameter], lr=0.1, weight_decay=0.5)
    for _ in range(5):
        parameter.grad = torch.randn_like(w)
        before, grad_before = w.clone(), parameter.grad.clone()
        stepped = l2.sgd_step(w, parameter.grad, 0.1, 0.5)
        assert torch.equal(w, before)
        assert torch.equal(parameter.grad, grad_before)
        optimiser.step()
        torch.testing.assert_close(stepped, parameter.detach())
        w = stepped


@DTYPES
@pytest.mark.parametrize("shape", [(), (1,), (4, 5)])
def test_soft_threshold_agrees_with_softshrink(shape: tuple[int, ...], dtype: torch.dtype) -> None:
    """The proximal step is torch's softshrink, exact zeros included."""
    w = 2 * torch.randn(shape, dtype=dtype)
    result, expected = l1.soft_threshold(w, 0.7), nn.functional.softshrink(w, 0.7)
    torch.testing.assert_close(result, expected)
    assert torch.equal(result == 0, w.abs() <= 0.7)


def test_soft_threshold_has_gradient_one_outside_and_zero_inside() -> None:
    """Beyond the threshold a weight is only shifted; within it nothing depends on it."""
    w = torch.tensor([-3.0, -0.5, 0.2, 4.0], dtype=torch.float64, requires_grad=True)
    l1.soft_threshold(w, 1.0).sum().backward()
    assert w.grad is not None
    assert w.grad.tolist() == [1, 0, 0, 1]


@pytest.mark.parametrize("p", [0.0, 0.25, 0.9, 1.0])
def test_dropout_keeps_each_element_with_its_probability(p: float) -> None:
    """The share of survivors is 1-p within five standard errors, and each is scaled by 1/(1-p)."""
    n = 40_000
    result = dropout.dropout(torch.ones(n, dtype=torch.float64), p, True)
    kept = result != 0
    assert abs(kept.double().mean() - (1 - p)) <= 5 * (p * (1 - p) / n) ** 0.5
    torch.testing.assert_close(result[kept] * (1 - p), torch.ones_like(result[kept]))


@DTYPES
@pytest.mark.parametrize("p", [0.0, 0.5, 1.0])
def test_dropout_gradient_is_the_scaled_mask(p: float, dtype: torch.dtype) -> None:
    """Values and gradients share one mask and one scale, also at both ends of p."""
    x = torch.randn(50, dtype=dtype).requires_grad_()
    result = dropout.dropout(x, p, True)
    result.sum().backward()
    assert result.dtype == dtype
    assert x.grad is not None
    assert torch.isfinite(x.grad).all()
    torch.testing.assert_close(result.detach(), x.detach() * x.grad)


def test_dropout_draws_afresh_for_each_call_and_element() -> None:
    """Two calls differ, and so do the rows of one call."""
    x = torch.ones(2, 100)
    first, second = dropout.dropout(x, 0.5, True), dropout.dropout(x, 0.5, True)
    assert not torch.equal(first, second)
    assert not torch.equal(first[0], first[1])


@pytest.mark.parametrize("p", [0.0, 0.5, 1.0])
def test_dropout_is_the_identity_in_evaluation(p: float) -> None:
    """Outside of training nothing is dropped and nothing is scaled."""
    x = torch.randn(4, 3)
    assert torch.equal(dropout.dropout(x, p, False), x)


class Failing(nn.Module):
    """A layer that gives up after one pass."""

    def __init__(self) -> None:
        """Begin with no pass done."""
        super().__init__()
        self.calls = 0

    def forward(self, x: Tensor) -> Tensor:
        """Pass once, then raise."""
        self.calls += 1
        if self.calls > 1:
            raise RuntimeError("second pass")
        return x


def mixed_model() -> nn.Sequential:
    """Layers with flags that differ: batch norm frozen in evaluation, dropout in training."""
    model = nn.Sequential(nn.Linear(3, 8), nn.BatchNorm1d(8), nn.Dropout(0.5), nn.Linear(8, 2))
    model.train()
    model[1].eval()
    model[3].requires_grad_(False)
    return model


def state(model: nn.Module) -> list[object]:
    """Everything that a prediction must leave as it was."""
    return [
        torch.is_grad_enabled(),
        [module.training for module in model.modules()],
        [p.requires_grad for p in model.parameters()],
        [value.tolist() for value in model.state_dict().values()],
    ]


def test_mc_dropout_agrees_with_the_exact_moments() -> None:
    """For one dropout before a sum, mean and variance are those of scaled coin tosses."""
    model = nn.Sequential(nn.Dropout(0.2), nn.Linear(4, 1, bias=False)).double()
    x, n = torch.randn(3, 4, dtype=torch.float64), 4000
    mean, variance = dropout.mc_dropout_predict(model, x, n)
    terms = x * model[1].weight.detach()
    exact_mean = terms.sum(dim=1, keepdim=True)
    exact_variance = 0.2 / 0.8 * terms.square().sum(dim=1, keepdim=True)
    assert mean.shape == variance.shape == (3, 1)
    assert ((mean - exact_mean).abs() <= 5 * (exact_variance / n).sqrt()).all()
    torch.testing.assert_close(variance, exact_variance, rtol=0.15, atol=0)


def test_mc_dropout_variance_is_biased() -> None:
    """Over two samples the variance is a quarter of the squared difference, over one it is 0."""
    model = nn.Dropout(0.5)
    x = torch.ones(1000)
    _, variance = dropout.mc_dropout_predict(model, x, 2)
    assert set(variance.tolist()) == {0.0, 1.0}
    _, variance = dropout.mc_dropout_predict(model, x, 1)
    assert torch.equal(variance, torch.zeros_like(x))


@pytest.mark.parametrize("flag", [True, False])
def test_mc_dropout_activates_only_nn_dropout(flag: bool) -> None:
    """Batch norm uses its running statistics, and relatives of nn.Dropout stay off."""
    model = nn.Sequential(
        nn.Dropout(0.0), nn.BatchNorm1d(4), nn.AlphaDropout(0.5), nn.Dropout1d(0.5)
    )
    x = torch.randn(6, 4)
    model.eval()
    expected = model(x)
    model.train(flag)
    mean, variance = dropout.mc_dropout_predict(model, x, 3)
    torch.testing.assert_close(mean, expected)
    torch.testing.assert_close(variance, torch.zeros_like(x))


@pytest.mark.parametrize("grad_enabled", [True, False])
def test_mc_dropout_leaves_the_model_as_it_was(grad_enabled: bool) -> None:
    """Flags of single modules, buffers, requires_grad and the grad mode come back."""
    model, x = mixed_model(), torch.randn(5, 3, requires_grad=True)
    with torch.set_grad_enabled(grad_enabled):
        before = state(model)
        mean, variance = dropout.mc_dropout_predict(model, x, 4)
        assert state(model) == before
    assert not mean.requires_grad
    assert not variance.requires_grad


def test_mc_dropout_leaves_the_model_as_it_was_when_it_raises() -> None:
    """An exception in the second pass passes through and changes nothing either."""
    model = nn.Sequential(mixed_model(), Failing())
    before = state(model)
    with pytest.raises(RuntimeError, match="second pass"):
        dropout.mc_dropout_predict(model, torch.randn(5, 3), 4)
    assert state(model) == before


def test_mc_dropout_does_not_modify_its_input() -> None:
    """A first layer that works in place gets a copy."""
    x = torch.ones(100)
    dropout.mc_dropout_predict(nn.Dropout(0.5, inplace=True), x, 3)
    assert torch.equal(x, torch.ones(100))


# gmm


def draw_mixture(k: int, d: int) -> tuple[Array, Array, Array]:
    """Weights, means and covariances of a mixture of moderate shape."""
    rng = np.random.default_rng(10 * k + d)
    factors = rng.normal(size=(k, d, d))
    covariances = factors @ factors.transpose(0, 2, 1) + 0.1 * np.eye(d)
    return rng.dirichlet(np.ones(k)), 3 * rng.normal(size=(k, d)), covariances


@pytest.mark.parametrize("n", [1, 7])
@pytest.mark.parametrize(("k", "d"), [(1, 1), (1, 3), (3, 1), (4, 3)])
def test_log_prob_agrees_with_scipy(k: int, d: int, n: int) -> None:
    """Density and responsibilities are those of weighted normals, for every small shape."""
    weights, means, covariances = draw_mixture(k, d)
    points = 3 * np.random.default_rng(1).normal(size=(n, d))
    joint = np.array(
        [
            [weights[j] * multivariate_normal.pdf(x, means[j], covariances[j]) for j in range(k)]
            for x in points
        ]
    )
    density = joint.sum(axis=1, keepdims=True)
    result = log_prob.gmm_log_prob(points, weights, means, covariances)
    shares = log_prob.responsibilities(points, weights, means, covariances)
    assert result.shape == (n,)
    assert shares.shape == (n, k)
    np.testing.assert_allclose(result, np.log(density[:, 0]), rtol=1e-10)
    np.testing.assert_allclose(shares, joint / density, rtol=1e-8, atol=1e-300)


def test_log_prob_agrees_with_a_fitted_mixture_on_real_data() -> None:
    """On wine, scikit-learn's score_samples and predict_proba give the same numbers."""
    points = load_wine().data[:, :6]
    mixture = GaussianMixture(3, random_state=0).fit(points)
    parameters = mixture.weights_, mixture.means_, mixture.covariances_
    np.testing.assert_allclose(
        log_prob.gmm_log_prob(points, *parameters), mixture.score_samples(points), rtol=1e-9
    )
    np.testing.assert_allclose(
        log_prob.responsibilities(points, *parameters), mixture.predict_proba(points), atol=1e-9
    )


def test_log_prob_is_finite_and_right_far_away() -> None:
    """A thousand standard deviations out, the nearest component's closed form is what is left."""
    weights, means = np.array([0.3, 0.7]), np.array([[-5.0, 0.0], [5.0, 0.0]])
    covariances = np.stack([np.eye(2), np.eye(2)])
    points = np.array([[1000.0, 0.0], [0.0, 1000.0]])
    result = log_prob.gmm_log_prob(points, weights, means, covariances)
    right = np.log(0.7) - np.log(2 * np.pi) - 0.5 * 995.0**2
    middle = -np.log(2 * np.pi) - 0.5 * (1000.0**2 + 25)
    np.testing.assert_allclose(result, [right, middle], rtol=1e-14)
    shares = log_prob.responsibilities(points, weights, means, covariances)
    np.testing.assert_allclose(shares.sum(axis=1), 1, rtol=1e-14)
    np.testing.assert_allclose(shares[:, 1], [1, 0.7], rtol=1e-8)


@pytest.mark.filterwarnings("error")
def test_log_prob_survives_nearly_singular_covariances() -> None:
    """With eigenvalues 1 and 1e-10 in a rotated frame, the value is that of the frame's axes."""
    angle = 0.7
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    variances = np.array([1.0, 1e-10])
    covariances = (rotation * variances @ rotation.T)[None]
    z = np.array([[0.5, -1.0], [2.0, 3.0]])
    points = (z * np.sqrt(variances)) @ rotation.T
    expected = -0.5 * (2 * np.log(2 * np.pi) + np.log(1e-10) + (z**2).sum(axis=1))
    result = log_prob.gmm_log_prob(points, np.ones(1), np.zeros((1, 2)), covariances)
    np.testing.assert_allclose(result, expected, rtol=1e-4)


@pytest.mark.parametrize(
    ("variance", "d", "density"),
    [(1e-10, 40, 423.75947727), (1e10, 40, -497.27455993), (1e-170, 2, 389.60158874)],
)
def test_log_prob_survives_what_no_determinant_does(
    variance: float, d: int, density: float
) -> None:
    """Where the determinant is 0 or infinite in floating point, its logarithm is still right."""
    means, covariances = np.zeros((1, d)), variance * np.eye(d)[None]
    result = log_prob.gmm_log_prob(means, np.ones(1), means, covariances)
    np.testing.assert_allclose(result, [density], rtol=1e-10)


def test_gmm_inputs_are_not_modified() -> None:
    """Points, parameters and scores are read only, and that is enough."""
    arrays = [np.random.default_rng(2).normal(size=(5, 2)), *draw_mixture(3, 2)]
    for array in arrays:
        array.setflags(write=False)
    log_prob.gmm_log_prob(*arrays)
    log_prob.responsibilities(*arrays)
    detect.detect_anomalies(arrays[0], arrays[0][:1], n_components=1)
    threshold.anomaly_threshold(arrays[0][:, 0])


@pytest.mark.parametrize("percentile", [0, 5.0, 37.5, 100])
@pytest.mark.parametrize("n", [1, 2, 11])
def test_threshold_interpolates_between_sorted_scores(n: int, percentile: float) -> None:
    """The threshold lies at its share of the way through the sorted training scores."""
    scores = np.random.default_rng(3).normal(size=n)
    expected = np.interp(percentile / 100 * (n - 1), np.arange(n), np.sort(scores))
    result = threshold.anomaly_threshold(scores, percentile)
    assert isinstance(result, float)
    assert result == pytest.approx(expected)


def test_threshold_is_the_fifth_percentile_by_default() -> None:
    """Of the scores 0 to 100, the default threshold is 5."""
    assert threshold.anomaly_threshold(np.arange(101.0)) == 5


def test_a_score_at_the_threshold_is_no_anomaly() -> None:
    """Only scores strictly below are flagged, so percentile 0 flags no training point."""
    scores = np.array([2.0, -1.0, -1.0, 3.0])
    assert threshold.flag_anomalies(scores, -1.0).tolist() == [False] * 4
    mask = threshold.flag_anomalies(scores, np.nextafter(-1.0, 0.0))
    assert mask.dtype == bool
    assert mask.tolist() == [False, True, True, False]


def test_detect_agrees_with_the_library_used_by_hand() -> None:
    """On wine the mask and threshold are those of a mixture fitted on the training rows alone."""
    points = load_wine().data[:, :4]
    train, test = points[:120], points[120:]
    mixture = GaussianMixture(3, covariance_type="full", random_state=7).fit(train)
    cut = np.quantile(mixture.score_samples(train), 0.1)
    mask, result = detect.detect_anomalies(train, test, 3, 10.0, 7)
    assert result == pytest.approx(cut)
    assert mask.dtype == bool
    assert mask.tolist() == (mixture.score_samples(test) < cut).tolist()


def test_detect_does_not_let_test_points_influence_each_other() -> None:
    """A test point's verdict and the threshold are the same alone and in company."""
    points = load_wine().data[:, :4]
    train, test = points[:120], points[120:]
    together, cut = detect.detect_anomalies(train, test)
    assert 0 < together.sum() < len(test)
    for row in (0, int(together.argmax())):
        alone, alone_cut = detect.detect_anomalies(train, test[row : row + 1])
        assert alone_cut == cut
        assert alone.tolist() == [together[row]]
