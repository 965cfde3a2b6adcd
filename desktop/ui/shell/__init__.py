"""Parts of the main window around the screens."""
