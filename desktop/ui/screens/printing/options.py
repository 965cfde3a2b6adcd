"""What must be chosen before a paper can be drawn: one part for each tile."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.ui.age_bands import band_text
from desktop.ui.i18n import tr
from desktop.ui.jobs import Job
from desktop.ui.screens.printing.model import SHEETS, day_words
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.labelled import Labelled
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:
    from desktop.app.paper import Paper
    from desktop.app.printable import CardLine

_PAUSE_MS = 150


class Options(QWidget):
    """`asked()` gives what to draw, or None while nothing is chosen; `changed` when it would be another."""

    changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def labelled(self, label: str, part: QWidget) -> None:
        """A part with its label before it; above it where the text is large."""
        self.column.addWidget(Labelled(label, part))

    def refresh(self) -> None:
        """Fetch what there is to choose from; called at every visit."""
        self.changed.emit()

    def asked(self) -> "Asked[Paper] | None":
        raise NotImplementedError

    def prefer(self, _what: str) -> None:
        """Choose this one at the next chance, where another screen led here for it."""


class CardOptions(Options):
    """Somebody's card: the newest first, so that the one just made is at the top."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._job: Job[list[CardLine]] | None = None
        self.search = SearchField("カードをさがす", "整理番号・カード・お名前")
        self.table: DataTable[CardLine] = DataTable(
            "カード",
            (
                Column("カード", lambda line: f"…{line.ending}", stretch=True),
                Column("番号", lambda line: line.ticket),
                Column("年代", lambda line: band_text(line.age_band)),
                Column("作成", lambda line: f"{line.issued.month}/{line.issued.day}", gives_way=1),
            ),
            empty="カードがありません",
            empty_hint="受付でカードを作ると、ここに出ます",
        )
        self.table.setMinimumHeight(132)
        self.column.addWidget(self.search)
        self.column.addWidget(self.table, 1)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.table.picked.connect(lambda _line: self.changed.emit())

    def refresh(self) -> None:
        from desktop.app.printable import cards_to_print

        if self._job is not None:
            self._job.cancel()
        self._job = self.workplace.do(cards_to_print, self.search.text()).then(self._show, owner=self)

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.paper import card_paper

        chosen = self.table.selected()
        return self.workplace.do(card_paper, chosen.card_id) if chosen else None

    def _show(self, lines: "list[CardLine]") -> None:
        self.table.show_rows(lines)
        if lines and self.table.selected() is None:
            self.table.view.selectRow(0)
        self.changed.emit()


class BlankOptions(Options):
    """Ten cards of nobody yet."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.sheet = QComboBox()
        self.labelled("用紙", self.sheet)
        self.column.addWidget(
            Text("まだ誰のものでもないカードです。受付で読み取ると、その方のカードになります。", "caption")
        )
        self.column.addStretch()
        fill(self.sheet, "用紙", SHEETS)
        self.sheet.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.paper import blank_card_sheet

        return self.workplace.do(blank_card_sheet, corner_marks=self.sheet.currentData() == "plain")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            fill(self.sheet, "用紙", SHEETS)


class DailyOptions(Options):
    """日報 of a day."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.day = QComboBox()
        self.labelled("日付", self.day)
        self.column.addWidget(Text("来場者のお名前は、日報には出ません。", "caption"))
        self.column.addStretch()
        self.day.setAccessibleName(tr("日付"))
        self.day.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def refresh(self) -> None:
        from desktop.app.days import days_with_records

        self.workplace.do(days_with_records).then(
            lambda lines: self._show_days([line.day for line in lines]), owner=self
        )

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.paper import daily_sheet_paper

        day = self.day.currentData()
        return None if day is None else self.workplace.do(daily_sheet_paper, day)

    def _show_days(self, days: list[date]) -> None:
        fill_days(self.day, days, self.workplace.shell.status.today or max(days))
        self.changed.emit()


class ScannerOptions(Options):
    """Nothing to choose."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.column.addWidget(
            Text("開場の前に、読み取り機でこの用紙を読んでみてください。来場者としては数えません。", "caption")
        )
        self.column.addStretch()

    def asked(self) -> "Asked[Paper] | None":
        from desktop.app.paper import scanner_test

        return self.workplace.do(scanner_test)


def fill(box: QComboBox, label: str, choices: tuple[tuple[str, str], ...]) -> None:
    """The place that was chosen stays chosen."""
    box.blockSignals(True)
    place = max(0, box.currentIndex())
    box.clear()
    for identity, text in choices:
        box.addItem(tr(text), identity)
    box.setCurrentIndex(place)
    box.setAccessibleName(tr(label))
    box.blockSignals(False)


def fill_days(box: QComboBox, days: list[date], today: date) -> None:
    """The day that was chosen stays chosen."""
    box.blockSignals(True)
    chosen = box.currentData()
    box.clear()
    for day in days:
        box.addItem(day_words(day, today), day)
    place = days.index(chosen) if chosen in days else (days.index(today) if today in days else 0)
    box.setCurrentIndex(place)
    box.blockSignals(False)
