"""What is synchronised by it."""
