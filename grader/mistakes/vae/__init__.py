"""Known mistakes in vae."""
