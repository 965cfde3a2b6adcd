"""Exit codes, refusals, and what must never be said aloud."""

import io
import json
import os
import subprocess
import sys
from argparse import Action, ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import Clock
from core.option_words import words_of
from desktop.__main__ import main
from desktop.app.desk import Desk
from desktop.cli import call, program, upkeep
from desktop.cli.program import run
from desktop.storage.problems import busy
from hq import __main__ as hq
from tests.cli.conftest import PIN, Cli


def test_no_command_opens_the_window_on_the_named_folder(tmp_path: Path) -> None:
    opened: list[Path] = []

    def window(data: Path, _clock: Clock) -> int:
        opened.append(data)
        return 5

    assert run(["--data", str(tmp_path)], window) == 5
    assert opened == [tmp_path]


def test_without_a_display_the_window_says_what_to_do(tmp_path: Path) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    blind = {name: text for name, text in os.environ.items() if name not in screens} | {"MADOGUCHI_DATA": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-m", "desktop"], env=blind, capture_output=True, encoding="utf-8", check=False
    )
    assert told.returncode == 1
    assert "画面が見つからない" in told.stderr


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("madoguchi ")


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-command"],
        ["session"],
        ["check-in"],
        ["consult", "--topic", "T01-01"],
        ["consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "-3"],
        ["consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "ten"],
        ["status", "--at", "yesterday"],
        ["session", "add", "--title", "x", "--from", "25:00", "--to", "26:00"],
        ["report", "r10"],
        ["init", "--site", "x", "--municipality", "132292", "--letter", "ab"],
        ["fee", "x", "--yen", "99999999999999999999"],
        ["companions", "x", "--by", "-99999999999999999999"],
        ["person", "find", "x", "--limit", "99999999999999999999"],
    ],
)
def test_wrong_usage_is_two(cli: Cli, words: list[str]) -> None:
    told = cli(*words)
    assert (told.code, told.out) == (2, "")
    assert "使い方がちがいます" in told.err


def _options(parser: ArgumentParser) -> Iterator[tuple[str, Action]]:
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for below in action.choices.values():
                yield from _options(below)
        else:
            yield parser.prog, action


@pytest.mark.parametrize("parser", [program.make_parser(), hq.make_parser()], ids=["laptop", "headquarters"])
def test_every_word_of_the_command_line_is_explained(parser: ArgumentParser) -> None:
    told = list(_options(parser))
    assert len(told) > 200
    assert [(prog, action.dest) for prog, action in told if not (action.help or words_of(action))] == []


def test_wrong_usage_never_repeats_what_was_typed(cli: Cli) -> None:
    for words in (["check-in", "a", "123456789018"], ["report", "123456789018"], ["status", "--at", "123456789018"]):
        assert "123456789018" not in cli(*words).err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["session", "list", "--from", "2027-02-29"], "暦にある日付を"),
        (["session", "add", "--title", "x", "--from", "24:30", "--to", "26:00"], "時刻を 13:00 のように"),
    ],
)
def test_what_cannot_be_read_says_how_it_is_written(cli: Cli, words: list[str], told: str) -> None:
    assert told in cli(*words).err


def test_before_set_up_everything_is_refused_and_nothing_is_made(cli: Cli) -> None:
    for words in (["status"], ["check-in", "x"], ["events"], ["doctor"], ["send"]):
        assert cli.refused(*words) == "no_site"
    assert not cli.data.exists()


def test_a_refusal_is_a_sentence_with_the_next_step(cli: Cli) -> None:
    told = cli("status")
    assert told.err == (
        "この端末には、まだ拠点がありません。「拠点を準備する」か、コマンドの init で準備してください。\n"
    )


def test_options_may_stand_before_or_after_the_command(site: Cli) -> None:
    assert json.loads(site("--json", "status").out) == json.loads(site("status", "--json").out)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["init", "--site", "もう一つ", "--municipality", "132292"], "site_exists"),
        (["person", "add", "--age", "old"], "age_band"),
        (["person", "erase", "nobody"], "person_unknown"),
        (["card", "issue", "nobody"], "person_unknown"),
        (["card", "revoke", "nothing"], "card_unknown"),
        (["session", "open", "nothing"], "session_unknown"),
        (["consult", "--topic", "T99-99", "--outcome", "O1", "--minutes", "5"], "topic_unknown"),
        (["consult", "--topic", "T01-01", "--outcome", "O1", "--minutes", "5000"], "minutes"),
        (["void", "attendance", "nothing"], "attendance_unknown"),
        (["settings", "no_such"], "setting_unknown"),
        (["settings", "visitor_fields", "my_number"], "setting_value"),
        (["status", "--staff", "だれか"], "staff_unknown"),
        (["staff", "end", "だれか"], "staff_unknown"),
        (["restore", "nothing.db"], "no_backup"),
        (["send"], "not_enrolled"),
        (["print", "card", "nobody", "--out", "x.pdf"], "person_unknown"),
    ],
)
def test_refusals_have_stable_codes(site: Cli, words: list[str], code: str) -> None:
    assert site.refused(*words) == code


