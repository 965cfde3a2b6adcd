"""この拠点の端末: who of the site's other laptops is there, waiting for them, and talking to one that waits."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.card_code import Code, CodeKind, parse
from core.problem import Problem
from desktop.ui.i18n import told, tr
from desktop.ui.screens.reception.camera import CameraCorner
from desktop.ui.screens.sending.panel import SendPanel
from desktop.ui.screens.sending.peer_waiting import WaitingCard
from desktop.ui.widgets.buttons import Button, SecondaryButton, TextButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice, Tone
from desktop.ui.widgets.reveal import reveal
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from core.peer_code import Address, Found
    from desktop.app.peer_room import Contact, Link
    from desktop.app.peers import AtStart


class PeersPanel(SendPanel):
    """Whatever goes wrong here is told here, and never in the way of a reception."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.peers = workplace.peers
        self.own, self.standing, self.notice = Text("", "strong"), QVBoxLayout(), Notice()
        self.lines: list[Notice] = []
        self._stops: dict[Address, TextButton] = {}
        self.waiting = WaitingCard(self.peers)
        self.address = LineField("もう1台のアドレス", "192.168.0.5")
        self.connect_button = SecondaryButton("つなぐ", self.connect_typed, icon="network")
        self.look_button = Button("近くの端末をさがす", self.look_around, icon="search")
        self.camera = CameraCorner(self, workplace)
        self.near, self.looking = FlowRow(), Text("", "muted")
        self._arrange()
        self._listen()

    def first_focus(self) -> QWidget | None:
        return self.waiting.listen if self.waiting.listen.isVisibleTo(self) else None

    def refresh(self) -> None:
        """Show how it stands; nothing is asked of the network by looking."""
        from desktop.app.peers import at_start

        self.workplace.do(at_start).then(self._show_own, owner=self)
        self._show()

    def take_scan(self, code: str) -> bool:
        """The QR that another laptop shows. Cards go to the door as ever."""
        if not code.startswith(CodeKind.PEER):
            return False
        self.shell.sounds.play("done")
        self._begin_talk()
        self.peers.connect_code(code)
        return True

    def connect_typed(self) -> None:
        """つなぐ: an address as the other laptop shows it, or the characters of its QR."""
        from core.peer_code import typed_address

        text = self.address.text()
        code = parse(text)
        if isinstance(code, Code) and self.take_scan(code.text):
            return
        try:
            address = typed_address(text)
        except Problem as problem:
            self._refused(problem)
            return
        self._connect(address)

    def look_around(self) -> None:
        """Where the network lets it through, the laptops that wait are listed by their letters."""
        self.notice.show_notice("")
        self.looking.say("近くで待っている端末をさがしています。出てこないときは、QRかアドレスでつなげます。")
        self.looking.show()
        self.peers.look_around()

    def hideEvent(self, event: QEvent) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]
        self.looking.hide()
        self.near.clear()
        self.peers.look_away()

    def _arrange(self) -> None:
        card = self.card(
            "この拠点の端末",
            "インターネットがなくても、同じWi-Fiやルーターの端末どうしで、受付と相談の記録をすぐに分け合えます。",
        )
        card.add(self.own)
        card.add(self.standing)
        card.add(self.notice)
        self.column.addWidget(self.waiting)
        other = self.card(
            "待っている端末につなぐ",
            "もう1台で「ほかの端末とつなぐ」を押し、出てきたQRを、読み取り機かカメラで読み取ります。",
        )
        self.row(other, "もう1台のアドレス", self.address)
        other.add(FlowRow(self.connect_button, self.camera.button, self.look_button))
        other.add(self.camera.view)
        other.add(self.looking)
        other.add(self.near)
        self.looking.hide()
        self.end()

    def _listen(self) -> None:
        self.address.submitted.connect(lambda _text: self.connect_typed())
        self.camera.scanned.connect(self.take_scan)
        self.peers.stood.connect(self._stood)
        self.peers.refused.connect(self._refused)
        self.peers.found.connect(self._found)

    def _connect(self, address: "Address") -> None:
        self._begin_talk()
        self.peers.connect_to(address)

    def _begin_talk(self) -> None:
        self.address.clear()
        self.notice.show_notice("もう1台の端末につないでいます。")
        reveal(self.notice)

    def _stood(self) -> None:
        if any(link.letter or link.problem for link in self.peers.links):
            self.notice.show_notice("")
        if self.isVisible():
            self._show()

    def _refused(self, problem: Problem) -> None:
        self.notice.show_notice("{told}", "warning", told=partial(told, problem))
        reveal(self.notice)

    def _found(self, found: "tuple[Found, ...]") -> None:
        self.near.clear()
        for each in found:
            button = SecondaryButton("", partial(self._connect, each.address), icon="network")
            button.say("端末{letter}につなぐ", letter=each.letter)
            self.near.addWidget(button)

    def _show_own(self, start: "AtStart") -> None:
        self.own.say("この端末は、端末{letter}です。", letter=start.letter)

    def _show(self) -> None:
        self.waiting.show_state()
        held = next((address for address, stop in self._stops.items() if stop.hasFocus()), None)
        self._clear()
        self._show_lines()
        if held is not None:  # each time that anybody is heard the lines are new
            self._stops.get(held, self.address).setFocus()

    def _show_lines(self) -> None:
        heard = {each.device_id: each for each in self.peers.contacts}
        for link in self.peers.links:
            if link.problem is not None:
                self._show_trouble(link, link.problem, heard.pop(link.device_id or "", None))
        for contact in heard.values():
            self._show_contact(contact)
        if not self.lines:
            self._line("まだ、どの端末ともつながっていません。", "info")

    def _show_contact(self, contact: "Contact") -> None:
        letter, hour, minute = contact.letter, contact.at.hour, f"{contact.at.minute:02}"
        if self.peers.is_there(contact):
            link = next((each for each in self.peers.links if each.device_id == contact.device_id), None)
            self._line(
                "端末{letter}とつながっています　最後 {hour}時{minute}分",
                "success",
                link,
                letter=letter,
                hour=hour,
                minute=minute,
            )
        else:
            self._line(
                "端末{letter}とつながっていません　最後 {hour}時{minute}分",
                "warning",
                letter=letter,
                hour=hour,
                minute=minute,
            )

    def _show_trouble(self, link: "Link", problem: Problem, heard: "Contact | None") -> None:
        """What is in the way, and when that laptop was last heard."""
        where, why = partial(self._where, link), partial(told, problem)
        if heard is None:
            self._line("{where}：{told}", "warning", link, where=where, told=why)
        else:
            hour, minute = heard.at.hour, f"{heard.at.minute:02}"
            source = "{where}とつながっていません（最後 {hour}時{minute}分）。{told}"
            self._line(source, "warning", link, where=where, hour=hour, minute=minute, told=why)

    def _where(self, link: "Link") -> str:
        return tr("端末{letter}", letter=link.letter) if link.letter else str(link.address)

    def _line(self, source: str, tone: Tone, link: "Link | None" = None, **values: object) -> None:
        stop = None
        if link is not None:
            stop = TextButton("つなぐのをやめる", partial(self.peers.disconnect_from, link.address))
            self._stops[link.address] = stop
        line = Notice("", action=stop)
        self.standing.addWidget(line)
        line.show_notice(source, tone, **values)
        self.lines.append(line)

    def _clear(self) -> None:
        for line in self.lines:
            self.standing.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines, self._stops = [], {}
