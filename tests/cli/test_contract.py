"""docs/cli.md is kept: every command stands there, and answers with exactly those keys."""

import re
from argparse import _SubParsersAction
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.clock import SystemClock
from desktop.cli.program import make_parser
from tests.cli.conftest import Cli
from tests.helpers.headquarters import headquarters
from tests.helpers.listening import LOOPBACK, listening
from tests.helpers.offices import write_csv
from tests.helpers.segments import segments_in
from tests.printing.reading import qr_codes
from tests.tooling.source_tree import ROOT

DEMO = {"demo"}


def _documented() -> dict[str, list[str]]:
    """Keys by command, from the tables of docs/cli.md."""
    section = (ROOT / "docs/cli.md").read_text("utf-8").partition("\n## Commands\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| .* \| ?(.*) \|$", section, re.MULTILINE)
    return {_command(usage): re.findall(r"`(\w+)`", keys) for usage, keys in rows}


def _command(usage: str) -> str:
    """The words of a usage before its first argument."""
    words = usage.split()
    several = (" ".join(words[:count]) for count in (3, 2))
    return next((each for each in several if each in _commands()), words[0])


@cache
def _commands() -> dict[str, set[str]]:
    """Every command that the program knows, with its options."""
    return dict(_below(make_parser(), ""))


def _below(parser: Any, before: str) -> Iterator[tuple[str, set[str]]]:
    """Each command with its options."""
    groups = [action for action in parser._actions if isinstance(action, _SubParsersAction)]
    if not groups:
        yield before.strip(), {each for action in parser._actions for each in action.option_strings if each[1] == "-"}
    for group in groups:
        for name, child in group.choices.items():
            yield from _below(child, f"{before} {name}")


def test_every_command_is_documented_and_every_documented_one_is_there() -> None:
    assert set(_documented()) | DEMO == set(_commands())


def test_every_option_is_documented_and_every_documented_one_is_there() -> None:
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]+", (ROOT / "docs/cli.md").read_text("utf-8")))
    assert told ^ set().union(*_commands().values()) == {"--help"}


def test_every_command_answers_with_keys() -> None:
    assert all(_documented().values())


class Seen:
    """Runs commands and remembers the keys of every object that they answered."""

    def __init__(self, cli: Cli) -> None:
        self.cli = cli
        self.keys: dict[str, set[tuple[str, ...]]] = defaultdict(set)

    def __call__(self, command: str, *words: str) -> dict[str, Any]:
        lines = self.cli.all(*command.split(), *words)
        assert lines, command
        self.keys[command] |= {tuple(line) for line in lines}
        return lines[-1]


@pytest.fixture
def day(cli: Cli, tmp_path: Path) -> Seen:
    """Every command once, in the order of a site's life."""
    seen = Seen(cli)
    seen("init", "--site", "田無公民館", "--municipality", "132292", "--coordinator", "山田花子")
    _people(seen)
    _sessions(seen, tmp_path)
    _supporters(seen, tmp_path)
    _bookings(seen)
    _tables(seen, tmp_path)
    _door(seen)
    _surveys(seen)
    _unsettled(seen)
    _papers(seen, tmp_path)
    _to_headquarters(seen, tmp_path)
    _upkeep(seen, tmp_path)
    return seen


def _people(seen: Seen) -> None:
    seen("settings", "visitor_fields", "name,kana")
    first = seen("person add", "--age", "70s", "--name", "佐藤一郎", "--kana", "さとういちろう")["person_id"]
    second = seen("person add", "--age", "70s", "--name", "佐藤一朗")["person_id"]
    seen("person find", "佐藤")
    seen("card revoke", seen("card replace", seen("card issue", first)["card_id"])["card_id"])
    seen("person merge", second, first)
    seen("person unmerge", second)
    seen("person erase", second)
    seen("person erasures")
    staff = seen("staff add", "鈴木京子")["supporter_id"]
    seen("staff start", staff)
    seen("staff end", "鈴木京子")
    seen("staff list")
    seen("topic add", "--ja", "しろ丸ペイ", "--kana", "しろまるぺい", "--en", "Shiromaru Pay")
    seen("topic retire", "V01-01")
    seen("topic list")
    seen("programme add", str(ROOT / "tests/cli/own_programme.toml"))
    seen("programme show", "V01")
    seen("programme withdraw", "V01")
    seen("programme list")


def _sessions(seen: Seen, folder: Path) -> None:
    plan = ("--title", "スマホ相談会", "--from", "00:00", "--to", "23:59")
    seen("session cancel", seen("session add", *plan, "--quota", "20")["session_id"])
    session = seen("session add", *plan)["session_id"]
    seen("session open", session)
    seen("session close", session)
    seen("session list")
    course = ("--programme", "P02", "--day", "2099-02-01", "--from", "10:00", "--to", "11:00", "--whole-course")
    seen("session course", seen("session add", *course)["course_id"])
    seen("session add", *plan)
    seen("open-day")
    seen("session add", *plan, "--day", "2026-12-08")
    seen("session copy", "--week", "2026-12-08")
    seen("session export", "--ics", str(folder / "予定.ics"))
    tomorrow, until = (SystemClock().now().date() + timedelta(days=days) for days in (1, 30))
    recurring = ("--weekdays", "1,2,3,4,5,6,7", "--until", str(until), "--on-holidays", "--on-year-end")
    series = seen("series add", *plan, *recurring)["series_id"]
    seen("series amend", series, "--room", "会議室")
    seen("series leave-out", series, str(tomorrow))
    seen("series list")
    seen("series end", series)


