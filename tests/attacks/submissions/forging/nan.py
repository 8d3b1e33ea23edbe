"""Returns nan, which is unequal to nothing for a careless comparison.

fail: The result is nan
"""


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() * float("nan")
