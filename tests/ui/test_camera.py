"""カメラで読む in the real window: a film stands for the camera, through the real QtMultimedia."""

from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtMultimedia import QMediaDevices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from core.card_code import Code, CodeKind
from core.facts import Attendance
from core.problem import Problem
from desktop.app.day import open_day, visitors_today
from desktop.app.desk import Desk
from desktop.app.settings import change_setting, setting
from desktop.app.staff import set_pin
from desktop.devices.camera import FILM, Camera
from desktop.devices.showing import Unread
from desktop.ui import i18n, theme
from desktop.ui.screens.reception.camera import CameraCorner
from desktop.ui.screens.reception.view import ReceptionScreen
from desktop.ui.screens.settings.camera import CameraSection
from desktop.ui.screens.settings.view import SettingsScreen
from desktop.ui.widgets.result import RESULTS, ResultView
from tests.helpers import pictures as p
from tests.helpers.accessibility import problems
from tests.helpers.films import LIBRARY_REMARKS, film, qt_image
from tests.helpers.sites import fixed_clock
from tests.ui.busy import named, new_desk
from tests.ui.windows import PIN, Opened

pytestmark = pytest.mark.qt_log_ignore(LIBRARY_REMARKS)

SECRET = "MyNumber:123456789018"
FILM_MS = 20_000


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = new_desk(tmp_path / "site", fixed_clock())
    change_setting(made, "visitor_fields", "name,kana")
    set_pin(made, PIN)
    open_day(made)
    return made


@pytest.fixture
def endless(desk: Desk, tmp_path: Path, qapp: QApplication) -> Path:
    """A film of an empty table, longer than any test, is the camera."""
    path = film(tmp_path / "table.mkv", [(p.scene(size=(320, 240)), 60)])
    change_setting(desk, "camera", FILM + str(path))
    return path


def _screen(opened: Opened) -> ReceptionScreen:
    return cast(ReceptionScreen, opened.screen)


def _corner(opened: Opened) -> CameraCorner:
    return _screen(opened).camera


def _press(corner: CameraCorner) -> None:
    QTest.mouseClick(corner.button, Qt.MouseButton.LeftButton)


def _begin(opened: Opened) -> Camera:
    """Press the button and wait until something is seen."""
    camera = _corner(opened).camera
    with opened.qtbot.waitSignal(camera.pictured, timeout=FILM_MS):
        _press(_corner(opened))
    return camera


def _play(opened: Opened, tmp_path: Path, *scenes: tuple[Image.Image, float]) -> None:
    path = film(tmp_path / "door.mkv", scenes)
    opened.shell.jobs.database(
        lambda: change_setting(opened.desk, "camera", FILM + str(path)), lambda _kept: None, owner=opened.shell
    )
    with opened.qtbot.waitSignal(_corner(opened).camera.stopped, timeout=FILM_MS):
        _press(_corner(opened))
    opened.settle()


def test_a_card_held_before_the_camera_is_received_once(opened: Opened, tmp_path: Path) -> None:
    _, code = named(opened.desk, "山田 花子")
    card = p.grained(p.lying(p.turned(p.code(code), 15)), 15)
    _play(opened, tmp_path, (p.scene(), 0.3), (card, 1.5), (p.scene(), 0.3))
    view = _screen(opened).panel.view
    assert view is not None
    assert (view.code, view.name) == ("received", "山田 花子")
    assert len(visitors_today(opened.desk)) == 1
    assert QApplication.focusWidget() is _screen(opened).scan


