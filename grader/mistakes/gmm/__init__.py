"""Known mistakes in gmm."""
