"""本部への登録: address and one-time code, behind the coordinator's PIN."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.bridge import DeskFromBeside
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.fields import LineField
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.pin import PinPanel
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.enrolling import Enrolled


class EnrolmentPanel(QWidget):
    """`enrolled` once headquarters has taken the site in."""

    enrolled = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.form, self.pin = Card("本部に登録する"), PinPanel("本部に登録するため、確認します。")
        self.address = LineField("本部のアドレス", "https://…")
        self.code = LineField("登録コード", "XXXX-XXXX-XXXX-XXXX")
        self.button = PrimaryButton("登録する", self.submit, icon="network")
        self.notice, self.progress = Notice(), ProgressStrip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self.pin)
        self._fill()
        self.pin.hide()
        self.pin.entered.connect(self._check)
        self.pin.cancelled.connect(lambda: self._show_pin(False))
        for field in (self.address, self.code):
            field.submitted.connect(lambda _text: self.submit())

    def submit(self) -> None:
        """Ask for the PIN if there is one, then register."""
        from desktop.app.staff import has_pin

        self.notice.show_notice("")
        if self.address.text().strip() and self.code.text().strip():
            self._workplace.do(has_pin).then(lambda has: self._show_pin(True) if has else self._register(), owner=self)
        else:
            self.notice.show_notice("アドレスと登録コードの両方を入れてください。", "warning")

    def _fill(self) -> None:
        explained = Text(
            "本部から届いたアドレスと登録コード（16文字）を入れてください。"
            "登録しなくても、受付も相談もそのまま使えます。",
            "body",
        )
        self.form.add(explained)
        for label, field in (("本部のアドレス", self.address), ("登録コード", self.code)):
            field.setMaximumWidth(theme.px(520))
            self.form.add(Text(label, "muted"))
            self.form.add(field)
        self.form.add(self.notice)
        self.form.add(self.progress)
        self.form.add(FlowRow(self.button))

    def _show_pin(self, asked: bool) -> None:
        self.pin.setVisible(asked)
        self.form.setVisible(not asked)
        (self.pin if asked else self.code).setFocus()

    def _check(self, pin: str) -> None:
        from desktop.app.staff import check_pin

        self._workplace.do(check_pin, pin).then(
            lambda _none: self._register(), lambda problem: self.pin.refuse(problem.sentence), owner=self
        )

    def _register(self) -> None:
        from desktop.app.enrolling import enrol_beside

        self.pin.field.clear()
        self._show_pin(False)
        self.button.setEnabled(False)
        self.progress.show_progress("本部に登録しています")
        work = partial(enrol_beside, DeskFromBeside(self._workplace), self.address.text(), self.code.text())
        self._workplace.shell.jobs.background(work, self._done, self._refused, owner=self)

    def _done(self, _enrolled: "Enrolled") -> None:
        self._rest()
        self.code.clear()
        self.enrolled.emit()

    def _refused(self, problem: Problem) -> None:
        self._rest()
        self._workplace.shell.tell_problem(problem)

    def _rest(self) -> None:
        self.button.setEnabled(True)
        self.progress.hide()