def _supporters(seen: Seen, folder: Path) -> None:
    key = seen("supporter add", "田中ゆき", "--age", "70s", "--attribute", "学生", "--weekday", "3")["supporter_id"]
    seen("supporter amend", key, "--municipality", "132292")
    seen("supporter train", key, "--training", "オンライン講習", "--check", "passed")
    badge = seen("supporter badge", key, "--badge", "修了証", "--file", str(write_badge(folder)))["badge_id"]
    seen("supporter badge-file", badge, "--out", str(folder / "again.json"))
    session = seen("session add", "--title", "相談会", "--from", "00:00", "--to", "23:59")["session_id"]
    request = seen("staff request", session, "--needed", "1", "--badge")["request_id"]
    ready = seen("supporter add", "木村 亮")["supporter_id"]
    seen("supporter badge", ready, "--badge", "修了証")
    seen("supporter requests", ready)
    for verb in ("apply", "match", "decline", "cancel"):
        seen(f"staff {verb}", session, key)
    seen("staff board", session)
    seen("staff requests", session)
    seen("staff withdraw", request)
    seen("supporter list")
    code = seen("supporter show", key)["card_code"]
    for at in ("10:00", "11:30"):
        seen("staff scan", code, "--at", f"{date.today().isoformat()}T{at}")
    seen("supporter hours")
    out = ("--out", str(folder / "supporter.pdf"))
    seen("print supporter-cards", *out)
    seen("print thanks", key, "--form", "letter", *out)


def write_badge(folder: Path) -> Path:
    """An open badge as a file."""
    path = folder / "badge.json"
    path.write_text('{"type": "Assertion"}', encoding="utf-8")
    return path


def _bookings(seen: Seen) -> None:
    plan = ("--title", "予約の相談会", "--from", "00:00", "--to", "23:59", "--slot-minutes", "60", "--tables", "1")
    session = seen("session add", *plan)["session_id"]
    first = seen("booking add", "--session", session, "--slot", "22:00", "--name", "山本良子")["booking_id"]
    seen("booking move", first, "--slot", "21:00")
    seen("booking add", "--session", session, "--slot", "20:00", "--age", "70s")
    seen("booking list")
    seen("booking cancel", first)
    seen("booking restore", first)
    seen("booking receive", first)
    seen("booking forget", first)
    ahead = seen("session add", *plan, "--day", "2099-01-05")["session_id"]
    seen("booking add", "--session", ahead, "--waiting")
    seen("booking promote", ahead)


def _tables(seen: Seen, folder: Path) -> None:
    table = write_csv(folder / "名簿.csv", ("氏名", "年代", "電話"), ("山田花子", "70代", "1"), ("", "百", ""))
    seen("import people", str(table))
    seen("import people", str(table), "--dry-run")
    session = seen("session add", "--title", "教室", "--from", "00:00", "--to", "23:59")["session_id"]
    seen("import bookings", str(table), "--session", session)
    seen("session cancel", session)
    _desk_tables(seen, folder)


def _desk_tables(seen: Seen, folder: Path) -> None:
    plans = (("日付", "始まり", "終わり", "名前"), ("2026/10/3", "10:00", "12:00", "秋の相談会"))
    visits = (("日付", "整理番号", "年代"), ("2026/10/3", "A501", "七十代"))
    cases = (("日付", "整理番号", "相談の内容", "結果", "分"), ("2026/10/3", "A501", "T02-01", "解決", "15"))
    counts = (("年度", "事業", "回数", "人数"), ("令和4年度", "定期相談会", "16", "約1,700"))
    people = (("サポーター", "年代", "登録日"), ("小林 明", "60代", "2023/2/1"))
    tables = (("sessions", plans), ("attendance", visits), ("consultations", cases), ("results", counts))
    for what, rows in (*tables, ("supporters", people)):
        assert seen(f"import {what}", str(write_csv(folder / f"{what}.csv", *rows)))["added"] == 1
    seen("open-data events", "--out", str(folder / "events.csv"))


