"""Everything that a programme says, one line below the other."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.programme_sheet import SheetLine, programme_sheet
from core.programmes import Programme
from core.reports.names import Label, Names
from desktop.ui.i18n import language
from desktop.ui.widgets.frames import InfoRow


class ProgrammeSheet(QWidget):
    """Its lines in the language of the window; `show_programme` puts another one in their place."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[InfoRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_programme(self, programme: Programme | None, names: Names) -> None:
        """Nothing for none."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [_row(line) for line in (programme_sheet(programme, names) if programme else ())]
        for row in self.rows:
            self._column.addWidget(row)


def _row(line: SheetLine) -> InfoRow:
    row = InfoRow("")
    row.label.say("{about}", about=partial(_in_language, line.about))
    row.value.say("{words}", words=partial(_in_language, line.words))
    return row


def _in_language(label: Label) -> str:
    return label[1] if language() == "en" else label[0]
