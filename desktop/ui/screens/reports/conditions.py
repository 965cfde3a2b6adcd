"""R8 設置条件 on the screen: each week's conditions, what is missing, and until when it can be mended."""

from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from core.facts import Attendance, Badge, Duty, Session, Staffing, StaffRequest, Training
from core.reports.conditions_table import ConditionsTable, FindingRow, csv_text
from core.reports.unresolved import week_of
from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.i18n import language
from desktop.ui.jobs import Job
from desktop.ui.screen import Shell
from desktop.ui.screens.reports.turned import CsvFile, TurnedPage
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow
from desktop.ui.workplace import Workplace

_WEEK = timedelta(weeks=1)
_AHEAD = 4
"""Weeks to come that may be looked at: what is planned so far."""
_RULE = (
    "条件は、開いた日と予定を合わせて週（月曜から日曜）ごとに見ます。1日に2回開いても1回と数えます。"
    "満たしていなくても、受付は止まりません。"
)
_SIGNS = {"met": "✓", "at_risk": "●", "broken": "▲"}


class ConditionsScreen(TurnedPage):
    """The buttons go a week back and forth, one opens the plans of it."""

    looks_at: Changed = frozenset({Session, Attendance, Staffing, StaffRequest, Duty, Badge, Training})

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, workplace, "設置条件")
        self._job: Job[ConditionsTable] | None = None
        self._day: date | None = None
        self.table: ConditionsTable | None = None
        self.week = Text("", "heading")
        self.before = SecondaryButton("前の週", lambda: self._go(-_WEEK), icon="chevron_left")
        self.after = SecondaryButton("次の週", lambda: self._go(_WEEK), icon="chevron_right")
        self.plans = SecondaryButton("この週の予定", self._open_plans, icon="sessions")
        self.findings: DataTable[FindingRow] = DataTable(
            "設置条件",
            (
                Column("ようす", state_text),
                Column("内容", content_text, stretch=True),
            ),
            empty="この週に、条件のある事業の予定はありません",
            grows=True,
        )
        self._arrange()

    def fetch(self) -> None:
        """Look at the week that is shown anew; the present one at first."""
        from desktop.app.conditions_watch import conditions_report

        if self._job is not None:
            self._job.cancel()
        self._job = self._workplace.do(conditions_report, self._day, self._day).then(self._show, owner=self)

    def csv(self) -> CsvFile | None:
        if self.table is None:
            return None
        return CsvFile(f"R8_{self.table.first_day}.csv", csv_text(self.table))

    def first_focus(self) -> QWidget:
        return self.findings

    def _show(self, table: ConditionsTable) -> None:
        self.table = table
        first, last = date.fromisoformat(table.first_day), date.fromisoformat(table.last_day)
        self.week.say("{first} から {last}", first=f"{first:%Y/%m/%d}", last=f"{last:%m/%d}")
        today = self.shell.status.today or first
        self.after.setEnabled(first < week_of(today).monday + _AHEAD * _WEEK)
        self.findings.show_rows(table.findings)

    def _go(self, by: timedelta) -> None:
        if self.table is not None:
            self._day = date.fromisoformat(self.table.first_day) + by
            self.fetch()

    def _open_plans(self) -> None:
        if self.table is not None:
            self.shell.show_record("sessions", self.table.first_day)

    def _arrange(self) -> None:
        turns = QWidget()
        turns.setLayout(FlowRow(self.before, self.after, self.plans, self.save, gap=8))
        self.findings.setMinimumHeight(theme.target() * 5)
        self.add(TurningRow(self.week, turns))
        self.add(self.findings, 1)
        self.add(Text(_RULE, "caption"))


def state_text(row: FindingRow) -> str:
    """A sign and a word, never colour alone."""
    return f"{_SIGNS[row.state]} {_either(row.state_ja, row.state_en)}"


def content_text(row: FindingRow) -> str:
    """Whose it is in one line, what was found and until when in the next."""
    whose = (_either(row.programme_ja, row.programme_en), row.venue)
    found = (_either(row.ja, row.en), _either(row.until_ja, row.until_en))
    return "\n".join("　".join(filter(None, parts)) for parts in (whose, found))


def _either(ja: str, en: str) -> str:
    return en if language() == "en" else ja
