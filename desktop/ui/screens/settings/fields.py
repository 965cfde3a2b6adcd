"""来場者の項目: what is asked of visitors. By default nothing (promise 7)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox

from desktop.ui.i18n import tr
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Notice
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.asked_fields import AskedFields

_FIELDS = (("name", "お名前"), ("kana", "ふりがな"), ("phone", "電話番号"), ("birth_date", "生年月日"))
_ON_CARD = "来場者カードにお名前を印刷する"


class FieldsSection(Section):
    """A field is switched on together with the sentence that says what for."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        card = self.card(
            "来場者にお聞きする項目",
            "はじめは、番号と年代だけを記録します。必要な項目だけを選び、何のためにお聞きするかを書いてください。"
            "選んだ項目は暗号にして保存し、本部でも読めません。",
        )
        self.boxes = {name: QCheckBox() for name, _title in _FIELDS}
        self.on_card = QCheckBox()
        for box in (*self.boxes.values(), self.on_card):
            card.add(box)
        self.purpose = FreeLine("お聞きする目的", "例: 次回のご案内のため")
        self.row(card, "お聞きする目的", self.purpose)
        self.notice = Notice()
        card.add(self.notice)
        card.add(FlowRow(PrimaryButton("この内容に決める", self.decide, icon="check")))
        self.end()
        self._speak()
        self.purpose.submitted.connect(lambda _text: self.decide())

    def refresh(self) -> None:
        from desktop.app.asked_fields import asked_fields

        self.workplace.do(asked_fields).then(self._show, owner=self)

    def decide(self) -> None:
        """Keep the choice; a field without a purpose is not switched on."""
        from desktop.app.asked_fields import AskedFields, ask_fields

        names = tuple(name for name, box in self.boxes.items() if box.isChecked())
        wanted = AskedFields(names, self.purpose.text().strip(), self.on_card.isChecked())
        self.workplace.do(ask_fields, wanted).then(
            self._kept, lambda problem: self.notice.show_notice(problem.sentence, "warning"), owner=self
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        for name, title in _FIELDS:
            self.boxes[name].setText(tr(title))
        self.on_card.setText(tr(_ON_CARD))

    def _show(self, asked: "AskedFields") -> None:
        for name, box in self.boxes.items():
            box.setChecked(name in asked.names)
        self.purpose.setText(asked.purpose)
        self.on_card.setChecked(asked.name_on_card)
        self.notice.show_notice("")

    def _kept(self, asked: "AskedFields") -> None:
        self._show(asked)
        if asked.names:
            self.shell.tell(tr("お聞きする項目を決めました。受付の画面に出ます"))
        else:
            self.shell.tell(tr("番号と年代だけを記録します"))
