"""Returns an object that is equal to everything and close to everything.

fail: The result is of type Equal
"""


class Equal:
    def __eq__(self, other):
        return True

    __le__ = __lt__ = __ge__ = __gt__ = __ne__ = __eq__
    __hash__ = object.__hash__

    def __sub__(self, other):
        return 0

    __rsub__ = __sub__

    def __float__(self):
        return 0.0

    def __getattr__(self, name):
        return self


def kl_divergence(mu, log_var):
    return Equal()
