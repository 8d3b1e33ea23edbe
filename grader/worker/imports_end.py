"""The last module that the forkserver imports: workers never look through what is there now.

Looking would cost them time, and a copy of every page of memory that they share with it.
"""

import gc

gc.freeze()
gc.enable()
