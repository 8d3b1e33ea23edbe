"""Known mistakes in logits."""
