"""The camera as a scanner: watches, reads beside the window's thread, tells each card once. Its libraries come late.

At most one frame is being read, at most 15 a second; the others are dropped. Of what is read only codes of ours
leave the thread that reads.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from core.card_code import Code
from core.problem import Problem
from desktop.devices.showing import Showing, Unread

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoSink

    from desktop.devices.sources import Source

FILM = "file:"
"""Before the path of a video file that stands for a camera."""
PROPORTIONS = (4, 3)
"""What is read, and shown: the largest part of this shape in the middle of the picture."""
PREVIEW_WIDTH = 480
SILENT_SECONDS = 6.0
"""Some cameras take seconds to wake up; after so long without a frame nothing comes any more."""
_FRAME_SECONDS = 0.06
"""Of a camera's 30 a second every other one: they come a little irregularly."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What came of one frame: the mirrored preview, and what is new in it."""

    preview: QImage
    news: Code | Unread | None


class Camera(QObject):
    """`start`, then `pictured` for each frame that was looked at, and `read` or `unread`, until `stopped`."""

    pictured = Signal(object)
    """A QImage."""
    read = Signal(object)
    """A Code, new before the camera."""
    unread = Signal(object)
    """An Unread, once for each showing."""
    stopped = Signal(object)
    """The Problem that ended it, or None."""
    _looked = Signal(int, object)

    def __init__(
        self,
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
        silent_seconds: float = SILENT_SECONDS,
        showing: Callable[[], Showing] = Showing,
    ) -> None:
        """`showing` makes what looks at the texts of the pictures; it is asked beside the window's thread."""
        super().__init__(parent)
        self._now, self._new_showing = now, showing
        self._run = 0
        self._source: Source | None = None
        self._sink: QVideoSink | None = None
        self._reader: ThreadPoolExecutor | None = None
        self._showing = showing()
        self._is_busy = False
        self._due = 0.0
        self._has_pictured = False
        self._silence = QTimer(self, singleShot=True, interval=round(silent_seconds * 1000))
        self._silence.timeout.connect(self._silent)
        self._looked.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_on(self) -> bool:
        """Whether the camera is running."""
        return self._source is not None

    def start(self, wanted: str = "") -> None:
        """Watch through this camera, by its name; through any when it is not there; or a film, `file:PATH`."""
        self.stop()
        try:
            source = self._opened(wanted)
        except Problem as problem:
            self.stopped.emit(problem)
            return
        self._source = source
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="camera")
        self._showing, self._is_busy, self._has_pictured = self._new_showing(), False, False
        source.failed.connect(self._end)
        source.ended.connect(self._end)
        self._silence.start()
        source.start()

    def stop(self) -> None:
        """Let the camera go. Nothing is told after this."""
        self._run += 1
        self._silence.stop()
        source, self._source, sink, self._sink = self._source, None, self._sink, None
        if source is not None and sink is not None:
            source.blockSignals(True)
            source.stop()
            sink.blockSignals(True)
            sink.deleteLater()
        if self._reader is not None:
            self._reader.shutdown(cancel_futures=True)
            self._reader = None

    def _opened(self, wanted: str) -> "Source":
        try:
            from PySide6.QtMultimedia import QVideoSink

            from desktop.devices.sources import DeviceSource, FilmSource, find_device
        except ImportError as error:  # a Linux without libpulse
            raise Problem(
                "camera_unsupported",
                "このパソコンでは、カメラを使えません。",
                "読み取り機か、番号の入力で受け付けてください。",
            ) from error
        device = None if wanted.startswith(FILM) else find_device(wanted)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._take)
        if device is None:
            return FilmSource(Path(wanted.removeprefix(FILM)), self._sink)
        return DeviceSource(device, self._sink)

    def _take(self, frame: "QVideoFrame") -> None:
        at = self._now()
        if self._reader is None or not frame.isValid():
            return
        self._silence.start()
        if self._is_busy or at < self._due:
            return
        self._is_busy, self._due = True, at + _FRAME_SECONDS
        self._reader.submit(self._look, self._run, type(frame)(frame), at)

    def _look(self, run: int, frame: "QVideoFrame", at: float) -> None:
        """On the reader's thread."""
        try:
            outcome: Glance | Exception = glance(frame, self._showing, at)
        except Exception as error:
            outcome = error
        self._looked.emit(run, outcome)

    def _tell(self, run: int, outcome: Glance | Exception) -> None:
        if run != self._run:
            return
        self._is_busy, self._has_pictured = False, True
        if isinstance(outcome, Exception):
            self._end()
            raise outcome
        self.pictured.emit(outcome.preview)
        if isinstance(outcome.news, Code):
            self.read.emit(outcome.news)
        elif outcome.news is not None:
            self.unread.emit(outcome.news)

    def _silent(self) -> None:
        from desktop.devices.sources import gone, taken

        self._end(gone() if self._has_pictured else taken())

    def _end(self, problem: Problem | None = None) -> None:
        self.stop()
        self.stopped.emit(problem)


def camera_names() -> list[str]:
    """The cameras of this computer, by the names that their makers gave them; none where cameras cannot be used."""
    try:
        from desktop.devices import sources
    except ImportError:
        return []
    return sources.camera_names()


def glance(frame: "QVideoFrame", showing: Showing, at: float) -> Glance:
    """Look at a frame. Texts that are no codes of ours stay within this function."""
    from desktop.devices.decoder import texts_in
    from desktop.devices.frames import brightness

    with brightness(frame) as whole:
        plane = whole.middle(*PROPORTIONS)
        return Glance(plane.mirror(PREVIEW_WIDTH), showing.look(texts_in(plane.view()), at))
