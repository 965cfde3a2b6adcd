"""The demo in the real window: its cards are typed on the reception screen, and the figures still agree."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_the_day_is_played_in_the_window(tmp_path: Path) -> None:
    mine = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "desktop", "demo", "--window", "--close", "--out", str(tmp_path), "--json"]
    told = subprocess.run(command, env=mine, capture_output=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    figures = {line["figure"]: (line["site"], line["hq"]) for line in lines if "figure" in line}
    assert figures["延べ来場"] == (40, 40)
    assert figures["相談件数"] == (30, 30)
