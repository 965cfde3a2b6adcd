"""A small program on Morango, for comparison: run in an environment of its own, it imports nothing of ours."""
