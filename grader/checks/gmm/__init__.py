"""The checks of gmm."""
