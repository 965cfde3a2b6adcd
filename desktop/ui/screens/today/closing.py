"""締め: one panel, in place; and what stands there when the day is over."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.app.overview import Overview
from desktop.ui import theme
from desktop.ui.screens.today.loans import LoansOut
from desktop.ui.screens.today.model import OTHER_WEATHER, WEATHER, lent_out, still_here
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.fields import NoteField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, IconLabel, InfoRow
from desktop.ui.widgets.free_line import FreeLine, guard_sentence
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text


class ClosingPage(QWidget):
    """`closed(weather, notes)` and `cancelled`. Nothing here is needed: the button always works.

    `waiting` stands below the state of the day.
    """

    closed = Signal(str, str)
    cancelled = Signal()

    def __init__(self, waiting: QWidget) -> None:
        super().__init__()
        self.waiting = waiting
        self.here, self.loans, self.unsent = InfoRow("まだいる方"), InfoRow("貸し出し中"), InfoRow("未送信")
        self.out = LoansOut(titled=False)
        choices = [(word, word) for word in WEATHER] + [(OTHER_WEATHER, "その他")]
        self.weather = SegmentedChoice("天気", choices)
        self.other = FreeLine("天気を書く", "たとえば: 台風のため早じまい")
        self.notes = NoteField("引き継ぎ・気づいたこと", guard=guard_sentence, lines=4)
        self.button = PrimaryButton("締めて本部へ送る", self._close, icon="check")
        self.columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._arrange()
        self.weather.chosen.connect(self._weather_chosen)
        self.notes.changed.connect(self._look)
        self.other.hide()

    def show_overview(self, seen: Overview) -> None:
        """As the day stands."""
        self.here.value.say(still_here(seen))
        self.loans.value.say(lent_out(seen))
        self.out.show_loans(seen.loans)
        self.unsent.value.say("{n}件", n=seen.state.unsent)
        self.button.say("締めて本部へ送る" if seen.sends else "締める")

    def turn(self) -> None:
        """With large text the cards stand one below the other."""
        is_large = theme.scale() >= theme.LARGE
        way = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        self.columns.setDirection(way)

    def clear(self) -> None:
        """Empty for the next day."""
        self.weather.set_value("")
        self.other.hide()
        self.other.clear()
        self.notes.set_text("")

    def _arrange(self) -> None:
        state, told = Card("締める前に"), Card("今日の記録")
        for row in (self.here, self.loans, self.out, self.unsent):
            state.add(row)
        state.add(self.waiting)
        state.add(Text("残っていても締められます。あとから、まちがいを直すこともできます。", "muted"))
        state.body.addStretch()
        told.add(Text("天気", "strong"))
        told.add(self.weather)
        told.add(self.other)
        told.add(Text("引き継ぎ・気づいたこと", "strong"))
        told.add(self.notes)
        told.add(FlowRow(self.button, TextButton("やめる", self.cancelled.emit)))
        told.body.addStretch()
        self.notes.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.columns.setSpacing(24)
        self.columns.addWidget(state, 2)
        self.columns.addWidget(told, 3)
        self.turn()

    def _weather_chosen(self, value: str) -> None:
        self.other.setVisible(value == OTHER_WEATHER)
        if value == OTHER_WEATHER:
            self.other.setFocus()

    def _look(self) -> None:
        self.button.setEnabled(self.notes.is_allowed())

    def _close(self) -> None:
        chosen = self.weather.value()
        self.closed.emit(self.other.text() if chosen == OTHER_WEATHER else chosen, self.notes.text())


class ClosedPage(QWidget):
    """The day is over; `reopened` takes it back."""

    reopened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = Text("今日の窓口を締めました", "title")
        self.power = Text("電源を切ってよい状態です", "lead")
        self.figures, self.unsent = Text("", "body"), Text("", "muted")
        self.reopen = SecondaryButton("締めを取り消して、続ける", self.reopened.emit, icon="undo")
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch()
        for part in (IconLabel("power", "success_fill", 72), self.sentence, self.power, self.figures, self.unsent):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addWidget(self.reopen, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()

    def show_overview(self, seen: Overview) -> None:
        """As the day ended."""
        state = seen.state
        self.figures.say("来場 {visits}人　相談 {cases}件", visits=state.visits, cases=state.consultations)
        waits = "本部へ送っていない記録が {n}件あります。この端末に残っていて、次につながったときに送れます。"
        self.unsent.say(waits if state.unsent else "記録はすべて本部に届いています。", n=state.unsent)
