"""Stops itself, as ctrl-Z would.

timeout: Your code did not return within
"""

import os
import signal


def kl_divergence(mu, log_var):
    os.kill(os.getpid(), signal.SIGSTOP)
