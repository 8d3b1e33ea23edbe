"""Known mistakes in divergences/gaussian."""

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL
from grader.probe.probe import known_mistake


def _terms(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> tuple[Tensor, ...]:
    """Trace, quadratic form, and log-determinant of q less that of p."""
    delta = mu_q - mu_p
    trace = torch.linalg.solve(cov_q, cov_p).trace()
    quadratic = delta @ torch.linalg.solve(cov_q, delta)
    return trace, quadratic, cov_q.logdet() - cov_p.logdet()


def _kl(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The right divergence."""
    trace, quadratic, log_ratio = _terms(mu_p, cov_p, mu_q, cov_q)
    return 0.5 * (trace + quadratic - len(mu_p) + log_ratio)


@known_mistake("kl_gaussians", hint=1)
def reversed_direction(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You took the expectation under q: this is the KL of q from p, the other direction."""
    return _kl(mu_q, cov_q, mu_p, cov_p)


@known_mistake("kl_gaussians", hint=2)
def half_lost(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The factor one half in front of all terms is lost."""
    return 2 * _kl(mu_p, cov_p, mu_q, cov_q)


@known_mistake("kl_gaussians", hint=2)
def half_of_the_shapes_alone(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The factor one half is missing at the quadratic form of the means."""
    trace, quadratic, log_ratio = _terms(mu_p, cov_p, mu_q, cov_q)
    return quadratic + 0.5 * (trace - len(mu_p) + log_ratio)


@known_mistake("kl_gaussians", hint=2)
def log_determinants_not_halved(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Your log-determinants lack the factor one half that all terms have."""
    trace, quadratic, log_ratio = _terms(mu_p, cov_p, mu_q, cov_q)
    return 0.5 * (trace + quadratic - len(mu_p)) + log_ratio


@known_mistake("kl_gaussians", hint=2)
def log_determinants_halved_twice(
    mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor
) -> Tensor:
    """Your log-determinants are half of what they should be: a Cholesky factor's log counts
    twice.
    """
    trace, quadratic, log_ratio = _terms(mu_p, cov_p, mu_q, cov_q)
    return 0.5 * (trace + quadratic - len(mu_p) + 0.5 * log_ratio)


@known_mistake("kl_gaussians", hint=2)
def log_determinants_exchanged(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The sign of the log-determinants is wrong: that of q is added, that of p subtracted."""
    trace, quadratic, log_ratio = _terms(mu_p, cov_p, mu_q, cov_q)
    return 0.5 * (trace + quadratic - len(mu_p) - log_ratio)


@known_mistake("kl_gaussians", hint=2)
def log_determinants_dropped(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The log-determinants are missing, although the two densities have different normalizers."""
    trace, quadratic, _ = _terms(mu_p, cov_p, mu_q, cov_q)
    return 0.5 * (trace + quadratic - len(mu_p))


@known_mistake("kl_gaussians", hint=1)
def dimension_dropped(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The number of dimensions is not subtracted: equal distributions must give 0."""
    return _kl(mu_p, cov_p, mu_q, cov_q) + 0.5 * len(mu_p)


@known_mistake("kl_gaussians", hint=1)
def one_for_the_dimension(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You subtracted 1, as in one dimension; each of the d dimensions has its own 1."""
    return _kl(mu_p, cov_p, mu_q, cov_q) + 0.5 * (len(mu_p) - 1)


@known_mistake("kl_gaussians", hint=1)
def trace_dropped(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The trace is missing: it is the expected quadratic of q under p, beyond the means."""
    return _kl(mu_p, cov_p, mu_q, cov_q) - 0.5 * _terms(mu_p, cov_p, mu_q, cov_q)[0]


@known_mistake("kl_gaussians", hint=1)
def means_dropped(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The distance of the means is missing: you compared the covariances alone."""
    return _kl(mu_p, cov_p, mu_p, cov_q)


@known_mistake("kl_gaussians", hint=1)
def distance_in_units_of_p(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You measured the distance of the means with p's covariance; it belongs to log q."""
    _, quadratic, _ = _terms(mu_p, cov_p, mu_q, cov_q)
    delta = mu_q - mu_p
    other: Tensor = delta @ torch.linalg.solve(cov_p, delta)
    return _kl(mu_p, cov_p, mu_q, cov_q) + 0.5 * (other - quadratic)


@known_mistake("kl_gaussians", hint=1)
def plain_distance(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You took the plain squared distance of the means; it is measured with q's inverse
    covariance.
    """
    delta = mu_q - mu_p
    return _kl(mu_p, cov_p, mu_p, cov_q) + 0.5 * delta.square().sum()


@known_mistake("kl_gaussians", hint=2)
def covariance_for_its_inverse(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Your quadratic form has q's covariance itself; it needs the inverse."""
    delta = mu_q - mu_p
    return _kl(mu_p, cov_p, mu_p, cov_q) + 0.5 * (delta @ cov_q @ delta)


@known_mistake("kl_gaussians", hint=1)
def trace_upside_down(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You inverted p's covariance in the trace; q's is inverted, because log q is averaged."""
    trace, _, _ = _terms(mu_p, cov_p, mu_q, cov_q)
    other: Tensor = torch.linalg.solve(cov_p, cov_q).trace()
    return _kl(mu_p, cov_p, mu_q, cov_q) + 0.5 * (other - trace)


@known_mistake("kl_gaussians", hint=2)
def trace_of_ratios(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You divided the diagonals for the trace; the inverse of a matrix is not elementwise."""
    trace, _, _ = _terms(mu_p, cov_p, mu_q, cov_q)
    ratios = (cov_p.diagonal() / cov_q.diagonal()).sum()
    return _kl(mu_p, cov_p, mu_q, cov_q) + 0.5 * (ratios - trace)


@known_mistake("kl_gaussians", hint=2)
def trace_of_diagonals(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """For the trace you multiply the diagonals alone; a product's diagonal also takes what is
    beside them, the sum of all products of entries.
    """
    trace, _, _ = _terms(mu_p, cov_p, mu_q, cov_q)
    products: Tensor = (torch.linalg.inv(cov_q).diagonal() * cov_p.diagonal()).sum()
    return _kl(mu_p, cov_p, mu_q, cov_q) + 0.5 * (products - trace)


@known_mistake("kl_gaussians", hint=2)
def trace_of_the_factors_diagonal(
    mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor
) -> Tensor:
    """For the trace you square only the diagonal of the factor; it is the sum of the squares of
    all its entries.
    """
    trace, _, _ = _terms(mu_p, cov_p, mu_q, cov_q)
    lower_p, lower_q = torch.linalg.cholesky(cov_p), torch.linalg.cholesky(cov_q)
    factor = torch.linalg.solve_triangular(lower_q, lower_p, upper=False)
    squares: Tensor = factor.diagonal().square().sum()
    return _kl(mu_p, cov_p, mu_q, cov_q) + 0.5 * (squares - trace)


@known_mistake("kl_gaussians", hint=2)
def correlations_ignored(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You used the diagonals alone, as if the coordinates were independent."""
    return _kl(mu_p, cov_p.diagonal().diag(), mu_q, cov_q.diagonal().diag())


@known_mistake("kl_gaussians", hint=2)
def diagonal_determinants(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You took the log-determinants from the diagonals; correlations change a determinant too."""
    log_ratio = cov_q.diagonal().log().sum() - cov_p.diagonal().log().sum()
    wrong = log_ratio - cov_q.logdet() + cov_p.logdet()
    return _kl(mu_p, cov_p, mu_q, cov_q) + 0.5 * wrong


@known_mistake("kl_gaussians", hint=2)
def explicit_determinants(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You computed determinants, which are 0 or infinite for many small or large variances; their
    logarithm comes too late.
    """
    trace, quadratic, _ = _terms(mu_p, cov_p, mu_q, cov_q)
    log_ratio = torch.det(cov_q).log() - torch.det(cov_p).log()
    return 0.5 * (trace + quadratic - len(mu_p) + log_ratio)


@known_mistake("kl_gaussians", hint=2)
def log_determinants_of_eigenvalues(
    mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor
) -> Tensor:
    """Your log-determinants come from eigenvalues: beside large ones, small ones are lost to
    rounding. A Cholesky factor keeps them.
    """
    trace, quadratic, _ = _terms(mu_p, cov_p, mu_q, cov_q)
    of_q: Tensor = torch.linalg.eigvalsh(cov_q).log().sum()
    of_p: Tensor = torch.linalg.eigvalsh(cov_p).log().sum()
    return 0.5 * (trace + quadratic - len(mu_p) + of_q - of_p)


@known_mistake("kl_gaussians", hint=2, of_the_means=(True,))
def factor_transposed(
    mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor, *, of_the_means: bool = False
) -> Tensor:
    """You solve with q's Cholesky factor transposed (upper for lower), which whitens another
    covariance unless it is diagonal.
    """
    factor = torch.linalg.cholesky(cov_q).mT
    parts = torch.cat([torch.linalg.cholesky(cov_p), (mu_p - mu_q)[:, None]], dim=1)
    white: Tensor = torch.linalg.solve_triangular(factor, parts, upper=True)
    trace, _, log_ratio = _terms(mu_p, cov_p, mu_q, cov_q)
    if of_the_means:
        return 0.5 * (trace + white[:, -1].square().sum() - len(mu_p) + log_ratio)
    return 0.5 * (white.square().sum() - len(mu_p) + log_ratio)


@known_mistake("kl_gaussians", hint=2, eps=SMALL)
def jitter_added(
    mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor, *, eps: float = 1e-6
) -> Tensor:
    """You added a small number to the diagonals: small variances are changed by it."""
    jitter = eps * torch.eye(len(mu_p), dtype=mu_p.dtype, device=mu_p.device)
    return _kl(mu_p, cov_p + jitter, mu_q, cov_q + jitter)


@known_mistake("kl_gaussians", hint=2)
def pseudo_inverse(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """A pseudo-inverse takes variances far below the largest one for 0 and drops them."""
    inverse: Tensor = torch.linalg.pinv(cov_q)
    delta = mu_q - mu_p
    trace, quadratic = (inverse @ cov_p).trace(), delta @ inverse @ delta
    return 0.5 * (trace + quadratic - len(mu_p) + cov_q.logdet() - cov_p.logdet())


@known_mistake("kl_gaussians", hint=1)
def read_as_factors(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You multiplied each covariance with its transpose, as if it were a factor of one."""
    return _kl(mu_p, cov_p @ cov_p.T, mu_q, cov_q @ cov_q.T)


@known_mistake("kl_gaussians", hint=1)
def read_as_precisions(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You used the covariances as if they were precisions, their inverses."""
    return _kl(mu_p, torch.linalg.inv(cov_p), mu_q, torch.linalg.inv(cov_q))


@known_mistake("kl_gaussians", hint=2)
def mean_over_dimensions(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You divided by the number of dimensions; a divergence in nats adds up over them."""
    return _kl(mu_p, cov_p, mu_q, cov_q) / len(mu_p)


@known_mistake("kl_gaussians", hint=1)
def both_directions(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """You added both directions, the Jeffreys divergence; the expectation is under p alone."""
    return _kl(mu_p, cov_p, mu_q, cov_q) + _kl(mu_q, cov_q, mu_p, cov_p)


@known_mistake("kl_gaussians", hint=2)
def sign_flipped(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """Your result is negative where the divergence is positive: every sign is flipped."""
    return -_kl(mu_p, cov_p, mu_q, cov_q)


@known_mistake("kl_gaussians")
def no_gradient(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _kl(mu_p, cov_p, mu_q, cov_q).detach()


@known_mistake("kl_gaussians")
def mean_of_q_detached(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The value is right, but mu_q is a constant in it: its gradient is lost."""
    return _kl(mu_p, cov_p, mu_q.detach(), cov_q)


@known_mistake("kl_gaussians")
def mean_of_p_detached(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    """The value is right, but mu_p is a constant in it: its gradient is lost."""
    return _kl(mu_p.detach(), cov_p, mu_q, cov_q)
