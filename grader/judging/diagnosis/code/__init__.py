"""What the text of a submission shows. Nothing is run, and nothing is judged by it alone."""
