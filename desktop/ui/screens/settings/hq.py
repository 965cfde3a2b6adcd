"""本部: whether this site is registered, and registering it."""

from typing import TYPE_CHECKING

from desktop.ui.i18n import tr
from desktop.ui.screens.sending.enrolment import EnrolmentPanel
from desktop.ui.screens.sending.model import moment
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import InfoRow
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.sending import SendState


class HqSection(Section):
    """Registering works as on the screen 本部へ送る."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        card = self.card("本部とのつながり")
        self.state, self.address, self.last = Text(""), InfoRow("本部のアドレス"), InfoRow("最後に届いた時刻")
        for part in (self.state, self.address, self.last):
            card.add(part)
        self.go = SecondaryButton("「本部へ送る」を開く", lambda: self.shell.go("send"), icon="send")
        card.add(FlowRow(self.go))
        self.plain = SegmentedChoice("暗号化なし（http）で送ることを許す", (("off", "許さない"), ("on", "許す")))
        line = self.card("閉じた回線", "庁内だけの閉じた回線で、本部のアドレスが http で始まるときだけ使います。")
        self.row(line, "暗号化なし（http）で送ることを許す", self.plain)
        self.plain.chosen.connect(lambda value: self.keep("plain_http", value, lambda _kept: None))
        self.enrolment = EnrolmentPanel(workplace)
        self.enrolment.hide()
        self.column.addWidget(self.enrolment)
        self.end()
        self.enrolment.enrolled.connect(self._enrolled)

    def refresh(self) -> None:
        from desktop.app.sending import may_send_plainly, send_state

        self.workplace.do(send_state).then(self._show, owner=self)
        self.workplace.do(may_send_plainly).then(
            lambda allowed: self.plain.set_value("on" if allowed else "off"), owner=self
        )

    def _show(self, state: "SendState") -> None:
        if state.training:
            self.state.say("練習モードでは、本部に登録しません。")
        else:
            self.state.say("本部に登録してあります。" if state.enrolled else "まだ本部に登録していません。")
        self.address.setVisible(state.enrolled)
        self.address.value.say(state.hq_url)
        last = state.last_confirmed
        self.last.setVisible(last is not None)
        self.last.value.say(moment(last, self.shell.status.today) if last else "")
        self.enrolment.setVisible(not state.enrolled and not state.training)

    def _enrolled(self) -> None:
        self.shell.tell(tr("本部に登録しました"))
        self.refresh()
