"""控えから始める: a copy, the recovery sheet and its code make a new machine go on where the old one was."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from core.problem import Problem
from desktop.ui.i18n import told, tr
from desktop.ui.jobs import Jobs
from desktop.ui.start.parts import HintedField, Page, refuse_first
from desktop.ui.start.passphrase import PassphraseFields
from desktop.ui.start.sheet import SheetFields
from desktop.ui.widgets.buttons import Button, PrimaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.text import Text


class CopyPage(Page):
    """`wanted(path, sheet, code, passphrase)`."""

    wanted = Signal(object, str, str, str)
    cancelled = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__("控えから始める", "前のパソコンの控えと、金庫の復旧用紙を用意してください。")
        self.path = HintedField("控えのファイル", "site- で始まる .db のファイルです。")
        self.choose = Button("ファイルを選ぶ", self._choose, icon="folder")
        self.sheet = SheetFields(jobs)
        self.passphrase = PassphraseFields(_NEW)
        self.trouble, self.progress = Notice("", "error"), ProgressStrip()
        self.start = PrimaryButton("この控えから始める", self._start, icon="check")
        self.back = TextButton("もどる", self._cancel)
        file, paper, self.safety = Card("控え"), Card("復旧用紙"), Card("記録を守る鍵")
        for card, parts in (
            (file, (self.path, Text(_BESIDE, "muted"))),
            (paper, (self.sheet,)),
            (self.safety, (self.passphrase,)),
        ):
            card.body.setSpacing(20)
            for part in parts:
                card.add(part)
        file.add(FlowRow(self.choose))
        self.add(file, paper, self.safety, self.trouble, self.progress)
        self.column.addLayout(FlowRow(self.start, self.back))
        self.column.addStretch(1)
        self.need_passphrase(False)

    def first_focus(self) -> QWidget:
        return self.path

    def need_passphrase(self, needed: bool) -> None:
        """Whether this computer has no store for keys."""
        self.safety.setVisible(needed)

    def work(self) -> None:
        """Opening, copying, and asking headquarters who was erased since."""
        self.trouble.show_notice("")
        self.progress.show_progress("控えを開いて、本部に問い合わせています…")
        self.progress.stand_for(self.start, self.back)

    def refuse(self, problem: Problem) -> None:
        """Nothing was changed on this computer."""
        self.progress.end()
        self.trouble.show_notice("{why}", "error", why=partial(told, problem))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("控えのファイルを選ぶ"), "", f"{tr('控え')} (*.db)")
        if name:
            self.path.field.setText(name)

    def _cancel(self) -> None:
        self.sheet.forget()
        self.cancelled.emit()

    def _start(self) -> None:
        if not Path(self.path.text()).is_file():
            self.path.refuse("控えのファイルを選んでください。")
            return
        paper = self.sheet.texts()
        protects = self.safety.isVisibleTo(self)
        if paper is None or not self.start.isEnabled() or (protects and refuse_first(self.passphrase.rules())):
            return
        self.wanted.emit(Path(self.path.text()), *paper, self.passphrase.text() if protects else "")


_BESIDE = "控えと同じ場所に、root-key.json というファイルも必要です。"
_NEW = "新しく決めます。8文字以上。紙に書いて、しまってください。"
