"""Where things lie in the source tree, on Linux and on Windows."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"

ON_WINDOWS = os.name == "nt"
_SCRIPTS = VENV / ("Scripts" if ON_WINDOWS else "bin")
_EXE = ".exe" if ON_WINDOWS else ""

PYTHON = _SCRIPTS / f"python{_EXE}"
UV = TOOLS / "bin" / f"uv{_EXE}"


def script(name: str) -> Path:
    """A command that a package of the virtual environment brings along."""
    return _SCRIPTS / f"{name}{_EXE}"
