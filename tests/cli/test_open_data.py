"""`open-data events`: the site's sessions as a file for everybody."""

import csv
import io
from pathlib import Path

from tests.cli.conftest import Cli


def test_the_sessions_of_the_days_are_in_the_file(site: Cli, tmp_path: Path) -> None:
    plan = ("session", "add", "--title", "スマホ相談会", "--from", "13:00", "--to", "16:00", "--venue", "𠮷田会館")
    for day in ("2026-04-01", "2026-05-10"):
        site.one(*plan, "--day", day)
    out = tmp_path / "events.csv"
    told = site.one("open-data", "events", "--from", "2026-04-01", "--to", "2026-04-30", "--out", str(out))
    assert (told["sessions"], told["bytes"], told["missing"]) == (1, out.stat().st_size, [])
    (line,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline=""))
    assert (line["イベント名"], line["開始日"], line["場所名称"]) == ("スマホ相談会", "2026-04-01", "𠮷田会館")


def test_a_letter_that_older_programs_lack_is_named(site: Cli, tmp_path: Path) -> None:
    site.one(
        "session", "add", "--title", "会", "--from", "09:00", "--to", "10:00", "--venue", "𠮷田", "--day", "2026-04-01"
    )
    days = ("--from", "2026-04-01", "--to", "2026-04-30")
    out = tmp_path / "events.csv"
    told = site.one("open-data", "events", *days, "--encoding", "cp932", "--out", str(out))
    assert told["missing"] == ["𠮷"]
    assert "〓田" in out.read_text(encoding="cp932")
