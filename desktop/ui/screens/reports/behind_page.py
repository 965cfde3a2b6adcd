"""The records behind one figure: by which rule, of which period, up to when, and each of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.reports.behind import MOST
from core.reports.opened import BehindLine
from core.reports.table import ReportTable
from desktop.ui import theme
from desktop.ui.i18n import named, tr
from desktop.ui.screens.reports.grid import GridCell
from desktop.ui.screens.reports.period_words import cut_off_words, period_words
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow

KINDS = {
    "session": "会",
    "attendance": "受付",
    "consultation": "相談",
    "supporter": "サポーター",
    "result": "件数だけの実績",
    "provisional": "速報値",
}
_ROWS = 5


class BehindPage(QWidget):
    """`left` on its button or Escape."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.about, self.rule = Text("", "heading"), Text(""), Text("", "caption")
        self.back = SecondaryButton("表にもどる", self.left.emit, icon="back")
        self.lines: DataTable[BehindLine] = DataTable(
            "もとになった記録",
            (
                Column("日時", lambda line: "\n".join(filter(None, (line.record.day, line.record.time)))),
                Column("記録", record_text, stretch=True),
                Column("数", lambda line: f"{line.record.count:,}", number=True),
            ),
            empty="この数字のもとになる記録はありません",
        )
        self.lines.view.setWordWrap(False)  # a line that is too long ends with …, the other one stays
        self.lines.setMinimumHeight(theme.target() * _ROWS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(TurningRow(self.title, self.back))
        column.addWidget(self.about)
        column.addWidget(self.lines, 1)
        column.addWidget(self.rule)

    def show_lines(self, cell: GridCell, table: ReportTable, lines: tuple[BehindLine, ...]) -> None:
        """The records of this figure of that report."""
        self.title.say("「{figure}」のもとになった記録", figure=cell.spoken)
        about = "{period}・{cut_off} までの記録・{n}件" if len(lines) < MOST else _FIRST
        self.about.say(
            about, period=period_words(table.period), cut_off=cut_off_words(table.cut_off), n=f"{len(lines):,}"
        )
        self.rule.say("{rule}", rule=lambda: tr(table.rule))
        self.lines.show_rows(lines)
        if lines:
            self.lines.view.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def record_text(line: BehindLine) -> str:
    """What it is and says in one line, where it was in the next: all of it has room in large letters too."""
    record = line.record
    what = (tr(KINDS.get(record.record, record.record)), named(line))
    return "\n".join("　".join(filter(None, parts)) for parts in (what, (record.title, record.place)))


_FIRST = "{period}・{cut_off} までの記録・はじめの{n}件"
