"""この端末は使えなくなりました: what happened, what to carry to whom, and how the laptop can be used again."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.app.revoked import Stopped, is_by_headquarters
from desktop.ui.start.parts import Page
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, IconLabel, InfoRow
from desktop.ui.widgets.text import Text


class StoppedPage(Page):
    """`anew`: put the stopped site away and begin with an empty laptop. `left`: close the window."""

    anew = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__("この端末は使えなくなりました")
        self._file = Path()
        self.why, self.rest, self.who = Text("", "lead"), Text("", "strong"), Text("")
        self.file = InfoRow("渡すファイル")
        self.folder = SecondaryButton("ファイルの場所を開く", self._open_folder, icon="folder")
        self.close_window = PrimaryButton("閉じる", self.left.emit)
        self.again = Button("この端末を、はじめから使う", self.anew.emit)
        card = Card()
        card.add(IconLabel("info", "key", 40))
        for part in (self.why, Text(_GONE), self.rest, self.file, self.who):
            card.add(part)
        card.add(FlowRow(self.close_window, self.folder, self.again))
        self.add(card)
        self.add(Text(_LATER, "muted"))
        self.column.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.folder if self.folder.isVisibleTo(self) else self.close_window

    def show_stopped(self, stopped: Stopped) -> None:
        """Fill the page."""
        by_hq = is_by_headquarters(stopped)
        self.why.say(_BY_HQ if by_hq else _BY_SHEET, site=stopped.site_name, letter=stopped.letter)
        self._file = Path(stopped.rest)
        left = bool(stopped.rest)
        self.rest.say(_LEFT if left else _ALL, count=stopped.unsent)
        self.file.value.say(self._file.name if left else "")
        self.who.say(_TO_HQ if stopped.for_hq else _TO_KEEPER)
        for part in (self.file, self.who, self.folder):
            part.setVisible(left)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))


_BY_HQ = "「{site}」の端末{letter}は、本部が止めました。"
_BY_SHEET = "「{site}」の端末{letter}は、拠点の責任者が復旧用紙で止めました。"
_GONE = "この端末にあった記録と鍵は、すべて消しました。お名前などは、もう読めません。"
_ALL = "ここで受け付けた記録は、すべて届いています。"
_LEFT = "まだ届いていない記録が{count}件あります。ほかの人には読めない形で、1つのファイルにしました。"
_TO_HQ = "このファイルをUSBメモリーなどに写して、本部の担当者に渡してください。"
_TO_KEEPER = "このファイルをUSBメモリーなどに写して、復旧用紙を持っている責任者に渡してください。"
_LATER = "まちがいで止められたときは、本部か責任者に連絡してください。復旧用紙があれば、もう一度加わることができます。"
