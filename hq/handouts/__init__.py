"""Handout texts as headquarters publishes them: checked, numbered, signed, handed to every laptop."""
