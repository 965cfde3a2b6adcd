"""この拠点にもう一台加える: the sheet, its code, and who tells the rest."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.problem import Problem
from desktop.ui.i18n import told
from desktop.ui.jobs import Jobs
from desktop.ui.start.parts import HintedField, Page, Rule, refuse_first
from desktop.ui.start.passphrase import PassphraseFields
from desktop.ui.start.sheet import SheetFields
from desktop.ui.widgets.buttons import PrimaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.text import Text

LAPTOP, HQ = "laptop", "hq"


class JoinPage(Page):
    """`wanted(sheet, code, laptop's address, (HQ address, code), passphrase)`; one of the two ways is empty."""

    wanted = Signal(str, str, str, object, str)
    cancelled = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__("この拠点にもう一台加える", "金庫の復旧用紙と、そこに手書きしたコードを用意してください。")
        self.sheet = SheetFields(jobs)
        self.by = SegmentedChoice("教えてもらう相手", ((LAPTOP, "この拠点のほかの端末"), (HQ, "本部")))
        self.laptop_how = Text(_LAPTOP_HOW)
        self.laptop = HintedField("ほかの端末のアドレス", "その端末の画面に出ている数字です。", "192.168.0.5")
        self.address = HintedField("本部のアドレス", "", "https://")
        self.enrolment = HintedField("本部の登録コード", "本部から受け取った16文字です。")
        self.passphrase = PassphraseFields()
        self.trouble, self.progress = Notice("", "error"), ProgressStrip()
        self.start = PrimaryButton("この端末を加える", self._start, icon="check")
        self.back = TextButton("もどる", self._cancel)
        self._arrange()

    def first_focus(self) -> QWidget:
        return self.sheet

    def need_passphrase(self, needed: bool) -> None:
        """Whether this computer has no store for keys."""
        self.safety.setVisible(needed)

    def work(self) -> None:
        """Asking, then writing."""
        self.trouble.show_notice("")
        self.progress.show_progress("用紙を確かめて、相手に問い合わせています…")
        self.progress.stand_for(self.start, self.back)

    def refuse(self, problem: Problem) -> None:
        """It did not come about; nothing was made here."""
        self.progress.end()
        self.trouble.show_notice("{why}", "error", why=partial(told, problem))

    def _arrange(self) -> None:
        paper, teller, self.safety = Card("復旧用紙"), Card("教えてもらう相手"), Card("記録を守る鍵")
        paper.add(self.sheet)
        for part in (Text(_WHY), self.by, self.laptop_how, self.laptop, self.address, self.enrolment):
            teller.add(part)
        self.safety.add(self.passphrase)
        for card in (paper, teller, self.safety):
            card.body.setSpacing(20)
        self.add(paper, teller, self.safety, self.trouble, self.progress)
        self.column.addLayout(FlowRow(self.start, self.back))
        self.column.addStretch(1)
        self.by.chosen.connect(self._turn)
        self.by.set_value(LAPTOP)
        self._turn(LAPTOP)
        self.need_passphrase(False)

    def _turn(self, by: str) -> None:
        for part in (self.laptop_how, self.laptop):
            part.setVisible(by == LAPTOP)
        for part in (self.address, self.enrolment):
            part.setVisible(by == HQ)

    def _cancel(self) -> None:
        self.sheet.forget()
        self.cancelled.emit()

    def _start(self) -> None:
        paper = self.sheet.texts()
        if paper is None or not self.start.isEnabled() or refuse_first(self._rules()):
            return
        by_hq = self.by.value() == HQ
        laptop = "" if by_hq else self.laptop.text()
        hq = (self.address.text(), self.enrolment.text()) if by_hq else None
        self.wanted.emit(*paper, laptop, hq, self.passphrase.text() if self.safety.isVisibleTo(self) else "")

    def _rules(self) -> tuple[Rule, ...]:
        by_hq, protects = self.by.value() == HQ, self.safety.isVisibleTo(self)
        return (
            (not by_hq and not self.laptop.text(), self.laptop, "ほかの端末のアドレスを入れてください。"),
            (by_hq and not self.address.text(), self.address, "本部のアドレスを入れてください。"),
            (by_hq and not self.enrolment.text(), self.enrolment, "本部の登録コードを入れてください。"),
            *(self.passphrase.rules() if protects else ()),
        )


_WHY = "用紙だけでは分からないこと（拠点の名前、いままでの記録）を、次のどちらかから受け取ります。"
_LAPTOP_HOW = "ほかの端末で「本部へ送る」の「この拠点の端末」を開き、「ほかの端末とつなぐ」を押してください。"
