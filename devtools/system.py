"""Finds what the operating system lacks, and installs it on Debian and its relatives or names it.

Windows and macOS need nothing: their wheels carry all.
"""

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

from devtools.words import Stop, say

# What Qt's own libraries and plugins (xcb, wayland, print, multimedia) link to and the wheels leave out,
# found by ldd on a Debian 12 that has only python3 and git.
LIBRARIES: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libcups.so.2": "libcups2",
    "libpulse.so.0": "libpulse0",
    "libXext.so.6": "libxext6",
    "libXrandr.so.2": "libxrandr2",
}

# What tests and screenshots use beyond that.
PROGRAMS: Mapping[str, str] = {
    "Xvfb": "xvfb",
    "pdftotext": "poppler-utils",
    "objdump": "binutils",
    "chromium": "chromium",  # draws the portal
}


def ensure(*, need_pip: bool, for_tests: bool = False) -> None:
    """See at once to what the window, set-up and tests need. Raises Stop with one exact line."""
    if sys.platform == "linux":
        wanted = ["python3-pip"] if need_pip and not has_pip() else []
        wanted += [package for soname, package in LIBRARIES.items() if not _loads(soname)]
        _provide(wanted + (_missing_for_tests() if for_tests else []))
    elif need_pip and not has_pip():
        raise Stop(
            "pip がありません。次を実行してください:",
            f"pip is missing. Run: {shlex.quote(sys.executable)} -m ensurepip",
        )


def has_pip() -> bool:
    """Whether this Python can install packages: Debian's cannot, until python3-pip is there."""
    return importlib.util.find_spec("pip") is not None


def _missing_for_tests() -> list[str]:
    missing = [package for program, package in PROGRAMS.items() if shutil.which(program) is None]
    # The bundle carries Python as a library, which Debian ships apart from its python3.
    library = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    return missing if _loads(f"{library}.so.1.0") else [*missing, library]


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _provide(packages: list[str]) -> None:
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise Stop(
            f"次のライブラリが足りません (Debian での名前): {' '.join(packages)}",
            "These are missing, by their Debian names; install your system's packages of them and try again.",
        )
    rise = _rights()
    if rise is None:
        raise Stop(
            f"次の1行を実行してから、もう一度お試しください（管理者のパスワードが要ります）。\n\n{_as_root(install)}\n",
            "Run the line above (it asks for root's password), then try again.",
        )
    line = shlex.join([*rise, *install])
    say(
        f"システムの部品を入れます{'（sudo のパスワードを聞くことがあります）' if rise else ''}: {line}",
        f"Installing what the system lacks{' (sudo may ask for your password)' if rise else ''}.",
    )
    _apt(rise, ["apt-get", "update", "-qq"])
    if not _apt(rise, [*install, "-qq"]):
        raise Stop(f"入れられませんでした。次を確かめてください: {line}", "The line above failed; see why.")
    importlib.invalidate_caches()


def _as_root(command: list[str]) -> str:
    return f"sudo {shlex.join(command)}" if shutil.which("sudo") else f"su - -c '{shlex.join(command)}'"


def _rights() -> list[str] | None:
    """What to put before a command to run it as root; None where that is not possible."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    return ["sudo"] if shutil.which("sudo") and (sys.stdin.isatty() or _sudo_asks_nothing()) else None


def _sudo_asks_nothing() -> bool:
    return subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0


def _apt(rise: list[str], command: list[str]) -> bool:
    # sudo drops the environment, so the setting travels as a word of the command.
    words = [*rise, "env", "DEBIAN_FRONTEND=noninteractive", *command]
    return subprocess.run(words, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode == 0
