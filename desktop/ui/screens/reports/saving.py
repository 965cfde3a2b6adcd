"""ファイルに保存: the table in another form or for everybody, the client's own form filled, sessions as open data."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from core.problem import Problem
from core.reports.charts import Chart
from core.reports.files import FileFormat, file_name
from core.reports.form import form_names
from core.reports.period import Period
from core.reports.table import Asked, ReportTable
from desktop.app.files import write_file
from desktop.app.open_data import OpenEvents, open_events
from desktop.app.report_charts import paper_charts
from desktop.app.report_files import FilledReport, SavedReport, fill_report_form, save_report
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.reports.period_words import period_words
from desktop.ui.screens.reports.saving_words import cell_words, filled_words, saved_words
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.dropdown import DropDown
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.save_dialog import ask_where
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow
from desktop.ui.workplace import Workplace

_FORMS = (
    (FileFormat.XLSX, "Excel"),
    (FileFormat.CSV, "CSV"),
    (FileFormat.CSV_CP932, "CSV (Shift_JIS)"),
    (FileFormat.PDF, "PDF"),
    (FileFormat.JSON, "JSON"),
)
_PUBLIC = "公表用（小さな数をかくす）"
_PUBLIC_MEANS = "公表用では、5未満の数と、計算で分かってしまう数が＊になります。様式に入れるときも同じです。"
_FORM_MEANS = "提出先の様式（Excel）のセルに「合計.延べ人数」のような名前を付けておくと、この表の数が入ります。"
_EVENTS_MEAN = "{period}の予定を「イベント一覧」（自治体標準）のCSVにします。来場者のことは入りません。"


class SavingPage(QWidget):
    """`left` on its button or Escape; `table`, `asked` and `period` give what is shown now."""

    left = Signal()

    def __init__(
        self,
        workplace: Workplace,
        table: Callable[[], ReportTable | None],
        asked: Callable[[], Asked | None],
        period: Callable[[], Period],
    ) -> None:
        super().__init__()
        self._workplace, self.shell = workplace, workplace.shell
        self._table, self._asked, self._period = table, asked, period
        self.back = SecondaryButton("表にもどる", self.left.emit, icon="back")
        self.form, self.public = DropDown("ファイルの形", letters=12), QCheckBox()
        self.save = PrimaryButton("保存する", self.choose_file, icon="save")
        self.fill = SecondaryButton("様式を選ぶ", self.choose_form, icon="folder")
        self.copy = SecondaryButton("セルの名前をコピー", self.copy_names, icon="copy")
        self.cells = Notice()
        self.events = SecondaryButton("予定の一覧を保存", self.choose_events, icon="save")
        self.events_mean = Text("", "muted")
        self._arrange()
        self._say()

    def show_now(self) -> None:
        """For the table and the period that are shown."""
        self.cells.show_notice("")
        self.events_mean.say(_EVENTS_MEAN, period=lambda: period_words(self._period()))

    def choose_file(self) -> None:
        """Where the table goes."""
        table = self._table()
        if table is not None:
            form = FileFormat(self.form.value())
            name = file_name(table, form, published=self.public.isChecked())
            ask_where(self, tr("保存"), name, partial(self.save_to, form))

    def save_to(self, form: FileFormat, path: Path) -> None:
        """Make the file and write it, beside everything else."""
        table, asked, published = self._table(), self._asked(), self.public.isChecked()
        if table is None:
            return
        if form is not FileFormat.PDF or asked is None or published:
            work = partial(save_report, table, form, path, published=published)
            self.shell.jobs.background(work, self._saved, owner=self)
            return
        drawn = self._workplace.do(paper_charts, asked, table)
        drawn.then(partial(self._save_paper, table, path), owner=self)

    def _save_paper(self, table: ReportTable, path: Path, charts: tuple[Chart, ...]) -> None:
        work = partial(save_report, table, FileFormat.PDF, path, charts=charts)
        self.shell.jobs.background(work, self._saved, owner=self)

    def choose_form(self) -> None:
        """Which form, then under which name it goes."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, tr("様式を選ぶ"), documents, "Excel (*.xlsx *.xlsm)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._choose_filled(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def fill_to(self, form: Path, path: Path) -> None:
        """Fill that form and write it under this name."""
        table = self._table()
        if table is not None:
            self.cells.show_notice("")
            work = partial(fill_report_form, table, form, path, published=self.public.isChecked())
            self.shell.jobs.background(work, self._filled, owner=self)

    def copy_names(self) -> None:
        """Every name that a cell of a form can bear for this table, a line each."""
        table = self._table()
        if table is not None:
            names = form_names(table)
            QGuiApplication.clipboard().setText("\n".join(names))
            self.shell.tell(tr("セルの名前{n}個をコピーしました。Excelなどに貼り付けて見られます。", n=len(names)))

    def choose_events(self) -> None:
        """Where the sessions go."""
        period = self._period()
        name = f"events_{period.first:%Y%m%d}-{period.last:%Y%m%d}.csv"
        ask_where(self, tr("保存"), name, self.save_events)

    def save_events(self, path: Path) -> None:
        """Write the sessions of the period."""
        self._workplace.do(open_events, self._period()).then(partial(self._write_events, path), owner=self)

    def first_focus(self) -> QWidget:
        """Where the keyboard goes."""
        return self.form

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _choose_filled(self, form: Path) -> None:
        ask_where(self, tr("保存"), f"{form.stem}_{tr('記入')}{form.suffix}", partial(self.fill_to, form))

    def _saved(self, saved: SavedReport) -> None:
        self.shell.tell(saved_words(saved))

    def _filled(self, filled: FilledReport) -> None:
        self.shell.tell(filled_words(filled))
        self.cells.show_notice("{words}", "warning", words=partial(cell_words, filled))
        self.cells.setVisible(bool(cell_words(filled)))

    def _write_events(self, path: Path, events: OpenEvents) -> None:
        if not events.sessions:
            self.shell.tell_problem(Problem("no_sessions", "この期間に予定はありません。", "期間を変えてください。"))
            return
        self.shell.jobs.background(partial(_written, path, events), self._events_saved, owner=self)

    def _events_saved(self, done: tuple[SavedReport, int]) -> None:
        saved, sessions = done
        self.shell.tell(f"{saved_words(saved)} {tr('予定{n}件が入っています。', n=sessions)}".strip())

    def _say(self) -> None:
        self.public.setText(tr(_PUBLIC))
        with QSignalBlocker(self.form):
            present = self.form.value()
            self.form.clear()
            for form, text in _FORMS:
                self.form.addItem(tr(text), form.value)
            self.form.set_value(present)

    def _arrange(self) -> None:
        self.public.setMinimumHeight(theme.target())
        self.cells.hide()
        cards = (
            _card("この表", FlowRow(self.form, self.public, self.save), Text(_PUBLIC_MEANS, "muted")),
            _card("提出先の様式に入れる", Text(_FORM_MEANS, "muted"), FlowRow(self.fill, self.copy), self.cells),
            _card("予定の一覧（オープンデータ）", self.events_mean, FlowRow(self.events)),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(TurningRow(Text("ファイルに保存", "heading"), self.back))
        for card in cards:
            column.addWidget(card)
        column.addStretch(1)


def _card(title: str, *parts: "QWidget | FlowRow") -> Card:
    card = Card(title)
    card.set_margins(16, 12, 16, 12)
    for part in parts:
        card.add(part)
    return card


def _written(path: Path, events: OpenEvents) -> tuple[SavedReport, int]:
    write_file(path, events.data)
    return SavedReport(path, len(events.data), events.missing), events.sessions
