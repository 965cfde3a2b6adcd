"""What stands there when the day is over: whether the power may go, and what still waits."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.closing import ClosingState
from desktop.app.overview import Overview
from desktop.ui.i18n import tr
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import IconLabel
from desktop.ui.widgets.text import Text


class ClosedPage(QWidget):
    """The day is over; `reopened` takes it back, `went_on` leads to its sheet and to sending."""

    reopened = Signal()
    went_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.icon = IconLabel("power", "success_fill", 72)
        self.sentence = Text("今日の窓口を締めました", "title")
        self.power = Text("電源を切ってよい状態です", "lead")
        self.figures, self.unsent, self.waits = Text("", "body"), Text("", "muted"), Text("", "muted")
        self.reopen = SecondaryButton("締めを取り消して、続ける", self.reopened.emit, icon="undo")
        self.go_on = SecondaryButton("日報と送信", self.went_on.emit, icon="send")
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch()
        for part in (self.icon, self.sentence, self.power, self.figures, self.unsent, self.waits):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        buttons = QWidget()
        buttons.setLayout(FlowRow(self.go_on, self.reopen))
        column.addWidget(buttons, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch()

    def show_overview(self, seen: Overview) -> None:
        """As the day ended."""
        state = seen.state
        self.figures.say("来場 {visits}人　相談 {cases}件", visits=state.visits, cases=state.consultations)
        waits = "本部へ送っていない記録が {n}件あります。この端末に残っていて、次につながったときに送れます。"
        self.unsent.say(waits if state.unsent else "記録はすべて本部に届いています。", n=state.unsent)

    def show_state(self, state: ClosingState, *, is_busy: bool) -> None:
        """What still waits; while something is on its way the power must stay on."""
        self.icon.show_icon("warning" if is_busy else "power", "warning" if is_busy else "success_fill")
        self.power.say(
            "まだ電源を切らないでください。送信や書き出しの途中です。" if is_busy else "電源を切ってよい状態です"
        )
        told = "　".join(_waiting(state))
        self.waits.say("このあとでもかまわないもの: {told}", told=told)
        self.waits.setVisible(bool(told))


def _waiting(state: ClosingState) -> Iterator[str]:
    for number, source in (
        (state.prints, "印刷 {n}件"),
        (len(state.loans), "貸し出し中 {n}台"),
        (len(state.slips), "入力していない相談票 {n}枚"),
        (state.unsettled, "要確認 {n}件"),
    ):
        if number:
            yield tr(source, n=number)
