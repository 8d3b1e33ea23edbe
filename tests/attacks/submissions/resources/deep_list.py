"""Returns lists in lists, a hundred thousand deep.

fail: a list of 1
"""


def kl_divergence(mu, log_var):
    answer = []
    for _ in range(100_000):
        answer = [answer]
    return answer
