"""事業: which version of headquarters' list is in use, and the site's own programmes."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from core.problem import Problem
from desktop.ui import theme
from desktop.ui.i18n import named, told, tr
from desktop.ui.screens.printing.model import day_words
from desktop.ui.screens.sessions.model import KINDS, kind_text
from desktop.ui.screens.sessions.programme_sheet import ProgrammeSheet
from desktop.ui.screens.sessions.typed import whole_number
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.choices import Choices
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import InfoRow, Notice
from desktop.ui.widgets.free_line import FreeLine
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from core.reports.names import Names
    from desktop.app.own_programmes import NewProgramme, OwnLine, ProgrammesState
    from desktop.app.programmes import ProgrammeWritten

_KINDS = tuple(code for code in KINDS if code != "regular")
_ADULT = 130


class ProgrammesSection(Section):
    """Headquarters' list is only shown; the site's own programmes are added and withdrawn here, never deleted."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        given = self.card("本部の一覧", "新しい版は、本部へ送るときに届きます。決められた日から自動で切り替わります。")
        self.version = InfoRow("いまの版")
        given.add(self.version)
        self.table: DataTable[OwnLine] = DataTable(
            "この拠点の事業",
            (
                Column("番号", lambda one: one.programme.code),
                Column("名前", lambda one: named(one.programme), stretch=True),
                Column("種類", lambda one: kind_text(one.programme.kind)),
                Column("状態", lambda one: tr("使いません") if one.withdrawn else tr("使います")),
            ),
            empty="まだありません",
        )
        self.table.setMinimumHeight(theme.px(140))
        self.withdraw = SecondaryButton("使うのをやめる", self._withdraw, icon="close")
        self.again = SecondaryButton("また使う", self._use_again, icon="undo")
        self.sheet = ProgrammeSheet()
        self._names: Names | None = None
        own = self.card("この拠点の事業", "やめた事業も、前の予定と集計の名前として残ります。")
        own.add(self.table, 1)
        own.add(FlowRow(self.withdraw, self.again))
        own.add(self.sheet)
        self._form()
        self.end()
        self.table.picked.connect(lambda _one: self._enable())

    def refresh(self) -> None:
        from desktop.app.own_programmes import programmes_state

        self.workplace.do(programmes_state).then(self._show, owner=self)

    def add(self) -> None:
        """Keep what was typed, under the next free code."""
        from desktop.app.own_programmes import add_programme_here

        try:
            new = self._typed()
        except Problem as problem:
            self._refuse(problem)
            return
        self.workplace.do(add_programme_here, new).then(self._added, self._refuse, owner=self)

    def add_file(self, name: str) -> None:
        """A programme that was written as a file, with all that the lines here do not ask."""
        from desktop.app.own_programmes import add_programme_file

        self.workplace.do(add_programme_file, Path(name)).then(self._added, self._refuse, owner=self)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, tr("事業のファイルを選ぶ"), "", "TOML (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.add_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _form(self) -> None:
        self.lines = {
            "名前": FreeLine("名前", "ふれあい相談"),
            "英語の名前": FreeLine("英語の名前"),
            "対象": FreeLine("対象"),
            "参加費（円）": FreeLine("参加費（円）", "無料"),
            "参加できる年齢（歳から）": FreeLine("参加できる年齢（歳から）", "決めない"),
        }
        self.kind = Choices("種類")
        self.kind.set_choices([(code, tr(KINDS[code])) for code in _KINDS])
        self.kind.set_value("consultation")
        self.refusal = Notice("", "error")
        new = self.card("新しい事業", "予定で選ぶと、ここで決めた内容が入ります。")
        self.row(new, "種類", self.kind)
        for label, line in self.lines.items():
            self.row(new, label, line)
            line.submitted.connect(lambda _text: self.add())
        new.add(self.refusal)
        choose = SecondaryButton("ファイルから加える", self._ask_file, icon="document")
        new.add(FlowRow(PrimaryButton("事業を加える", self.add, icon="plus"), choose))

    def _typed(self) -> "NewProgramme":
        from desktop.app.own_programmes import NewProgramme

        texts = {label: line.text() for label, line in self.lines.items()}
        return NewProgramme(
            ja=texts["名前"],
            en=texts["英語の名前"],
            kind=self.kind.value(),
            target_group=texts["対象"],
            fee=whole_number(texts["参加費（円）"], "参加費") or 0,
            min_age=whole_number(texts["参加できる年齢（歳から）"], "参加できる年齢", _ADULT),
        )

    def _show(self, state: "ProgrammesState") -> None:
        day = day_words(state.published, state.today)
        self.version.value.say("第{n}版（{day} 公開）、{count}の事業", n=state.version, day=day, count=state.offered)
        self._names = state.names
        self.table.show_rows(list(state.own))
        self._enable()

    def _enable(self) -> None:
        one = self.table.selected()
        self.withdraw.setEnabled(one is not None and not one.withdrawn)
        self.again.setEnabled(one is not None and one.withdrawn)
        if self._names is not None:
            self.sheet.show_programme(one.programme if one else None, self._names)

    def _added(self, written: "ProgrammeWritten") -> None:
        for line in self.lines.values():
            line.clear()
        self.refusal.show_notice("")
        self._tell("「{title}」を加えました", written, again=False)

    def _withdraw(self) -> None:
        self._write("「{title}」を使うのをやめました", again=False)

    def _use_again(self) -> None:
        self._write("「{title}」をまた使います", again=True)

    def _write(self, sentence: str, *, again: bool) -> None:
        from desktop.app.programmes import withdraw_programme

        one = self.table.selected()
        if one is not None:
            asked = self.workplace.do(withdraw_programme, one.programme.code, again=again)
            asked.then(partial(self._tell, sentence, again=not again), owner=self)

    def _tell(self, sentence: str, written: "ProgrammeWritten", *, again: bool) -> None:
        """Say what was done; 取り消す offers it `again`, or no more."""
        from desktop.app.programmes import withdraw_programme

        back = self.workplace.do(withdraw_programme, written.programme.code, again=again)
        title = named(written.programme)
        self.shell.tell(tr(sentence, title=title), lambda: back.then(lambda _done: self.refresh(), owner=self))
        self.refresh()

    def _refuse(self, problem: Problem) -> None:
        self.refusal.show_notice("{why}", "error", why=partial(told, problem))
