"""Imported into a forkserver, takes the filter of system calls away, as an older kernel would."""

from grader.confine import calls

calls._SUPPORTED = False
