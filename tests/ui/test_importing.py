"""表から取り込む as a coordinator uses it: on real files, beside a desk that goes on."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.facts import Booking, Consultation, Person
from core.kinds import SessionPlanned
from core.tables.meanings import OF_BOOKINGS, Meaning
from core.tables.reasons import Reason
from desktop.app.desk import Desk
from desktop.app.sessions import plan_session
from desktop.app.settings import change_setting
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.importing.view import ImportScreen
from tests.helpers.accessibility import problems, visible
from tests.helpers.offices import PEOPLE, Value, write_csv, write_xlsx
from tests.helpers.sites import fixed_clock
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import Opened, open_window

Start = Callable[[str], Opened]
MY_NUMBER = "123456789018"
ROWS: Sequence[Sequence[Value]] = (
    ("山田 花子", "ヤマダ ハナコ", "090-1234-5678", "S25.4.1"),
    ("佐藤 一郎", "サトウ イチロウ", "123", ""),
    ("鈴木 京子", "スズキ", "", ""),
    ("合計", "", "3", ""),
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = with_staff(new_desk(tmp_path / "data", fixed_clock()))
    change_setting(made, "visitor_fields", "name,kana,phone")
    return made


@pytest.fixture
def start(qtbot: QtBot, shell: Shell, desk: Desk) -> Start:
    return lambda screen_id: open_window(qtbot, shell, desk, screen_id)


def _screen(opened: Opened) -> ImportScreen:
    return cast(ImportScreen, opened.screen)


def _look_at(opened: Opened, path: Path) -> ImportScreen:
    """Open a file and wait for what it would bring, or for why it cannot be read."""
    screen = _screen(opened)
    said: list[object] = []
    screen.run.compared.connect(said.append)
    screen.run.refused.connect(said.append)
    screen.open_file(path)
    opened.qtbot.waitUntil(lambda: bool(said))
    opened.settle()
    return screen


def _take_in(opened: Opened) -> ImportScreen:
    screen = _screen(opened)
    with opened.qtbot.waitSignal(screen.run.finished):
        screen.take.click()
    opened.settle()
    return screen


def _words(opened: Opened) -> str:
    return "\n".join(each.text() for each in visible(opened.window) if isinstance(each, QLabel))


def _people(opened: Opened) -> list[str | None]:
    return [each.name for each in opened.desk.store.facts.where(Person, "1", order="kana")]


def test_a_file_is_looked_at_before_anything_is_written(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    assert QApplication.focusWidget() is _screen(opened).choose
    screen = _look_at(opened, write_xlsx(tmp_path / "名簿.xlsx", ("来場者名簿",), PEOPLE, *ROWS))
    assert _people(opened) == []
    assert [choice.value() for choice in screen.columns.choices] == ["name", "kana", "phone", "birth_date"]
    assert screen.take.text().strip() == "2人を取り込む"
    assert QApplication.focusWidget() is screen.take
    assert [(line.row, line.code, line.taken) for line in screen.figures.table.rows()] == [(4, "phone", False)]
    assert "この拠点では記録しない項目なので、取り込みません: 生年月日（1行）" in _words(opened)


def test_taken_in_and_told_and_the_same_again_brings_nothing(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    path = write_csv(tmp_path / "名簿.csv", PEOPLE, *ROWS, encoding="cp932")
    _look_at(opened, path)
    screen = _take_in(opened)
    assert _people(opened) == ["鈴木 京子", "山田 花子"]
    assert opened.shell.last is not None
    assert opened.shell.last.sentence == "2人を登録しました"
    assert not screen.take.isVisible()
    screen = _look_at(opened, path)
    assert not screen.take.isVisible()
    assert "この表に、新しく取り込む行はありません。" in _words(opened)
    assert len(_people(opened)) == 2


def test_somebody_says_what_a_column_means(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    screen = _look_at(opened, write_csv(tmp_path / "a.csv", ("山田花子", "0424611234"), ("佐藤一郎", "0424611235")))
    assert "見出し（氏名、電話番号など）の行が見つかりません。" in _words(opened)
    assert not screen.take.isVisible()
    for place, meaning in enumerate(("name", "phone")):
        choice = screen.columns.choices[place]
        choice.set_value(meaning)
        with opened.qtbot.waitSignal(screen.run.compared):
            choice.activated.emit(choice.currentIndex())
        opened.settle()
    assert screen.take.text().strip() == "2人を取り込む"
    _take_in(opened)
    assert set(_people(opened)) == {"山田花子", "佐藤一郎"}


def test_numbers_that_nobody_may_keep_are_never_shown(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    _look_at(
        opened, write_csv(tmp_path / "a.csv", ("氏名", "個人番号", "備考"), ("山田", MY_NUMBER, f"番号 {MY_NUMBER}"))
    )
    words = _words(opened)
    assert MY_NUMBER not in words
    assert "この列は読みません" in words
    assert "記録してはいけない番号の列なので、読んでいません: B列" in words


def test_stopped_on_the_way_what_is_done_stands(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    path = write_csv(tmp_path / "a.csv", ("氏名",), *((f"田中{n}",) for n in range(1_000)))
    screen = _look_at(opened, path)
    with opened.qtbot.waitSignal(screen.run.progressed, check_params_cb=lambda done, _total: done > 0):
        screen.take.click()
    assert QApplication.focusWidget() is screen.progress.stop
    with opened.qtbot.waitSignal(screen.run.finished) as told:
        screen.progress.stop.click()
    opened.settle()
    assert told.args[1] is True
    done = len(_people(opened))
    assert 0 < done < 1_000
    assert f"途中でやめました。{done}行は取り込んであります。" in _words(opened)
    screen = _look_at(opened, path)
    assert screen.summary is not None
    assert (screen.summary.known, screen.summary.new) == (done, 1_000 - done)


def test_the_desk_goes_on_meanwhile(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    screen = _look_at(opened, write_csv(tmp_path / "a.csv", ("氏名",), *((f"田中{n}",) for n in range(2_000))))
    order: list[str] = []
    screen.run.finished.connect(lambda *_told: order.append("import"))
    screen.take.click()
    opened.shell.jobs.database(lambda: None, lambda _none: order.append("scan"), owner=screen)
    opened.qtbot.waitUntil(lambda: len(order) == 2, timeout=60_000)
    assert order == ["scan", "import"]


def test_what_is_no_table_is_said_in_place(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7")
    _look_at(opened, tmp_path / "a.xlsx")
    assert "このファイルは、表として読めません。" in _words(opened)


def test_the_list_of_rows_is_saved_for_excel(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    screen = _look_at(opened, write_csv(tmp_path / "a.csv", PEOPLE, *ROWS))
    screen.save_to(tmp_path / "行.csv")
    opened.qtbot.waitUntil((tmp_path / "行.csv").exists)
    said = (tmp_path / "行.csv").read_bytes()
    assert said.startswith(b"\xef\xbb\xbf")
    assert "佐藤" not in said.decode()
    assert "3,C,電話番号,電話番号が読めません。,していません" in said.decode()


def test_another_sheet_can_be_chosen(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    screen = _look_at(opened, write_xlsx(tmp_path / "a.xlsx", PEOPLE, *ROWS, sheets=(("表紙", False),)))
    assert screen.sheets.isVisible()
    screen.sheets.set_value("表紙")
    with opened.qtbot.waitSignal(screen.run.refused):
        screen.sheets.activated.emit(0)
    assert not screen.take.isVisible()


def test_a_file_that_cannot_be_read_is_named(start: Start, tmp_path: Path) -> None:
    """After one that could be: what is said must not seem to be about that."""
    opened = start("import_people")
    _look_at(opened, write_xlsx(tmp_path / "名簿.xlsx", PEOPLE, *ROWS))
    broken = tmp_path / "別の名簿.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    screen = _look_at(opened, broken)
    assert screen.notice.isVisible()
    assert screen.file.text() == "別の名簿.xlsx"


def test_bookings_go_to_the_session_that_is_chosen(start: Start, tmp_path: Path, desk: Desk) -> None:
    plan = SessionPlanned(title="相談会", day=desk.today.isoformat(), starts="13:00", ends="16:00")
    held = plan_session(desk, plan).session.session_id
    opened = start("import_bookings")
    screen = _look_at(opened, write_csv(tmp_path / "a.csv", ("氏名", "電話"), ("山田", "0424611234")))
    assert [line.code for line in screen.figures.table.rows()] == ["no_day"]
    screen.sessions.set_value(held)
    with opened.qtbot.waitSignal(screen.run.compared):
        screen.sessions.activated.emit(1)
    opened.settle()
    assert screen.take.text().strip() == "1件の予約を取り込む"
    _take_in(opened)
    assert [each.name for each in desk.store.facts.where(Booking, "session_id = ?", [held])] == ["山田"]


def test_reached_from_the_screens_and_by_ctrl_k(start: Start) -> None:
    opened = start("today")
    for typed, wanted in (("とりこむ", "import_people"), ("予約を表", "import_bookings")):
        assert f"go.{wanted}" in [command.id for command in opened.shell.commands.find(typed)]
    opened.shell.go("import_people")
    opened.settle()
    assert isinstance(opened.window.current(), ImportScreen)
    QTest.keyClick(opened.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert not isinstance(opened.window.current(), ImportScreen)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("screen_id", ["import_people", "import_bookings"])
def test_nothing_is_cut_off_or_unnamed(
    qapp: QApplication, start: Start, tmp_path: Path, screen_id: str, language: i18n.Language, percent: int
) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    opened = start(screen_id)
    opened.window.resize(1366, 728)
    assert problems(opened.window) == []
    heading = (*PEOPLE, "個人番号", "予約日")
    _look_at(opened, write_xlsx(tmp_path / "a.xlsx", heading, *ROWS, sheets=(("表紙", False),)))
    assert problems(opened.window) == []


def test_every_meaning_and_reason_has_its_english() -> None:
    i18n.install("en")
    for words in (*(each.ja for each in (Meaning.NOTHING, *OF_BOOKINGS)), *(each.ja for each in Reason)):
        assert i18n.tr(words) != words


def test_consultations_are_taken_in_and_taken_back_as_a_whole(start: Start, tmp_path: Path) -> None:
    opened = start("import_consultations")
    today = opened.desk.today.isoformat()
    heading = ("相談日", "相談内容", "結果", "分")
    rows = [(today, "Wi-Fi接続", "解決", "15"), (today, "地図", "一部解決", "20"), (today, "なに", "解決", "5")]
    path = write_csv(tmp_path / "相談.csv", heading, *rows)
    screen = _look_at(opened, path)
    assert screen.take.text().strip() == "2件の相談を取り込む"
    assert not screen.undo.isVisible()
    _take_in(opened)
    assert opened.desk.store.facts.count(Consultation, "voided = 0") == 2
    with opened.qtbot.waitSignal(screen.run.undone):
        screen.undo.click()
    opened.settle()
    assert opened.desk.store.facts.count(Consultation, "voided = 0") == 0
    assert "この取り込みを取り消しました" in _words(opened)
    assert not screen.undo.isVisible()
    _look_at(opened, path)
    _take_in(opened)
    assert opened.desk.store.facts.count(Consultation, "voided = 0") == 2


def test_people_are_not_taken_back_in_one_stroke(start: Start, tmp_path: Path) -> None:
    opened = start("import_people")
    _look_at(opened, write_csv(tmp_path / "名簿.csv", PEOPLE, *ROWS))
    assert not _take_in(opened).undo.isVisible()


def test_what_the_table_holds_is_chosen_first(start: Start) -> None:
    opened = start("import_people")
    screen = _screen(opened)
    assert screen.kinds.value() == "people"
    screen.kinds.chosen.emit("attendance")
    opened.settle()
    shown = opened.window.open("import_attendance")
    assert isinstance(shown, ImportScreen)
    assert shown.kinds.value() == "attendance"
    assert screen.kinds.value() == "people"
