"""Returns a list that holds itself.

fail: it should be a Tensor of shape () (0-dimensional)
"""


def kl_divergence(mu, log_var):
    answer = []
    answer.append(answer)
    return answer
