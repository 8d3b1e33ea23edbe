"""Returns a list that holds itself.

error: RecursionError
"""


def kl_divergence(mu, log_var):
    answer = []
    answer.append(answer)
    return answer
