"""First starts by the recovery sheet, and the window of a laptop that was stopped."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.certificates import BY_ROOT, DeviceRevocation, revoke
from core.clock import FixedClock
from core.keys import SigningPair
from desktop.app.desk import Desk
from desktop.app.recovery import open_sheet
from desktop.app.revoked import leave
from desktop.app.site import current_site, keep_backup
from desktop.sync.ports import Incoming
from desktop.ui import i18n, theme
from desktop.ui.jobs import Jobs
from desktop.ui.program import Program
from desktop.ui.sounds import Sounds
from desktop.ui.start.window import StartWindow
from desktop.ui.workplace import Workplace
from tests.helpers.accessibility import problems
from tests.helpers.joined import CODE, Sheet, first_laptop, name_of, visitor


def _stop(desk: Desk, sheet: Sheet) -> None:
    me = desk.identity
    root = SigningPair(open_sheet(sheet.qr, sheet.code).seed)
    word = revoke(DeviceRevocation(me.site_id, me.device_id, desk.now, "lost", BY_ROOT), root)
    desk.store.outbox.take_in(Incoming((), (), (), (), (), 0, from_hq=False, revocations=(word,)))


def _tell(place: Workplace, _none: None) -> None:
    place.changed.emit(frozenset())


def _window(qtbot: QtBot, jobs: Jobs, data: Path, clock: FixedClock) -> StartWindow:
    window = StartWindow(jobs, Sounds(volume=0), data, clock)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


@pytest.mark.qt_log_ignore("PulseAudioService: ", extend=True)
def test_a_stopped_laptops_window_gives_way_to_the_page_that_says_so(
    qtbot: QtBot, tmp_path: Path, clock: FixedClock
) -> None:
    desk, sheet = first_laptop(tmp_path, clock)
    visitor(desk, "田無花子")
    program = Program(tmp_path, clock)
    try:
        program.open_with(lambda: desk)
        place = program.workplace
        assert place is not None
        place.do(_stop, sheet).then(partial(_tell, place), owner=place)
        qtbot.waitUntil(lambda: isinstance(program._start, StartWindow), timeout=20_000)
        start = program._start
        assert isinstance(start, StartWindow)
        assert start.page() is start.stopped
        assert ".mdgrest" in start.stopped.file.value.text()
        assert program.window is None
        start.stopped.anew.emit()
        assert start.page() is start.choose
        assert current_site(tmp_path) is None
    finally:
        program.end()


def test_a_copy_and_the_sheet_open_on_a_new_machine(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, clock: FixedClock
) -> None:
    old, sheet = first_laptop(tmp_path / "old", clock)
    person, copy = visitor(old, "田無花子"), keep_backup(old)
    old.store.close()
    window = _window(qtbot, jobs, tmp_path / "new", clock)
    window.choose.restore.click()
    page = window.copy
    qtbot.waitUntil(page.passphrase.isVisible)
    page.path.field.setText(str(copy))
    page.sheet.sheet.field.setText(sheet.qr)
    page.sheet.code.field.setText(CODE)
    for field in (page.passphrase.first, page.passphrase.again):
        field.field.setText("ひみつのことば12")
    with qtbot.waitSignal(window.ready, timeout=20_000) as ready:
        page.start.click()
    assert ready.args is not None
    assert name_of(ready.args[0], person) == "田無花子"


def test_joining_says_what_is_missing_and_what_went_wrong(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, clock: FixedClock
) -> None:
    window = _window(qtbot, jobs, tmp_path, clock)
    window.choose.join.click()
    page = window.join
    qtbot.waitUntil(page.passphrase.isVisible)
    page.start.click()
    assert "復旧用紙" in page.sheet.sheet.hint.text()
    page.sheet.sheet.field.setText("MR1AAAA")
    page.sheet.code.field.setText(CODE)
    page.laptop.field.setText("127.0.0.1")
    for field in (page.passphrase.first, page.passphrase.again):
        field.field.setText("ひみつのことば12")
    page.start.setFocus()
    for holds in (page.start, page.progress.bar):  # a second Enter neither goes back nor asks twice
        assert holds.hasFocus()
        QTest.keyClick(holds, Qt.Key.Key_Return)
    assert not page.back.isEnabled()
    qtbot.waitUntil(page.trouble.isVisible, timeout=20_000)
    assert "復旧用紙の二次元コードではありません" in page.trouble.sentence.text()
    assert page.start.isEnabled()
    assert page.start.hasFocus()
    assert page.back.isEnabled()
    assert current_site(tmp_path) is None


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", ["join", "copy", "stopped"])
def test_the_pages_are_whole_for_everybody(
    qapp: QApplication,
    qtbot: QtBot,
    jobs: Jobs,
    tmp_path: Path,
    clock: FixedClock,
    size: int,
    language: i18n.Language,
    name: str,
) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    if name == "stopped":
        desk, sheet = first_laptop(tmp_path, clock)
        _stop(desk, sheet)
        leave(desk)
    window = _window(qtbot, jobs, tmp_path, clock)
    if name == "join":
        window.choose.join.click()
    elif name == "copy":
        window.choose.restore.click()
    page = getattr(window, name)
    if name != "stopped":
        qtbot.waitUntil(page.safety.isVisible)
        QApplication.sendPostedEvents()
    assert window.page() is page
    assert problems(window) == []
