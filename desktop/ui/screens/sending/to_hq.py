"""本部へ: how much waits, one button, and what came of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.problem import Problem
from desktop.app.desk import Changed
from desktop.ui import theme
from desktop.ui.commands import Command
from desktop.ui.i18n import told, tr
from desktop.ui.screens.sending.enrolment import EnrolmentPanel
from desktop.ui.screens.sending.model import (
    clock_words,
    headline,
    held_words,
    is_news,
    moment,
    result,
    trouble_words,
)
from desktop.ui.screens.sending.occurred import Occurred
from desktop.ui.screens.sending.panel import SendPanel
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, InfoRow, Notice, Tone
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.sending import SendProgress, SendState, Sent


_MOVED = "本部へ送っています。{total}件のうち {done}件が届きました。このまま、ほかの作業ができます。"
_PLAIN = "本部との通信が暗号化されていません（設定「本部」で許してあります）。閉じた回線のほかでは使わないでください。"


class ToHqPanel(SendPanel):
    """The network never holds the desk up: sending runs beside it, and nothing is lost when it fails."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._sender = workplace.sending
        self.headline = Text("", "title")
        self.since, self.last = InfoRow("いちばん古い記録"), InfoRow("最後に届いた時刻")
        self.next, self.address = InfoRow("次にひとりでに送る時刻"), InfoRow("本部のアドレス")
        self.send = PrimaryButton("今すぐ送る", self.send_now, icon="send")
        self.progress, self.notice = ProgressStrip(self._sender.stop), Notice()
        self.clock, self.held, self.plain = Notice(), Notice(), Notice()
        self.status, self.enrolment = Card(), EnrolmentPanel(workplace)
        self.apart = Notice("", action=SecondaryButton("保留を見る", lambda: self.wanted.emit("apart")))
        self.occurred = Occurred(workplace)
        self._stands = False
        """Whether the notice says how things stand, not what came of sending: it goes when that is over."""
        self._praises = False
        """Whether the notice says that all went well: it goes when something new waits."""
        self._arrange()
        self._listen()

    def first_focus(self) -> QWidget | None:
        return self.send if self.send.isVisibleTo(self) and self.send.isEnabled() else None

    def refresh(self) -> None:
        from desktop.app.sending import send_state

        self.workplace.do(send_state).then(self._show, owner=self)
        self.occurred.refresh()

    def send_now(self) -> None:
        """今すぐ送る. A second press while it runs changes nothing."""
        if not self._sender.is_sending:
            self.shell.begin()  # or 「本部へ送りました」 of the last time would stand below what fails now
        self._sender.send_now()

    def _arrange(self) -> None:
        self.status.add(self.headline)
        self.status.add(self.notice)
        self.status.add(self.progress)
        self.status.add(FlowRow(self.send))  # above what is only read: with large text it would be out of sight
        for part in (self.since, self.last, self.next, self.address, self.apart):
            self.status.add(part)
        for notice in (self.held, self.clock, self.plain):
            self.status.add(notice)
        self.send.setMinimumHeight(theme.px(56))
        self.enrolment.hide()
        self.column.addWidget(self.occurred)
        self.column.addWidget(self.status)
        self.column.addWidget(self.enrolment)
        self.end()

    def _listen(self) -> None:
        self.enrolment.enrolled.connect(self._enrolled)
        self.workplace.changed.connect(self._changed)
        self._sender.began.connect(self._began)
        self._sender.moved.connect(self._moved)
        self._sender.sent.connect(self._sent)
        self._sender.failed.connect(self._not_sent)
        self.shell.commands.add(
            Command("send.now", "今すぐ送る", self.send_now, "", "send", ("おくる", "okuru", "soushin"))  # no-tr
        )

    def _show(self, state: "SendState") -> None:
        today = self.shell.status.today
        self.headline.say(headline(state))
        for row, at in ((self.since, state.since), (self.last, state.last_confirmed)):
            row.setVisible(at is not None)
            row.value.say(moment(at, today) if at else "")
        self._show_next(state)
        self.address.setVisible(state.enrolled)
        self.address.value.say(state.hq_url)
        self.send.setVisible(state.enrolled)
        self.enrolment.setVisible(not state.enrolled and not state.training)
        self._tell_standing(state)
        self._tell_beside(state)

    def _show_next(self, state: "SendState") -> None:
        at = self._sender.next_try() if state.enrolled and not state.training else None
        self.next.setVisible(at is not None)
        self.next.value.say("{time}ごろ", time=at.toString("H:mm") if at else "")

    def _tell_standing(self, state: "SendState") -> None:
        if state.training:
            self._tell_stands("練習モードの記録は、本部へ送りません。自由に試してください。", "info")
        elif not state.enrolled:
            self._tell_stands("まだ本部に登録していません。記録はこの端末に残り、登録したあとに送れます。", "info")
        elif state.trouble is not None and not self._sender.is_sending:
            words = partial(trouble_words, state.trouble, self.shell.status.today)
            self._tell_stands("{words}", "error", words=words)
        elif self._stands or (self._praises and state.unsent > state.held):
            self._tell_result("")

    def _tell_stands(self, source: str, tone: Tone, **values: object) -> None:
        self.notice.show_notice(source, tone, **values)
        self._stands, self._praises = True, False

    def _tell_result(self, source: str, tone: Tone = "info", **values: object) -> None:
        self.notice.show_notice(source, tone, **values)
        self._stands, self._praises = False, tone == "success"

    def _tell_beside(self, state: "SendState") -> None:
        """What is no reason not to send, but must be known."""
        ahead, held = state.clock_ahead, state.held
        self.apart.show_notice("保留が {n}件あります。" if state.apart else "", "warning", n=state.apart)
        if ahead is None:
            self.clock.show_notice("")
        else:
            self.clock.show_notice("{words}", "warning", words=partial(clock_words, ahead))
        self.held.show_notice("{words}" if held else "", "warning", words=partial(held_words, held))
        self.plain.show_notice(_PLAIN if state.readable_on_the_way else "", "warning")

    def _began(self) -> None:
        self._tell_result("")
        self.progress.show_progress("本部へ送っています。このまま、ほかの作業ができます。")
        self.progress.stand_for(self.send)

    def _moved(self, progress: "SendProgress") -> None:
        if not progress.is_sending:
            self.progress.show_progress("ほかの端末の記録を受け取っています。このまま、ほかの作業ができます。")
        elif progress.delivered:
            self.progress.show_progress(_MOVED, progress.delivered, progress.total)

    def _sent(self, report: "Sent", by_hand: bool) -> None:
        self._rest()
        if by_hand or report.quarantined:
            tone: Tone = "warning" if report.quarantined else "success"
            self._tell_result("{words}", tone, words=partial(result, report))
        if by_hand:
            self.shell.tell(tr("本部へ送りました" if is_news(report) else "新しく送る記録はありませんでした"))

    def _not_sent(self, problem: Problem, by_hand: bool) -> None:
        self._rest()
        self._tell_problem(problem)
        if by_hand and problem.code != "stopped" and not self.isVisible():
            self.shell.tell_problem(problem)

    def _tell_problem(self, problem: Problem) -> None:
        self._tell_result("{why}", "info" if problem.code == "stopped" else "error", why=partial(told, problem))

    def _enrolled(self) -> None:
        self._tell_result("")
        self.shell.tell(tr("本部に登録しました"))
        self.send.show()
        if self.enrolment.code.hasFocus():
            self.send.setFocus()
        self.refresh()
        self.send_now()

    def _rest(self) -> None:
        self.progress.end()
        self.refresh()

    def _changed(self, _changed: Changed) -> None:
        if self.isVisible():
            self.refresh()
