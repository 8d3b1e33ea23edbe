"""Returns a list of two lists that are each of two lists, a hundred times over.

fail: The answer does not have the expected form.
"""


def kl_divergence(mu, log_var):
    answer = []
    for _ in range(100):
        answer = [answer, answer]
    return answer
