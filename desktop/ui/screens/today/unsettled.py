"""要確認: what two laptops saw differently. Each version is shown; one touch settles it, 取り消す opens it again."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.clock import in_japan
from core.conflicts import Conflict, Decision
from desktop.app.desk import Changed
from desktop.app.settling import settle
from desktop.app.unsettled_item import UnsettledItem
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.today.unsettled_words import CHOICES, DONE, Words, note, title, version
from desktop.ui.widgets.buttons import Button, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, EmptyState, IconLabel, Notice
from desktop.ui.widgets.text import Kind, Text
from desktop.ui.workplace import Workplace

SettleIt = Callable[[UnsettledItem, Decision], None]
_ELSEWHERE = {Conflict.SAME_PLACE: ("予約を見る", "sessions"), Conflict.REFUSED: ("送る画面を開く", "send")}


class UnsettledNotice(Notice):
    """That there is something to settle, above whatever 今日 shows; `wanted` when it is to be seen."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("", "warning", SecondaryButton("内容を見る", lambda: self.wanted.emit()))
        self.setVisible(False)

    def show_number(self, number: int) -> None:
        """So many; nothing is shown for none."""
        self.show_notice("要確認が {n}件あります。" if number else "", "warning", n=number)


class UnsettledPage(QWidget):
    """The list. `left` goes back to the day."""

    left = Signal()

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__()
        self._shell, self._workplace = shell, workplace
        self._items: Sequence[UnsettledItem] | None = None
        self.cards: list[ItemCard] = []
        self.back = SecondaryButton("今日に戻る", self.left.emit, icon="back")
        self.empty = EmptyState("要確認はありません", "2台の記録は、くいちがっていません。", icon="check_circle")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(16)
        page.addLayout(FlowRow(self.back))
        page.addWidget(Text("要確認の一覧", "heading"))
        page.addWidget(Text("どちらの記録も残っています。あとから決め直すこともできます。", "muted"))
        page.addWidget(self.empty)
        page.addLayout(self._list)
        page.addStretch()

    def first_focus(self) -> QWidget:
        """The first thing that can be decided."""
        buttons = [button for card in self.cards for button in card.buttons]
        return buttons[0] if buttons else self.back

    def show_items(self, items: Sequence[UnsettledItem]) -> None:
        """These, in this order. The same ones again leave the keyboard where it is."""
        if items == self._items:
            return
        had_focus = any(button.hasFocus() for card in self.cards for button in card.buttons)
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._items = items
        self.cards = [ItemCard(item, self._shell, self._settle) for item in items]
        for card in self.cards:
            self._list.addWidget(card)
        self.empty.setVisible(not items)
        if had_focus:
            self.first_focus().setFocus()

    def _settle(self, item: UnsettledItem, decision: Decision) -> None:
        self._decide(item, decision, partial(self._settled, item, decision))

    def _settled(self, item: UnsettledItem, decision: Decision, _changed: Changed) -> None:
        self._shell.tell(tr(DONE[decision]), partial(self._open_again, item))

    def _open_again(self, item: UnsettledItem) -> None:
        self._decide(item, Decision.OPEN, lambda _changed: self._shell.tell(tr("要確認に戻しました")))

    def _decide(self, item: UnsettledItem, decision: Decision, told: Callable[[Changed], None]) -> None:
        self._workplace.do(settle, item.conflict, item.about, decision).then(told, owner=self)


class ItemCard(Card):
    """One item: what it is, who recorded which version, what can be decided."""

    def __init__(self, item: UnsettledItem, shell: Shell, settle_it: SettleIt) -> None:
        super().__init__()
        head = _text("heading", title(item))
        self.header.insertWidget(0, IconLabel("warning", "warning"), 0, Qt.AlignmentFlag.AlignTop)
        self.header.replaceWidget(self.title, head)
        self.header.setStretchFactor(head, 1)
        self.add(_where(item))
        for each in item.versions:
            self.add(_text("body", version(each)))
        if note(item)[0]:
            self.add(_text("muted", note(item)))
        self.buttons: list[Button] = [
            SecondaryButton(CHOICES[choice], partial(settle_it, item, choice)) for choice in item.choices
        ]
        if item.conflict in _ELSEWHERE:
            words, screen = _ELSEWHERE[item.conflict]
            self.buttons.append(SecondaryButton(words, partial(shell.go, screen)))
        for button in self.buttons:
            button.setAccessibleDescription(head.text())
        self.add(FlowRow(*self.buttons))


def _text(kind: Kind, words: Words) -> Text:
    text = Text("", kind)
    text.say(words[0], **words[1])
    return text


def _where(item: UnsettledItem) -> Text:
    at = in_japan(f"{item.day}T00:00")
    return Text("{month}月{date}日　{session}", "muted", month=at.month, date=at.day, session=item.session)
