"""The camera as a scanner, on films through the real QtMultimedia; what it says when there is no picture."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QCamera, QCameraDevice, QMediaDevices, QVideoFrame, QVideoSink
from pytestqt.qtbot import QtBot

from core.card_code import Code, CodeKind, with_check
from core.problem import Problem
from desktop.devices import camera as camera_module
from desktop.devices import sources
from desktop.devices.camera import FILM, Camera, Glance
from desktop.devices.showing import Showing, Unread
from tests.helpers import pictures as p
from tests.helpers.films import LIBRARY_REMARKS, Scenes, film, qt_image

pytestmark = pytest.mark.qt_log_ignore(LIBRARY_REMARKS)

A = "MC6HFT7GJ2RGF1CG"
B = with_check(CodeKind.CARD, "0123456789CD")
TABLE = p.scene()
FILM_MS = 20_000


class Watched:
    """A camera and all that it told."""

    def __init__(self) -> None:
        self.camera = Camera(silent_seconds=2)
        self.news: list[str] = []
        self.pictures = 0
        self.ends: list[Problem | None] = []
        self.camera.read.connect(self._read)
        self.camera.unread.connect(lambda reason: self.news.append(reason.name))
        self.camera.pictured.connect(self._pictured)
        self.camera.stopped.connect(self.ends.append)

    @property
    def codes(self) -> list[str]:
        """Of the problems that ended it."""
        return [each.code for each in self.ends if each]

    def _read(self, code: Code) -> None:
        self.news.append(code.text)

    def _pictured(self, _image: object) -> None:
        self.pictures += 1


@pytest.fixture
def watched(qtbot: QtBot) -> Iterator[Watched]:
    made = Watched()
    yield made
    made.camera.stop()


def show(watched: Watched, qtbot: QtBot, path: Path, scenes: Scenes) -> None:
    """Play a film to its end."""
    with qtbot.waitSignal(watched.camera.stopped, timeout=FILM_MS):
        watched.camera.start(FILM + str(film(path, scenes)))


def test_a_card_in_a_film_is_read_once_and_the_next_one_at_once(watched: Watched, qtbot: QtBot, tmp_path: Path) -> None:
    first, second = p.grained(p.lying(p.turned(p.code(A), 20)), 20), p.lying(p.tilted(p.code(B), 0.3))
    show(watched, qtbot, tmp_path / "door.mkv", [(TABLE, 0.3), (first, 1), (TABLE, 0.2), (second, 0.7), (TABLE, 0.3)])
    assert watched.news == [A, B]
    assert watched.pictures > 10
    assert watched.ends == [None]
    assert not watched.camera.is_on


def test_a_foreign_code_in_a_film_is_told_once_without_its_text(watched: Watched, qtbot: QtBot, tmp_path: Path) -> None:
    show(watched, qtbot, tmp_path / "wallet.mkv", [(p.lying(p.code("MyNumber:123456789018")), 1.5)])
    assert watched.news == [Unread.FOREIGN.name]


def test_what_is_no_film_is_a_sentence_and_another_start_works(watched: Watched, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "letter.mkv").write_text("Dear Sir")
    for name in ("letter.mkv", "gone.mkv"):
        with qtbot.waitSignal(watched.camera.stopped):
            watched.camera.start(FILM + str(tmp_path / name))
    assert watched.codes == ["film_unreadable"] * 2
    show(watched, qtbot, tmp_path / "door.mkv", [(p.lying(p.code(A)), 0.5)])
    assert watched.news == [A]


def test_without_a_camera_there_is_a_sentence(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMediaDevices, "videoInputs", list)  # whatever this machine has
    watched.camera.start()
    watched.camera.start("HD Webcam")
    assert watched.codes == ["camera_none"] * 2
    assert all(each and each.next_step.endswith("。") for each in watched.ends)
    assert not watched.camera.is_on


def test_a_computer_that_cannot_load_the_library_says_so(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    watched.camera.start()
    assert watched.codes == ["camera_unsupported"]


@dataclass(frozen=True)
class Plugged:
    """QtMultimedia's own camera on no device, and the sink that it would fill."""

    source: sources.DeviceSource
    sink: QVideoSink

    def show(self, picture: Image.Image) -> None:
        """A frame comes."""
        self.sink.setVideoFrame(QVideoFrame(qt_image(picture).convertToFormat(QImage.Format.Format_RGB32)))


