"""要確認: what two laptops saw differently. Each version is shown; one touch settles it, 取り消す opens it again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.conflicts import Decision
from desktop.app.desk import Changed
from desktop.app.settling import settle
from desktop.app.unsettled import revealed, unsettled_before
from desktop.app.unsettled_item import UnsettledItem
from desktop.ui.i18n import tr
from desktop.ui.screen import Shell
from desktop.ui.screens.today.unsettled_card import Deeds, ItemCard
from desktop.ui.screens.today.unsettled_words import done
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import EmptyState, Notice
from desktop.ui.widgets.reveal import bring_to_top, reveal
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace


class UnsettledNotice(Notice):
    """That there is something to settle, above whatever 今日 shows; `wanted` when it is to be seen."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__("", "warning", SecondaryButton("内容を見る", lambda: self.wanted.emit()))
        self.setVisible(False)

    def show_number(self, number: int, older: int) -> None:
        """So many; those of long ago are told where there are no others. Nothing is shown for none."""
        words = "要確認が {n}件あります。" if number else "31日より前の要確認が {n}件あります。" if older else ""
        self.show_notice(words, "warning", n=number or older)


class UnsettledPage(QWidget):
    """The list. `left` goes back to the day; `looked_back` says how many of long ago were never decided.

    Those stand behind a line of their own until somebody wants them.
    """

    left = Signal()
    looked_back = Signal(int)

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__()
        self._shell, self._workplace = shell, workplace
        self._items: Sequence[UnsettledItem] | None = None
        self._recent: Sequence[UnsettledItem] = ()
        self._older: Sequence[UnsettledItem] = ()
        self._with_older = False
        self.cards: list[ItemCard] = []
        self.back = SecondaryButton("今日に戻る", self.left.emit, icon="back")
        self.empty = EmptyState("要確認はありません", "2台の記録は、くいちがっていません。", icon="check_circle")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(16)
        page.addLayout(FlowRow(self.back))
        self.heading = Text("要確認の一覧", "heading")
        page.addWidget(self.heading)
        page.addWidget(Text("どちらの記録も残っています。あとから決め直すこともできます。", "muted"))
        self.more = SecondaryButton("古いものも見る", self._open_older)
        self.older = Notice("", "info", self.more)
        page.addWidget(self.older)
        page.addWidget(self.empty)
        page.addLayout(self._list)
        page.addStretch()
        shell.away_changed.connect(lambda _away: self.hide_personal())

    def first_focus(self) -> QWidget:
        """The first thing that can be decided."""
        buttons = [button for card in self.cards for button in card.buttons]
        return buttons[0] if buttons else self.back

    def look_back(self) -> None:
        """Ask for what is older than the list: not at every change, since it reads all years."""
        self._workplace.do(unsettled_before).then(self._show_older, owner=self)

    def _show_older(self, items: Sequence[UnsettledItem]) -> None:
        self._older = items
        self._show()
        self.looked_back.emit(len(items))

    def _open_older(self) -> None:
        self._with_older = True
        self._show()
        self.first_focus().setFocus()

    def show_items(self, items: Sequence[UnsettledItem]) -> None:
        """These, in this order. The same ones again leave the keyboard where it is."""
        self._recent = items
        self._show()

    def _show(self) -> None:
        hidden = [] if self._with_older else self._older
        self.older.show_notice("31日より前のものが、{n}件あります。" if hidden else "", "info", n=len(hidden))
        self._put((*self._older, *self._recent) if self._with_older else self._recent, bool(hidden))

    def _put(self, items: Sequence[UnsettledItem], is_more: bool) -> None:
        self.empty.setVisible(not items and not is_more)
        if items == self._items:
            return
        held = next((n for n, card in enumerate(self.cards) if any(each.hasFocus() for each in card.buttons)), None)
        about = self.cards[held].item.about if held is not None else ()
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._items = items
        deeds = Deeds(self._settle, self._reveal)
        self.cards = [ItemCard(item, self._shell, deeds) for item in items]
        for card in self.cards:
            self._list.addWidget(card)
        self.heading.say("要確認の一覧（{n}件）" if items else "要確認の一覧", n=len(items))
        if held is not None:
            self._focus_near(held, about)

    def _focus_near(self, place: int, about: tuple[str, ...]) -> None:
        """The keyboard stays with its item, or goes to the one that took its place: twenty are worked through."""
        same = next((card for card in self.cards if card.item.about == about), None)
        near = same or (self.cards[min(place, len(self.cards) - 1)] if self.cards else None)
        (near.buttons[0] if near is not None else self.back).setFocus()

    def hide_personal(self) -> None:
        """Nothing that is a visitor's own is seen when the desk was left, or this list."""
        if any(card.tells_names for card in self.cards):
            self._items = None
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        bring_to_top(self)  # the first item is read from its beginning, however large the text
        reveal(self.first_focus())

    def hideEvent(self, event: QHideEvent) -> None:
        self.hide_personal()
        self._with_older = False
        self._show()
        super().hideEvent(event)

    def _reveal(self, item: UnsettledItem) -> None:
        self._workplace.do(revealed, item).then(self._revealed, owner=self)

    def _revealed(self, shown: UnsettledItem) -> None:
        place = next((n for n, card in enumerate(self.cards) if card.item.about == shown.about), None)
        if place is None:
            return
        card = ItemCard(shown, self._shell, Deeds(self._settle, self._reveal))
        before = self.cards[place]
        self._list.replaceWidget(before, card)
        before.hide()
        before.deleteLater()
        self.cards[place] = card
        card.buttons[0].setFocus()

    def _settle(self, item: UnsettledItem, decision: Decision, kept: str | None) -> None:
        told = partial(self._settled, item, decision)
        self._workplace.do(settle, item.conflict, item.about, decision, kept).then(told, owner=self)

    def _settled(self, item: UnsettledItem, decision: Decision, _changed: Changed) -> None:
        self._shell.tell(tr(done(item, decision)), partial(self._open_again, item))

    def _open_again(self, item: UnsettledItem) -> None:
        asked = self._workplace.do(settle, item.conflict, item.about, Decision.OPEN)
        asked.then(lambda _changed: self._shell.tell(tr("要確認に戻しました")), owner=self)
