"""Waits until some program shows a window on an X display, by asking the display itself."""

import ctypes
import select
from collections.abc import Iterator
from contextlib import contextmanager

_SUBSTRUCTURE_NOTIFY_MASK = 1 << 19
_MAP_NOTIFY = 19
_EVENT_BYTES = 192  # the size of Xlib's XEvent


class WindowWatch:
    """Sees windows of others from the moment it is made."""

    def __init__(self, xlib: ctypes.CDLL, connection: int) -> None:
        self._xlib, self._connection = xlib, ctypes.c_void_p(connection)
        root = xlib.XDefaultRootWindow(self._connection)
        xlib.XSelectInput(self._connection, ctypes.c_ulong(root), ctypes.c_long(_SUBSTRUCTURE_NOTIFY_MASK))
        xlib.XSync(self._connection, 0)

    def saw_one(self, seconds: float) -> bool:
        """True as soon as a window is shown; False if none was in `seconds`."""
        event = ctypes.create_string_buffer(_EVENT_BYTES)
        while self._xlib.XPending(self._connection) or self._readable(seconds):
            if not self._xlib.XPending(self._connection):
                continue
            self._xlib.XNextEvent(self._connection, event)
            if int.from_bytes(event.raw[:4], "little") == _MAP_NOTIFY:
                return True
        return False

    def _readable(self, seconds: float) -> bool:
        return bool(select.select([self._xlib.XConnectionNumber(self._connection)], [], [], seconds)[0])


@contextmanager
def watch(display: str) -> Iterator[WindowWatch]:
    """Watch one display, such as `:7`."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XDefaultRootWindow.restype = ctypes.c_ulong
    connection = xlib.XOpenDisplay(display.encode())
    assert connection, f"no display {display}"
    try:
        yield WindowWatch(xlib, connection)
    finally:
        xlib.XCloseDisplay(ctypes.c_void_p(connection))
