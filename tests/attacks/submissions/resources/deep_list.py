"""Returns lists in lists, a hundred thousand deep.

error: RecursionError
"""


def kl_divergence(mu, log_var):
    answer = []
    for _ in range(100_000):
        answer = [answer]
    return answer