def test_wrong_passphrase_is_refused_and_nothing_is_lost(site: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MADOGUCHI_PASSPHRASE", "ちがう")
    assert site.refused("status") == "passphrase_wrong"
    monkeypatch.delenv("MADOGUCHI_PASSPHRASE")
    assert site.refused("status") == "passphrase_needed"


def test_a_bad_pin_makes_no_half_site(cli: Cli) -> None:
    words = ("init", "--site", "田無公民館", "--municipality", "132292", "--coordinator", "山田花子")
    assert cli.refused(*words, "--pin", "12") == "pin_form"
    assert cli.refused("status") == "no_site"


def test_what_the_pin_guards(guarded: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = guarded.one("person", "add", "--age", "70s")["person_id"]
    copy = guarded.one("backup", str(tmp_path / "copy.db"))["path"]
    commands = (
        ["person", "find", "山田"],
        ["person", "erase", person],
        ["events", "--reveal"],
        ["settings", "sound", "off"],
        ["restore", copy],
        ["recovery-sheet", "--out", str(tmp_path / "sheet.pdf")],
    )
    for words in commands:
        assert guarded.refused(*words) == "pin_needed"
    assert guarded.refused("settings", "sound", "off", "--pin", "9999") == "pin_wrong"
    assert guarded.one("settings", "sound", "off", "--pin", PIN)["value"] == "off"
    monkeypatch.setenv("MADOGUCHI_PIN", PIN)
    for words in commands:
        assert guarded(*words).code == 0


def test_a_late_entry_gives_no_further_guesses_at_the_pin(guarded: Cli) -> None:
    wrong = ("settings", "sound", "off", "--pin", "9999")
    for day in range(1, 11):
        assert guarded.refused(*wrong, "--at", f"2026-12-{day:02}T10:00") == "pin_wrong"
    assert guarded.refused(*wrong, "--at", "2026-12-11T10:00") == "pin_locked"


def test_a_locked_file_does_not_spare_the_pin(guarded: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = guarded.one("backup", str(tmp_path / "copy.db"))["path"]

    def locked(*_: object) -> Desk:
        raise busy()

    monkeypatch.setattr(call, "open_site", locked)
    assert guarded.refused("restore", copy) == "database_busy"


def test_set_up_and_settings_pass_the_number_guard(cli: Cli) -> None:
    assert cli.refused("init", "--site", "田無 983205673214", "--municipality", "132292") == "my_number"
    cli.one("init", "--site", "田無公民館", "--municipality", "132292")
    assert cli.refused("settings", "visitor_fields_purpose", "983205673214") == "my_number"


def test_written_files_are_their_owner_s_alone(site: Cli, tmp_path: Path) -> None:
    sheet, copy = tmp_path / "sheet.pdf", tmp_path / "copy.db"
    site.one("recovery-sheet", "--out", str(sheet))
    site.one("backup", str(copy))
    assert {file.stat().st_mode & 0o077 for file in (sheet, copy)} == {0}


def test_names_can_come_from_standard_input(site: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    site.one("settings", "visitor_fields", "name,kana")
    monkeypatch.setattr(sys, "stdin", io.StringIO("佐藤一郎\nさとういちろう\n"))
    site.one("person", "add", "--age", "70s", "--name", "-", "--kana", "-")
    found = site.one("person", "find", "さとう")
    assert (found["name"], found["kana"]) == ("佐藤一郎", "さとういちろう")


def test_a_bug_is_reported_without_anything_personal(site: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_desk: object) -> None:
        raise ValueError("佐藤一郎 090-1234-5678")

    monkeypatch.setattr(upkeep, "examine", broken)
    told = site("doctor")
    assert told.code == 1
    assert "ValueError" in told.err
    assert "upkeep.py" in told.err
    assert "佐藤" not in told.err
    assert "090" not in told.err


def test_a_reader_that_has_seen_enough_is_no_fault(site: Cli) -> None:
    for _ in range(3):
        site.one("walk-in", "--age", "70s")
    command = f"{sys.executable} -m desktop events | head -1"
    surroundings = {**os.environ, "MADOGUCHI_DATA": str(site.data)}
    told = subprocess.run(command, shell=True, env=surroundings, capture_output=True, encoding="utf-8", check=True)
    assert json.loads(told.stdout)["device_seq"] == 1
    assert told.stderr == ""


def test_a_command_needs_no_qt_and_the_window_no_commands(tmp_path: Path) -> None:
    """Imports cost time: a script calls many commands, and the window's first paint waits for none of them."""
    check = (
        "import sys; from desktop.__main__ import main; code = main(sys.argv[1:]);"
        "heavy = [n for n in ('PySide6', 'reportlab', 'requests', 'django') if n in sys.modules];"
        "assert not heavy, heavy; sys.exit(code)"
    )
    words = ["--data", str(tmp_path), "init", "--site", "田無公民館", "--municipality", "132292"]
    surroundings = {**os.environ, "MADOGUCHI_PASSPHRASE": "x"}
    subprocess.run([sys.executable, "-c", check, *words], env=surroundings, check=True, capture_output=True)
    light = "import desktop.__main__, desktop.cli.place, sys; assert 'argparse' not in sys.modules"
    subprocess.run([sys.executable, "-c", light], check=True)


def test_every_group_is_on_the_command_line() -> None:
    files = {path.stem for path in Path(program.__file__).parent.glob("*.py")}
    helpers = {"__init__", "call", "files", "output", "parser", "place", "program", "values"}
    helpers |= {
        "counted_reports",
        "submissions",
        "staffing",
        "supporter_records",
    }  # parts of `report`, `staff`, `supporter`
    named = {group.__name__.rpartition(".")[2] for group in program._GROUPS}
    assert named - {"command"} == files - helpers
