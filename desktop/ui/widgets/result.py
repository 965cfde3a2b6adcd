"""The answer at the door: one of eight results, readable from two metres."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.theme.icons import pixmap
from desktop.ui.theme.tokens import MEASURES, SIZES, Role
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowRow

ResultCode = Literal["received", "already", "other_session", "unknown", "revoked", "full", "not_eligible", "unreadable"]
_LONG_TICKET = len("A100")
_MOST_STEPS = 5
"""Their buttons are there from the beginning: made later, the Tab key would reach them last of all."""
SoundName = Literal["done", "please_look", "not_read"]


@dataclass(frozen=True, slots=True)
class ResultLook:
    """How a result looks and sounds (DESIGN section 7).

    Where there is something to say to the `visitor`, that stands large, and the sentence, a reason, small for staff.
    """

    fill: Role
    ink: Role
    icon: str
    sentence: str
    visitor: str
    sound: SoundName


# Full and not eligible look calm and sound as usual: nobody is shamed before the queue.
RESULTS: dict[ResultCode, ResultLook] = {
    "received": ResultLook("success_fill", "on_colour", "check_circle", "受け付けました", "", "done"),
    "already": ResultLook("key", "on_colour", "info", "受付済みです", "", "please_look"),
    "other_session": ResultLook("caution_fill", "on_colour", "swap", "別の回のご予約です", "", "please_look"),
    "unknown": ResultLook("caution_fill", "on_colour", "question", "登録のないカードです", "", "please_look"),
    "revoked": ResultLook("caution_fill", "on_colour", "card_new", "新しいカードをお使いください", "", "please_look"),
    "full": ResultLook("warning_fill", "strong", "full", "定員に達しています", "担当者がご案内します", "done"),
    "not_eligible": ResultLook(
        "warning_fill", "strong", "rules", "参加条件をご確認ください", "担当者がご案内します", "done"
    ),
    "unreadable": ResultLook("error_fill", "on_colour", "scan", "読み取れませんでした", "", "not_read"),
}


@dataclass(frozen=True, slots=True)
class ResultAction:
    """A next step offered under the result. `spoken` is its name where the text alone says too little."""

    source: str
    handler: Callable[[], object]
    icon: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class ResultView:
    """What to show. `sentence` replaces the usual one, such as 「受付済みです（10時12分）」; `name` is shown small."""

    code: ResultCode
    ticket: str = ""
    sentence: str = ""
    name: str = ""
    detail: str = ""
    actions: Sequence[ResultAction] = ()


class _OnFill(Button):
    """Stays from result to result: building a button costs more than the whole rest of showing one."""

    KIND = "on_fill"

    def __init__(self) -> None:
        super().__init__("", self._take)
        self._action: ResultAction | None = None

    def offer(self, action: ResultAction) -> None:
        """Stand for this action from now on."""
        before, self._action = self._action, action
        if before is None or (before.source, before.icon) != (action.source, action.icon):
            self.set_icon(action.icon)
            self.say(action.source)
            self.hint(action.spoken)

    def _take(self) -> None:
        if self._action is not None:
            self._action.handler()


class ResultPanel(QWidget):
    """The band. `quiet=True` shows colour, icon, sentence and number only, for the cover while the desk is empty."""

    def __init__(self, *, quiet: bool = False) -> None:
        super().__init__()
        self._quiet = quiet
        self._view: ResultView | None = None
        self._icon, self._ticket = QLabel(), QLabel()
        self._sentence, self._detail, self._name = QLabel(), QLabel(), QLabel()
        self._offered = [] if quiet else [_OnFill() for _ in range(_MOST_STEPS)]
        self._buttons = FlowRow(*self._offered)
        self._looks: dict[QLabel, tuple[float, Role, bool, float]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrange()
        self.setMinimumHeight(self._room())
        self._draw()

    @property
    def view(self) -> ResultView | None:
        """What is shown now."""
        return self._view

    def show_result(self, view: ResultView) -> None:
        """Show a result and have screen readers say it; the name is never said aloud."""
        self.amend(view)
        event = QAccessibleAnnouncementEvent(self, self.accessibleName())
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def amend(self, view: ResultView) -> None:
        """Show the same result with something added to it, without saying it again."""
        self._view = view
        self._draw()

    def clear(self) -> None:
        """Wait for the next card."""
        self._view = None
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumHeight(self._room())
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange):
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if self._view else theme.color("line"))
        painter.setBrush(theme.color(RESULTS[self._view.code].fill if self._view else "surface"))
        inside = QRectF(QRect(0, 0, self.width(), self.height())).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, MEASURES.radius, MEASURES.radius)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addStretch()
        for label in (self._sentence, self._detail, self._name):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.hide()
            words.addWidget(label)
        words.addStretch()
        row = QHBoxLayout()
        row.setSpacing(32)
        row.addWidget(self._icon)
        row.addWidget(self._ticket)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 16)
        column.setSpacing(8)
        column.addStretch()
        column.addLayout(row)
        column.addLayout(self._buttons)
        column.addStretch()

    def _draw(self) -> None:
        if self._view is None:
            self._draw_waiting()
        else:
            self._draw_view(self._view, RESULTS[self._view.code])
        self.update()

    def _room(self) -> int:
        """The height that any result needs: nothing below the panel moves when another one comes."""
        if self._quiet:
            return round(160 * self._growth())
        is_large = theme.scale() >= theme.LARGE
        words = (2 if is_large else 1) * _line_height(self._grown(SIZES.figure))
        words += _line_height(SIZES.lead) + _line_height(SIZES.body) + 16
        steps = (2 * theme.target() + 12) if is_large else theme.target()
        return 40 + max(_line_height(self._grown(SIZES.ticket)), words) + steps

    def _draw_waiting(self) -> None:
        self._icon.setPixmap(pixmap("scan", "border", 56))
        self._ticket.hide()
        self._write(self._sentence, tr("カードをかざしてください"), SIZES.title, "muted")
        self._write(self._detail, "", SIZES.lead, "muted")
        self._write(self._name, "", SIZES.body, "muted")
        self._offer(())
        self.setAccessibleName(tr("カードをかざしてください"))

    def _draw_view(self, view: ResultView, look: ResultLook) -> None:
        sentence = tr(view.sentence or look.sentence)
        headline, reason = (tr(look.visitor), sentence) if look.visitor else (sentence, "")
        detail = "" if self._quiet else "　".join(filter(None, (reason, tr(view.detail))))
        self._icon.setPixmap(pixmap(look.icon, look.ink, round(self._grown(72))))
        ticket = SIZES.ticket if len(view.ticket) < _LONG_TICKET else round(SIZES.ticket * 0.8)
        self._write(self._ticket, view.ticket, self._grown(ticket), look.ink, bold=True)
        self._write(self._sentence, headline, self._grown(SIZES.figure), look.ink, bold=True)
        self._write(self._detail, detail, SIZES.lead, look.ink)
        self._write(self._name, "" if self._quiet else view.name, SIZES.body, look.ink)
        self._offer(() if self._quiet else view.actions)
        spoken = (headline, tr("整理番号 {ticket}", ticket=view.ticket) if view.ticket else "", detail)
        self.setAccessibleName(" ".join(filter(None, spoken)))

    def _growth(self) -> float:
        """Number and sentence are readable from two metres as they are: they grow less than the text does."""
        return min(theme.scale(), 1.25)

    def _grown(self, points: float) -> float:
        return points * self._growth() / theme.scale()

    def _offer(self, actions: Sequence[ResultAction]) -> None:
        for button, action in zip_longest(self._offered, actions):
            if action is not None:
                button.offer(action)
            button.setVisible(action is not None)

    def _write(self, label: QLabel, text: str, points: float, ink: Role, *, bold: bool = False) -> None:
        look = (points, ink, bold, theme.scale())
        if self._looks.get(label) != look:  # dressing a label anew costs more than all else here
            self._looks[label] = look
            label.setFont(theme.font(points, bold=bold))
            colours = label.palette()
            colours.setColor(label.foregroundRole(), QColor(theme.color(ink)))
            label.setPalette(colours)
        if label.text() != text:
            label.setText(text)
            label.setVisible(bool(text))


def _line_height(points: float) -> int:
    return QFontMetrics(theme.font(points)).lineSpacing()
