"""Makes `.venv` hold exactly what requirements.lock says, and knows at a glance whether it does."""

import hashlib
import json
import shutil
import subprocess
import sys

from devtools import installer, system
from devtools.places import LOCK, PROJECT, PYTHON, ROOT, VENV
from devtools.words import say

_STAMP = VENV / "madoguchi.json"


def ensure() -> None:
    """Set up what is missing; costs a few milliseconds when nothing is. Raises Stop."""
    if not is_ready():
        make()


def is_ready() -> bool:
    """Whether `.venv` was made here, by the Python that is still there, from the lock as it is now."""
    return _stamp() == _state()


def make() -> None:
    """Install system libraries, uv and all locked packages. Raises Stop."""
    need_uv = not installer.uv_is_ready()
    system.ensure(need_pip=need_uv)
    if need_uv:
        installer.fetch_uv()
    if _must_be_made_anew():
        say("Python の環境 .venv を作ります。", "Making the Python environment .venv.")
        installer.uv("venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, str(VENV))
    say("部品をそろえます。初回は数分かかります。", "Installing the packages; the first time takes minutes.")
    # A person who waits minutes wants to see them pass; a log does not.
    target = ("--python", str(PYTHON), *(() if sys.stderr.isatty() else ("--quiet",)))
    installer.uv("pip", "sync", *target, "--require-hashes", str(LOCK))
    # The build back end comes from the lock too, so nothing unpinned is fetched.
    installer.uv("pip", "install", *target, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    _STAMP.write_text(json.dumps(_state()), "utf-8")
    say("準備ができました。", "Set-up is done.")


def _state() -> dict[str, str]:
    made_of = hashlib.sha256(LOCK.read_bytes() + PROJECT.read_bytes())
    return {"root": str(ROOT), "python": str(PYTHON.resolve()), "made_of": made_of.hexdigest()}


def _stamp() -> dict[str, str] | None:
    try:
        found = json.loads(_STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _must_be_made_anew() -> bool:
    """A tree that was moved has scripts that point elsewhere; a system's Python may have been replaced."""
    before, now = _stamp(), _state()
    if before is not None and (before["root"], before["python"]) != (now["root"], now["python"]):
        return True
    return not _answers()


def _answers() -> bool:
    if shutil.which(str(PYTHON)) is None:
        return False
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([str(PYTHON), "-c", check], check=False).returncode == 0
