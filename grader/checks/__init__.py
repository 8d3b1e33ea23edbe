"""What is checked about each exercise."""
