"""相談内容: which version of headquarters' list is in use, and the site's own topics."""

from typing import TYPE_CHECKING

from core.facts import OwnTopic
from desktop.ui import theme
from desktop.ui.i18n import named, tr
from desktop.ui.screens.printing.model import day_words
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import InfoRow, Notice
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.app.catalogue import CatalogueState, TopicWritten
    from desktop.app.desk import Desk


class TopicsSection(Section):
    """Headquarters' list is only shown; the site's own topics are added and retired here, never deleted."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        given = self.card("本部の一覧", "新しい版は、本部へ送るときに届きます。決められた日から自動で切り替わります。")
        self.version, self.next = InfoRow("いまの版"), InfoRow("次の版")
        self.skipped = Notice("", "warning")
        for part in (self.version, self.next, self.skipped):
            given.add(part)
        self.table: DataTable[OwnTopic] = DataTable(
            "この拠点の項目",
            (
                Column("番号", lambda one: one.topic),
                Column("名前", named, stretch=True),
                Column("最後の日", lambda one: one.valid_to or ""),
            ),
            empty="まだありません",
        )
        self.table.setMinimumHeight(theme.px(140))
        self.retire = SecondaryButton("きょうで終える", self._retire, icon="close")
        self.offer = SecondaryButton("また使う", self._offer_again, icon="undo")
        own = self.card("この拠点の項目", "終えた項目も、前の記録の名前として残ります。")
        own.add(self.table, 1)
        own.add(FlowRow(self.retire, self.offer))
        self.ja, self.reading, self.en = (
            FreeLine("名前"),
            FreeLine("よみ（ひらがな）"),
            FreeLine("英語の名前"),
        )
        new = self.card("新しい項目")
        for label, line in (("名前", self.ja), ("よみ（ひらがな）", self.reading), ("英語の名前", self.en)):
            self.row(new, label, line)
            line.submitted.connect(lambda _text: self.add())
        new.add(FlowRow(PrimaryButton("項目を加える", self.add, icon="plus")))
        self.end()
        self.table.picked.connect(lambda _one: self._enable())

    def refresh(self) -> None:
        from desktop.app.catalogue import catalogue_state

        self.workplace.do(catalogue_state).then(self._show, owner=self)

    def add(self) -> None:
        """Define what was typed, under the next free code."""
        from desktop.app.catalogue import add_topic_here

        texts = (line.text() for line in (self.ja, self.reading, self.en))
        self.workplace.do(add_topic_here, *texts).then(self._added, owner=self)

    def _show(self, state: "CatalogueState") -> None:
        today = state.today
        self.version.value.say("第{n}版（{day} 公開）", n=state.version, day=day_words(state.published, today))
        self.next.setVisible(state.next_day is not None)
        if state.next_day is not None:
            self.next.value.say("第{n}版（{day} から）", n=state.next_version, day=day_words(state.next_day, today))
        if state.skipped:
            self.skipped.show_notice(
                "届いた第{n}版は、この窓口では使えません。いまの版をそのまま使っています。本部に知らせてください。",
                "warning",
                n=state.skipped[-1],
            )
        else:
            self.skipped.show_notice("")
        self.table.show_rows(list(state.own))
        self._enable()

    def _enable(self) -> None:
        one = self.table.selected()
        self.retire.setEnabled(one is not None and one.valid_to is None)
        self.offer.setEnabled(one is not None and one.valid_to is not None)

    def _added(self, written: "TopicWritten") -> None:
        for line in (self.ja, self.reading, self.en):
            line.clear()
        from desktop.app.catalogue import withdraw_topic

        self._tell("「{title}」を加えました", written, withdraw_topic)

    def _retire(self) -> None:
        one = self.table.selected()
        if one is not None:
            from desktop.app.catalogue import retire_topic

            self.workplace.do(retire_topic, one.topic).then(self._retired, owner=self)

    def _retired(self, written: "TopicWritten") -> None:
        from desktop.app.catalogue import offer_topic

        self._tell("「{title}」を、きょうで終えます", written, offer_topic)

    def _offer_again(self) -> None:
        one = self.table.selected()
        if one is not None:
            from desktop.app.catalogue import offer_topic

            self.workplace.do(offer_topic, one.topic).then(self._offered, owner=self)

    def _offered(self, written: "TopicWritten") -> None:
        from desktop.app.catalogue import retire_topic

        self._tell("「{title}」をまた使います", written, retire_topic)

    def _tell(self, sentence: str, written: "TopicWritten", back: "Callable[[Desk, str], TopicWritten]") -> None:
        """Say what was done, and what 取り消す does instead."""

        def undo() -> None:
            self.workplace.do(back, written.topic.topic).then(lambda _written: self.refresh(), owner=self)

        self.shell.tell(tr(sentence, title=named(written.topic)), undo)
        self.refresh()
