"""What mutates: each operator yields the ways to write one place wrongly."""
