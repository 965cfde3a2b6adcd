"""The window. docs/ui.md tells how to write a screen."""
