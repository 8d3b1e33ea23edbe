"""A class whose files are graded by `practice batch`."""
