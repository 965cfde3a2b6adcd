"""One visitor's record: what is kept, cards, visits, and what can be done."""

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.clock import time_of_day
from core.facts import Card as CardFact
from core.facts import Person
from desktop.app.people import PersonLine
from desktop.app.person_file import PersonFile, Visit
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import tr
from desktop.ui.screens.people.model import (
    FIELD_TITLES,
    card_ending,
    card_state,
    day_text,
    endings,
    line_who,
    who,
)
from desktop.ui.screens.people.two_steps import TwoSteps
from desktop.ui.widgets.buttons import Button, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, InfoRow
from desktop.ui.widgets.text import Text

_ERASED = (
    "消えるもの: お名前などの記録、カード番号、相談のメモ。"
    "のこるもの: 来場と相談の回数（どなたのものかは分かりません）。"
    "消すと、だれにも元に戻せません。"
)
_REVOKED = "このカードでは受付ができなくなります。新しいカードは、いつでも渡せます。"
_VISITS_SHOWN = 8


class PersonActions(Protocol):
    """What the panel asks of its screen."""

    def close_file(self) -> None: ...
    def amend(self) -> None: ...
    def begin_merge(self) -> None: ...
    def compare_with(self, person_id: str) -> None: ...
    def unmerge(self, person_id: str) -> None: ...
    def erase(self) -> None: ...
    def issue(self) -> None: ...
    def replace(self, card_id: str) -> None: ...
    def revoke(self, card_id: str) -> None: ...


class PersonPanel(Card):
    """Made anew for each record that is opened."""

    def __init__(self, file: PersonFile, actions: PersonActions) -> None:
        super().__init__(who(file.person, file.cards))
        self._actions = actions
        self.back = TextButton("閉じる", actions.close_file)
        self.header.addWidget(self.back)
        self.setFocusProxy(self.back)
        self.body.setSpacing(8)
        for name in file.fields:
            self.add(InfoRow(FIELD_TITLES[name], getattr(file.person, name) or "-"))
        self.add(InfoRow("年代", band_text(file.person.age_band)))
        self.add(InfoRow("登録した日", day_text(file.person.registered_at)))
        self._cards(file.cards)
        self._visits(file)
        self._merged(file.merged)
        self._likely(file.likely)
        self._act()
        self.body.addStretch()

    def _heading(self, source: str, **values: int) -> None:
        self.body.addSpacing(12)
        self.add(Text(tr(source, **values), "strong"))

    def _cards(self, cards: tuple[CardFact, ...]) -> None:
        self._heading("カード")
        if not cards:
            self.add(Text("カードはまだありません。", "muted"))
        for card in cards:
            self.add(Text("{ending}　{state}　{day}", ending=card_ending(card), state=card_state(card),
                          day=day_text(card.issued_at)))  # fmt: skip
            if card.state == "valid":
                self.add(self._card_buttons(card))
        if not any(card.state == "valid" for card in cards):
            self.add(_row(SecondaryButton("新しいカードを渡す", self._actions.issue, icon="card_new")))

    def _card_buttons(self, card: CardFact) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        replace = SecondaryButton("カードを取りかえる", partial(self._actions.replace, card.card_id), icon="swap")
        column.addWidget(_row(replace))
        revoke = partial(self._actions.revoke, card.card_id)
        column.addWidget(TwoSteps("カードを使えなくする", _REVOKED, "使えなくします", revoke, icon="card_off"))
        return part

    def _visits(self, file: PersonFile) -> None:
        self._heading("来場 {n}回", n=file.visit_count)
        for visit in file.visits[:_VISITS_SHOWN]:
            self.add(Text(_visit(visit), "muted"))

    def _likely(self, lines: tuple[PersonLine, ...]) -> None:
        """Quietly, and without a question: only somebody who knows them can tell."""
        if lines:
            self._heading("同じ方かもしれない登録")
        for line in lines:
            words = (line_who(line), band_text(line.person.age_band), endings(line))
            self.add(Text("　".join(filter(None, words)), "muted"))
            compare = partial(self._actions.compare_with, line.person.person_id)
            self.add(_row(TextButton("見くらべる", compare, icon="people")))

    def _merged(self, people: tuple[Person, ...]) -> None:
        if people:
            self._heading("合わせた登録")
        for person in people:
            apart = partial(self._actions.unmerge, person.person_id)
            words = (who(person), band_text(person.age_band), tr("{day} 登録", day=day_text(person.registered_at)))
            self.add(Text("　".join(words), "muted"))
            self.add(_row(TextButton("別の方に戻す", apart, icon="undo")))

    def _act(self) -> None:
        self._heading("この登録について")
        amend = SecondaryButton("内容を直す", self._actions.amend, icon="edit")
        merge = SecondaryButton("同じ方の登録とまとめる", self._actions.begin_merge, icon="people")
        self.add(_row(amend, merge))
        self.add(TwoSteps("登録を消す", _ERASED, "消します（戻せません）", self._actions.erase, icon="trash"))


def _visit(visit: Visit) -> str:
    count = tr("相談{n}件", n=visit.consultations) if visit.consultations else ""
    parts = (day_text(visit.attendance.day), time_of_day(visit.attendance.at), visit.session, count)
    return "　".join(filter(None, parts))


def _row(*buttons: Button) -> QWidget:
    part = QWidget()
    part.setLayout(FlowRow(*buttons))
    return part
