"""本部へ送る, ファイルで渡す: to a real headquarters and back on a stick, and whatever else lies on one."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from desktop.app.carrying.media import media
from desktop.app.day import open_day
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.sending import send_state
from desktop.app.training import make_training_day
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.sending.files import FilesPanel
from desktop.ui.screens.sending.view import SendScreen
from tests.helpers.accessibility import problems
from tests.helpers.headquarters import Headquarters, headquarters
from tests.ui.windows import Opened, open_window

WAIT_MS = 20_000


@pytest.fixture
def desk(desk: Desk) -> Desk:
    open_day(desk)
    for _ in range(3):
        receive_walk_in(desk, "70s", admit=True)
    return desk


@pytest.fixture(scope="module")
def hq() -> Iterator[Headquarters]:
    with headquarters() as running:
        yield running


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def _panel(opened: Opened) -> FilesPanel:
    screen = cast(SendScreen, opened.screen)
    screen.choose("files")
    opened.settle()
    return cast(FilesPanel, screen.current)


def _rests(opened: Opened, panel: FilesPanel) -> str:
    opened.qtbot.waitUntil(lambda: not panel.carrying.is_busy, timeout=WAIT_MS)
    opened.settle()
    return panel.notice.sentence.text()


def _answered(parcel: Path) -> Path:
    from hq.intake.parcels import WaitingParcel

    with parcel.open("rb") as file:
        waiting = WaitingParcel(file, parcel.stat().st_size)
        answer = parcel.parent / waiting.answer_name
        with answer.open("wb") as sink:
            waiting.carry_out(sink)
    return answer


def test_there_and_back_on_a_stick(qtbot: QtBot, shell: Shell, desk: Desk, hq: Headquarters, stick: Path) -> None:
    enrol(desk, hq.url, hq.code(hq.add_site()))
    records = send_state(desk).unsent
    opened = open_window(qtbot, shell, desk, "send")
    panel = _panel(opened)
    panel.write_to(stick)
    assert panel.progress.isVisible()
    assert not panel.write.isEnabled()
    assert f"この端末の記録が{records}件" in _rests(opened, panel)
    (parcel,) = stick.glob("*.mdgout")
    (line,) = panel.media.rows()
    assert (line.state, line.events, line.file) == ("waiting", records, parcel.name)

    answer = _answered(parcel)
    panel.take_in([answer])
    assert opened.window.undo_bar.sentence.text() == ""
    assert (
        _rests(opened, panel) == f"1個のファイルを取り込みました。この端末の記録{records}件が、本部に届いていました。"
    )
    assert panel.media.rows()[0].state == "answered"
    assert panel.headline.text() == "すべて本部に届いています"
    assert send_state(desk).unsent == 0
    assert panel.write.isEnabled()
    assert not panel.progress.isVisible()

    panel.take_in([answer])
    assert _rests(opened, panel).startswith(f"「{answer.name}」は済んでいます。この返事は、もう取り込んであります。")
    assert panel.notice.property("tone") == "info"


def test_files_that_are_dropped_are_taken_and_others_are_named(
    qtbot: QtBot, shell: Shell, desk: Desk, stick: Path
) -> None:
    opened = open_window(qtbot, shell, desk, "send")
    panel = _panel(opened)
    panel.write_to(stick)
    _rests(opened, panel)
    (stick / "花見.jpg").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    (parcel,) = stick.glob("*.mdgout")
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(each)) for each in (parcel, stick / "花見.jpg")])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(panel, QDragEnterEvent(QPoint(20, 20), action, dropped, button, none))
    QApplication.sendEvent(panel, QDropEvent(QPointF(20, 20), action, dropped, button, none))
    words = _rests(opened, panel)
    assert "1個のファイルを取り込みました。新しい記録はありませんでした。" in words
    assert "「花見.jpg」は取り込めません。これは、窓口の受け渡しファイルではありません。" in words
    assert panel.media.rows()[0].state == "handed"


def test_an_empty_folder_and_one_that_is_no_folder_are_sentences(
    qtbot: QtBot, shell: Shell, desk: Desk, stick: Path
) -> None:
    opened = open_window(qtbot, shell, desk, "send")
    panel = _panel(opened)
    panel.take_in([stick])
    assert "取り込むファイルがありません" in _rests(opened, panel)
    file = stick / "no folder"
    file.write_bytes(b"")
    panel.write_to(file)
    assert "保存" in _rests(opened, panel)
    i18n.install("en")
    opened.settle()
    assert "could not be saved" in panel.notice.sentence.text()
    i18n.install("ja")
    opened.settle()
    assert "保存" in panel.notice.sentence.text()
    assert media(desk) == ()
    assert panel.write.isEnabled()


def test_what_is_given_up_leaves_no_file(qtbot: QtBot, shell: Shell, desk: Desk, stick: Path) -> None:
    opened = open_window(qtbot, shell, desk, "send")
    panel = _panel(opened)
    panel.write_to(stick)
    panel.progress.stop.click()
    assert "やめました" in _rests(opened, panel)
    assert list(stick.iterdir()) == []
    assert panel.media.rows() == ()


def test_training_is_never_carried(qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock, stick: Path) -> None:
    opened = open_window(qtbot, shell, make_training_day(tmp_path / "training", clock), "send")
    panel = _panel(opened)
    panel.write_to(stick)
    assert "練習モード" in _rests(opened, panel)
    assert list(stick.iterdir()) == []


def test_the_system_is_asked_for_the_folder_and_for_files(
    qtbot: QtBot, shell: Shell, desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "open", lambda _self: None)  # the system's own window
    opened = open_window(qtbot, shell, desk, "send")
    panel = _panel(opened)
    panel.write.click()
    panel.findChildren(QFileDialog)[0].fileSelected.emit(str(stick))
    _rests(opened, panel)
    panel.take.click()
    panel.findChildren(QFileDialog)[-1].filesSelected.emit([str(each) for each in stick.iterdir()])
    assert "1個のファイルを取り込みました" in _rests(opened, panel)


@pytest.mark.parametrize("percent", [100, 200])
def test_it_is_fit_for_everyone_in_english(qtbot: QtBot, shell: Shell, desk: Desk, stick: Path, percent: int) -> None:
    i18n.install("en")
    theme.apply(cast(QApplication, QApplication.instance()), percent)
    opened = open_window(qtbot, shell, desk, "send")
    panel = _panel(opened)
    panel.write_to(stick)
    assert "was written" in _rests(opened, panel)
    assert problems(panel) == []
