"""表から取り込む: a file is chosen, its columns are looked over, what is new is taken in; nothing waits for it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStandardPaths
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.problem import Problem
from desktop.app.files import write_file
from desktop.app.importing.kinds import KINDS
from desktop.app.importing.summary import Summary, rows_to_look_at_csv
from desktop.app.importing.tables import Table
from desktop.ui import theme
from desktop.ui.i18n import told as told_in_words
from desktop.ui.i18n import tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.importing.columns import ColumnsCard
from desktop.ui.screens.importing.figures import FiguresCard
from desktop.ui.screens.importing.model import SHORT, WORDS, session_word
from desktop.ui.screens.importing.run import ImportRun
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import EmptyState, Notice
from desktop.ui.widgets.progress import ProgressStrip
from desktop.ui.widgets.save_dialog import ask_where
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from core.facts import Session

_SIDE_BY_SIDE = 860
_FILES = "*.xlsx *.xlsm *.xls *.csv *.txt *.tsv"


class ImportScreen(Screen):
    """A table of one `kind` (`KINDS`). What stands before 取り込む is a look; only that button writes."""

    def __init__(self, shell: Shell, workplace: Workplace, kind: str) -> None:
        self.words = WORDS[kind]
        super().__init__(shell, self.words.title)
        self._workplace, self._bookings = workplace, kind == "bookings"
        self.kind, self.run = kind, ImportRun(workplace, kind)
        self.run.setParent(self)
        self.summary: Summary | None = None
        self.choose = PrimaryButton("ファイルを選ぶ", self.choose_file, icon="folder")
        self.other = SecondaryButton("別のファイルを選ぶ", self.choose_file, icon="folder")
        self.take = PrimaryButton(self.words.button, self.take_in, icon="save")
        self.save = SecondaryButton("この一覧を保存", self.choose_target, icon="save")
        self.file, self.notice = Text("", "heading"), Notice()
        self.progress = ProgressStrip(self.run.stop)
        self.sheets, self.sessions = DropDown("シート", letters=12), DropDown("どの予定の予約か", letters=20)
        self.undo: Button = SecondaryButton("この取り込みを取り消す", self.take_back, icon="undo")
        self.kinds = Choices("何の表か")
        self.kinds.set_choices([(each, tr(word)) for each, word in SHORT.items()])
        self.kinds.set_value(kind)
        self.columns = ColumnsCard(KINDS[kind].wanted)
        self.figures = FiguresCard(self.save)
        self._arrange()
        self._listen()

    def first_focus(self) -> QWidget:
        if self.choose.isVisibleTo(self):
            return self.choose
        return self.take if self.take.isVisibleTo(self) and self.take.isEnabled() else self.other

    def shown(self) -> None:
        if self._bookings:
            from desktop.app.importing.sessions_ahead import sessions_ahead

            self._workplace.do(sessions_ahead).then(self._offer_sessions, owner=self)

    def retranslate(self) -> None:
        self.kinds.set_choices([(each, tr(word)) for each, word in SHORT.items()])
        if self.run.table is not None:
            self.columns.show_table(self.run.table)
        if self.summary is not None:
            self.figures.show_summary(self.summary, done=not self.take.isVisibleTo(self))

    def choose_file(self) -> None:
        """Which file is asked in the system's own way."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = tr("表（Excel、CSV）") + f" ({_FILES})"
        dialog = QFileDialog(self, tr("ファイルを選ぶ"), documents, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Read it, and show what it would bring."""
        self._rest()
        self.file.say("{name}", name=path.name)  # also where it is refused: what is said is about this one
        self.progress.show_progress("「{name}」を読んでいます。", name=path.name)
        self.run.open_file(path)

    def take_in(self) -> None:
        """取り込む."""
        self.shell.begin()
        self.run.take_in()
        self.progress.stop.setFocus()  # before what has the keyboard is switched off, or the page would jump
        for part in (self.take, self.other, self.columns, self.sheets, self.sessions):
            part.setEnabled(False)

    def take_back(self) -> None:
        """この取り込みを取り消す: all that it wrote, and nothing else."""
        self.shell.begin()
        self.undo.hide()
        self.run.undo()
        self.progress.stop.hide()

    def choose_target(self) -> None:
        """Where the list of rows goes."""
        ask_where(self, tr("この一覧を保存"), tr("取り込みで確かめる行.csv"), self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the list beside everything else."""
        if self.summary is not None:
            data = rows_to_look_at_csv(self.summary)
            self.shell.jobs.background(partial(write_file, path, data), self._saved, owner=self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._columns.setDirection(direction)

    def _arrange(self) -> None:
        again = "何度取り込んでも、同じ行が二重になることはありません。"
        self._nothing = EmptyState(self.words.hint, again, icon="list")
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text("何の表を取り込みますか", "heading"))
        column.addWidget(self.kinds)
        column.addWidget(self._nothing)
        self._doing, asked, table = QWidget(), QWidget(), QWidget()
        self._doing.setLayout(FlowRow(self.choose, self.other, self.take, self.undo))
        asked.setLayout(FlowRow(self.sheets, self.sessions))
        page = QVBoxLayout(table)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(16)
        page.addWidget(self.file)
        page.addWidget(asked)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(24)
        self._columns.addWidget(self.columns, 1)
        self._columns.addWidget(self.figures, 1)
        page.addLayout(self._columns, 1)
        self._table, self._first = table, first
        self._pages = Pages(first, table)
        self.add(self.progress)
        self.add(self.notice)
        self.add(self._pages, 1)
        self._turn()
        for part in (self.other, self.take, self.undo, self.sheets, self.sessions):
            part.hide()

    def _turn(self) -> None:
        """What can be done stands beside the title, and below it where the text is large."""
        is_large = theme.scale() >= theme.LARGE
        if is_large and self.body.indexOf(self._doing) < 0:
            self.body.insertWidget(0, self._doing)
        elif not is_large and self.tools.indexOf(self._doing) < 0:
            self.tools.addWidget(self._doing)

    def _listen(self) -> None:
        self.run.opened.connect(self._opened)
        self.run.compared.connect(self._compared)
        self.run.progressed.connect(self._progressed)
        self.run.finished.connect(self._finished)
        self.run.undone.connect(self._undone)
        self.run.refused.connect(self._refused)
        self.kinds.chosen.connect(self._go_to)
        self.columns.changed.connect(self._change_meaning)
        self.sheets.activated.connect(lambda _index: self._choose_sheet())
        self.sessions.activated.connect(lambda _index: self._choose_session())

    def _opened(self, table: Table) -> None:
        self.undo.hide()
        book = self.run.book
        assert book is not None
        self.other.show()
        self.other.setFocus()
        self.choose.hide()
        self._pages.show_page(self._table)
        self.sheets.clear()
        for sheet in book.sheets:
            self.sheets.addItem(sheet.name, sheet.name)
        self.sheets.set_value(table.sheet.name)
        self.sheets.setVisible(len(book.sheets) > 1)
        self.sessions.setVisible(self._bookings)
        self.columns.show_table(table)
        self.columns.show()
        self._enable()

    def _compared(self, told: Summary) -> None:
        self._rest()
        self.summary = told
        self.figures.show_summary(told, done=False)
        self.figures.show()
        self.take.say(self.words.button, n=told.new)
        self.take.setVisible(told.new > 0)
        if not told.new:
            self.notice.show_notice("この表に、新しく取り込む行はありません。", "info")
        self._enable()
        self.first_focus().setFocus()

    def _progressed(self, done: int, total: int) -> None:
        self.progress.show_progress("取り込んでいます。{done} / {total}　受付は続けられます。", done, total)

    def _finished(self, told: Summary, stopped: bool) -> None:
        self._enable()
        self.other.setFocus()
        self._rest()
        self.summary = told
        self.take.hide()
        self.columns.hide()
        self.figures.show_summary(told, done=True)
        self.undo.setVisible(self.run.undoable)
        if stopped:
            self.notice.show_notice(
                "途中でやめました。{n}行は取り込んであります。同じファイルをもう一度選ぶと、続きから取り込めます。",
                "warning",
                n=told.added,
            )
        elif told.refused:
            self.notice.show_notice(
                "取り込めない行は、ファイルを直してもう一度取り込んでください。済んだ行は二重になりません。", "warning"
            )
        else:
            self.notice.show_notice("すべて取り込みました。", "success")
        self.shell.tell(tr(self.words.done, n=told.added))

    def _undone(self, told: Summary) -> None:
        self._rest()
        self.progress.stop.show()
        self.summary = told
        self.figures.hide()
        self.notice.show_notice("この取り込みを取り消しました。直した表を、もう一度取り込めます。", "success")
        self.shell.tell(tr("取り込みを取り消しました"))
        self.other.setFocus()

    def _go_to(self, kind: str) -> None:
        """Each kind is a page of its own; this one stays as it is."""
        self.kinds.set_value(self.kind)
        self.shell.go(f"import_{kind}")

    def _refused(self, problem: Problem) -> None:
        self._rest()
        self.summary = None
        self.take.hide()
        self.figures.setVisible(False)
        self.notice.show_notice("{why}", "warning", why=partial(told_in_words, problem))
        self._enable()

    def _rest(self) -> None:
        self.progress.hide()
        self.notice.show_notice("")

    def _enable(self) -> None:
        for part in (self.take, self.other, self.columns, self.sheets, self.sessions):
            part.setEnabled(True)

    def _change_meaning(self, place: int, meaning: object) -> None:
        from core.tables.meanings import Meaning

        assert isinstance(meaning, Meaning)
        self.take.hide()
        self.run.change_meaning(place, meaning)

    def _choose_sheet(self) -> None:
        self.take.hide()
        self.run.choose_sheet(self.sheets.value())

    def _choose_session(self) -> None:
        self.take.hide()
        self.run.choose_session(self.sessions.value() or None)

    def _offer_sessions(self, found: "list[Session]") -> None:
        chosen = self.sessions.value()
        self.sessions.clear()
        self.sessions.addItem(tr("表の日付と時刻で決める"), "")
        for session in found:
            self.sessions.addItem(session_word(session), session.session_id)
        self.sessions.set_value(chosen)

    def _saved(self, path: Path) -> None:
        self.shell.tell(tr("「{name}」に保存しました", name=path.name))
