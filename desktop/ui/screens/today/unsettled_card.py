"""One 要確認: what it is, the versions beside each other with who and when, and what can be decided by one touch."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.clock import in_japan
from core.conflicts import Conflict, Decision
from desktop.app.unsettled_item import UnsettledItem
from desktop.app.versions import Version
from desktop.ui import theme
from desktop.ui.screen import Shell
from desktop.ui.screens.today.unsettled_words import (
    Words,
    choice,
    field_value,
    label,
    line,
    note,
    stands,
    title,
    version,
)
from desktop.ui.widgets.buttons import Button, SecondaryButton
from desktop.ui.widgets.flow import FlowGrid, FlowRow
from desktop.ui.widgets.frames import Card, IconLabel, InfoRow, StatusPill
from desktop.ui.widgets.text import Kind, Text

_ELSEWHERE = {
    Conflict.SAME_PLACE: ("予約を見る", "sessions", ""),
    Conflict.REFUSED: ("送る画面を開く", "send", "apart"),
}
_VERSION_WIDTH = 380


@dataclass(frozen=True)
class Deeds:
    """What a card asks for: a decision, with the version that stands; or to see what is a visitor's own."""

    settle: Callable[[UnsettledItem, Decision, str | None], None]
    reveal: Callable[[UnsettledItem], None]


class ItemCard(Card):
    """One item. `buttons` are all that can be pressed, in order."""

    def __init__(self, item: UnsettledItem, shell: Shell, deeds: Deeds) -> None:
        super().__init__()
        head = _text("heading", title(item))
        self.header.insertWidget(0, IconLabel("warning", "warning"), 0, Qt.AlignmentFlag.AlignTop)
        self.header.replaceWidget(self.title, head)
        self.header.setStretchFactor(head, 1)
        self.item = item
        self.tells_names = item.personal and _is_shown(item)
        self.buttons: list[Button] = []
        self.add(_where(item))
        if item.who:
            self.add(Text(item.who, "strong"))
        self._add_versions(item, deeds)
        if note(item)[0]:
            self.add(_text("muted", note(item)))
        self._add_choices(item, shell, deeds)
        for button in self.buttons:
            button.setAccessibleDescription(f"{button.accessibleDescription()} {head.text()}".strip())

    def _add_versions(self, item: UnsettledItem, deeds: Deeds) -> None:
        if not any(each.id or each.tells for each in item.versions):
            for place in range(len(item.versions)):
                self.add(_text("body", line(item, place)))
            return
        beside = FlowGrid(least_width=theme.px(_VERSION_WIDTH), gap=12)
        for each in item.versions:
            panel = VersionPanel(each, stands(item))
            beside.addWidget(panel)
            if each.id:
                self.buttons.append(panel.choose(partial(deeds.settle, item, Decision.KEPT, each.id)))
        self.add(beside)

    def _add_choices(self, item: UnsettledItem, shell: Shell, deeds: Deeds) -> None:
        row: list[Button] = [
            SecondaryButton(choice(item, each), partial(deeds.settle, item, each, None))
            for each in item.choices
            if each is not Decision.KEPT
        ]
        if item.personal and not self.tells_names:  # first: nobody is to decide before having looked
            row.insert(0, SecondaryButton("お名前などを見る", partial(deeds.reveal, item), icon="people"))
        if item.conflict in _ELSEWHERE:
            words, screen, record = _ELSEWHERE[item.conflict]
            row.append(SecondaryButton(words, partial(shell.show_record, screen, record)))
        self.buttons += row
        if row:
            self.add(FlowRow(*row))


class VersionPanel(Card):
    """One version: who and when, what it says otherwise, and perhaps the touch by which it stands."""

    def __init__(self, side: Version, stands: str) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.set_margins(16, 12, 16, 12)
        self._head = _text("strong", version(side, is_booking=False))
        self.add(self._head)
        self.add(FlowRow(_pill(stands, is_seen=side.stands)))
        for each in side.tells:
            row = InfoRow(label(each.field))
            row.value.say(field_value(each))
            self.add(row)
        self.body.addStretch()

    def choose(self, keep: Callable[[], None]) -> Button:
        """Put the touch under it."""
        button = SecondaryButton("こちらにする", keep, icon="check")
        button.setAccessibleDescription(self._head.text())
        self.add(FlowRow(button))
        return button


def _pill(stands: str, *, is_seen: bool) -> StatusPill:
    """Its room stays where it is not seen: the lines of both sides are compared at one height."""
    pill = StatusPill(stands, "info")
    policy = pill.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    pill.setSizePolicy(policy)
    if not is_seen:
        pill.hide()
    return pill


def _is_shown(item: UnsettledItem) -> bool:
    return all(each.ja for side in item.versions for each in side.tells if each.personal)


def _text(kind: Kind, words: Words) -> Text:
    text = Text("", kind)
    text.say(words[0], **words[1])
    return text


def _where(item: UnsettledItem) -> QWidget:
    at = in_japan(f"{item.day}T00:00")
    return Text("{month}月{date}日　{session}", "muted", month=at.month, date=at.day, session=item.session)
