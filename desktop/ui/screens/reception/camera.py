"""カメラで読む: a mirror to hold cards into. The camera runs only while this can be seen.

Leaving the screen and 席を外す let the camera go, since nobody should be filmed by an empty desk; coming back starts it
again. A scanner goes on reading on the cover as ever.
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from core.card_code import Code
from core.problem import Problem
from desktop.devices.camera import Camera
from desktop.devices.showing import Unread
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.theme.tokens import MEASURES
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.frames import StatusPill
from desktop.ui.workplace import Workplace

_WIDTH, _HEIGHT = 240, 180
_ADVICE_MS = 3000


class Viewfinder(QWidget):
    """What the camera sees, as in a mirror, in grey: the decoder needs no more. A frame shows where to hold a card."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.pill = StatusPill()
        self._advice = QTimer(self, singleShot=True, interval=_ADVICE_MS)
        self._advice.timeout.connect(self._say_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addStretch()
        column.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignHCenter)
        self._fit()
        self.blank()

    def blank(self) -> None:
        """Nothing is seen yet."""
        self._image = QImage()
        self._advice.stop()
        self.pill.show_state("カメラの準備をしています", "quiet", "camera")
        self.update()

    def show_picture(self, image: QImage) -> None:
        """Another picture."""
        if self._image.isNull():
            self._say_on()
        self._image = image
        self.update()

    def advise_one(self) -> None:
        """Several cards at once are held up."""
        self.pill.show_state("1枚ずつ見せてください", "warning")
        self._advice.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        inside = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(inside, MEASURES.radius, MEASURES.radius)
        painter.setClipPath(shape)
        painter.fillRect(inside, theme.color("text"))
        if not self._image.isNull():
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(inside.center())
            painter.drawImage(place, self._image)
            inside = place
        painter.setPen(QPen(theme.color("surface"), theme.px(3)))
        painter.drawPath(_corners(inside.adjusted(0, 0, 0, -self.pill.height())))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr("カメラの映像"))
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setMinimumSize(theme.px(_WIDTH), theme.px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("カメラの映像"))

    def _say_on(self) -> None:
        self.pill.show_state("カメラが動いています", "success", "camera")


class CameraCorner(QObject):
    """The button, the viewfinder (which the screen places) and the camera behind them."""

    scanned = Signal(str)
    """A code of ours, new before the camera."""
    misread = Signal()
    """Something is shown that is none of ours."""

    def __init__(self, owner: QObject, workplace: Workplace) -> None:
        super().__init__(owner)
        self._workplace, self._shell = workplace, workplace.shell
        self._is_wanted = False
        self.camera, self.view = Camera(self), Viewfinder()
        self.button = Button("カメラで読む", self.toggle, icon="camera")
        self.view.hide()
        self.button.installEventFilter(self)
        self.camera.pictured.connect(self.view.show_picture)
        self.camera.read.connect(self._read)
        self.camera.unread.connect(self._unread)
        self.camera.stopped.connect(self._stopped)

    def toggle(self) -> None:
        """On, or off."""
        if self._is_wanted:
            self._stopped(None)
        else:
            self._is_wanted = True
            self._begin()

    def start_again(self) -> None:
        """Another camera was chosen."""
        if self._is_wanted:
            self._rest()
            self._begin()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._rest()
        elif event.type() == QEvent.Type.Show and self._is_wanted:
            self._begin()
        return False

    def _begin(self) -> None:
        from desktop.app.settings import setting

        self.button.say("カメラを止める")
        self.view.blank()
        self.view.show()
        self._workplace.do(setting, "camera").then(self._start, owner=self)

    def _start(self, name: str) -> None:
        if self._is_wanted and self.button.isVisible():
            self.camera.start(name)

    def _rest(self) -> None:
        self.camera.stop()
        self.view.blank()

    def _stopped(self, problem: Problem | None) -> None:
        self._is_wanted = False
        self._rest()
        self.view.hide()
        self.button.say("カメラで読む")
        if problem is not None:
            self._shell.tell_problem(problem)

    def _read(self, code: Code) -> None:
        self.scanned.emit(code.text)

    def _unread(self, reason: Unread) -> None:
        if reason is Unread.SEVERAL:
            self.view.advise_one()
        else:
            self.misread.emit()


def _corners(inside: QRectF) -> QPainterPath:
    """Four corners of a square in the middle."""
    side = min(inside.width(), inside.height()) * 0.7
    square = QRectF(0, 0, side, side)
    square.moveCenter(inside.center())
    path, arm = QPainterPath(), side * 0.2
    for corner, across, down in (
        (square.topLeft(), arm, arm),
        (square.topRight(), -arm, arm),
        (square.bottomRight(), -arm, -arm),
        (square.bottomLeft(), arm, -arm),
    ):
        path.moveTo(corner.x() + across, corner.y())
        path.lineTo(corner)
        path.lineTo(corner.x(), corner.y() + down)
    return path