@pytest.fixture
def plugged(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> Plugged:
    """A camera that runs and sends what the test shows it."""
    made: list[Plugged] = []
    real = sources.DeviceSource

    def open_device(found: QCameraDevice, sink: QVideoSink) -> sources.DeviceSource:
        made.append(Plugged(real(found, sink), sink))
        return made[0].source

    monkeypatch.setattr(sources, "find_device", lambda _name: QCameraDevice())
    monkeypatch.setattr(sources, "DeviceSource", open_device)
    watched.camera.start()
    assert watched.camera.is_on
    return made[0]


def test_a_camera_that_another_program_has_is_a_sentence(watched: Watched, plugged: Plugged) -> None:
    plugged.source.camera.errorOccurred.emit(QCamera.Error.CameraError, "in use")
    assert watched.codes == ["camera_taken"]
    assert not watched.camera.is_on


def test_a_camera_that_is_pulled_out_is_a_sentence(watched: Watched, plugged: Plugged) -> None:
    plugged.source.devices.videoInputsChanged.emit()
    assert watched.codes == ["camera_gone"]
    assert not watched.camera.is_on


def test_a_camera_that_never_sends_a_frame_is_taken(watched: Watched, plugged: Plugged, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watched.camera.stopped):
        assert watched.camera.is_on
    assert watched.codes == ["camera_taken"]


def test_a_camera_that_sends_no_more_is_gone(watched: Watched, plugged: Plugged, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watched.camera.pictured):
        plugged.show(p.lying(p.code(A)))
    with qtbot.waitSignal(watched.camera.stopped):
        assert watched.news == [A]
    assert watched.codes == ["camera_gone"]


def test_while_one_frame_is_read_the_others_are_dropped(
    watched: Watched, plugged: Plugged, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, looked, real = threading.Event(), list[float](), camera_module.glance

    def slow(frame: QVideoFrame, showing: Showing, at: float) -> Glance:
        looked.append(at)
        assert go_on.wait(10)
        return real(frame, showing, at)

    monkeypatch.setattr(camera_module, "glance", slow)
    for _ in range(50):
        plugged.show(p.lying(p.code(A)))
    with qtbot.waitSignal(watched.camera.pictured):
        go_on.set()
    assert len(looked) == watched.pictures == 1


def test_after_the_stop_nothing_is_told(watched: Watched, plugged: Plugged, qtbot: QtBot) -> None:
    plugged.show(p.lying(p.code(A)))
    watched.camera.stop()
    told: list[bool] = []
    QTimer.singleShot(100, lambda: told.append(True))
    qtbot.waitUntil(lambda: bool(told))
    assert (watched.news, watched.pictures, watched.ends) == ([], 0, [])


def test_a_fault_in_reading_ends_the_watching_and_is_reported(
    watched: Watched, plugged: Plugged, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_frame: QVideoFrame, _showing: Showing, _at: float) -> Glance:
        raise ZeroDivisionError

    monkeypatch.setattr(camera_module, "glance", broken)
    with qtbot.captureExceptions() as raised, qtbot.waitSignal(watched.camera.stopped):
        plugged.show(TABLE)
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert not watched.camera.is_on


def test_the_library_is_loaded_with_the_first_start_only() -> None:
    script = (
        "import sys; from PySide6.QtCore import QCoreApplication; from desktop.devices.camera import Camera;"
        "app = QCoreApplication([]); camera = Camera(); assert 'PySide6.QtMultimedia' not in sys.modules;"
        "camera.start(); assert 'PySide6.QtMultimedia' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ((1280, 720, 30, False), (640, 480, 30, False)),
        ((1280, 720, 30, False), (1920, 1080, 30, False)),
        ((1280, 720, 30, True), (1280, 720, 10, False)),
        ((1280, 720, 30, False), (1280, 720, 30, True)),
        ((1920, 1080, 30, True), (640, 480, 30, False)),
        ((1280, 720, 30, True), (3840, 2160, 30, True)),
    ],
)
def test_the_format_is_chosen_that_reads_well_and_costs_little(
    better: tuple[int, int, float, bool], worse: tuple[int, int, float, bool]
) -> None:
    assert sources.distance(*better) < sources.distance(*worse)
