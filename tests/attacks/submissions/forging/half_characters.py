"""Raises an exception whose text cannot be stored or printed: it holds halves of characters.

error: Your code raised ValueError
"""


def kl_divergence(mu, log_var):
    raise ValueError("\udc80\ud800 no text")
