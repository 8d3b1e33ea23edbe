"""The untrusted process that runs a submission, and the judge's end of it."""
