"""The screen 相談."""
