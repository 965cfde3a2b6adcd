"""Whether a window can be shown here, and a display in memory where one is needed without a person."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from devtools.words import Stop

_NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Only Linux (and other Unix with X) can lack one."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in _NAMES)


def require_display() -> None:
    """Raises Stop that says what to do on a machine without a screen."""
    if not has_display():
        raise Stop(
            "画面が見つかりません。デスクトップにログインした端末で、もう一度実行してください。"
            "SSH では ssh -X を使ってください。",
            "No display was found. Run this in a terminal of a desktop session (over SSH: ssh -X). "
            "Commands without a window work anywhere: .venv/bin/madoguchi --help",
        )


@contextmanager
def memory_display() -> Iterator[dict[str, str]]:
    """An environment with a display: the user's own, or an Xvfb that lives as long as the block. Raises Stop."""
    if has_display():
        yield dict(os.environ)
        return
    read, write = os.pipe()
    server = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with subprocess.Popen(server, pass_fds=[write], stderr=subprocess.DEVNULL) as process:
        os.close(write)
        try:
            # The server writes its number once it answers, so there is nothing to wait for by guess.
            with open(read, encoding="ascii") as told:  # noqa: PTH123 - a file descriptor, not a path
                number = told.readline().strip()
                if not number:
                    raise Stop(
                        "画面の代わりをする Xvfb が動きません。Xvfb :99 を実行して、わけを確かめてください。",
                        "Xvfb, which stands in for a screen, ended at once. Run `Xvfb :99` to see why.",
                    )
                yield {**os.environ, "DISPLAY": f":{number}"}
        finally:
            process.terminate()
