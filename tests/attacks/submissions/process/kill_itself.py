"""Kills its own process.

error: Your code ended its process with signal SIGKILL
"""

import os
import signal


def kl_divergence(mu, log_var):
    os.kill(os.getpid(), signal.SIGKILL)
