"""Ctrl+K: type a few letters, arrow keys, Enter."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.commands import Command, Commands
from desktop.ui.i18n import tr
from desktop.ui.theme.icons import icon
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.text import Text

_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QWidget):
    """Lies over the window and dims it; Escape or a press beside it puts it away."""

    def __init__(self, commands: Commands, window: QWidget) -> None:
        super().__init__(window)
        self._commands = commands
        self._before: QWidget | None = None
        self.field = SearchField("操作をさがす", "したいことを入力（例: 受付、印刷）")
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Text("見つかりませんでした。別の言葉でお試しください。", "muted")
        self._box = QFrame(self)
        self._box.setProperty("kind", "card")
        column = QVBoxLayout(self._box)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for part in (self.field, self._nothing, self.list):
            column.addWidget(part)
        self.field.textChanged.connect(self._list)
        self.field.submitted.connect(lambda _text: self._run())
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _item: self._run())
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show every command, ready to type."""
        self._before = self.window().focusWidget()
        self.field.clear()
        self._list("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_palette(self) -> None:
        """Put it away; the keyboard goes back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def found(self) -> list[str]:
        """The ids that are listed now."""
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._steer(event)
        return False

    def mousePressEvent(self, _event: object) -> None:
        self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = theme.color("strong")
        shade.setAlphaF(0.4)
        QPainter(self).fillRect(self.rect(), shade)

    def _steer(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
            return True
        if event.key() in _WALK:
            self.list.keyPressEvent(event)
            return True
        return False

    def _list(self, typed: str) -> None:
        self.list.clear()
        self.list.setAccessibleName(tr("操作の一覧"))
        self.list.setIconSize(QSize(theme.px(24), theme.px(24)))
        for command in self._commands.find(typed):
            self.list.addItem(_item(command))
        self.list.setCurrentRow(0)
        self._nothing.setVisible(not self.list.count())

    def _run(self) -> None:
        chosen = self.list.currentItem()
        if chosen is not None:
            self.close_palette()
            self._commands.run(chosen.data(Qt.ItemDataRole.UserRole))

    def _place(self) -> None:
        window = self.window().rect()
        self.setGeometry(window)
        width = min(theme.px(640), window.width() - 64)
        height = min(theme.px(480), window.height() - 64)
        self._box.setGeometry(QRect(QPoint((window.width() - width) // 2, 48), self._box.size()))
        self._box.resize(width, height)


def _item(command: Command) -> QListWidgetItem:
    text = tr(command.title) + (f"　{command.shortcut}" if command.shortcut else "")
    item = QListWidgetItem(icon(command.icon, "key"), text)
    item.setData(Qt.ItemDataRole.UserRole, command.id)
    return item
