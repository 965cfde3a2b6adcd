"""The editor: lines at the left, the leaflet as it will be printed at the right. Whatever is typed stays."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.handout_draft import HandoutDraft, read_draft
from core.handout_lines import PICTURE_NAMES, Fault
from core.handouts import Picture, Register
from core.problem import Problem
from desktop.ui.i18n import tr
from desktop.ui.jobs import Job
from desktop.ui.screens.handouts.fault_list import FaultList
from desktop.ui.screens.handouts.head import HeadForm
from desktop.ui.screens.handouts.lines_edit import LinesEdit
from desktop.ui.widgets.buttons import Button, PrimaryButton, TextButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.segmented import SegmentedChoice
from desktop.ui.widgets.side_by_side import SideBySide
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.app.handout_writing import SamplePlace
    from desktop.app.own_handouts import HandoutWritten
    from desktop.app.waiting import DeskChoices
    from desktop.ui.widgets.pdf import PdfPreview

PAUSE_MS = 400
_HEAD = "head"
_LEGEND = "1行に1つ書きます。ふりがなは {漢字|かんじ}、強調は *ことば*。ふつうの文章と同じように直せます。"


class HandoutEditor(QWidget):
    """`saved(HandoutWritten)`; `left` with nothing lost: what was typed is there again at the next `write`."""

    saved = Signal(object)
    left = Signal()
    used = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._shell = workplace, workplace.shell
        self._draft: HandoutDraft | None = None
        self._drawing: Job[bytes | None] | None = None
        self._filling = False
        self._place: SamplePlace | None = None
        self.preview: PdfPreview | None = None
        self.what = Text("", "heading", wrap=False)
        self.save = PrimaryButton("新しい版として残す", self.keep, icon="save")
        self.part = SegmentedChoice(
            "どこを書くか",
            ((Register.STANDARD.value, "標準"), (Register.EASY.value, "やさしい"), (_HEAD, "相談内容・ページ")),
            Register.STANDARD.value,
        )
        self.panes = {Register.STANDARD: LinesEdit("標準の文章"), Register.EASY: LinesEdit("やさしい日本語の文章")}
        self.head, self.faults = HeadForm(), FaultList()
        self.picture = DropDown("絵を替える", letters=6)
        self.state = Text("", "caption")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._arrange()
        self._connect()

    def write(self, draft: HandoutDraft) -> None:
        """Begin with this."""
        self._draft, self._filling = draft, True
        self.what.say("{handout} を書いています", handout=draft.id)
        for register, pane in self.panes.items():
            pane.set_text(draft.lines(register))
        self.head.url.setText(draft.url)
        self.head.check_by.setText(draft.check_by)
        self.head.en.setText(draft.en)
        self.head.set_topics(draft.topics)
        self._filling = False
        self.turn_to(Register.STANDARD.value)
        self.look()
        self._fetch()

    @property
    def draft(self) -> HandoutDraft | None:
        """All that stands here now."""
        if self._draft is None:
            return None
        return replace(
            self._draft,
            topics=self.head.topics,
            en=self.head.en.text(),
            url=self.head.url.text(),
            check_by=self.head.check_by.text(),
            standard=self.panes[Register.STANDARD].text(),
            easy=self.panes[Register.EASY].text(),
        )

    @property
    def register(self) -> Register:
        """The one that is looked at."""
        return Register.EASY if self.part.value() == Register.EASY else Register.STANDARD

    def turn_to(self, part: str) -> None:
        """標準, やさしい, or what belongs to no line."""
        self.part.set_value(part)
        page: QWidget = self.head if part == _HEAD else self.panes[self.register]
        self._pages.setCurrentWidget(page)
        self._tools.setVisible(part != _HEAD)
        (self.head.url if part == _HEAD else page).setFocus()
        self.look()

    def keep(self) -> None:
        """新しい版として残す. Where a fault stands, its place is shown and nothing is lost."""
        draft = self.draft
        if draft is None:
            return
        read = read_draft(draft)
        if not read.is_whole:
            self._lead_to_fault()
            return
        from desktop.app.own_handouts import save_draft

        self.save.setEnabled(False)
        self._workplace.do(save_draft, draft).then(self._saved, self._refused, owner=self)

    def leave(self) -> None:
        """Back to the list. What was typed is kept."""
        self.flush()
        self.left.emit()

    def flush(self) -> None:
        """Keep what was typed a moment ago without waiting for the moment to be over."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep_writing()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.flush()

    def _arrange(self) -> None:
        head = QWidget()
        head.setLayout(FlowRow(TextButton("一覧へ戻る", self.leave, icon="back"), self.what, self.save))
        self._tools = QWidget()
        pane = self._pane
        self._tools.setLayout(
            FlowRow(
                Button("手順を足す", lambda: pane().add_step(), icon="plus"),
                Button("ふりがなの記号", lambda: pane().mark_ruby()),
                Button("強調", lambda: pane().strengthen()),
                self.picture,
                gap=8,
            )
        )
        self._pages = QStackedWidget()
        for page in (*self.panes.values(), self.head):
            self._pages.addWidget(page)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.part, self._tools, Text(_LEGEND, "caption"), self._pages, self.faults):
            column.addWidget(part, 1 if part is self._pages else 0)
        self._sample = QVBoxLayout(right)
        self._sample.setContentsMargins(0, 0, 0, 0)
        self._sample.addWidget(self.state)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(head)
        whole.addWidget(SideBySide(left, right, width=560), 1)

    def _connect(self) -> None:
        self.part.chosen.connect(self.turn_to)
        self.faults.wanted.connect(lambda line: self._pane().go_to(line))
        self.faults.ruby_wanted.connect(lambda line, word: self._pane().put_ruby(line, word))
        self._pause.timeout.connect(self._rest)
        self.head.edited.connect(self._edited)
        for pane in self.panes.values():
            pane.textChanged.connect(self._edited)
        self.picture.addItem(tr("絵を替える"), "")
        for picture, name in PICTURE_NAMES.items():
            self.picture.addItem(name, picture.value)
        self.picture.activated.connect(lambda _place: self._change_picture())

    def _pane(self) -> LinesEdit:
        return self.panes[self.register]

    def _change_picture(self) -> None:
        chosen = self.picture.value()
        self.picture.setCurrentIndex(0)
        if chosen:
            self._pane().change_picture(Picture(chosen))

    def _edited(self) -> None:
        if not self._filling:
            self.used.emit()
            self._pause.start()

    def _rest(self) -> None:
        """A moment without a key: look at it, draw it, keep it."""
        self.look()
        self._keep_writing()

    def look(self) -> None:
        """Tell what is wrong with what stands here, and draw it."""
        draft = self.draft
        if draft is None or self._filling:
            return
        read = read_draft(draft)
        self.faults.show_faults((*read.head, *read.faults(self.register)))
        self._draw(draft)

    def _draw(self, draft: HandoutDraft) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        from desktop.app.handout_writing import sample_pdf

        if self._place is not None:
            work = partial(sample_pdf, draft, self.register, self._place)
            self._drawing = self._shell.jobs.background(work, self._drawn, owner=self)

    def _drawn(self, pdf: bytes | None) -> None:
        if pdf is None:
            self.state.say("赤い印の行を直すと、見本も新しくなります。")
            return
        self.state.say("印刷したときの見本です。")
        if self.preview is None:
            from desktop.ui.widgets.pdf import PdfPreview

            self.preview = PdfPreview()
            self._sample.addWidget(self.preview, 1)
        page = self.preview.page()
        self.preview.show_pdf(pdf)
        self.preview.turn(page - self.preview.page())

    def _lead_to_fault(self) -> None:
        draft = self.draft
        if draft is None:
            return
        read = read_draft(draft)
        if read.head:
            self.turn_to(_HEAD)
        elif read.faults(self.register) and not all(map(_is_advice, read.faults(self.register))):
            self._pane().go_to(read.faults(self.register)[0].line)
        else:
            other = Register.STANDARD if self.register is Register.EASY else Register.EASY
            self.turn_to(other.value)
            self._pane().go_to(read.faults(other)[0].line)
        self._shell.tell_problem(
            Problem("handout_unfinished", _UNFINISHED, "下に出ている行を直してから、もう一度押してください。")
        )

    def _keep_writing(self) -> None:
        from desktop.app.handout_writing import keep_writing

        if self.draft is not None:
            self._workplace.do(keep_writing, self.draft).then(owner=self)

    def _saved(self, written: "HandoutWritten") -> None:
        from desktop.app.handout_writing import forget_writing

        self._pause.stop()
        self._draft = None
        self.save.setEnabled(True)
        self._workplace.do(forget_writing).then(owner=self)
        self.saved.emit(written)

    def _refused(self, problem: Problem) -> None:
        self.save.setEnabled(True)
        self._shell.tell_problem(problem)

    def _fetch(self) -> None:
        """The topics that can be chosen, and what stands at the head of every leaflet."""
        from desktop.app.handout_writing import sample_place
        from desktop.app.waiting import desk_choices

        def show(choices: "DeskChoices") -> None:
            self.head.show_topics([topic for group in choices.groups for topic in group.topics])

        self._workplace.do(desk_choices).then(show, owner=self)
        self._workplace.do(sample_place).then(self._place_known, owner=self)

    def _place_known(self, place: "SamplePlace") -> None:
        self._place = place
        self.look()


_UNFINISHED = "配布資料の文章に、まだ直すところがあります。"


def _is_advice(fault: Fault) -> bool:
    return fault.is_advice
