"""The portal as its readers use it, in a real browser."""
