"""Choosing a topic: the usual ones, the groups, or a few letters."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.catalogue import Topic
from desktop.app.last_choices import LastChoice
from desktop.app.waiting import DeskChoices
from desktop.ui import theme
from desktop.ui.commands import plain
from desktop.ui.i18n import named
from desktop.ui.screens.consultations.model import TopicFinder
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.tiles import Tile, TileGrid

USUAL = "usual"
_AGAIN = "0"
"""The key of 前と同じ."""
_BESIDE_AGAIN = 7
_WIDEST_SEARCH = 440
"""Pixels: with large text it stands beside the title still."""


class TopicTile(Tile):
    """A lower tile: nine of them must be seen at once on a small screen."""

    def _arrange(self) -> None:
        super()._arrange()
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(8)

    def heightForWidth(self, width: int) -> int:
        return max(self._row.heightForWidth(width), theme.px(52))


class TopicPicker(QWidget):
    """`chosen(Topic)` when a person picked one; `confirmed` on Enter at the one that is chosen already.

    `again(LastChoice)` for 前と同じ; `looked_at(group)` when a person opened a group. `search` is to be placed by
    whoever makes this: it stands beside the title.
    """

    chosen = Signal(object)
    confirmed = Signal()
    again = Signal(object)
    looked_at = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._choices: DeskChoices | None = None
        self._finder = TopicFinder(())
        self._offered: tuple[Topic, ...] = ()
        self._value = ""
        self._looked_for = ""
        self._last: LastChoice | None = None
        self.search = SearchField("相談の内容をさがす", "内容をさがす（らいん、wifi、1）")
        self.groups, self.grid = Choices("相談の分類", compact=True), TileGrid(tile_width=168, gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.groups)
        column.addWidget(self.grid)
        self.search.setMinimumWidth(min(theme.px(300), _WIDEST_SEARCH))
        self.search.looking.connect(self._look)
        self.search.submitted.connect(self._submitted)
        self.search.installEventFilter(self)
        self.groups.chosen.connect(self._show_group)

    def show_choices(self, choices: DeskChoices) -> None:
        """Offer today's topics; the usual ones first, where there are any."""
        self._choices, self._finder = choices, TopicFinder(choices.groups)
        usual = [(USUAL, "よく使う")] if choices.usual else []
        self.groups.set_choices(usual + [(group.code, named(group)) for group in choices.groups])
        if not self.groups.value():
            self.groups.set_value(choices.group)
        if not self.groups.value():
            self.groups.set_value(USUAL if usual else choices.groups[0].code)
        self.show_last(choices.last)

    def show_last(self, last: LastChoice | None) -> None:
        """What was recorded last here, to be chosen again in one touch."""
        self._last = last if last and self._offered_today(last.topic) else None
        self._refresh()

    def value(self) -> str:
        """The code of the chosen topic; empty for none."""
        return self._value

    def set_value(self, code: str, search: str = "") -> None:
        """Choose without telling, and show where it stands; the group stays where there is nothing to show."""
        self._value = code
        self.search.setText(search)
        if self._choices is not None and code and not search:
            self.groups.set_value(self._group_of(code, self._choices))
        self._refresh()

    def choose(self, code: str) -> None:
        """As if a person had chosen it; one that is not offered is left alone."""
        topic = self._offered_today(code)
        if topic is not None:
            self.set_value(code)
            self._choose(topic)

    def _offered_today(self, code: str) -> Topic | None:
        groups = self._choices.groups if self._choices else ()
        return next((topic for group in groups for topic in group.topics if topic.code == code), None)

    def offered(self) -> tuple[Topic, ...]:
        """The topics that are seen now."""
        return self._offered

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.search:
            return event.key() == Qt.Key.Key_Down and self._into_tiles()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._is_chosen(watched):
            self.confirmed.emit()
            return True
        return self._by_number(event.text())

    def _group_of(self, code: str, choices: DeskChoices) -> str:
        if any(topic.code == code for topic in choices.usual):
            return USUAL
        return next((group.code for group in choices.groups if code.startswith(group.code)), choices.groups[0].code)

    def _show_group(self, code: str) -> None:
        self.search.clear()
        self._refresh()
        self.looked_at.emit("" if code == USUAL else code)

    def _look(self, text: str) -> None:
        """At what the input method still composes too. One digit is the place of a tile, not a word."""
        self._looked_for = text
        if not plain(text).strip().isdigit() or len(plain(text).strip()) > 1:
            self._refresh()

    def _refresh(self) -> None:
        if self._choices is None:
            return
        typed = self._looked_for.strip()
        offered = tuple(self._finder.find(typed)) if typed else self._in_group(self._choices)
        self._offered = offered if typed else (*offered, *self._no_longer_offered(self._choices))
        tiles = [self._tile(place, topic) for place, topic in enumerate(self._offered, 1)]
        self.grid.set_tiles([*tiles, *(() if typed else self._again_tile(self._choices))])

    def _no_longer_offered(self, choices: DeskChoices) -> tuple[Topic, ...]:
        """The topic of an earlier consultation keeps its place and its title, though nobody is offered it any more."""
        if not self._value or self._offered_today(self._value):
            return ()
        known = [topic for topic in choices.known if topic.code == self._value]
        return (*known, *(() if known else (Topic(self._value, self._value, self._value, self._value),)))

    def _again_tile(self, choices: DeskChoices) -> list[Tile]:
        if self._last is None:
            return []
        topics = {topic.code: named(topic) for topic in choices.known}
        outcomes = {outcome.code: named(outcome) for outcome in choices.outcomes}
        what = f"{topics.get(self._last.topic, '')}・{outcomes.get(self._last.outcome, '')}"
        tile = TopicTile("前と同じ", what, self._choose_again, key_hint=_AGAIN)
        tile.installEventFilter(self)
        return [tile]

    def _choose_again(self) -> None:
        if self._last is not None:
            self.set_value(self._last.topic)
            self.again.emit(self._last)

    def _in_group(self, choices: DeskChoices) -> tuple[Topic, ...]:
        chosen = self.groups.value()
        if chosen == USUAL:
            return choices.usual[: _BESIDE_AGAIN if self._last else None]
        return next((group.topics for group in choices.groups if group.code == chosen), ())

    def _tile(self, place: int, topic: Topic) -> Tile:
        tile = TopicTile(named(topic), handler=partial(self._choose, topic), key_hint=str(place))
        tile.setCheckable(True)
        tile.setChecked(topic.code == self._value)
        tile.installEventFilter(self)
        return tile

    def _choose(self, topic: Topic) -> None:
        self._value = topic.code
        for tile, offered in zip(self.grid.tiles(), self._offered, strict=False):  # 前と同じ stands after them
            tile.setChecked(offered.code == topic.code)
        self.chosen.emit(topic)

    def _submitted(self, text: str) -> None:
        typed = plain(text).strip()
        if not typed and self._value:
            self.confirmed.emit()
        elif typed.isdigit() and len(typed) == 1:
            self._by_number(typed)
        elif typed and self._offered:
            self._choose(self._offered[0])

    def _by_number(self, typed: str) -> bool:
        place = int(typed) if typed.isascii() and typed.isdigit() else -1
        if place == 0 and self._last is not None:
            self._choose_again()
            return True
        if not 1 <= place <= len(self._offered):
            return False
        self._choose(self._offered[place - 1])
        return True

    def _is_chosen(self, watched: QObject) -> bool:
        return isinstance(watched, Tile) and watched.isChecked()

    def _into_tiles(self) -> bool:
        tiles = self.grid.tiles()
        if tiles:
            tiles[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(tiles)
