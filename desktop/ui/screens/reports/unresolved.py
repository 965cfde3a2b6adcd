"""R9 on the screen: what stayed unresolved in a week, and the consultations behind each figure."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.reports.unresolved_table import BehindRow, TopicRow, WeekTable
from desktop.app.unresolved import unresolved
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.jobs import Job
from desktop.ui.screens.reports import weekly_words as words
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow
from desktop.ui.workplace import Workplace

_RULE = (
    "解決しなかった相談＝一部解決・次回につづく・ここではできない・途中で終了、または後日「まだこまっている」と伺ったもの"
    "（他の窓口をご案内したものは含めません）。相談1件を主な内容で1回数えます。5件に満たないときは割合を出しません。"
)
_WEEK = timedelta(weeks=1)
_TABLE_ROWS = 4


class UnresolvedPage(QWidget):
    """`show_week()` fetches; the buttons go a week back and forth."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._job: Job[list[WeekTable]] | None = None
        self._day: date | None = None
        self._table: WeekTable | None = None
        self.week, self.total = Text("", "heading"), Text("")
        self.suggestion, self.cut_off = Notice("", "info"), Text("", "caption")
        self.before = SecondaryButton("前の週", lambda: self._go(-_WEEK), icon="chevron_left")
        self.after = SecondaryButton("次の週", lambda: self._go(_WEEK), icon="chevron_right")
        self.topics: DataTable[TopicRow] = DataTable(
            "解決しなかった内容",
            (
                Column("相談の内容", words.topic_text, stretch=True),
                Column("解決せず", lambda row: words.counts(row.now), number=True),
                Column("割合", lambda row: words.share(row.now), number=True),
                Column("前の4週", lambda row: words.counts(row.before), number=True),
                Column("前の4週の割合", lambda row: words.share(row.before), number=True),
                Column("増減", words.change_text, number=True, gives_way=1),
            ),
            empty="この週と前の4週に、相談はありません",
        )
        self.behind_title, self.meets = Text("", "heading"), Text("")
        self.behind: DataTable[BehindRow] = DataTable(
            "もとになった相談",
            (
                Column("日時", words.when_text),
                Column("結果", words.ended_text, stretch=True),
                Column("時間", lambda row: tr("{n}分", n=row.minutes), number=True, gives_way=1),
                Column("その後", words.later_text),
                Column("数え方", words.counted_text),
            ),
            empty="内容を選ぶと、もとになった相談が並びます",
        )
        self._arrange()
        self.topics.picked.connect(self._show_behind)

    def show_week(self) -> None:
        """Count the week that is shown anew; the present one at first."""
        if self._job is not None:
            self._job.cancel()
        self._job = self._workplace.do(unresolved, None, self._day).then(self._show, owner=self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._table is not None:
            self._say(self._table)

    def _go(self, by: timedelta) -> None:
        if self._table is not None:
            self._day = date.fromisoformat(self._table.first_day) + by
            self.show_week()

    def _show(self, tables: list[WeekTable]) -> None:
        (table,) = tables
        self._table = table
        self.after.setEnabled(table.finished)
        self.topics.show_rows(table.topics)
        if table.topics and self.topics.selected() is None:
            self.topics.view.selectRow(0)
        self._say(table)

    def _say(self, table: WeekTable) -> None:
        self.week.setText(words.week_text(table))
        self.total.setText(" ".join(filter(None, (words.total_text(table), words.asked_text(table)))))
        self.suggestion.show_notice(words.suggestion_text(table), "info")
        self.cut_off.setText(words.cut_off_text(table))
        self._show_behind(self.topics.selected())

    def _show_behind(self, row: TopicRow | None) -> None:
        self.behind.show_rows(sorted(row.consultations if row else (), key=lambda each: not each.unresolved))
        title = words.topic_text(row) if row else ""
        self.behind_title.say("「{topic}」のもとになった相談", topic=title)
        self.behind_title.setVisible(row is not None)
        self.meets.setText(words.met_by(row.lesson, row.handout) if row else "")
        self.meets.setVisible(bool(self.meets.text()))

    def _arrange(self) -> None:
        turns = QWidget()
        turns.setLayout(FlowRow(self.before, self.after, gap=8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for table in (self.topics, self.behind):
            table.setMinimumHeight(theme.target() * _TABLE_ROWS)
        for part in (TurningRow(self.week, turns), self.total, self.suggestion):
            column.addWidget(part)
        column.addWidget(self.topics, 3)
        column.addWidget(self.behind_title)
        column.addWidget(self.meets)
        column.addWidget(self.behind, 2)
        column.addWidget(Text(_RULE, "caption"))
        column.addWidget(self.cut_off)
