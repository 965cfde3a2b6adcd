"""設定 > 事業: the version in use, and the site's own programmes from adding to withdrawing."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from desktop.app.desk import Desk
from desktop.app.programmes import programmes_now
from desktop.app.staff import set_pin
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.settings.programmes import ProgrammesSection
from tests.helpers.accessibility import problems
from tests.helpers.sites import fixed_clock
from tests.ui.busy import new_desk
from tests.ui.windows import PIN, Opened, open_window, settings_section


@pytest.fixture
def clock() -> FixedClock:
    return fixed_clock()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = new_desk(tmp_path, clock)
    set_pin(made, PIN)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "settings")


def section(opened: Opened) -> ProgrammesSection:
    return settings_section(opened, "programmes", ProgrammesSection)


def add(part: ProgrammesSection, opened: Opened, fee: str = "５０") -> None:
    part.lines["名前"].setText("ふれあい相談")
    part.lines["英語の名前"].setText("Our own")
    part.lines["参加費（円）"].setText(fee)
    part.kind.set_value("social")
    part.add()
    opened.settle()


def test_a_programme_is_added_withdrawn_and_used_again(opened: Opened, desk: Desk) -> None:
    part = section(opened)
    assert "28" in part.version.value.text()
    add(part, opened)
    made = programmes_now(desk).programme("V01")
    assert (made.ja, made.kind, made.fee) == ("ふれあい相談", "social", 50)
    assert part.lines["名前"].text() == ""
    part.table.view.selectRow(0)
    part.withdraw.click()
    opened.settle()
    assert [each.withdrawn for each in part.table.rows()] == [True]
    opened.shell.undo()
    opened.settle()
    assert [each.withdrawn for each in part.table.rows()] == [False]


def test_a_file_says_what_the_lines_do_not_ask_and_a_broken_one_is_told_in_place(
    opened: Opened, desk: Desk, tmp_path: Path
) -> None:
    part, file = section(opened), tmp_path / "事業.toml"
    file.write_text('code = "V07"\nja = "三段階"\nen = "Three levels"\nkind = "course"\nfunding = ["F99"]\n', "utf-8")
    part.add_file(str(file))
    opened.settle()
    assert "F99" in part.refusal.sentence.text()
    levels = "".join(f'[[levels]]\nlevel = {n}\nja = "レベル{n}"\nen = "Level {n}"\n' for n in (1, 2, 3))
    file.write_text(f'code = "V07"\nja = "三段階"\nen = "Three levels"\nkind = "course"\n{levels}', "utf-8")
    part.add_file(str(file))
    opened.settle()
    assert len(programmes_now(desk).programme("V07").levels) == 3
    part.table.view.selectRow(0)
    told = {row.label.text(): row.value.text() for row in part.sheet.rows}
    assert told["段階"] == "レベル1、レベル2、レベル3"


def test_adding_can_be_taken_back(opened: Opened, desk: Desk) -> None:
    part = section(opened)
    add(part, opened)
    opened.shell.undo()
    opened.settle()
    assert not programmes_now(desk).programme("V01").valid_on(desk.today)


@pytest.mark.parametrize("fee", ["たくさん", "9999999"])
def test_what_cannot_be_read_is_told_and_nothing_typed_is_lost(opened: Opened, desk: Desk, fee: str) -> None:
    part = section(opened)
    add(part, opened, fee)
    assert "参加費" in part.refusal.sentence.text()
    assert part.lines["名前"].text() == "ふれあい相談"
    assert programmes_now(desk).find("V01") is None


@pytest.mark.parametrize(("language", "percent"), [("ja", 200), ("en", 100), ("en", 200)])
def test_nobody_is_kept_out(opened: Opened, qapp: QApplication, language: i18n.Language, percent: int) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    part = section(opened)
    add(part, opened)
    assert problems(opened.window) == []
