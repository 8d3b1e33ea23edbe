"""What is checked about priors."""
