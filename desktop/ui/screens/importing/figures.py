"""What an import would do, or did: how many rows of which sort, what is left out, and the rows that need a look."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.importing.summary import RowToLookAt, Summary
from desktop.ui import theme
from desktop.ui.screens.importing.model import columns_word, passed_over, reason_word, taken_word
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, InfoRow, Notice
from desktop.ui.widgets.table import Column, DataTable

_COLUMNS: list[Column[RowToLookAt]] = [
    Column("行", lambda line: str(line.row), number=True),
    Column("列", columns_word, gives_way=1),
    Column("理由", reason_word, stretch=True),
    Column("この行は", taken_word),
]


class FiguresCard(Card):
    """`save` writes the list of rows; the card says nothing personal."""

    def __init__(self, save: SecondaryButton) -> None:
        super().__init__("取り込むもの")
        self.new, self.known = InfoRow("新しい行"), InfoRow("登録ずみの行")
        self.refused = InfoRow("取り込めない行")
        self.notices = QWidget()
        self.table = DataTable("確かめる行", _COLUMNS, empty="確かめる行はありません")
        self.table.setMinimumHeight(theme.px(220))
        QVBoxLayout(self.notices).setContentsMargins(0, 0, 0, 0)
        for row in (self.new, self.known, self.refused):
            self.add(row)
        self.add(self.notices)
        self.add(self.table, 1)
        self._saving = QWidget()
        self._saving.setLayout(FlowRow(save))
        self.add(self._saving)

    def show_summary(self, told: Summary, *, done: bool) -> None:
        """`done` once it is taken in."""
        self.title.say("取り込んだもの" if done else "取り込むもの")
        self.new.label.say("取り込んだ行" if done else "新しい行")
        self.new.value.say("{n}行", n=told.added if done else told.new)
        self.known.value.say("{n}行", n=told.known)
        self.refused.value.say("{n}行", n=told.refused)
        self._show_notices(passed_over(told))
        self.table.show_rows(told.to_look_at)
        self._saving.setVisible(bool(told.to_look_at))

    def _show_notices(self, sentences: list[str]) -> None:
        layout = self.notices.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for sentence in sentences:
            layout.addWidget(Notice(sentence, "info"))
        self.notices.setVisible(bool(sentences))
