"""Line icons of assets/icons, drawn sharp for the screen in a colour of the palette."""

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.assets import asset_path
from desktop.ui import theme
from desktop.ui.theme.tokens import Role, palette

SIZE = 24


def icon(name: str, role: Role = "text", *, checked: Role | None = None, size: int = SIZE) -> QIcon:
    """The icon of that file name. `checked` is its colour on a button that is down; `size` is at 100 % text.

    An unknown name raises OSError.
    """
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _icon(name, role, checked or role, theme.px(size), ratio)


def pixmap(name: str, role: Role = "text", size: int = SIZE) -> QPixmap:
    """The icon as a square picture; `size` is in logical pixels at 100 % text."""
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    return _drawn(name, role, theme.px(size), ratio)


@cache
def _icon(name: str, role: Role, checked: Role, side: int, ratio: float) -> QIcon:
    made = QIcon(_drawn(name, role, side, ratio))
    made.addPixmap(_drawn(name, "disabled", side, ratio), QIcon.Mode.Disabled)
    if checked != role:
        made.addPixmap(_drawn(name, checked, side, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


@cache
def _drawn(name: str, role: Role, side: int, ratio: float) -> QPixmap:
    drawing = asset_path("icons", f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", palette()[role]).encode()))
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter)
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn
