"""What is checked about logits."""
