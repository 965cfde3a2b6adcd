"""設定 › 配布資料: a text is changed, looked at, kept as a version, taken back; nothing is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.handout_lines import FaultKind
from core.handouts import Register
from desktop.app.desk import Desk
from desktop.app.handout_writing import kept_writing
from desktop.app.own_handouts import Origin, handout_versions, handouts_here, open_draft, save_draft
from desktop.app.staff import set_pin
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.handouts.editor import HandoutEditor
from desktop.ui.screens.handouts.section import HandoutsSection
from desktop.ui.screens.settings.view import SettingsScreen
from tests.app.test_own_handouts import come_from_hq, of_version
from tests.helpers.accessibility import problems
from tests.ui.busy import new_desk, with_staff
from tests.ui.windows import PIN, Opened, open_window, settings_section

Look = Callable[[], bool]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = with_staff(new_desk(tmp_path, clock))
    set_pin(made, PIN)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "settings")


def section(opened: Opened) -> HandoutsSection:
    return settings_section(opened, "handouts", HandoutsSection)


def writing(opened: Opened, handout: int = 0) -> HandoutEditor:
    """The editor, opened on one of the list."""
    part = section(opened)
    part.table.view.selectRow(handout)
    part.edit.click()
    opened.settle()
    return part.editor


def change(editor: HandoutEditor, old: str, new: str) -> None:
    pane = editor.panes[editor.register]
    assert old in pane.text()
    pane.set_text(pane.text().replace(old, new, 1))
    editor.look()


def test_a_changed_text_becomes_the_next_version_and_is_taken_back(opened: Opened) -> None:
    editor = writing(opened)
    change(editor, "ポンッと軽く1回押します", "軽く1回押します")
    editor.save.click()
    opened.settle()
    here = handouts_here(opened.desk).handout("H01")
    assert (here.version, "ポンッ" in here.standard.steps[0].text) == (2, False)
    assert opened.shell.last is not None
    assert opened.shell.last.sentence == "H01 の第2版を残しました"
    opened.shell.undo()
    opened.settle()
    assert handouts_here(opened.desk).handout("H01").version == 1
    assert kept_writing(opened.desk) is None


def test_the_sample_is_the_real_leaflet_and_follows_what_is_typed(opened: Opened) -> None:
    editor = writing(opened)

    def seen() -> str:
        return editor.preview.document.getAllText(0).text() if editor.preview else ""

    opened.qtbot.waitUntil(lambda: "ポンッ" in seen())
    change(editor, "ポンッと", "そっと")
    opened.qtbot.waitUntil(lambda: "そっと" in seen())
    assert "ポンッ" not in seen()


def test_a_fault_is_told_with_its_line_keeps_the_text_and_leads_there(opened: Opened) -> None:
    editor = writing(opened)
    change(editor, "（歯車）", "（ラジオ）")
    assert [(row.fault.kind, row.fault.line) for row in editor.faults.rows] == [(FaultKind.PICTURE, 3)]
    assert "3行目" in editor.faults.rows[0].words.text()
    opened.qtbot.waitUntil(lambda: "赤い印" in editor.state.text())
    editor.save.click()
    opened.settle()
    assert editor.isVisible()
    assert "（ラジオ）" in editor.panes[Register.STANDARD].text()
    assert editor.panes[Register.STANDARD].textCursor().blockNumber() == 2
    assert handouts_here(opened.desk).handout("H01").version == 1


def test_the_fault_of_the_other_register_or_of_the_page_is_shown_when_saving(opened: Opened) -> None:
    editor = writing(opened)
    editor.head.url.setText("http://example.jp/")
    editor.save.click()
    assert editor.part.value() == "head"
    editor.head.url.setText("https://example.jp/")
    editor.turn_to(Register.EASY)
    change(editor, "{設定|せってい}", "{設定")
    editor.turn_to(Register.STANDARD)
    editor.save.click()
    assert editor.register is Register.EASY
    assert editor.panes[Register.EASY].textCursor().blockNumber() == 2


def test_one_touch_puts_ruby_over_a_word_and_ctrl_z_takes_it_away(opened: Opened) -> None:
    editor = writing(opened)
    editor.turn_to(Register.EASY)
    change(editor, "{設定|せってい}", "設定")
    (row,) = editor.faults.rows
    assert row.fault.kind is FaultKind.NO_RUBY
    assert row.mend is not None
    row.mend.click()
    editor.look()
    assert editor.faults.rows == []
    pane = editor.panes[Register.EASY]
    assert pane.text().count("{設定|せってい}") == 2
    QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert pane.text().count("{設定|せってい}") == 1


def test_a_word_that_nobody_knows_gets_a_gap_to_type_into(opened: Opened) -> None:
    editor = writing(opened)
    editor.turn_to(Register.EASY)
    change(editor, "{設定|せってい}", "薔薇")
    editor.faults.ruby_wanted.emit(3, "薔薇")
    QTest.keyClicks(editor.panes[Register.EASY], "bara")
    assert "{薔薇|bara}" in editor.panes[Register.EASY].text()


def test_the_touches_of_the_pane_write_marks(opened: Opened) -> None:
    editor = writing(opened)
    pane = editor.panes[Register.STANDARD]
    pane.go_to(3)
    pane.add_step()
    assert pane.text().split("\n")[3] == "手順（指）："
    editor.picture.set_value("yen")
    editor.picture.activated.emit(0)
    assert pane.text().split("\n")[3] == "手順（お金）："
    for write, marks in ((pane.strengthen, "*手順*"), (pane.mark_ruby, "{手順|}")):
        pane.set_text("手順")
        pane.selectAll()
        write()
        assert pane.text() == marks


def test_what_was_typed_is_there_again_after_leaving_and_after_a_restart(opened: Opened) -> None:
    editor = writing(opened)
    change(editor, "題名：", "題名：あたらしい")
    editor.leave()
    opened.settle()
    part = section(opened)
    assert "H01" in part.writing.sentence.text()
    part.go_on_writing()
    assert "題名：あたらしい" in editor.panes[Register.STANDARD].text()
    kept = kept_writing(opened.desk)
    assert kept is not None
    assert "あたらしい" in kept.standard


def test_what_must_not_be_kept_is_told_and_written_nowhere(opened: Opened, tmp_path: Path) -> None:
    editor = writing(opened)
    change(editor, "題名：", "題名：1234 5678 9018 ")
    assert editor.faults.rows[0].fault.kind is FaultKind.GUARDED
    editor.leave()
    opened.settle()
    assert kept_writing(opened.desk) is None
    rows = opened.desk.store.db.execute("SELECT value FROM setting").fetchall()
    assert not any("5678" in str(value) for (value,) in rows)


def test_while_somebody_writes_the_pin_is_not_asked_for(opened: Opened) -> None:
    editor = writing(opened)
    gate = cast(SettingsScreen, opened.screen).gate
    touched: list[bool] = []
    gate._timer.stop()
    editor.used.connect(lambda: touched.append(True))
    QTest.keyClicks(editor.panes[Register.STANDARD], "a")
    assert touched
    assert gate._timer.isActive()


def test_a_new_handout_of_the_site_s_own_gets_its_topics(opened: Opened) -> None:
    part = section(opened)
    part.table.view.selectRow(0)
    part.copy.click()
    opened.settle()
    editor = part.editor
    editor.turn_to("head")
    opened.settle()
    editor.head.add_topic.set_value("T10-01")
    editor.head.add_topic.activated.emit(1)
    assert editor.head.topics == ("T10-01",)
    editor.save.click()
    opened.settle()
    found = handouts_here(opened.desk).for_topic("T10-01")
    assert found is not None
    assert (found.id, found.version) == ("V01", 1)


def test_an_earlier_version_comes_back_and_one_is_withdrawn(opened: Opened) -> None:
    save_draft(opened.desk, open_draft(opened.desk, "H01"))
    part = section(opened)
    part.table.view.selectRow(0)
    part.versions_of.click()
    opened.settle()
    page = part.versions
    assert [(each.version, each.origin) for each in page.table.rows()] == [(2, Origin.SITE), (1, Origin.PROGRAM)]
    page.table.view.selectRow(1)
    page.back.click()
    opened.settle()
    assert [each.version for each in handout_versions(opened.desk, "H01")] == [3, 2, 1]
    page.withdraw.click()
    opened.settle()
    assert handouts_here(opened.desk).handout("H01").version == 2
    opened.shell.undo()
    opened.settle()
    assert handouts_here(opened.desk).handout("H01").version == 3


def test_headquarters_newer_version_and_overdue_checks_are_told(opened: Opened, desk: Desk, clock: FixedClock) -> None:
    save_draft(desk, open_draft(desk, "H01"))
    come_from_hq(desk, of_version(2, "Theirs"))
    clock.advance(minutes=60 * 24 * 200)
    part = section(opened)
    assert "H01（2）" in part.newer.sentence.text()
    assert "2027-03-31" in part.due.sentence.text()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_or_untold(
    opened: Opened, qapp: QApplication, language: i18n.Language, percent: int
) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    opened.window.resize(1366, 728)
    part = section(opened)
    assert problems(part) == []
    editor = writing(opened)
    change(editor, "（歯車）", "（ラジオ）")
    opened.settle()
    assert problems(part) == []
    editor.turn_to("head")
    opened.settle()
    assert problems(part) == []
