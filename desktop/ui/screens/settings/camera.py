"""カメラ: which one reads the cards, and a look through it."""

from desktop.devices.camera import FILM, camera_names
from desktop.ui.i18n import tr
from desktop.ui.screens.reception.camera import CameraCorner
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.workplace import Workplace


class CameraSection(Section):
    """A choice is kept at once; one that is not plugged in stays chosen, and another stands in for it."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.choice = DropDown("使うカメラ", letters=24)
        self.corner = CameraCorner(self, workplace)
        self.notice = Notice()
        card = self.card(
            "カードを読むカメラ",
            "読み取り機のかわりに、カメラでもカードを読めます。映像は保存せず、どこにも送りません。",
        )
        self.row(card, "使うカメラ", self.choice)
        card.add(FlowRow(self.corner.button))
        card.add(self.corner.view)
        card.add(self.notice)
        self.end()
        self.choice.activated.connect(lambda _index: self.keep("camera", self.choice.value(), self._kept))
        self.corner.scanned.connect(
            lambda _text: self.notice.show_notice("カードを読めました。このカメラで受付できます。", "success")
        )
        self.corner.misread.connect(
            lambda: self.notice.show_notice("コードは読めましたが、この窓口のカードではありません。", "info")
        )

    def refresh(self) -> None:
        from desktop.app.settings import setting

        self.notice.show_notice("")
        self.workplace.do(setting, "camera").then(self._show, owner=self)

    def _show(self, kept: str) -> None:
        names = camera_names()
        self.choice.clear()
        self.choice.addItem(tr("自動（つながっているカメラ）"), "")
        for name in names:
            self.choice.addItem(name, name)
        if kept and kept not in names:
            film = tr("動画のファイル: {path}", path=kept.removeprefix(FILM))
            unplugged = tr("{name}（つながっていません）", name=kept)
            self.choice.addItem(film if kept.startswith(FILM) else unplugged, kept)
        self.choice.set_value(kept)

    def _kept(self, _name: str) -> None:
        self.notice.show_notice("")
        self.shell.tell(tr("カメラを選びました"))
        self.corner.start_again()
