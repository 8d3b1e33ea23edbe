"""Has compiled code call itself deeper than its stack.

error:
"""

import sys

sys.setrecursionlimit(10**9)


class Nested:
    def __init__(self, inner):
        self.inner = inner

    def __hash__(self):
        return hash((self.inner,))


def kl_divergence(mu, log_var):
    nested = None
    for _ in range(100_000):
        nested = Nested(nested)
    return hash(nested)
