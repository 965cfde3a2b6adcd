"""How far a day's slips are: figures, numbers that are still to be entered, and what was entered."""

from functools import partial

from PySide6.QtCore import Signal

from desktop.app.slips import SlipDay
from desktop.ui.i18n import listed
from desktop.ui.screens.consultations.day_list import DayList
from desktop.ui.screens.consultations.model import Titles
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.frames import Card, EmptyState
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.text import Text

NUMBERS_SHOWN = 12


class SlipSide(Card):
    """`opened(LogLine)` for a slip of the list; `closing` where a reopened day is to be closed again."""

    opened = Signal(object)
    closing = Signal()

    def __init__(self) -> None:
        super().__init__("入力した相談票")
        self.figures, self.left = Text("", "strong"), Text("")
        self.close_again = SecondaryButton("この日をもう一度締める", self.closing.emit, icon="check")
        self.list = DayList()
        self.empty = EmptyState(
            "まだ入力した相談票がありません", "入力した相談票が、ここに並びます。", icon="consultation"
        )
        self._lists = Pages(self.empty, self.list)
        for part in (self.figures, self.left, self.close_again):
            self.add(part)
        self.add(self._lists, 1)
        self.list.opened.connect(self.opened)
        self.close_again.hide()

    def show_day(self, shown: SlipDay, *, reopened: bool) -> None:
        """The figures and the list; `reopened` says that the day was closed before."""
        standing = sum(not line.consultation.voided for line in shown.lines)
        if shown.printed:
            self.figures.say("印刷 {printed}枚　入力 {entered}枚", printed=shown.printed, entered=standing)
        else:
            self.figures.say("入力 {entered}枚", entered=standing)
        pieces = ranges([str(ticket) for ticket in shown.left])
        some = (*pieces[:NUMBERS_SHOWN], *(("…",) if len(pieces) > NUMBERS_SHOWN else ()))
        self.left.say("まだ入力していない番号（{n}）: {numbers}", n=len(shown.left), numbers=partial(listed, some))
        self.left.setVisible(bool(shown.left))
        topics = {topic.code: topic for topic in shown.catalogue.topics()}
        titles = Titles(topics, {each.code: each for each in shown.catalogue.outcomes})
        self.list.show_lines(shown.lines, titles)
        self._lists.show_page(self.list if shown.lines else self.empty)
        self.close_again.setVisible(reopened and not shown.closed)


def ranges(tickets: list[str]) -> list[str]:
    """「A502」「A504〜A507」: numbers that follow one another in one piece; the list is in order."""
    pieces: list[list[str]] = []
    for ticket in tickets:
        follows = pieces and pieces[-1][-1][0] == ticket[0] and int(pieces[-1][-1][1:]) + 1 == int(ticket[1:])
        if follows:
            pieces[-1].append(ticket)
        else:
            pieces.append([ticket])
    return [piece[0] if len(piece) == 1 else f"{piece[0]}〜{piece[-1]}" for piece in pieces]
