"""The checks of vae."""
