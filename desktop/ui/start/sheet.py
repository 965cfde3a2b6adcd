"""The recovery sheet and its handwritten code: by scanner, photo, camera or hand."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from core.card_code import Code
from core.problem import Problem
from desktop.app.sheet_reading import is_sheet, sheet_in_picture
from desktop.devices.camera import Camera
from desktop.devices.showing import Showing, Unread
from desktop.ui.i18n import told, tr
from desktop.ui.jobs import Jobs
from desktop.ui.screens.reception.camera import Viewfinder
from desktop.ui.start.parts import HintedField
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow

_PICTURES = "*.png *.jpg *.jpeg *.webp *.tif *.tiff *.bmp"


class _SheetShowing(Showing):
    """Tells the text of a sheet; of anything else nothing leaves it."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = tell

    def look(self, texts: Iterable[str], at: float) -> Code | Unread | None:
        found = next(filter(is_sheet, texts), None)
        if found is not None:
            self._tell(found)
        return None


class SheetFields(QWidget):
    """Two fields and two ways to fill the first. `forget` empties both."""

    _seen = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self.sheet = HintedField("復旧用紙の二次元コード", _HOW, "MR1…")
        self.code = HintedField("用紙に手書きしたコード", _TYPED, "XXXX-XXXX-XXXX-XXXX")
        self.photo = Button("写真から読み取る", self._choose, icon="folder")
        self.by_camera = Button("カメラで読み取る", self._turn_camera, icon="camera")
        self.by_camera.setCheckable(True)
        self.view = Viewfinder()
        self.view.hide()
        self._camera: Camera | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.sheet)
        column.addLayout(FlowRow(self.photo, self.by_camera))
        column.addWidget(self.view)
        column.addWidget(self.code)
        self.setFocusProxy(self.sheet)
        self.sheet.field.submitted.connect(lambda _text: self.code.setFocus())
        self._seen.connect(self._take)

    def texts(self) -> tuple[str, str] | None:
        """Sheet and code; None, with a word at the field, while one of them is missing."""
        if not is_sheet(self.sheet.text()):
            self.sheet.refuse("復旧用紙の右上のコードを読み取ってください。")
            return None
        if not self.code.text():
            self.code.refuse("用紙に手書きしたコードを入れてください。")
            return None
        return self.sheet.text(), self.code.text()

    def forget(self) -> None:
        """Nothing of them stays on the screen."""
        self._end_camera()
        self.sheet.field.clear()
        self.code.field.clear()

    def read_picture(self, path: Path) -> None:
        """Look for the code in a photo, beside the window."""
        self._jobs.background(lambda: sheet_in_picture(path), self._take, self._not_seen, owner=self)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("復旧用紙の写真を選ぶ"), "", f"{tr('画像')} ({_PICTURES})")
        if name:
            self.read_picture(Path(name))

    def _take(self, text: str) -> None:
        self._end_camera()
        self.sheet.field.setText(text)
        self.sheet.help("読み取れました。")
        self.code.setFocus()

    def _not_seen(self, problem: Problem) -> None:
        self.sheet.refuse("{why}", why=partial(told, problem))

    def _turn_camera(self) -> None:
        if not self.by_camera.isChecked():
            self._end_camera()
            return
        self._camera = Camera(self, showing=lambda: _SheetShowing(self._seen.emit))
        self._camera.pictured.connect(self.view.show_picture)
        self._camera.stopped.connect(self._camera_stopped)
        self.view.blank()
        self.view.show()
        self._camera.start()

    def _camera_stopped(self, problem: Problem | None) -> None:
        self._end_camera()
        if problem is not None:
            self.sheet.refuse("{why}", why=partial(told, problem))

    def _end_camera(self) -> None:
        camera, self._camera = self._camera, None
        self.by_camera.setChecked(False)
        self.view.hide()
        if camera is not None:
            camera.stop()
            camera.deleteLater()


_HOW = "読み取り機で、用紙の右上のコードを読み取ってください。写真やカメラでも読み取れます。"
_TYPED = "大文字と小文字、ハイフンは区別しません。"