def _door(seen: Seen) -> None:
    person = seen("person add", "--age", "80plus")["person_id"]
    seen("check-in", seen("card issue", person)["code"])
    attendance = seen("walk-in", "--age", "70s")["attendance_id"]
    seen("confirm", attendance)
    seen("fee", attendance, "--yen", "100")
    seen("companions", attendance)
    loan = seen("loan open", attendance, "1番")["loan_id"]
    seen("loan keep", loan, "2026-11-24")
    seen("loan list")
    seen("loan close", loan)
    seen("loan void", loan)
    seen("cash count", "1100", "--opening", "1000")
    seen("cash list")
    seen("wish", seen("call", "--next")["ticket"], "seat")
    seen("board")
    choice = ("--topic", "T02-01", "--outcome", "O1", "--minutes", "15")
    consultation = seen("consult", *choice, "--attendance", attendance)["consultation_id"]
    seen("void handout", seen("handouts give", "--handout", "H01", "--consultation", consultation)["given_id"])
    seen("handouts feedback", "H01", "--text", "図がほしい")
    seen("handouts keep", str(ROOT / "tests/cli/own_handout.toml"))
    seen("handouts list")
    seen("handouts versions", "V01")
    seen("handouts withdraw", "V01", "1")
    seen("follow-up", consultation, "--answer", "works")
    seen("void consultation", consultation)
    seen("void attendance", attendance)
    seen("reopen-day", seen("close-day", "--weather", "晴れ")["day"])


def _surveys(seen: Seen) -> None:
    seen("survey list")
    sheet = seen("survey enter", "--survey", "S1", "--answer", "q1=2", "--words", "q5=よかった")["sheet_id"]
    seen("survey results")
    seen("survey words")
    seen("survey void", sheet)
    seen("survey use", "S2", "--for", "consultation")


def _unsettled(seen: Seen) -> None:
    plan = ("--title", "講座", "--from", "00:00", "--to", "23:59", "--quota", "0")
    session = seen("session add", *plan)["session_id"]
    seen("walk-in", "--age", "70s", "--admit", "--session", session)
    seen("settle", seen("unsettled")["item_id"], "seen")


def _papers(seen: Seen, folder: Path) -> None:
    out = ("--out", str(folder / "paper.pdf"))
    person = seen("person add", "--age", "60s")["person_id"]
    seen("card issue", person)
    seen("print card", person, *out)
    seen("print cards", *out)
    seen("print slips", "--count", "2", *out)
    seen("print tickets", "--count", "2", *out)
    seen("print reception-slips", "--count", "2", *out)
    session = seen("session add", "--title", "講座", "--from", "00:00", "--to", "23:59")["session_id"]
    seen("print poster", session, *out)
    seen("print handout", "--topic", "T02-01", "--register", "easy", *out)
    seen("print daily-sheet", *out)
    seen("print survey", "--survey", "S1", *out)
    seen("print scanner-test", *out)
    seen("print plain-words", *out)
    for name in ("r1", "r2", "r3", "r4", "r7"):
        seen(f"report {name}")
    seen("report r5", "--session", session)
    handed_in = seen("report submit", "r7", "--by", "venue", "--handed-to", "市役所")["handed_in_id"]
    seen("report submitted list")
    seen("report submitted show", handed_in)
    seen("walk-in", "--age", "70s", "--admit", "--session", session)
    seen("report submitted changes", handed_in)
    seen("report submitted replace", handed_in, "--reason", "遅れて入力した受付")
    seen("report r6")
    seen("report r8")
    seen("report r9")
    seen("decode", str(ROOT / "tests/cli/card.png"))


def _to_headquarters(seen: Seen, folder: Path) -> None:
    with headquarters() as hq:
        site = hq.add_site()
        made = seen("enrol", hq.url, hq.code(site))
        (folder / "stick").mkdir()
        seen("segments import", seen("segments export", str(folder / "stick"))["path"])
        written = seen("parcel write", str(folder / "stick"))["path"]
        seen("parcel take", written)
        _apart(seen, Path(written))
        seen("parcel list")
        seen("send")
        _second_laptop(seen, folder, ("--hq", hq.url, hq.code(made["site_id"])))


def _apart(seen: Seen, written: Path) -> None:
    """A segment whose signature is another one."""
    segment, *_ = segments_in(written)
    forged = written.with_name("forged.mdgseg")
    forged.write_bytes(segment[:-1] + bytes([segment[-1] ^ 1]))
    assert seen.cli("parcel", "take", str(forged)).code == 1
    seen("apart again", seen("apart list")["id"])
    seen("apart reject", seen("apart list")["id"])


def _second_laptop(seen: Seen, folder: Path, hq: tuple[str, ...]) -> None:
    sheet = folder / "safe.pdf"
    code = seen("recovery-sheet", "--out", str(sheet))["code"]
    text = qr_codes(sheet.read_bytes(), 0)[0].text
    seen("keys rotate", code, "--sheet", text)
    first, seen.cli = seen.cli, Cli(folder / "second", seen.cli.capture)
    seen("join", code, "--sheet", text, *hq)
    with listening(first.data) as (_, address):
        seen("peer connect", address)
    seen("peer status")
    seen("peer listen", *LOOPBACK, "--seconds", "0")
    seen.cli = first


def _upkeep(seen: Seen, folder: Path) -> None:
    seen("status")
    seen("events", "--reveal")
    seen("rebuild")
    seen("backup", str(folder / "copy.db"))
    seen("doctor")
    seen("restore", str(folder / "copy.db"))


def test_every_answer_has_exactly_the_documented_keys(day: Seen) -> None:
    documented = {command: {tuple(keys)} for command, keys in _documented().items() if keys}
    assert dict(day.keys) == documented
