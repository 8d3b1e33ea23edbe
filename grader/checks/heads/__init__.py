"""What is checked about heads."""
