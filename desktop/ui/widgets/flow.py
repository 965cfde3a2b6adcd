"""Layouts that follow the width there is: a grid of equal columns, and a row that goes on in a next line."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowGrid(QLayout):
    """Equal columns, each at least `least_width` wide; a row is as high as its highest item."""

    def __init__(self, parent: QWidget | None = None, least_width: int = 200, gap: int = 12) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._least_width, self._gap = least_width, gap
        self.setContentsMargins(0, 0, 0, 0)

    def set_least_width(self, width: int) -> None:
        """Another least width of a column."""
        self._least_width = width
        self.invalidate()

    def columns(self, width: int) -> int:
        """How many columns fit."""
        fitting = (width + self._gap) // (self._least_width + self._gap)
        return max(1, min(fitting, max(1, len(self._shown()))))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def clear(self) -> None:
        """Take all parts out and delete them."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Asked for dozens of times for one change of a screen: kept until a part changes."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return QSize(self._least_width * 2 + self._gap, self.heightForWidth(self._least_width * 2 + self._gap))

    def minimumSize(self) -> QSize:
        return QSize(self._least_width, 0)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the rows out from the top; gives the height they take."""
        columns = self.columns(rect.width())
        width = (rect.width() - self._gap * (columns - 1)) // columns
        shown, top = self._shown(), rect.y()
        for start in range(0, len(shown), columns):
            row = shown[start : start + columns]
            height = max(self._height(item, width) for item in row)
            if move:
                for place, item in enumerate(row):
                    item.setGeometry(QRect(rect.x() + place * (width + self._gap), top, width, height))
            top += height + self._gap
        return max(0, top - self._gap - rect.y())

    def _height(self, item: QLayoutItem, width: int) -> int:
        height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
        return max(height, item.minimumSize().height())


class FlowRow(FlowGrid):
    """Parts at their own width from the left, in as many lines as they need. For buttons and pills."""

    def __init__(self, *parts: QWidget, gap: int = 12) -> None:
        super().__init__(None, 0, gap)
        for part in parts:
            self.addWidget(part)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """What a part can do with, if it goes on in a next line itself."""
        hints = [item.minimumSize() if item.hasHeightForWidth() else item.sizeHint() for item in self._shown()]
        widest = max((hint.width() for hint in hints), default=0)
        return QSize(widest, max((hint.height() for hint in hints), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Each part in the middle of its line's height; gives the height of all lines."""
        top = rect.y()
        for line in self._lines(rect.width()):
            height = max(size.height() for _, size in line)
            left = rect.x()
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
            top += height + self._gap
        return max(0, top - self._gap - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        left = 0
        for item in self._shown():
            wide = min(item.sizeHint().width(), width)
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append((item, QSize(wide, self._height(item, wide))))
            left += wide + self._gap
        return lines
