"""The last module that the forkserver imports: workers never look through what is there now.

Looking would cost them time, and a copy of every page of memory that they share with it. So would
freeing the source that imports have read.
"""

import gc
import linecache

linecache.clearcache()
gc.freeze()
gc.enable()
