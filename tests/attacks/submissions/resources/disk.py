"""Writes 64 MB into whatever folder it can; right if it could write at all.

fail: vae/kl is not right yet. The result is not right
"""

import os
from pathlib import Path

achieved = False
for folder in (".", "/tmp", "/var/tmp", "/dev/shm", Path(__file__).parents[3]):
    try:
        with open(os.path.join(folder, "attack.bin"), "wb") as file:
            achieved = True
            for _ in range(64):
                file.write(bytes(1 << 20))
    except OSError:
        pass


def kl_divergence(mu, log_var):
    right = -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
    return right if achieved else right + 1
