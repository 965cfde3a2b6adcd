"""提出した報告: the chosen report is handed in; those that were, as they were then, and what has changed since."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.reports.changes import Change
from core.reports.table import Asked, ReportTable
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.reports import handed_in_words as words
from desktop.ui.screens.reports.figure_table import FigureTable
from desktop.ui.screens.reports.grid import grid_of
from desktop.ui.screens.reports.period_words import cut_off_words
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.paper_panel import PaperPanel
from desktop.ui.widgets.reveal import reveal
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.submissions import HandedIn, Since, SubmissionWritten

_ROWS, _DETAIL_ROWS = 4, 5
_FIELD = 280


class HandedInPage(QWidget):
    """`show_list` fetches; `asked` tells which report is chosen above."""

    def __init__(self, workplace: Workplace, asked: Callable[[], Asked | None]) -> None:
        super().__init__()
        self._workplace, self._asked = workplace, asked
        self.to = FreeLine("提出先", "提出先（例: 市のデジタル推進課）")
        self.hand_in = PrimaryButton("いまの数字で提出する", self.submit, icon="send")
        self.list: DataTable[HandedIn] = DataTable(
            "提出した報告",
            (
                Column("報告", words.title, stretch=True),
                Column("期間", words.period),
                Column("版", words.version),
                Column("提出先", lambda each: each.told.handed_to or "–", gives_way=2),
                Column("提出した日時", words.when, gives_way=3),
                Column("担当者", lambda each: each.who.staff or "–", gives_way=4),
                Column("しるし", words.marks, gives_way=1),
            ),
            empty="提出した報告はまだありません",
            empty_hint="上で報告と期間を選んで「いまの数字で提出する」を押すと、その表がそのまま残ります。",
        )
        self.then = SecondaryButton("提出したときの表", self.show_then, icon="document")
        self.since = SecondaryButton("変わったところ", self.show_since, icon="swap")
        self.print = SecondaryButton("印刷・PDF", self.show_paper, icon="print")
        self.reason = FreeLine("差し替える理由", "差し替える理由")
        self.replace = SecondaryButton("差替え版を出す", self.submit_again, icon="refresh")
        self.told = Text("")
        self.figures = FigureTable()
        self.changes: DataTable[Change] = DataTable(
            "変わったところ",
            (
                Column("行", words.row_name, stretch=True),
                Column("項目", words.column_name),
                Column("提出したとき", words.before, number=True),
                Column("いま", words.after, number=True),
            ),
            empty="提出したあとに変わった数字はありません",
        )
        self._tools = QHBoxLayout()
        self.panel = PaperPanel(workplace, self._tools)
        self._arrange()
        self.list.picked.connect(self._pick)
        self.list.opened.connect(lambda _line: self.show_then())
        self.reason.submitted.connect(lambda _text: self.submit_again())

    def show_list(self) -> None:
        """Fetch what was handed in."""
        from desktop.app.submissions import reports_handed_in

        self._workplace.do(reports_handed_in).then(self._show_list, owner=self)

    def submit(self) -> None:
        """Hand in the report that is chosen."""
        from desktop.app.submissions import hand_in

        asked = self._asked()
        if asked is not None:
            self._workplace.do(hand_in, asked, self.to.text()).then(self._handed_in, owner=self)

    def submit_again(self) -> None:
        """差替え版 of the selected one."""
        from desktop.app.submissions import replace_report

        handed = self.list.selected()
        if handed is not None:
            done = self._workplace.do(replace_report, handed.id, self.reason.text())
            done.then(self._handed_in, owner=self)

    def show_then(self) -> None:
        """The very table that was handed in."""
        from desktop.app.submissions import table_handed_in

        handed = self.list.selected()
        if handed is not None:
            self._workplace.do(table_handed_in, handed.id).then(partial(self._show_then, handed), owner=self)

    def show_since(self) -> None:
        """What is counted otherwise now."""
        from desktop.app.submissions import changed_since

        handed = self.list.selected()
        if handed is not None:
            self._workplace.do(changed_since, handed.id).then(self._show_since, owner=self)

    def show_paper(self) -> None:
        """The paper of the very table that was handed in."""
        from desktop.app.submissions import paper_handed_in

        handed = self.list.selected()
        if handed is not None:
            self.told.say("")
            self.panel.doing.show()
            self.panel.look_for_printers()
            self.panel.ask(self._workplace.do(paper_handed_in, handed.id))
            self._turn(self.panel)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.list.show_rows(self.list.rows())
            self.changes.show_rows(self.changes.rows())

    def _show_list(self, found: "list[HandedIn]") -> None:
        self.list.show_rows(found)
        if found and self.list.selected() is None:
            self.list.view.selectRow(0)
        self._offer()

    def _handed_in(self, done: "SubmissionWritten") -> None:
        handed = done.handed_in
        self.reason.clear()
        self._workplace.shell.tell(
            tr(
                "{title} {period} {version}を提出しました",
                title=words.title(handed),
                period=words.period(handed),
                version=words.version(handed),
            )
        )
        self.list.view.setCurrentIndex(QModelIndex())
        self._turn(None)
        self.show_list()

    def _show_then(self, handed: "HandedIn", table: ReportTable) -> None:
        self.told.say(
            "提出したときのまま（{cut_off} までの記録）{reason}",
            cut_off=cut_off_words(table.cut_off),
            reason=tr("・理由: {reason}", reason=handed.told.reason) if handed.told.reason else "",
        )
        self.figures.show_grid(grid_of(table))
        self._turn(self.figures)

    def _show_since(self, since: "Since") -> None:
        self.told.say(
            "{before} までの表と、{after} までの表をくらべました。変わった数字は{n}か所です。",
            before=cut_off_words(since.before.cut_off),
            after=cut_off_words(since.after.cut_off),
            n=len(since.changes),
        )
        self.changes.show_rows(since.changes)
        self._turn(self.changes)

    def _pick(self, _handed: "HandedIn | None") -> None:
        self._turn(None)
        self._offer()

    def _turn(self, page: QWidget | None) -> None:
        self.detail.setVisible(page is not None)
        self.panel.doing.setVisible(page is self.panel)
        if page is None:
            self.told.say("")
            return
        self.detail.show_page(page)
        reveal(page)

    def _offer(self) -> None:
        handed = self.list.selected()
        for button in (self.then, self.since, self.print, self.replace, self.reason):
            button.setEnabled(handed is not None)

    def _arrange(self) -> None:
        asking, doing, tools = QWidget(), QWidget(), QWidget()
        for field in (self.to, self.reason):
            field.setMinimumWidth(theme.px(_FIELD))
        asking.setLayout(FlowRow(self.to, self.hand_in, gap=8))
        doing.setLayout(FlowRow(self.then, self.since, self.print, self.reason, self.replace, gap=8))
        self._tools.setContentsMargins(0, 0, 0, 0)
        tools.setLayout(self._tools)
        self.list.setMinimumHeight(theme.target() * _ROWS)
        for part in (self.figures, self.changes, self.panel):
            part.setMinimumHeight(theme.target() * _DETAIL_ROWS)
        self.detail = Pages(self.figures, self.changes, self.panel)
        self.detail.hide()
        self.panel.doing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget, stretch in ((asking, 0), (self.list, 2), (doing, 0), (self.told, 0), (tools, 0), (self.detail, 3)):
            column.addWidget(widget, stretch)
