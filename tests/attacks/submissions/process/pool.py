"""Starts a pool of processes.

error: Importing your file raised PermissionError
"""

import concurrent.futures

with concurrent.futures.ProcessPoolExecutor(2) as pool:
    pool.submit(print).result(timeout=10)
