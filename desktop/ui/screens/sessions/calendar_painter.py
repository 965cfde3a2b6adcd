"""A day as it is painted: date and name, then as many sessions as there is room for, and how many more."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.calendar_model import DayView, LineView
from desktop.ui.theme.icons import pixmap
from desktop.ui.theme.tokens import SIZES, Role

DAY = Qt.ItemDataRole.UserRole
_EDGE, _ICON, _AIR, _COLUMN = 3, 16, 4, 64
_NARROW = 76
"""A cell that is not wider has room for a number of sessions alone."""
_Index = QModelIndex | QPersistentModelIndex


class DayPainter(QStyledItemDelegate):
    """Nothing is told by colour alone: days off have their name, what shares a room has its sign."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(theme.px(_COLUMN), height_of(0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = index.data(DAY)
        painter.save()
        area: QRect = option.rect.adjusted(0, 0, -1, -1)
        painter.fillRect(area, theme.color(view.fill))
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        edge = _EDGE if is_current else 1
        painter.setPen(QPen(theme.color("key" if is_current else "line"), edge))
        painter.drawRect(area.adjusted(edge // 2, edge // 2, -(edge // 2), -(edge // 2)))
        air = theme.px(_AIR)
        self._write(painter, area.adjusted(2 * air, air, -air, -air), view)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, view: DayView) -> None:
        head, line = _height(_number_font()), _height(_line_font())
        top = QRect(area.left(), area.top(), area.width(), head)
        used = _text(painter, top, view.number, _number_font(), view.ink)
        narrow = area.width() < theme.px(_NARROW)
        _note(painter, top.adjusted(used + theme.px(6), 0, 0, 0), view, narrow=narrow)
        room = 0 if narrow else max(1, (area.height() - head) // line)
        fits = len(view.lines) if len(view.lines) <= room else max(0, room - 1)
        for place, each in enumerate(view.lines[:fits]):
            _session(painter, QRect(area.left(), top.bottom() + 1 + place * line, area.width(), line), each)
        if fits < len(view.lines):
            rest = tr("ほか{n}件", n=len(view.lines) - fits) if fits else tr("{n}件", n=len(view.lines))
            below = QRect(area.left(), top.bottom() + 1 + fits * line, area.width(), line)
            warns = any(each.icon == "warning" for each in view.lines[fits:])
            _session(painter, below, LineView(rest, "warning" if warns else "key", "warning" if warns else ""))


def _note(painter: QPainter, area: QRect, view: DayView, *, narrow: bool) -> None:
    """What the day is called; a flag where there is no room for words."""
    if narrow and view.note and QFontMetrics(_line_font()).horizontalAdvance(view.note) > area.width():
        _session(painter, area, LineView("", view.ink, "flag"))
    else:
        _text(painter, area, view.note, _line_font(), view.ink)


def height_of(sessions: int) -> int:
    """What a day needs with so many lines; two where none is told."""
    lines = sessions or (1 if theme.scale() >= theme.LARGE else 2)
    return _height(_number_font()) + lines * _height(_line_font()) + 3 * theme.px(_AIR)


def _session(painter: QPainter, area: QRect, line: LineView) -> None:
    left = 0
    if line.icon:
        side = theme.px(_ICON)
        mark = QRect(area.left(), area.center().y() - side // 2, side, side)
        painter.drawPixmap(mark, pixmap(line.icon, line.ink, _ICON))
        left = side + theme.px(_AIR)
    _text(painter, area.adjusted(left, 0, 0, 0), line.text, _line_font(), line.ink)


def _text(painter: QPainter, area: QRect, text: str, font: QFont, ink: Role) -> int:
    """Write what fits; how wide it is."""
    letters = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    cut = letters.elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
    return letters.horizontalAdvance(cut)


def _height(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing() + theme.px(_AIR) // 2


def _number_font() -> QFont:
    return theme.font(SIZES.body, bold=True)


def _line_font() -> QFont:
    return theme.font(SIZES.caption)
