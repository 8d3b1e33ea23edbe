"""Warns a hundred thousand times.

fail:
"""

import warnings

warnings.simplefilter("always")
for _ in range(20_000):
    warnings.warn("again", stacklevel=1)


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
