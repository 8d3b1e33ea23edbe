"""What is checked about gmm."""
