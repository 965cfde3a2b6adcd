"""設置条件 on 今日: what a week lacks while it can still be planned. A quiet word, and the way to the plans."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.reports.conditions_table import ConditionsTable, FindingRow
from desktop.ui.i18n import language, tr
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.frames import Notice
from desktop.ui.workplace import Workplace

MOST = 2


class ConditionsNotice(QWidget):
    """`fetch()` asks; `wanted(day)` opens the plans of that week. Nothing is shown where all is met."""

    wanted = Signal(str)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._found: Sequence[FindingRow] = ()
        self._is_wanted = False
        self.look = SecondaryButton("予定を見る", self._open)
        self.notice = Notice("", "info", self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.notice)
        self.hide()

    def fetch(self) -> None:
        """Ask what is not met."""
        from desktop.app.conditions_watch import conditions_now

        self._workplace.do(conditions_now).then(self.show_table, owner=self)

    def show_table(self, table: ConditionsTable) -> None:
        """These are not met."""
        self._found = table.findings
        self.notice.show_notice("{words}" if self._found else "", "info", words=self._words)
        self.setVisible(self._is_wanted and bool(self._found))

    def show_on(self, wanted: bool) -> None:
        """Whether this is the place for it: not while a day is being closed."""
        self._is_wanted = wanted
        self.setVisible(wanted and bool(self._found))

    def _words(self) -> str:
        told = [finding_words(each) for each in self._found[:MOST]]
        more = len(self._found) - MOST
        if more > 0:
            told.append(tr("ほかに {n}件あります。「集計・報告」の「設置条件」で見られます。", n=more))
        return "\n".join(told)

    def _open(self) -> None:
        if self._found:
            self.wanted.emit(self._found[0].until or self._found[0].last_day)


def finding_words(row: FindingRow) -> str:
    """One finding in a line, in the language of the window."""
    is_english = language() == "en"
    parts = (row.programme_en, row.venue, row.en, row.until_en) if is_english else _japanese(row)
    return ("  " if is_english else "　").join(filter(None, parts))


def _japanese(row: FindingRow) -> tuple[str, ...]:
    return row.programme_ja, row.venue, row.ja, row.until_ja
