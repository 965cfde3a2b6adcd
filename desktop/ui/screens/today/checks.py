"""開場の前に: a line for each check, with icon, word and sentence."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.app.opening import Check, CheckCode, Verdict
from desktop.ui import theme
from desktop.ui.screens.reception.scan import ScanField
from desktop.ui.screens.today.model import TITLES, finding_text, sign_of, waiting
from desktop.ui.widgets.buttons import TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, StatusPill
from desktop.ui.widgets.text import Text


class CheckRow(QWidget):
    """One check. `extra` stands below its sentence."""

    def __init__(self, code: CheckCode) -> None:
        super().__init__()
        self.check = waiting(code)
        self.pill, self.name = StatusPill(), Text(TITLES[code], "strong", wrap=False)
        self.finding = Text()
        self.pill.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.below = QVBoxLayout()
        self.below.setSpacing(4)
        self.below.addWidget(self.finding)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        holder = QHBoxLayout()
        holder.addWidget(self.pill)
        holder.addStretch()
        self._left = QWidget()
        self._left.setLayout(holder)
        holder.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._left)
        row.addWidget(self.name)
        row.addLayout(self.below, 1)
        self.show_check(self.check)

    def widths(self) -> tuple[int, int]:
        """What pill and name need."""
        return self.pill.sizeHint().width(), self.name.sizeHint().width()

    def align(self, pill: int, name: int) -> None:
        """Stand in line with the other rows."""
        self.setMinimumHeight(theme.px(40))
        self._left.setFixedWidth(pill)
        self.name.setMinimumWidth(name)

    def show_check(self, check: Check) -> None:
        """Another finding."""
        self.check = check
        sign = sign_of(check)
        self.pill.show_state(sign.word, sign.tone)
        self.finding.say(finding_text(check))

    def retranslate(self) -> None:
        """The finding in the language of the window."""
        self.show_check(self.check)


class ChecksCard(Card):
    """All checks. A card that is read here proves the scanner; it receives nobody."""

    close_day = Signal(object)
    daily_sheet = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__("開場の前に")
        self.rows = {code: CheckRow(code) for code in CheckCode}
        self.scan = ScanField("ここにかざします")
        self.scan.setProperty("kind", "")
        self.close_it = TextButton("この日を締める", self._close)
        self.its_sheet = TextButton("この日の日報", self.daily_sheet.emit)
        self.header.addWidget(TextButton("もう一度調べる", self.again.emit, icon="refresh"))
        self.body.setSpacing(8)
        for row in self.rows.values():
            self.add(row)
        self.rows[CheckCode.YESTERDAY].below.addLayout(FlowRow(self.close_it, self.its_sheet, gap=8))
        self.rows[CheckCode.SCAN].below.addWidget(self.scan)
        self.body.addStretch()
        self.scan.scanned.connect(lambda _code: self._tried("fine", "read"))
        self.scan.not_ours.connect(lambda: self._tried("look", "not_ours"))
        self.show_checks(row.check for row in self.rows.values())

    def show_checks(self, checks: Iterable[Check]) -> None:
        """What was found."""
        for check in checks:
            self.rows[check.code].show_check(check)
        left_open = self.rows[CheckCode.YESTERDAY].check.day is not None
        self.close_it.setVisible(left_open)
        self.its_sheet.setVisible(left_open)
        self.turn()

    def checks(self) -> list[Check]:
        """As they stand."""
        return [row.check for row in self.rows.values()]

    def retranslate(self) -> None:
        """Findings in the language of the window."""
        for row in self.rows.values():
            row.retranslate()
        self.turn()

    def turn(self) -> None:
        """Columns as wide as the widest words in them."""
        needed = [row.widths() for row in self.rows.values()]
        pill, name = (max(column) for column in zip(*needed, strict=True))
        for row in self.rows.values():
            row.align(pill, name)

    def _tried(self, verdict: Verdict, finding: str) -> None:
        self.show_checks([Check(CheckCode.SCAN, verdict, finding)])

    def _close(self) -> None:
        day = self.rows[CheckCode.YESTERDAY].check.day
        if day is not None:
            self.close_day.emit(day)
