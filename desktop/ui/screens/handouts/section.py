"""設定 › 配布資料: every handout with its version, where it comes from and when it must be checked; and its history."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screens.handouts.editor import HandoutEditor
from desktop.ui.screens.handouts.versions import VersionsPage
from desktop.ui.screens.handouts.words import ORIGINS, title_of
from desktop.ui.screens.settings.section import Section
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from core.handout_draft import HandoutDraft
    from desktop.app.own_handouts import HandoutLine, HandoutWritten


class HandoutsSection(Section):
    """A list; the editor and the versions come in its place."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.due, self.newer = Notice("", "warning"), Notice("", "info")
        self.writing = Notice("", "info", Button("つづきを書く", self.go_on_writing, icon="edit"))
        self.table: DataTable[HandoutLine] = DataTable(
            "配布資料",
            (
                Column("番号", lambda line: line.handout.id),
                Column("名前", lambda line: title_of(line.handout), stretch=True),
                Column("版", lambda line: str(line.handout.version), number=True),
                Column("どこから", lambda line: tr(ORIGINS[line.origin]), gives_way=1),
                Column("見直す日", _check, gives_way=2),
            ),
            empty="まだありません",
        )
        self.edit = PrimaryButton("直す", self.edit_chosen, icon="edit")
        self.versions_of = SecondaryButton("版を見る", self.show_versions, icon="list")
        self.copy = SecondaryButton("写しを作る", lambda: self._new(of_chosen=True), icon="copy")
        self.new = SecondaryButton("新しく作る", lambda: self._new(of_chosen=False), icon="plus")
        self.editor, self.versions = HandoutEditor(workplace), VersionsPage(workplace)
        self._list = self._make_list()
        self.pages = Pages(self._list, self.editor, self.versions)
        self.column.addWidget(self.pages, 1)
        self._unsaved: HandoutDraft | None = None
        self._connect()

    def refresh(self) -> None:
        """Fetch the list; whatever is being written stays in its place."""
        from desktop.app.handout_writing import kept_writing
        from desktop.app.own_handouts import handout_list

        self.workplace.do(handout_list).then(self._show, owner=self)
        self.workplace.do(kept_writing).then(self._offer_to_go_on, owner=self)
        self.wide.emit(self.pages.current() is self.editor)

    def edit_chosen(self) -> None:
        """直す: the text that is given today, in the editor."""
        from desktop.app.own_handouts import open_draft

        line = self.table.selected()
        if line is not None:
            self.workplace.do(open_draft, line.handout.id).then(self.write, owner=self)

    def go_on_writing(self) -> None:
        """つづきを書く: what was typed and not yet saved."""
        if self._unsaved is not None:
            self.write(self._unsaved)

    def write(self, draft: "HandoutDraft") -> None:
        """Open the editor with this."""
        self._open(self.editor)
        self.editor.write(draft)

    def show_versions(self) -> None:
        """版を見る."""
        line = self.table.selected()
        if line is not None:
            self._open(self.versions)
            self.versions.show_handout(line.handout.id)

    def show_list(self) -> None:
        """Back to the list."""
        self._open(self._list)
        self.table.view.setFocus()
        self.refresh()

    def _make_list(self) -> Card:
        card = Card("配布資料")
        told = "直した資料は、この拠点のすべての端末で新しい版になります。前の版は残ります。"
        card.add(Text(told, "body"))
        for notice in (self.due, self.newer, self.writing):
            card.add(notice)
        card.add(FlowRow(self.edit, self.versions_of, self.copy, self.new, gap=8))
        self.table.setMinimumHeight(theme.px(240))
        card.add(self.table, 1)
        return card

    def _open(self, page: QWidget) -> None:
        self.pages.show_page(page)
        self.wide.emit(page is self.editor)

    def _connect(self) -> None:
        self.table.picked.connect(lambda _line: self._enable())
        self.table.opened.connect(lambda _line: self.edit_chosen())
        self.editor.left.connect(self.show_list)
        self.editor.saved.connect(self._saved)
        self.editor.used.connect(self.used.emit)
        self.versions.left.connect(self.show_list)

    def _show(self, lines: "list[HandoutLine]") -> None:
        chosen = self.table.selected()
        self.table.show_rows(lines)
        place = next((row for row, each in enumerate(lines) if chosen and each.handout.id == chosen.handout.id), 0)
        self.table.view.selectRow(place)
        due = [each.handout for each in lines if each.check_due]
        names = "、".join(f"{each.id}（{each.next_check().isoformat()}）" for each in due)  # no-tr
        self.due.show_notice("見直す日を過ぎた資料があります：{names}" if due else "", "warning", names=names)
        newer = "、".join(f"{each.handout.id}（{each.newer}）" for each in lines if each.newer)  # no-tr
        self.newer.show_notice(
            "本部の新しい版があります：{names}。「版を見る」で選べます。" if newer else "", "info", names=newer
        )
        self._enable()

    def _offer_to_go_on(self, draft: "HandoutDraft | None") -> None:
        self._unsaved = draft
        shown = draft is not None and self.pages.current() is self._list
        self.writing.show_notice("書きかけの資料があります：{handout}" if shown else "", "info", handout=_id(draft))

    def _enable(self) -> None:
        for button in (self.edit, self.versions_of, self.copy):
            button.setEnabled(self.table.selected() is not None)

    def _new(self, *, of_chosen: bool) -> None:
        from desktop.app.own_handouts import new_draft

        line = self.table.selected()
        of = line.handout.id if line is not None and of_chosen else ""
        self.workplace.do(new_draft, of).then(self.write, owner=self)

    def _saved(self, written: "HandoutWritten") -> None:
        from desktop.app.own_handouts import withdraw_version

        handout = written.handout
        undo = self.workplace.do(withdraw_version, handout.id, handout.version)
        self.shell.tell(
            tr("{handout} の第{n}版を残しました", handout=handout.id, n=handout.version),
            lambda: undo.then(partial(self._taken_back, handout.id), owner=self),
        )
        self.show_list()

    def _taken_back(self, handout: str, _written: "HandoutWritten") -> None:
        self.shell.tell(tr("{handout} を前の版に戻しました", handout=handout))
        self.refresh()


def _check(line: "HandoutLine") -> str:
    day = line.handout.next_check().isoformat()
    return tr("{day} 過ぎています", day=day) if line.check_due else day


def _id(draft: "HandoutDraft | None") -> str:
    return draft.id if draft else ""
