"""来場者をさがす: behind the coordinator's PIN; from one character on, and the record in place."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.facts import Attendance, Card, Consultation, Fact, Person
from core.kinds import PersonAmended
from desktop.app.cards import (
    CardWritten,
    issue_card,
    reinstate_card,
    replace_card,
    revoke_card,
    take_card_back,
)
from desktop.app.desk import Changed
from desktop.app.erasures import Spread, spread_of
from desktop.app.people import (
    FOUND_AT_MOST,
    PeopleMerged,
    PersonLine,
    PersonWritten,
    amend_person,
    erase_person,
    find_people,
    merge_people,
    unmerge_person,
)
from desktop.app.person_file import PersonFile, open_person_file
from desktop.app.settings import visitor_fields
from desktop.ui import theme
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import tr
from desktop.ui.jobs import Job
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.people.amend import AmendPanel
from desktop.ui.screens.people.compare import ComparePanel
from desktop.ui.screens.people.gate import Gate
from desktop.ui.screens.people.model import (
    day_text,
    line_who,
    newest_ending,
    spread_words,
    what_to_type,
    who,
    why_no_names,
)
from desktop.ui.screens.people.panel import PersonPanel
from desktop.ui.widgets.buttons import SecondaryButton, TextButton
from desktop.ui.widgets.fields import SearchField
from desktop.ui.widgets.frames import EmptyState, Notice
from desktop.ui.widgets.stack import Pages
from desktop.ui.widgets.table import Column, DataTable
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_SHOWN: frozenset[type[Fact]] = frozenset({Person, Card, Attendance, Consultation})
_SIDE_BY_SIDE = 900
_COLUMNS: list[Column[PersonLine]] = [
    Column("来場者", line_who, stretch=True),
    Column("ふりがな", lambda line: line.person.kana or "", gives_way=2),
    Column("カード", lambda line: newest_ending(line.cards), gives_way=1),
    Column("年代", lambda line: band_text(line.person.age_band)),
    Column("最後の来場", lambda line: day_text(line.last_visit)),
    Column("回数", lambda line: str(line.visits), number=True, gives_way=3),
]
_FEW = [column for column in _COLUMNS if column.title in ("来場者", "年代", "最後の来場")]  # with large text


class PeopleScreen(Screen):
    """Search at the left, the opened record at the right. All of it goes when the gate shuts."""

    file_shown = Signal()
    """A record has been opened or refreshed."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "来場者をさがす")
        self._workplace = workplace
        self._searching: Job[list[PersonLine]] | None = None
        self.file: PersonFile | None = None
        self._merging: PersonFile | None = None
        self.gate = Gate(workplace, "来場者の一覧を開くため、確認します。")
        self.search = SearchField("来場者をさがす")
        columns = _COLUMNS if theme.scale() < theme.LARGE else _FEW
        self.table = DataTable("来場者", columns, empty="さがす言葉を入れてください")
        self.many = Text("", "muted")
        self.no_names = Notice()
        self.merging = Notice("", "info", TextButton("やめる", self.stop_merge))
        self.panel: QWidget = QWidget()
        self.tools.addWidget(SecondaryButton("表から取り込む", partial(shell.go, "import_people"), icon="list"))
        self._arrange()
        self._connect()

    def first_focus(self) -> QWidget:
        return self.search if self.gate.is_open else self.gate.pin

    def shown(self) -> None:
        if self.gate.is_open:
            self._workplace.do(visitor_fields).then(self._say_what_to_type, owner=self)
            self.look_for(self.search.text())
        else:
            self.gate.ask()

    def retranslate(self) -> None:
        if self.gate.is_open:
            self.look_for(self.search.text())

    def look_for(self, words: str) -> None:
        """Show who holds all these words; only the latest question is answered."""
        self.gate.touch()
        if self._searching is not None:
            self._searching.cancel()
        found = partial(self._found, words.strip())
        self._searching = self._workplace.do(find_people, words).then(found, owner=self)

    def open_file(self, line: PersonLine) -> None:
        """Open a record; that it was seen is recorded."""
        self._open(line.person.person_id)

    def close_file(self) -> None:
        """Back to the list."""
        self.file = None
        self._show_panel(self._nothing())
        self._make_room()
        self.search.setFocus()

    def amend(self) -> None:
        """Change what is kept."""
        if self.file is not None:
            panel = AmendPanel(self.file, self._refresh)
            panel.wanted.connect(partial(self._amend, self.file))
            self._show_panel(panel)
            panel.setFocus()

    def begin_merge(self) -> None:
        """The next record that is opened is laid beside this one."""
        self._merging = self.file
        self._show_merging()
        self.search.setFocus()

    def compare_with(self, person_id: str) -> None:
        """Lay another record beside this one."""
        self._merging = self.file
        self._open(person_id)

    def merge(self, kept: PersonFile, gone: PersonFile) -> None:
        """Make two records one, for which the first stands."""
        asked = self._workplace.do(merge_people, gone.person.person_id, kept.person.person_id)
        asked.then(self._merged, owner=self)

    def stop_merge(self) -> None:
        """Leave both as they are; the record with which it began is shown again."""
        began, self._merging = self._merging, None
        self._show_merging()
        if began is not None:
            self._show_file(began)

    def unmerge(self, person_id: str) -> None:
        """Take a merge back."""
        self._workplace.do(unmerge_person, person_id).then(self._unmerged, owner=self)

    def erase(self) -> None:
        """For good."""
        if self.file is not None:
            self._workplace.do(erase_person, self.file.person.person_id).then(self._erased, owner=self)

    def issue(self) -> None:
        """A card for somebody without one."""
        if self.file is not None:
            self._workplace.do(issue_card, self.file.person.person_id).then(self._issued, owner=self)

    def replace(self, card_id: str) -> None:
        """A new card in the place of this one."""
        self._workplace.do(replace_card, card_id).then(self._replaced, owner=self)

    def revoke(self, card_id: str) -> None:
        """The card opens nothing any more."""
        self._workplace.do(revoke_card, card_id).then(self._revoked, owner=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._make_room()

    @property
    def _compares(self) -> bool:
        """Whether two records lie side by side."""
        return isinstance(self.panel, ComparePanel)

    def _make_room(self) -> None:
        """With large text there is no room beside the list: an opened record stands in its place."""
        beside = self._columns.direction() == QBoxLayout.Direction.LeftToRight
        seeks = self._merging is not None and not self._compares
        self._list.setVisible(beside or self.file is None or seeks)

    def _arrange(self) -> None:
        self._list = QWidget()
        left = QVBoxLayout(self._list)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        for part in (self.search, self.no_names, self.merging, self.many):
            left.addWidget(part)
        left.addWidget(self.table, 1)
        self.table.setMinimumHeight(theme.px(240))
        self._right = QVBoxLayout()
        desk = QWidget()
        self._columns = QHBoxLayout(desk)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(24)
        self._columns.addWidget(self._list, 2)
        self._columns.addLayout(self._right, 1)
        self._desk = desk
        self._pages = Pages(self.gate, desk)
        self.add(self._pages, 1)
        self._empty()

    def _connect(self) -> None:
        self.search.looking.connect(self.look_for)
        self.search.submitted.connect(self._open_first)
        self.table.opened.connect(self.open_file)
        self.table.view.clicked.connect(lambda _index: self._open_selected())
        self.gate.opened.connect(self._opened)
        self.gate.shut.connect(self._shut)
        self._workplace.changed.connect(self._something_changed)

    def _opened(self) -> None:
        self._pages.show_page(self._desk)
        self._workplace.do(visitor_fields).then(self._say_what_to_type, owner=self)
        self.search.setFocus()
        self.look_for(self.search.text())

    def _say_what_to_type(self, fields: tuple[str, ...]) -> None:
        self.search.hint(what_to_type(fields))
        self.no_names.show_notice(why_no_names(fields))

    def _shut(self) -> None:
        self._pages.show_page(self.gate)
        self._empty()
        if self.isVisible():
            self.gate.ask()

    def _empty(self) -> None:
        """Nothing personal stays behind a shut gate."""
        if self._searching is not None:
            self._searching.cancel()
        self.file = self._merging = None
        self.search.forget()
        self.table.show_rows(())
        self.many.hide()
        self._show_panel(self._nothing())
        self._show_merging()

    def _something_changed(self, changed: Changed) -> None:
        if self.isVisible() and self.gate.is_open and changed & _SHOWN:
            self.look_for(self.search.text())

    def _found(self, words: str, lines: list[PersonLine]) -> None:
        if words:
            self.table.say_empty("見つかりませんでした", "言葉を減らすか、ほかの書きかたでさがしてください。")
        else:
            self.table.say_empty("さがす言葉を入れてください")
        self.table.show_rows(lines)
        self.many.say("多いため、{n}人までを表示しています。言葉を足してください。", n=FOUND_AT_MOST)
        self.many.setVisible(len(lines) >= FOUND_AT_MOST)

    def _open_first(self, _text: str) -> None:
        if self.table.rows():
            self.table.view.selectRow(0)
            self._open_selected()

    def _open_selected(self) -> None:
        line = self.table.selected()
        if line is not None and (self.file is None or self.file.person.person_id != line.person.person_id):
            self.open_file(line)

    def _refresh(self) -> None:
        if self.file is not None:
            self._open(self.file.person.person_id)

    def _open(self, person_id: str) -> None:
        self.gate.touch()
        self._workplace.do(open_person_file, person_id).then(self._show_file, owner=self)

    def _show_file(self, file: PersonFile) -> None:
        if not self.gate.is_open:
            return
        self.file = file
        if self._merging is not None and self._merging.person.person_id != file.person.person_id:
            self._compare(self._merging, file)
        else:
            self._show_panel(PersonPanel(file, self))
        self._show_merging()
        if self._list.isHidden():
            self.panel.setFocus()
        self.file_shown.emit()

    def _compare(self, kept: PersonFile, gone: PersonFile) -> None:
        panel = ComparePanel(
            kept,
            gone,
            merge=partial(self.merge, kept, gone),
            swap=partial(self._compare, gone, kept),
            leave=self.stop_merge,
        )
        self._show_panel(panel)
        panel.setFocus()

    def _show_panel(self, panel: QWidget) -> None:
        focus = QApplication.focusWidget()
        had_keyboard = focus is not None and self.panel.isAncestorOf(focus)
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = panel
        self._right.addWidget(panel)
        if had_keyboard:
            (panel.focusProxy() or self.search).setFocus()

    def _nothing(self) -> QWidget:
        return EmptyState("お一人を選ぶと、ここに記録が出ます", "開いたことは記録に残ります。", icon="person")

    def _show_merging(self) -> None:
        """Ask for the other record, as long as it is not there."""
        began = self._merging
        if began is not None:
            kept = who(began.person, began.cards)
            self.merging.show_notice("「{who}」と同じ方の登録を、さがして開いてください。", who=kept)
        self.merging.setVisible(began is not None and not self._compares)
        self._make_room()

    def _amend(self, before: PersonFile, told: PersonAmended) -> None:
        asked = self._workplace.do(amend_person, before.person.person_id, told)
        asked.then(partial(self._amended, before), owner=self)

    def _amended(self, before: PersonFile, _written: PersonWritten) -> None:
        kept = {name: getattr(before.person, name) for name in before.fields}
        told = PersonAmended(age_band=before.person.age_band, **kept)
        again = self._workplace.do(amend_person, before.person.person_id, told)
        self.shell.tell(tr("登録の内容を直しました"), lambda: again.then(self._put_back, owner=self))
        self._refresh()

    def _put_back(self, _written: PersonWritten) -> None:
        self.shell.tell(tr("登録の内容を元に戻しました"))
        self._refresh()

    def _merged(self, merged: PeopleMerged) -> None:
        self._merging = None
        self.shell.tell(tr("二つの登録を一つにまとめました"), partial(self.unmerge, merged.person_id))
        self._open(merged.into)

    def _unmerged(self, _changed: Changed) -> None:
        self.shell.tell(tr("別の方の登録に戻しました"))
        self._refresh()

    def _erased(self, _changed: Changed) -> None:
        if self.file is not None:
            self._workplace.do(spread_of, self.file.person.person_id).then(self._tell_erased, owner=self)
        self.close_file()

    def _tell_erased(self, spread: Spread) -> None:
        alone = tr("登録を消しました")
        self.shell.tell(tr("登録を消しました。{spread}", spread=spread_words(spread)) if spread.laptops > 1 else alone)

    def _issued(self, written: CardWritten) -> None:
        self._given(tr("新しいカードを作りました。「印刷」で印刷できます"), written)

    def _given(self, sentence: str, written: CardWritten) -> None:
        take_back = self._workplace.do(take_card_back, written.card.card_id)
        self.shell.tell(sentence, lambda: take_back.then(self._taken_back, owner=self))
        self._refresh()

    def _taken_back(self, _changed: Changed) -> None:
        self.shell.tell(tr("新しいカードを取り消しました"))
        self._refresh()

    def _replaced(self, written: CardWritten) -> None:
        self._given(tr("カードを取りかえました。「印刷」で印刷できます"), written)

    def _revoked(self, written: CardWritten) -> None:
        reinstate = self._workplace.do(reinstate_card, written.card.card_id)
        self.shell.tell(tr("カードを使えなくしました"), lambda: reinstate.then(self._reinstated, owner=self))
        self._refresh()

    def _reinstated(self, _written: CardWritten) -> None:
        self.shell.tell(tr("カードは、また使えます"))
        self._refresh()