def test_a_foreign_code_is_one_calm_answer_and_nothing_of_it_is_kept(
    opened: Opened, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    answers: list[ResultView] = []
    _screen(opened).door.answered.connect(answers.append)
    before = opened.desk.store.journal.last_seq
    _play(opened, tmp_path, (p.lying(p.code(SECRET)), 2))
    assert [view.code for view in answers] == ["unreadable"]
    assert opened.desk.store.facts.count(Attendance) == 0
    assert opened.desk.store.journal.last_seq == before
    said = capfd.readouterr()
    shown = " ".join(_spoken(opened))
    assert SECRET not in caplog.text + said.out + said.err + shown
    site = tmp_path / "site"
    assert all(SECRET.encode() not in path.read_bytes() for path in site.rglob("*") if path.is_file())


def _spoken(opened: Opened) -> list[str]:
    interfaces = [QAccessible.queryAccessibleInterface(each) for each in opened.window.findChildren(QWidget)]
    return [each.text(QAccessible.Text.Name) for each in interfaces if each]


@pytest.mark.usefixtures("endless")
def test_the_camera_is_off_elsewhere_and_under_the_cover_and_on_again_after(opened: Opened) -> None:
    camera, corner = _begin(opened), _corner(opened)
    assert corner.view.isVisible()
    for leave, come_back in (
        (lambda: opened.window.open("today"), lambda: opened.window.open("reception")),
        (opened.shell.leave, lambda: opened.shell.come_back("")),
    ):
        leave()
        assert not camera.is_on
        with opened.qtbot.waitSignal(camera.pictured, timeout=FILM_MS):
            come_back()
    _press(corner)
    assert not camera.is_on
    assert not corner.view.isVisible()
    opened.window.open("today")
    opened.window.open("reception")
    opened.settle()
    assert not camera.is_on


@pytest.mark.usefixtures("endless")
def test_receiving_by_camera_puts_the_idle_minutes_off(opened: Opened) -> None:
    _, code = named(opened.desk, "山田 花子")
    watch, camera = opened.window.watch_idle(minutes=3), _begin(opened)
    watch._timer.stop()
    camera.read.emit(Code(CodeKind.CARD, code))
    opened.settle()
    assert watch._timer.isActive()


@pytest.mark.usefixtures("endless")
def test_who_leaves_before_the_camera_begins_is_not_filmed(opened: Opened) -> None:
    _press(_corner(opened))
    opened.window.open("today")
    opened.settle()
    assert not _corner(opened).camera.is_on


@pytest.mark.usefixtures("endless")
def test_a_closed_window_lets_the_camera_go(opened: Opened) -> None:
    camera = _begin(opened)
    opened.window.close()
    assert not camera.is_on


def test_without_a_camera_there_is_a_sentence_and_the_scanner_goes_on(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMediaDevices, "videoInputs", list)
    _, code = named(opened.desk, "山田 花子")
    corner, told = _corner(opened), list[Problem]()
    opened.shell.problem.connect(told.append)
    _press(corner)
    opened.settle()
    assert [each.code for each in told] == ["camera_none"]
    assert not corner.view.isVisible()
    assert "カメラで読む" in corner.button.text()
    QTest.keyClicks(_screen(opened).scan, code)
    opened.settle()
    assert len(visitors_today(opened.desk)) == 1


@pytest.mark.usefixtures("endless")
def test_several_cards_are_asked_for_one_by_one(opened: Opened) -> None:
    camera, view = _begin(opened), _corner(opened).view
    camera.unread.emit(Unread.SEVERAL)
    assert "1枚ずつ" in view.pill.findChildren(type(_screen(opened).title))[0].text()
    opened.settle()
    assert _screen(opened).panel.view is None


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_every_answer_has_room_beside_the_viewfinder(
    opened: Opened, qapp: QApplication, language: i18n.Language, percent: int
) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    opened.window.resize(1366, 768)
    screen = _screen(opened)
    screen.camera.view.show()
    screen.camera.view.show_picture(qt_image(p.scene(size=(480, 360))))
    screen.camera.button.say("カメラを止める")
    for code in RESULTS:
        screen.panel.show_result(ResultView(code, "A47", "", "山田 花子"))
        screen.camera.view.advise_one()
        opened.settle()
        assert problems(opened.window) == []


def _section(opened: Opened) -> CameraSection:
    settings = cast(SettingsScreen, opened.window.open("settings"))
    settings.choose("camera")
    opened.settle()
    settings.gate.pin.entered.emit(PIN)
    opened.qtbot.waitUntil(lambda: settings.gate.is_open)
    opened.settle()
    return cast(CameraSection, settings.section("camera"))


def test_the_camera_of_the_settings_is_kept_even_when_it_is_unplugged(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.screens.settings.camera.camera_names", lambda: ["内蔵カメラ", "HD Webcam"])
    section = _section(opened)
    assert section.choice.value() == ""
    section.choice.setCurrentIndex(2)
    section.choice.activated.emit(2)
    opened.settle()
    assert setting(opened.desk, "camera") == "HD Webcam"
    monkeypatch.setattr("desktop.ui.screens.settings.camera.camera_names", list)
    section.refresh()
    opened.settle()
    assert section.choice.value() == "HD Webcam"
    assert section.choice.currentText() == "HD Webcam（つながっていません）"


@pytest.mark.usefixtures("endless")
def test_the_settings_try_the_camera_without_receiving_anybody(opened: Opened) -> None:
    section = _section(opened)
    with opened.qtbot.waitSignal(section.corner.camera.pictured, timeout=FILM_MS):
        _press(section.corner)
    _, code = named(opened.desk, "山田 花子")
    section.corner.camera.read.emit(Code(CodeKind.CARD, code))
    opened.settle()
    assert "読めました" in section.notice.sentence.text()
    assert visitors_today(opened.desk) == []
    assert problems(opened.window) == []
    opened.window.open("reception")
    assert not section.corner.camera.is_on
