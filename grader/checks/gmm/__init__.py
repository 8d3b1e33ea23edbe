"""What is checked about each exercise, and the mistakes that are known."""
