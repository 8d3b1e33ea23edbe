"""What is checked about vae."""
