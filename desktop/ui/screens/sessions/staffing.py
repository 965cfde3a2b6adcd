"""担当: what a session asks for, who serves in it, and who else fits. Concerns are told at once; nothing is refused."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.facts import Session, Staffing, StaffRequest, Supporter
from core.kinds import StaffRequestFields
from desktop.app.desk import Changed
from desktop.app.staff_requests import (
    RequestWritten,
    amend_request,
    request_fields,
    request_staff,
    restore_request,
    withdraw_request,
)
from desktop.app.staffing import StaffingWritten, assign
from desktop.app.staffing_board import StaffingBoard, State, staffing_board, state_of
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.model import hours, session_day
from desktop.ui.screens.sessions.staffing_parts import Candidates, People, RequestForm, Requests
from desktop.ui.screens.supporters.model import points_text
from desktop.ui.widgets.buttons import SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, Notice
from desktop.ui.widgets.text import Text
from desktop.ui.workplace import Workplace

_SHOWN = frozenset({Session, StaffRequest, Staffing, Supporter})
DONE: dict[State, str] = {
    "applied": "{name}さんの応募を記録しました",
    "matched": "{name}さんを担当に決めました",
    "declined": "{name}さんのお断りを記録しました",
    "cancelled": "{name}さんをこの回からはずしました",
}


class StaffingPanel(QWidget):
    """In the place of the session's panel; `leave` goes back to it, Escape too."""

    def __init__(self, workplace: Workplace, session: Session, leave: Callable[[], object]) -> None:
        super().__init__()
        self._workplace, self._shell, self._leave = workplace, workplace.shell, leave
        self.session = session
        self.board: StaffingBoard | None = None
        self.form: RequestForm | None = None
        self.requests, self.people, self.candidates = Requests(), People(), Candidates()
        self.concern = Notice("", "warning")
        self._arrange()
        self.requests.wanted.connect(self.begin_request)
        self.requests.changing.connect(self.begin_request)
        self.requests.withdrawn.connect(self.withdraw)
        for part in (self.people, self.candidates):
            part.wanted.connect(self.put)
        workplace.changed.connect(self._something_changed)
        self.fetch()

    def fetch(self) -> None:
        """As it is now."""
        self._workplace.do(staffing_board, self.session.session_id).then(self.show_board, owner=self)

    def show_board(self, board: StaffingBoard) -> None:
        """Show these."""
        focus = QApplication.focusWidget()
        held = focus is not None and (self.people.isAncestorOf(focus) or self.requests.isAncestorOf(focus))
        self.board = board
        self.requests.show_rules(board.rules)
        self.requests.show_lines(board.requests)
        self.people.show_lines(board.people)
        self.candidates.show_fits(board.fits, board.requests)
        if held:  # the button that was pressed is gone
            (self.candidates.table if board.fits else self).setFocus()

    def begin_request(self, before: StaffRequest | None = None) -> None:
        """What is asked for, in a form above everything."""
        self._drop_form()
        self.form = RequestForm(before, self._drop_form, self.board.trained_lacking if self.board else None)
        self.form.wanted.connect(partial(self._ask, self.form, before))
        self._column.insertWidget(1, self.form)
        self.requests.hide()
        self.form.setFocus()

    def withdraw(self, request: StaffRequest) -> None:
        """Nobody is looked for any more."""
        undo = partial(self._restore, request.request_id)
        asked = self._workplace.do(withdraw_request, request.request_id)
        asked.then(lambda _written: self._told(tr("依頼を取り下げました"), undo), owner=self)

    def put(self, supporter_id: str, state: State, request_id: str = "") -> None:
        """Somebody's place, or another state in it; `request_id` is what they answer to, where it is told."""
        asked = self._workplace.do(assign, self.session.session_id, supporter_id, state, request_id or None)
        asked.then(self._put, owner=self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        head = Card("担当の方")
        back = SecondaryButton("予定の内容へ戻る", self._leave, icon="back")
        register = TextButton("サポーターの登録", partial(self._shell.go, "supporters"), icon="people")
        when = f"{session_day(self.session)} {hours(self.session)}"
        head.add(Text("{when}　{title}", "muted", when=when, title=self.session.title))
        ways = QWidget()
        ways.setLayout(FlowRow(back, register))
        head.add(ways)
        head.add(self.concern)
        for part in (head, self.requests, self.people, self.candidates):
            self._column.addWidget(part)
        self._column.addStretch()
        self.setFocusProxy(back)

    def _ask(self, form: RequestForm, before: StaffRequest | None) -> None:
        told: StaffRequestFields = form.request(self.session.session_id)
        if before is None:
            asked = self._workplace.do(request_staff, told)
            asked.then(self._asked, form.refuse, owner=self)
        else:
            undo = partial(self._put_back, before)
            changed = self._workplace.do(amend_request, before.request_id, told)
            changed.then(lambda _written: self._told(tr("依頼を直しました"), undo), form.refuse, owner=self)

    def _asked(self, written: RequestWritten) -> None:
        request = written.request
        sentence = tr("{n}人の依頼を作りました", n=request.needed)
        self._told(sentence, lambda: self._take_back(request.request_id))

    def _take_back(self, request_id: str) -> None:
        self._workplace.do(withdraw_request, request_id).then(lambda _written: self._back(), owner=self)

    def _restore(self, request_id: str) -> None:
        self._workplace.do(restore_request, request_id).then(lambda _written: self._back(), owner=self)

    def _put_back(self, before: StaffRequest) -> None:
        asked = self._workplace.do(amend_request, before.request_id, request_fields(before))
        asked.then(lambda _written: self._back(), owner=self)

    def _put(self, written: StaffingWritten) -> None:
        place = written.staffing
        undo = partial(self.put_quietly, place.supporter_id, written.before or "cancelled")
        sentence = tr(DONE[state_of(place)], name=written.supporter.display_name)
        self._told(sentence, undo)
        if written.concerns:
            why = partial(points_text, written.concerns)
            name = written.supporter.display_name
            self.concern.show_notice("{name}さん: {why}", "warning", name=name, why=why)
            self._shell.sounds.play("please_look")

    def put_quietly(self, supporter_id: str, state: State) -> None:
        """取り消す: as it stood before."""
        asked = self._workplace.do(assign, self.session.session_id, supporter_id, state)
        asked.then(lambda _written: self._back(), owner=self)

    def _back(self) -> None:
        self._told(tr("元に戻しました"), None)

    def _told(self, sentence: str, undo: Callable[[], object] | None) -> None:
        self.concern.show_notice("")
        self._shell.tell(sentence, undo)
        self._drop_form()
        self.fetch()

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.hide()
            form.deleteLater()
        self.requests.show()

    def _something_changed(self, changed: Changed) -> None:
        if self.isVisible() and _SHOWN & changed:
            self.fetch()
