"""席を外す: nothing personal is seen; cards are still read; a touch on one's name brings the desk back."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.screen import Shell
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.frames import IconLabel
from desktop.ui.widgets.result import ResultPanel, ResultView
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.tiles import TileGrid

IDLE_MINUTES = 3
_STIRRINGS = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
)


class AwayCover(QWidget):
    """Stands in the place of the whole window. `show_result` shows colour, icon, sentence and number, no name."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("kind", "ground")
        self._shell = shell
        self.result = ResultPanel(quiet=True)
        self.scan = LineField("カードの読み取り", "カードをかざしてください")
        self.scan.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.names = TileGrid(tile_width=150)
        self.scan.submitted.connect(self._scanned)
        self._arrange()

    def show_result(self, view: ResultView) -> None:
        """The answer to the last scan."""
        self.result.show_result(view)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.result.clear()
        self._offer_names()
        self.scan.setFocus()

    def _scanned(self, text: str) -> None:
        self.scan.clear()
        if text.strip():
            self._shell.scanned_away.emit(text)

    def _offer_names(self) -> None:
        back = self._shell.come_back
        choices = self._shell.staff_choices
        buttons = [SecondaryButton(one.name, partial(back, one.id), icon="person") for one in choices]
        self.names.set_tiles(buttons or [PrimaryButton("席に戻る", lambda: back(""), icon="back")])

    def _arrange(self) -> None:
        title = Text("席を外しています", "figure")
        hint = Text("カードはそのまま読み取れます。お困りのときは、担当者をお呼びください。", "lead")
        sign = IconLabel("away", "key", 56)
        if theme.scale() >= theme.LARGE:
            sign.hide()  # to show it here, before it has a place, would open a window of its own
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 24, 64, 24)
        column.setSpacing(16)
        column.addStretch()
        for part in (sign, title, hint):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.result)
        column.addWidget(self.scan)
        column.addStretch()
        column.addWidget(Text("戻るときは、お名前を押してください", "muted"))
        column.addWidget(self.names)


class IdleWatch(QObject):
    """`idle` once after so many minutes without key, mouse or touch anywhere in the program."""

    idle = Signal()

    def __init__(self, parent: QObject, minutes: float = IDLE_MINUTES) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(minutes * 60_000))
        self._timer.timeout.connect(self.idle)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()

    def stir(self, _sign: object = None) -> None:
        """Somebody is there, although nothing was touched."""
        self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _STIRRINGS:
            self._timer.start()
        return False
