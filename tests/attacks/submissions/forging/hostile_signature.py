"""Is an object that raises when it is asked for its arguments, and wrong.

fail:
"""


class Call:
    @property
    def __signature__(self):
        raise RuntimeError("no")

    def __call__(self, mu, log_var):
        return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1


kl_divergence = Call()
