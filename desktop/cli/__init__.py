"""The command line: for venue IT, scripts and end-to-end tests. The same use cases as the screens."""
