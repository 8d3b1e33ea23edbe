"""Returns a coroutine, which is never run.

fail: of type coroutine
"""


async def kl_divergence(mu, log_var):
    return 0.0
