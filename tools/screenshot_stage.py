"""A real window on one of the days, brought to rest before each picture."""

import sys
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from PIL import Image
from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app.desk import Desk
from desktop.app.staff import supporters
from desktop.ui import i18n, theme
from desktop.ui.commands import Commands
from desktop.ui.jobs import Job, Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens import screen_specs
from desktop.ui.sounds import Sounds
from desktop.ui.widgets.pdf import PdfPreview
from desktop.ui.widgets.pin import PinPanel
from desktop.ui.workplace import Workplace

SIZE = (1366, 768)
_COLOURS = 256
_ROUNDS = 4
"""An answer may ask the next question, by a timer of no time: so often in a row nothing may be under way."""

_PATIENCE_MS = 5_000
"""A paper that is not drawn by then was scrolled away meanwhile."""

T = TypeVar("T")


class CountedJobs(Jobs):
    """Jobs that know when nothing is under way any more."""

    _over = Signal()
    _all_over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.under_way = 0
        self._over.connect(self._count_down, Qt.ConnectionType.QueuedConnection)

    def wait(self) -> None:
        """Return once everything that was handed in has been answered."""
        for _ in range(_ROUNDS):
            if self.under_way:
                loop = QEventLoop()
                self._all_over.connect(loop.quit)
                loop.exec()
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _submit(self, threads: str, work: Callable[[], T], job: Job[T]) -> Job[T]:
        self.under_way += 1
        handed = super()._submit(threads, work, job)
        assert handed._future is not None
        handed._future.add_done_callback(lambda _future: self._over.emit())
        return handed

    def _count_down(self) -> None:
        self.under_way -= 1
        if not self.under_way:
            self._all_over.emit()


def _quiet(_kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    if "This plugin does not support" not in text:
        print(text, file=sys.stderr)


class Stage:
    """The window, its screens, and the camera. Use as a context: the file is closed at the end."""

    def __init__(self, desk: Desk) -> None:
        self.jobs = CountedJobs()
        self._bugs: list[str] = []
        self.shell = Shell(self.jobs, Commands(), Sounds(volume=0))
        self.workplace = Workplace(self.shell, lambda: desk)
        self.window = MainWindow(self.shell, screen_specs(self.workplace))
        self.pictured: QWidget = self.window
        """What is photographed next."""
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        desk.staff_id = supporters(desk)[0].supporter_id
        self.workplace.refresh_header()
        self.jobs.unexpected.connect(self._bug)
        self.rest()

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *_error: object) -> None:
        self.jobs.database(self.workplace.close, owner=self.window)
        self.rest()
        self.window.close()
        self.window.deleteLater()
        self._settle()
        self.jobs.close()

    def open(self, screen_id: str) -> Screen:
        """Show a screen, past its PIN if it asks for one."""
        palette = self.window.palette_view
        if palette is not None and palette.isVisible():
            palette.close_palette()
        screen = self.window.open(screen_id)
        self.rest()
        return screen

    def unlock(self, pin: str) -> None:
        """Answer whoever asks for the coordinator's PIN."""
        for panel in self.window.findChildren(PinPanel):
            if panel.isVisible():
                panel.entered.emit(pin)
        self.rest()

    def rest(self) -> None:
        """Until nothing moves, and every paper that is seen is drawn."""
        self._settle()
        for preview in self.window.findChildren(PdfPreview):
            if is_seen(preview) and not preview.is_drawn:
                loop = QEventLoop()
                preview.drawn.connect(loop.quit)
                QTimer.singleShot(_PATIENCE_MS, loop, loop.quit)
                loop.exec()
        for _ in range(_ROUNDS):  # words that wrap find their height layout by layout
            QCoreApplication.processEvents()

    def _settle(self) -> None:
        self.jobs.wait()
        while any(timer.isActive() for timer in self.workplace.findChildren(QTimer)):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self.jobs.wait()
        if self._bugs:
            raise RuntimeError("\n".join(self._bugs))

    def _bug(self, report: str) -> None:
        self._bugs.append(report)


def is_seen(preview: PdfPreview) -> bool:
    """Whether the middle of the paper is in the window: what is scrolled out of sight is never drawn."""
    paper = preview.view.viewport()
    return preview.isVisible() and paper.visibleRegion().contains(paper.rect().center())


def picture(widget: QWidget) -> bytes:
    """What is seen of it, as a small PNG."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    drawn = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    small = BytesIO()
    few = drawn.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def dress(app: QApplication, language: i18n.Language, percent: int) -> None:
    """Language and text size of what is shown next. Nothing blinks."""
    qInstallMessageHandler(_quiet)
    app.setCursorFlashTime(0)
    theme.apply(app, percent)
    i18n.install(language)
