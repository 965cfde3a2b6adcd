"""Typeface, colours and sizes of the whole program; the text size is a setting of the person who sits there."""

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from core.assets import asset_path
from desktop.ui.theme.qss import stylesheet
from desktop.ui.theme.tokens import MEASURES, SIZES, Role, palette

FAMILY = "BIZ UDPGothic"
TEXT_SIZES = (100, 125, 150, 200)
LARGE = 1.5
"""From this scale on, words beside words give way: short titles, fewer things in a line."""

_percent = 100


def apply(app: QApplication, percent: int = 100) -> None:
    """Dress the program. `percent` is the text size, one of `TEXT_SIZES`; calling it again changes the size."""
    global _percent
    _percent = percent
    _load_fonts()
    app.setStyle("Fusion")
    app.setPalette(qt_palette())
    app.setFont(QFont(FAMILY, round(SIZES.body * scale())))
    app.setStyleSheet(stylesheet(palette(), scale()))


def scale() -> float:
    """The text size as a factor: 1.0 to 2.0."""
    return _percent / 100


def px(length: float) -> int:
    """Logical pixels at 100 % text, grown with the text."""
    return round(length * scale())


def target() -> int:
    """The smallest height and width of anything that is touched: 44 logical pixels at 100 % text."""
    return px(MEASURES.target)


def color(role: Role) -> QColor:
    """The colour of a role, for painting."""
    return QColor(palette()[role])


def font(points: float, *, bold: bool = False) -> QFont:
    """The typeface at so many points at 100 % text, for what paints its own text."""
    made = QFont(FAMILY)
    made.setPointSizeF(points * scale())
    made.setBold(bold)
    return made


def qt_palette() -> QPalette:
    """What Qt paints by itself, in our colours."""
    made = QPalette()
    group = QPalette.ColorRole
    roles: dict[QPalette.ColorRole, Role] = {
        group.Window: "ground",
        group.WindowText: "text",
        group.Base: "surface",
        group.AlternateBase: "ground",
        group.Text: "text",
        group.Button: "surface",
        group.ButtonText: "text",
        group.ToolTipBase: "surface",
        group.ToolTipText: "text",
        group.PlaceholderText: "muted",
        group.Highlight: "key",
        group.HighlightedText: "on_colour",
        group.Link: "key",
    }
    for qt_role, role in roles.items():
        made.setColor(qt_role, color(role))
    for qt_role in (group.WindowText, group.Text, group.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, qt_role, color("disabled"))
    return made


def _load_fonts() -> None:
    if FAMILY in QFontDatabase.families():
        return
    for face in ("Regular", "Bold"):
        QFontDatabase.addApplicationFont(str(asset_path("fonts", f"BIZUDPGothic-{face}.ttf")))
