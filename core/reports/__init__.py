"""Each report once: what it holds, and the rules that count it."""
