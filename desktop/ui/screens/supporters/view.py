"""サポーター: behind the coordinator's PIN; the register at the left, one supporter or a form at the right."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.catalogue import Group
from core.facts import Badge, Duty, Fact, Session, Staffing, StaffRequest, Supporter, Training
from core.problem import Problem
from desktop.app.desk import Changed
from desktop.app.fitting_requests import FittingRequest
from desktop.app.supporter_badges import save_badge_file
from desktop.app.supporter_page import SupporterPage, supporter_page
from desktop.app.supporter_papers import supporter_card_paper, thanks_paper
from desktop.app.supporters import strength_choices
from desktop.ui import theme
from desktop.ui.i18n import tr
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.people.gate import Gate
from desktop.ui.screens.supporters.deeds import SupporterDeeds
from desktop.ui.screens.supporters.panel import SupporterPanel
from desktop.ui.screens.supporters.record_form import RecordForm
from desktop.ui.screens.supporters.register_list import RegisterList
from desktop.ui.screens.supporters.small_forms import BadgeForm, ThanksForm, TrainingForm
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import EmptyState
from desktop.ui.widgets.save_dialog import ask_where
from desktop.ui.widgets.stack import Pages
from desktop.ui.workplace import Asked, Workplace

if TYPE_CHECKING:
    from desktop.app.paper import Paper
    from desktop.ui.screens.supporters.paper import PaperPage

_SHOWN: frozenset[type[Fact]] = frozenset({Supporter, Training, Badge, Duty, Staffing, StaffRequest, Session})
_SIDE_BY_SIDE = 900


class SupportersScreen(Screen):
    """All of it goes when the gate shuts."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "サポーター")
        self._workplace = workplace
        self._wanted = ""
        self.page: SupporterPage | None = None
        self.paper: PaperPage | None = None
        self.deeds = SupporterDeeds(workplace, self)
        self.gate = Gate(workplace, "サポーターの登録を開くため、確認します。")
        self.list = RegisterList(workplace)
        self.panel: QWidget = QWidget()
        self.add_button = PrimaryButton("登録する", self.begin_adding, icon="plus")
        self.import_button = SecondaryButton("表から取り込む", partial(shell.go, "import_supporters"), icon="list")
        self.cards_button = SecondaryButton("全員のサポーター証", self.show_cards, icon="card")
        self._arrange()
        self.gate.opened.connect(self._unlocked)
        self.gate.shut.connect(self._locked)
        self.list.opened.connect(self.open_page)
        self.deeds.done.connect(self.open_page)
        workplace.changed.connect(self._something_changed)

    def first_focus(self) -> QWidget:
        return self.list.search if self.gate.is_open else self.gate.pin

    def shown(self) -> None:
        self._wanted = self.shell.take_record() or self._wanted
        if not self.gate.is_open:
            self.gate.ask()
            return
        self.gate.touch()
        self.list.look()
        if self._wanted:
            self.open_page(self._wanted)

    def retranslate(self) -> None:
        if self.gate.is_open:
            self.list.look()
            if isinstance(self.panel, SupporterPanel):
                self.open_again()

    def open_page(self, supporter_id: str) -> None:
        """Show one supporter."""
        self.gate.touch()
        self._wanted = ""
        self._workplace.do(supporter_page, supporter_id).then(self._show_page, owner=self)

    def open_again(self) -> None:
        """The page as it is now, or the list alone."""
        if self.page is not None:
            self.open_page(self.page.supporter.supporter_id)
        else:
            self.close_page()

    def close_page(self) -> None:
        """Back to the list."""
        self.page = None
        self._offer(self.gate.is_open)
        self._show_panel(_nothing())
        self.list.search.setFocus()

    def begin_adding(self) -> None:
        """An empty record."""
        self.page = None
        self._workplace.do(strength_choices).then(partial(self._show_record, None), owner=self)

    def show_cards(self) -> None:
        """Cards of everybody on the list."""
        self.show_paper(self._workplace.do(supporter_card_paper, self.list.ids()))

    # What the page asks

    def amend(self) -> None:
        """The record in the form."""
        if self.page is not None:
            before = self.page.supporter
            self._workplace.do(strength_choices).then(partial(self._show_record, before), owner=self)

    def begin_training(self) -> None:
        """研修の修了."""
        if self.page is not None:
            form = TrainingForm(self.page, self.open_again)
            form.wanted.connect(lambda: self.deeds.train(form.training(), form.refuse))
            self._show_form(form)

    def begin_badge(self) -> None:
        """オープンバッジ."""
        if self.page is not None:
            form = BadgeForm(self.page, self.open_again)
            form.wanted.connect(lambda: self.deeds.give_badge(form.badge(), form.file, form.refuse))
            self._show_form(form)

    def begin_thanks(self) -> None:
        """感謝状・お礼状."""
        if self.page is not None:
            form = ThanksForm(self.page, self.open_again)
            form.wanted.connect(partial(self._make_letter, form))
            self._show_form(form)

    def show_card(self) -> None:
        """The card of the one that is open."""
        if self.page is not None:
            self.show_paper(self._workplace.do(supporter_card_paper, [self.page.supporter.supporter_id]))

    def rest(self) -> None:
        """活動をやめる."""
        if self.page is not None:
            self.deeds.set_active(self.page.supporter, active=False)

    def come_back(self) -> None:
        """活動にもどす."""
        if self.page is not None:
            self.deeds.set_active(self.page.supporter, active=True)

    def void_training(self, training: Training) -> None:
        """It was entered by mistake."""
        self.deeds.void_training(training)

    def revoke(self, badge: Badge) -> None:
        """It holds no more, or was entered by mistake."""
        self.deeds.revoke(badge)

    def save_file(self, badge: Badge) -> None:
        """The badge's file as it was handed over."""
        ask_where(self, tr("バッジのファイルを保存"), badge.file_name or "", partial(self._save, badge))

    def open_session(self, session: Session) -> None:
        """The session in 予定."""
        self.shell.show_record("sessions", session.session_id)

    def apply(self, wanted: FittingRequest) -> None:
        """応募 to a request that fits."""
        if self.page is not None:
            self.deeds.apply(self.page.supporter, wanted)

    def show_paper(self, asked: "Asked[Paper]") -> None:
        """A paper in the place of everything, with its printer."""
        from desktop.ui.screens.supporters.paper import PaperPage

        self.gate.touch()
        if self.paper is None:
            self.paper = PaperPage(self._workplace, self._leave_paper)
            self.pages.add(self.paper)
        self._offer(False)
        self.pages.show_page(self.paper)
        self.paper.show_paper(asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        self._make_room()

    def _arrange(self) -> None:
        self._desk = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._desk)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(24)
        self._right = QVBoxLayout()
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addLayout(FlowRow(self.import_button, self.cards_button))
        left.addWidget(self.list, 1)
        self._columns.addWidget(self._left, 1)
        self._columns.addLayout(self._right, 1)
        self.pages = Pages(self.gate, self._desk)
        self.add(self.pages, 1)
        self.tools.addWidget(self.add_button)
        self._offer(False)
        self._show_panel(_nothing())

    def _unlocked(self) -> None:
        self.pages.show_page(self._desk)
        self._offer(True)
        self.shown()
        self.list.search.setFocus()

    def _locked(self) -> None:
        self.list.forget()
        self.page = None
        self._offer(False)
        self._show_panel(_nothing())
        self.pages.show_page(self.gate)
        self.gate.ask()

    def _offer(self, is_open: bool) -> None:
        for button in (self.import_button, self.cards_button, self.add_button):
            button.setVisible(is_open)

    def _show_page(self, page: SupporterPage) -> None:
        if self.gate.is_open:
            self.page = page
            self._offer(True)
            self._show_panel(SupporterPanel(page, self))
            if self._left.isHidden():
                self.panel.setFocus()

    def _show_record(self, before: Supporter | None, groups: tuple[Group, ...]) -> None:
        form = RecordForm(before, groups, self.open_again)
        form.wanted.connect(lambda: self.deeds.keep(before, form.fields(), form.refuse))
        self._show_form(form)

    def _make_letter(self, form: ThanksForm) -> None:
        try:
            asked = self._workplace.do(thanks_paper, form.thanks())
        except Problem as problem:
            form.refuse(problem)
            return
        asked.then(lambda paper: self.show_paper(self._workplace.do(lambda _desk: paper)), form.refuse, owner=self)

    def _leave_paper(self) -> None:
        self._offer(True)
        self.pages.show_page(self._desk)
        self.open_again()

    def _save(self, badge: Badge, path: Path) -> None:
        asked = self._workplace.do(save_badge_file, badge.badge_id, path)
        asked.then(lambda kept: self.shell.tell(tr("{name} に保存しました", name=kept.name)), owner=self)

    def _show_form(self, form: QWidget) -> None:
        self.gate.touch()
        self._show_panel(form)
        self._offer(False)  # a form has a next step of its own
        form.setFocus()

    def _show_panel(self, panel: QWidget) -> None:
        self.panel.hide()
        self.panel.deleteLater()
        self.panel = panel
        self._right.addWidget(panel)
        panel.show()
        self._make_room()

    def _make_room(self) -> None:
        """With large text there is no room beside the list: what is open stands in its place."""
        beside = self._columns.direction() == QBoxLayout.Direction.LeftToRight
        is_nothing = isinstance(self.panel, EmptyState)
        self._left.setVisible(beside or is_nothing)
        self.panel.setVisible(beside or not is_nothing)

    def _something_changed(self, changed: Changed) -> None:
        if self.isVisible() and self.gate.is_open and _SHOWN & changed:
            self.list.look()
            if isinstance(self.panel, SupporterPanel):
                self.open_again()


def _nothing() -> QWidget:
    return EmptyState("名前を選ぶと、登録とバッジと活動が出ます", icon="staff")
