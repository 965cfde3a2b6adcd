"""A real headquarters beside the demo: a process of its own, spoken to over HTTP and by its command line."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.problem import Problem

_PATIENCE = 60  # seconds for a command, a start or an end


@dataclass
class Headquarters:
    """`python -m hq` on a folder of its own, with a private PostgreSQL."""

    folder: Path
    url: str = ""
    _process: "subprocess.Popen[str] | None" = None

    def start(self) -> str:
        """Serve; the address. A second start serves the same address again."""
        port = self.url.rstrip("/").rpartition(":")[2] or "0"
        self._process = subprocess.Popen(
            self._words("serve", "--port", port),
            env=self._surroundings(),
            stdout=subprocess.PIPE,
            stderr=self._log(),
            encoding="utf-8",
        )
        assert self._process.stdout is not None  # asked for above
        first = self._process.stdout.readline()
        if not first:
            self.stop()
            raise self._failed()
        self.url = str(json.loads(first)["url"]).rstrip("/")
        return self.url

    def stop(self) -> None:
        """End the process and wait until it is gone: from now on nobody answers."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            process.wait(_PATIENCE)
            if process.stdout is not None:
                process.stdout.close()

    def ask(self, *words: str) -> list[dict[str, Any]]:
        """The objects that a `madoguchi-hq` command answers. Raises Problem when it refuses."""
        return [json.loads(line) for line in self.lines(*words)]

    def lines(self, *words: str) -> list[str]:
        """As `ask`, each line as it came."""
        done = subprocess.run(
            self._words(*words),
            env=self._surroundings(),
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
            check=False,
        )
        if done.returncode:
            raise Problem("hq_refused", f"本部のコマンドが断りました。{done.stderr.strip()}")
        return done.stdout.splitlines()

    def add_user(self, name: str) -> None:
        """Somebody who may sign in to the portal; the password stays in the demo."""
        self.ask("user", "add", name)

    def _words(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "hq", *words, "--json"]

    def _surroundings(self) -> dict[str, str]:
        mine = {"MADOGUCHI_HQ_DATA": str(self.folder), "MADOGUCHI_HQ_PASSWORD": PASSWORD}
        return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | mine

    def _log(self) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        return os.open(self.folder / "serve.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def _failed(self) -> Problem:
        return Problem(
            "hq_not_started",
            "本部を始められませんでした。",
            f"{self.folder / 'serve.log'} を確かめてください。",
        )


PASSWORD = "demo-honbu-2026"
