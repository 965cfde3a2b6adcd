"""This laptop waits for the others: one button, then its QR and its address."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.peering import Peering
from desktop.ui.widgets.buttons import Button, PrimaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card
from desktop.ui.widgets.qr import QrPicture
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.ui.widgets.text import Text

_QR_WIDTH = 232
"""A camera an arm's length away reads it."""


class WaitingCard(Card):
    """Nothing listens before the button was pressed; what is shown then is for the other laptop."""

    def __init__(self, peers: Peering) -> None:
        super().__init__("この端末で待つ")
        self._peers = peers
        self.listen = PrimaryButton("ほかの端末とつなぐ", peers.listen, icon="network")
        self.stop = Button("待つのをやめる", peers.stop_listening)
        self.picture, self.where, self.others = (
            QrPicture("この端末につなぐためのQR", _QR_WIDTH),
            Text("", "title"),
            Text("", "muted"),
        )
        self.at_start = SegmentedChoice("窓口を開くたびに待つ", (("off", "しない"), ("on", "する")))
        self.explained = Text(
            "受付の端末だけで押します。相談の端末では押さずに、下の「待っている端末につなぐ」を使います。"
            "押すまでは、どこからもつながりません。"
            "Windowsの「ファイアウォール」の画面が出たら、「プライベート ネットワーク」だけに印を付けて許可します。"
        )
        self.shown = self._shown()
        self.add(self.explained)
        self.add(FlowRow(self.listen))
        self.add(self.shown)
        self.at_start.chosen.connect(lambda value: peers.listen_at_start(value == "on"))
        self.show_state()

    def show_state(self) -> None:
        """As it is now."""
        port = self._peers.port
        for part, visible in (
            (self.explained, port is None),
            (self.listen, port is None),
            (self.shown, port is not None),
        ):
            part.setVisible(visible)
        self.at_start.set_value("on" if self._peers.at_start else "off")
        if port is not None:
            self._show_where(port)

    def _show_where(self, port: int) -> None:
        from core.peer_code import Address, code_of

        addresses = [Address(each, port) for each in self._peers.addresses]
        self.picture.show_text(code_of(addresses[0]) if addresses else "")
        self.picture.setVisible(bool(addresses))
        if not addresses:
            self.where.say("この端末は、どのネットワークにもつながっていません。Wi-FiかLANケーブルをつないでください。")
        else:
            self.where.say("{address}", address=addresses[0])
        more = "　".join(map(str, addresses[1:4]))
        self.others.setVisible(bool(more))
        self.others.say("つながらないときのアドレス：{more}", more=more)

    def _shown(self) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        explained = Text("待っています。もう1台で、このQRを読み取るか、下のアドレスを入れてください。")
        for part in (explained, self.where, self.others, Text("窓口を開くたびに待つ", "muted"), self.at_start):
            column.addWidget(part)
        column.addLayout(FlowRow(self.stop))
        column.addStretch()
        holder = QWidget()
        left = QVBoxLayout(holder)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        return SideBySide(holder, words, width=_QR_WIDTH, height=0)
