"""Every version of one handout: who wrote it and when; back to an earlier one, or no longer with one of ours."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.clock import in_japan
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.handouts.words import ORIGINS
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.own_handouts import HandoutVersion, HandoutWritten


class VersionsPage(QWidget):
    """`left` on the way back."""

    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._shell = workplace, workplace.shell
        self._handout = ""
        self.what = Text("", "body")
        self.table: DataTable[HandoutVersion] = DataTable(
            "版",
            (
                Column("版", lambda each: str(each.version), number=True),
                Column("どこから", lambda each: tr(ORIGINS[each.origin])),
                Column("いつ", _when, stretch=True),
                Column("だれが", lambda each: each.by, gives_way=1),
                Column("状態", _state),
            ),
            empty="まだありません",
        )
        self.back = PrimaryButton("この版の文章に戻す", self.use, icon="undo")
        self.withdraw = SecondaryButton("取り下げる", self.take_out, icon="close")
        card = Card("版")
        card.add(self.what)
        card.add(FlowRow(TextButton("一覧へ戻る", self.left.emit, icon="back"), self.back, self.withdraw, gap=8))
        self.table.setMinimumHeight(theme.px(220))
        card.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.table.picked.connect(lambda _each: self._enable())

    def show_handout(self, handout: str) -> None:
        """Fetch what there is of this one."""
        from desktop.app.own_handouts import handout_versions

        self._handout = handout
        self._workplace.do(handout_versions, handout).then(self._show, owner=self)

    def use(self) -> None:
        """この版の文章に戻す: it becomes the next version."""
        from desktop.app.own_handouts import use_version

        each = self.table.selected()
        if each is not None:
            asked = self._workplace.do(use_version, self._handout, each.version, each.origin)
            asked.then(self._used, owner=self)

    def take_out(self) -> None:
        """取り下げる, or また使う."""
        from desktop.app.own_handouts import withdraw_version

        each = self.table.selected()
        if each is not None:
            asked = self._workplace.do(withdraw_version, self._handout, each.version, again=each.withdrawn)
            asked.then(lambda written: self._withdrawn(written, again=each.withdrawn), owner=self)

    def _show(self, versions: "list[HandoutVersion]") -> None:
        self.what.say("{handout} の版です。前の版の文章に戻すと、それが新しい版になります。", handout=self._handout)
        self.table.show_rows(versions)
        self.table.view.selectRow(0)
        self.table.view.setFocus()
        self._enable()

    def _enable(self) -> None:
        from desktop.app.own_handouts import Origin

        each = self.table.selected()
        self.back.setEnabled(each is not None and not each.in_use)
        self.withdraw.setEnabled(each is not None and each.origin is Origin.SITE)
        self.withdraw.say("また使う" if each is not None and each.withdrawn else "取り下げる")

    def _used(self, written: "HandoutWritten") -> None:
        sentence = tr("{handout} の第{n}版を残しました", handout=self._handout, n=written.handout.version)
        self._tell(sentence, written, again=True)

    def _withdrawn(self, written: "HandoutWritten", *, again: bool) -> None:
        sentence = "{handout} の第{n}版をまた使います" if again else "{handout} の第{n}版を取り下げました"
        self._tell(tr(sentence, handout=self._handout, n=written.handout.version), written, again=again)

    def _tell(self, sentence: str, written: "HandoutWritten", *, again: bool) -> None:
        """Say it; 取り消す does the contrary of what was done."""
        from desktop.app.own_handouts import withdraw_version

        contrary = self._workplace.do(withdraw_version, written.handout.id, written.handout.version, again=not again)
        show = self.show_handout
        self._shell.tell(sentence, lambda: contrary.then(lambda done: show(done.handout.id), owner=self))
        self.show_handout(self._handout)


def _when(each: "HandoutVersion") -> str:
    if len(each.since) <= len("2026-11-21"):
        return each.since
    moment = in_japan(each.since)
    return f"{moment:%Y-%m-%d %H:%M}"


def _state(each: "HandoutVersion") -> str:
    return tr("使用中" if each.in_use else "取り下げ" if each.withdrawn else "")
