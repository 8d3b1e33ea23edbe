"""What the judge keeps and reads."""
