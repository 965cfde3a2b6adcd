"""Modules of Qt that are loaded late, always in the window's thread.

A worker that loads one while the window's thread collects garbage can end the program: a module of Qt makes its types
while it is loaded, and the collector walks over types that are half made.
"""


def load_printing() -> None:
    """QtPdf and QtPrintSupport, before a worker asks for printers or prints; 16 ms, once."""
    import desktop.devices.printer  # noqa: F401  # for what it loads
