"""What is checked about nll."""
