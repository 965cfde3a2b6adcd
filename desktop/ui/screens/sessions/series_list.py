"""くり返しの予定: every series that goes on, with what can be done with the chosen one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from desktop.app.series_overview import SeriesLine
from desktop.ui import theme
from desktop.ui.screens.sessions.model import hours, session_day
from desktop.ui.screens.sessions.series_model import rule_text
from desktop.ui.widgets.buttons import SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text

_ROWS = 5
_COLUMNS: tuple[Column[SeriesLine], ...] = (
    Column("名前", lambda line: line.plan.title, stretch=True),
    Column("次の回", lambda line: session_day(line.ahead[0]) if line.ahead else "–", gives_way=1),
)


class SeriesListActions(Protocol):
    """What the list asks for."""

    def amend_listed(self, line: SeriesLine) -> None: ...
    def end_today(self, line: SeriesLine) -> None: ...
    def open_next(self, line: SeriesLine) -> None: ...


class SeriesList(Card):
    """Made anew each time it is asked for."""

    def __init__(self, lines: Sequence[SeriesLine], actions: SeriesListActions, close: Callable[[], object]) -> None:
        super().__init__("くり返しの予定")
        self.header.addWidget(TextButton("閉じる", close))
        self.table: DataTable[SeriesLine] = DataTable(
            "くり返しの予定",
            _COLUMNS,
            empty="くり返しの予定はありません",
            empty_hint="予定を選び、「くり返す予定にする」で作れます。",
        )
        self.plan, self.rule = Text("", "strong"), Text("")
        self.amend = SecondaryButton("くり返しを直す", lambda: self._with(actions.amend_listed), icon="edit")
        self.end = SecondaryButton("今日で終わりにする", lambda: self._with(actions.end_today), icon="close")
        self.open = SecondaryButton("次の回を開く", lambda: self._with(actions.open_next), icon="sessions")
        self._arrange()
        self.table.picked.connect(lambda _line: self._tell())
        self.table.opened.connect(actions.open_next)
        self.table.show_rows(lines)
        if lines:
            self.table.view.selectRow(0)
        self._tell()
        self.setFocusProxy(self.table)

    def _arrange(self) -> None:
        self.table.setMinimumHeight(theme.target() * _ROWS)
        self.add(self.table, 1)
        for part in (self.plan, self.rule, FlowRow(self.amend, self.end, self.open, gap=8)):
            self.add(part)

    def _tell(self) -> None:
        line = self.table.selected()
        for part in (self.plan, self.rule, self.amend, self.end):
            part.setVisible(line is not None)
        self.open.setVisible(line is not None and bool(line.ahead))
        if line is not None:
            plan = "　".join(filter(None, (line.plan.title, hours(line.plan), line.plan.venue)))
            self.plan.say("{plan}", plan=plan)
            self.rule.say("{rule}。あと{n}回", rule=partial(rule_text, line.plan), n=len(line.ahead))

    def _with(self, deed: Callable[[SeriesLine], object]) -> None:
        line = self.table.selected()
        if line is not None:
            deed(line)
