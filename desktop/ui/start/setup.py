"""拠点を準備する: one page of few fields. What can wait, may wait."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from core.municipality import Municipality, is_municipality_code
from core.problem import Problem
from desktop.app.first_start import (
    SiteWanted,
    is_pin,
    municipalities_named,
    municipality,
    municipality_code,
)
from desktop.ui.i18n import told
from desktop.ui.start.parts import HintedField, Page, Rule, refuse_first
from desktop.ui.start.passphrase import PassphraseFields
from desktop.ui.widgets.buttons import Button, PrimaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.progress import ProgressStrip


class SetUpPage(Page):
    """`wanted(SiteWanted, HQ address, code)`; address and code are empty for あとで."""

    wanted = Signal(object, str, str)
    cancelled = Signal()
    begun = Signal(object)
    """The open Desk, after a registration at headquarters that did not work."""

    def __init__(self) -> None:
        super().__init__("拠点を準備する", "拠点の名前と自治体コードだけで始められます。ほかは、あとからでもできます。")
        self._needs_passphrase = False
        self._made: object = None
        self.name = HintedField("拠点の名前", "受付をする場所や団体の名前です。", "たとえば: 田無公民館", free=True)
        self.code = HintedField("自治体コード", "6桁の番号です。自治体の名前を入れて、さがすこともできます。", "132292")
        self.found = FlowRow(gap=8)
        self.coordinator = HintedField("責任者のお名前", "入れなくても始められます。", "たとえば: 森 陽子", free=True)
        self.pin = HintedField(
            "責任者の暗証番号", "4桁から12桁の数字です。名簿や設定を開くときに使います。", secret=True
        )
        self.passphrase = PassphraseFields()
        self.address = HintedField("本部のアドレス", "", "https://")
        self.enrolment = HintedField("本部の登録コード", "本部から受け取った16文字です。")
        self.use_passphrase = Button("パスフレーズで守る", self._turn_passphrase)
        self.use_hq = Button("本部の登録コードがあります", self._turn_hq)
        self.notice = Notice(_NO_STORE, "info")
        self.trouble = Notice("", "error")
        self.progress = ProgressStrip()
        self.start = PrimaryButton("この内容で準備する", self._start, icon="check")
        self.back = TextButton("もどる", self.cancelled.emit)
        self._arrange()
        self.code.field.textChanged.connect(self._look_up)

    def first_focus(self) -> QWidget:
        return self.name

    def need_passphrase(self, needed: bool) -> None:
        """Whether this computer has no store for keys."""
        self._needs_passphrase = needed
        self.notice.setVisible(needed)
        self.use_passphrase.setVisible(not needed)
        self._turn_passphrase()

    def work(self) -> None:
        """The site is being made."""
        self.start.setEnabled(False)
        self.trouble.show_notice("")
        self.progress.show_progress("準備しています…")

    def refuse(self, problem: Problem) -> None:
        """It could not be made; nothing was."""
        self._rest()
        self.trouble.show_notice("{why}", "error", why=partial(told, problem))

    def join(self) -> None:
        """The site stands; headquarters is being asked."""
        self.progress.show_progress("本部に登録しています…")

    def stand_alone(self, desk: object, problem: Problem) -> None:
        """The site stands without headquarters: say why, and let the day begin."""
        self._made = desk
        self._rest()
        alone = "拠点はできました。本部への登録だけできませんでした。{why}"
        self.trouble.show_notice(alone, "warning", why=partial(told, problem))
        self.start.say("このまま始める")
        self.back.hide()

    def _rest(self) -> None:
        self.start.setEnabled(True)
        self.progress.hide()

    def _arrange(self) -> None:
        site, staff, safety, hq = Card("拠点"), Card("責任者"), Card("記録を守る鍵"), Card("本部")
        for button in (self.use_passphrase, self.use_hq):
            button.setCheckable(True)
        site.add(self.name)
        site.add(self.code)
        site.add(self.found)
        staff.add(self.coordinator)
        staff.add(self.pin)
        safety.add(self.notice)
        safety.add(FlowRow(self.use_passphrase))
        safety.add(self.passphrase)
        hq.add(FlowRow(self.use_hq))
        hq.add(self.address)
        hq.add(self.enrolment)
        for card in (site, staff, safety, hq):
            card.body.setSpacing(20)
        self.add(site, staff, safety, hq, self.trouble, self.progress)
        self.column.addLayout(FlowRow(self.start, self.back))
        self.column.addStretch(1)
        self.need_passphrase(False)
        self._turn_hq()

    def _turn_passphrase(self) -> None:
        self.passphrase.setVisible(self._needs_passphrase or self.use_passphrase.isChecked())

    def _turn_hq(self) -> None:
        self.address.setVisible(self.use_hq.isChecked())
        self.enrolment.setVisible(self.use_hq.isChecked())

    def _look_up(self, text: str) -> None:
        self.found.clear()
        if municipality_code(text).isdigit():
            self._name_code(text)
        else:
            for each in municipalities_named(text):
                self.found.addWidget(self._suggestion(each))

    def _name_code(self, text: str) -> None:
        code = municipality_code(text)
        place = municipality(text)
        if place is not None:
            self.code.help("{place}", place=f"{place.prefecture} {place.name}".strip())
        elif len(code) == 6 and not is_municipality_code(code):
            self.code.refuse("この番号は、自治体コードではありません。数字を確かめてください。")

    def _suggestion(self, place: Municipality) -> Button:
        button = Button(f"{place.prefecture} {place.name}".strip(), partial(self._take, place.code))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _take(self, code: str) -> None:
        self.code.field.setText(code)
        self.coordinator.setFocus()

    def _start(self) -> None:
        if self._made is not None:
            self.begun.emit(self._made)
            return
        if refuse_first(self._rules()):
            return
        passphrase = self.passphrase.text() if self.passphrase.isVisibleTo(self) else None
        site = SiteWanted(
            self.name.text(), municipality_code(self.code.text()), self.coordinator.text(), self.pin.text(), passphrase
        )
        joins = self.use_hq.isChecked()
        self.wanted.emit(site, self.address.text() if joins else "", self.enrolment.text() if joins else "")

    def _rules(self) -> tuple[Rule, ...]:
        joins, protects = self.use_hq.isChecked(), self.passphrase.isVisibleTo(self)
        return (
            (not self.name.text(), self.name, "拠点の名前を入れてください。"),
            (
                not is_municipality_code(municipality_code(self.code.text())),
                self.code,
                "6桁の自治体コードを入れてください。",
            ),
            (bool(self.pin.text()) and not is_pin(self.pin.text()), self.pin, "4桁から12桁の数字にしてください。"),
            *(self.passphrase.rules() if protects else ()),
            (joins and not self.address.text(), self.address, "本部のアドレスを入れてください。"),
            (joins and not self.enrolment.text(), self.enrolment, "本部の登録コードを入れてください。"),
        )


_NO_STORE = "このパソコンには鍵の保管庫がないため、記録を開くたびにパスフレーズを入れます。"
