"""Gets uv, which makes `.venv`, into `.tools`: the very version and hashes that requirements.lock names."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from devtools.places import LOCK, TOOLS, UV
from devtools.words import Stop, say


def uv_block(lock: str) -> str:
    """The lines of the lock that pin uv."""
    lines = lock.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("uv=="))
    end = next((i for i in range(start + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
    return "\n".join(lines[start:end]) + "\n"


def uv_is_ready() -> bool:
    """Whether `.tools` holds the uv of the lock."""
    pinned = uv_block(LOCK.read_text("utf-8")).split()[0].replace("==", "-")
    return UV.exists() and (TOOLS / f"{pinned}.dist-info").is_dir()


def fetch_uv() -> None:
    """Install uv by pip, beside the tree's own files: a system's Python is never changed. Raises Stop."""
    say("準備に使う uv を取り寄せます。", "Fetching uv, which does the rest of the set-up.")
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "uv.txt"
        wanted.write_text(uv_block(LOCK.read_text("utf-8")), "utf-8")
        quiet = ("--quiet", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore")
        command = [sys.executable, "-m", "pip", "install", *quiet, "--upgrade"]
        command += ["--target", str(TOOLS), "--require-hashes", "-r", str(wanted)]
        if subprocess.run(command, check=False).returncode != 0:
            raise Stop(
                "uv を取り寄せられませんでした。上の表示を見て、ネットワークと pip の設定を確かめてください。",
                "Could not fetch uv: see above, and check the network and pip's settings.",
            )


def uv(*words: str) -> None:
    """Run uv with the index and certificates that pip is set up with. Raises Stop."""
    if subprocess.run([str(UV), *words], env=_environment(), check=False).returncode != 0:
        raise Stop(f"準備の途中で止まりました: uv {words[0]}", "The set-up stopped; see above.")


def _environment() -> dict[str, str]:
    env = dict(os.environ)
    env["UV_PYTHON_DOWNLOADS"] = "never"  # an unknown Python on a municipal laptop is nobody's wish
    env.pop("VIRTUAL_ENV", None)
    if "UV_DEFAULT_INDEX" not in env and "UV_INDEX_URL" not in env:
        index = _pip_setting("index-url")
        if index:
            env["UV_DEFAULT_INDEX"] = index
    # Municipal networks often look inside TLS: their certificate is known to the system alone, or to pip.
    env.setdefault("UV_SYSTEM_CERTS", "true")
    certificates = _pip_setting("cert")
    if certificates:
        env.setdefault("SSL_CERT_FILE", certificates)
    return env


def _pip_setting(name: str) -> str:
    """A setting of pip, from the environment or its files; empty if there is none."""
    named = os.environ.get("PIP_" + name.upper().replace("-", "_"))
    if named:
        return named
    command = [sys.executable, "-m", "pip", "config", "get", f"global.{name}"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.stdout.strip() if told.returncode == 0 else ""
