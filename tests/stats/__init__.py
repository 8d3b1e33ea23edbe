"""Statistics: every number counted by hand."""
