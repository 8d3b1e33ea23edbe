"""Known mistakes in priors."""
