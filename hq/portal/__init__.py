"""The web pages of headquarters: rendered here, complete without scripts."""
