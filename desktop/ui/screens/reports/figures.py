"""One day's figures on the screen: what the 日報 says on its first page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.reports.daily_sheet import DailySheet
from desktop.ui import theme
from desktop.ui.screens.reports.model import Figure, figures, topic_columns, with_total
from desktop.ui.widgets.flow import FlowGrid
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.table import DataTable
from desktop.ui.widgets.text import Text

_LEAST = 132
_EMPTY = "この日の相談はありません"


class FigureBox(QWidget):
    """A label, a large number, the rule below it."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.number = Text(str(figure.number), "figure", wrap=False)
        column.addWidget(Text(figure.label, "muted"))
        column.addWidget(self.number)
        note = Text("", "caption")
        note.say(figure.note, **dict(figure.values))
        column.addWidget(note)
        column.addStretch()


class DayFigures(QWidget):
    """`show_sheet` shows another day."""

    def __init__(self) -> None:
        super().__init__()
        self.day = Text("", "heading")
        self.numbers = Card()
        self._grid = FlowGrid(None, theme.px(_LEAST), 16)
        self.numbers.body.addLayout(self._grid)
        self.unsettled = Notice("", "warning")
        self.table: DataTable | None = None  # type: ignore[type-arg]  # made anew for each day's outcomes
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        for part in (self.day, self.numbers, self.unsettled):
            self._column.addWidget(part)

    def show_sheet(self, sheet: DailySheet, day: str) -> None:
        """Fill everything with this day."""
        self.day.say(day)
        self._grid.clear()
        for figure in figures(sheet):
            self._grid.addWidget(FigureBox(figure))
        self.unsettled.show_notice(
            "要確認が {n}件あります。日報に内容があります。" if sheet.unsettled else "",
            "warning",
            n=len(sheet.unsettled),
        )
        self._show_topics(sheet)

    def _show_topics(self, sheet: DailySheet) -> None:
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.deleteLater()
        self.table = DataTable("相談の内容と結果", topic_columns(sheet), empty=_EMPTY)
        self.table.setMinimumHeight(theme.target() * 3)
        self._column.addWidget(self.table, 1)
        self.table.show_rows(with_total(sheet))
