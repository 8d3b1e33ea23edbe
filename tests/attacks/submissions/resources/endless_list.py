"""Returns a list that holds itself.

fail: a Tensor of shape () (0-dimensional) is expected
"""


def kl_divergence(mu, log_var):
    answer = []
    answer.append(answer)
    return answer
