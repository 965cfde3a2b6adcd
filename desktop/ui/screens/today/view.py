"""今日: 開場, the open day, 締め. One page at a time, chosen by how the day stands."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.facts import Badge, Duty, Fact, Session, Settlement, Staffing, StaffRequest, Training
from core.supporter_card import is_supporter_card
from desktop.app.closing import ClosingState, closing_state, forget_place
from desktop.app.day import Closed, close_day, open_day, reopen_day
from desktop.app.desk import Changed
from desktop.app.opening import (
    Check,
    CheckCode,
    look_at_machine,
    look_at_records,
    reopen_today,
)
from desktop.app.overview import Overview, Worker, overview
from desktop.app.staff import end_duty, start_duty
from desktop.ui import theme
from desktop.ui.board.door import BoardDoor
from desktop.ui.i18n import tr
from desktop.ui.qt_modules import load_printing
from desktop.ui.screen import Screen, Shell
from desktop.ui.screens.reception.away import AwayDoor
from desktop.ui.screens.reception.scan import ScanField
from desktop.ui.screens.sending.occurred import Occurred
from desktop.ui.screens.today.closed import ClosedPage
from desktop.ui.screens.today.closing import ClosingPage
from desktop.ui.screens.today.conditions import ConditionsNotice
from desktop.ui.screens.today.loans import Returns
from desktop.ui.screens.today.model import failed, waiting
from desktop.ui.screens.today.opening import OpeningPage
from desktop.ui.screens.today.running import RunningPage
from desktop.ui.screens.today.unsettled import UnsettledNotice, UnsettledPage
from desktop.ui.widgets.buttons import PrimaryButton, SecondaryButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.pages import Pages
from desktop.ui.workplace import Workplace

_WATCHED: Changed = frozenset({Session, Staffing, StaffRequest, Duty, Badge, Training})
"""What conditions are about; receptions change them too, and too often to look each time."""


class TodayScreen(Screen):
    """Before, during and after."""

    def __init__(self, shell: Shell, workplace: Workplace) -> None:
        super().__init__(shell, "今日")
        self._workplace = workplace
        self._seen: Overview | None = None
        self._closing: date | None = None
        self._settling = False
        self._older = 0
        self.opening, self.running = OpeningPage(), RunningPage()
        self.closing, self.closed = ClosingPage(workplace), ClosedPage()
        self.conditions = ConditionsNotice(workplace)
        self.notice, self.unsettled = UnsettledNotice(), UnsettledPage(shell, workplace)
        self.pages = Pages(self.opening, self.running, self.closing, self.closed, self.unsettled)
        self.occurred = Occurred(workplace)
        self.add(self.occurred)
        self.add(self.notice)
        self.add(self.conditions)
        self.returns = Returns(shell, workplace, self.running.loans, self.opening.loans)
        self.add(self.pages, 1)
        self.to_reception = PrimaryButton("受付へ", partial(shell.go, "reception"), icon="reception")
        self.to_consultation = SecondaryButton("相談へ", partial(shell.go, "consultation"), icon="consultation")
        self.end = SecondaryButton("締める", lambda: self._begin_closing(), icon="power")
        self.board = SecondaryButton("呼び出しの画面", BoardDoor.stand(workplace).toggle, icon="board")
        self.board.hint("2つめの画面に、お呼びする番号を大きく出します。")
        buttons = (self.end, self.board, self.to_consultation, self.to_reception)
        self.tools.addLayout(FlowRow(*buttons))
        for button in buttons:
            button.hide()
        self._listen()
        AwayDoor.stand(shell, workplace)

    def first_focus(self) -> QWidget | None:
        if self.pages.current() is self.opening:
            return self.opening.checks.scan
        return self.to_reception

    def shown(self) -> None:
        self._settling = self._settling and bool(self._older or (self._seen and self._seen.unsettled))
        self._fetch()
        self.unsettled.look_back()
        self.conditions.fetch()
        self._look()

    def retranslate(self) -> None:
        self.opening.retranslate()
        self.running.workers.retranslate()
        if self._seen is not None:
            self._show(self._seen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for page in (self.opening, self.running):
                page.turn()

    def take_scan(self, code: str) -> bool:
        """Before 開場 a card proves the scanner, and receives nobody; a supporter's begins the shift."""
        if is_supporter_card(code):
            return False
        return self._tries(lambda scan: scan.scanned.emit(code))

    def take_misread(self) -> bool:
        return self._tries(lambda scan: scan.not_ours.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The number of a card that is typed by hand."""
        if self.pages.current() is not self.opening or not self.opening.checks.scan.take_key(event):
            super().keyPressEvent(event)

    def _tries(self, tell: Callable[[ScanField], None]) -> bool:
        is_trial = self._seen is not None and self.pages.current() is self.opening
        if is_trial:
            tell(self.opening.checks.scan)
        return is_trial

    def _listen(self) -> None:
        opening, checks = self.opening, self.opening.checks
        opening.opened.connect(self._open)
        for workers in (opening.workers, self.running.workers):
            workers.touched.connect(self._touch)
        checks.again.connect(self._look)
        checks.close_day.connect(self._begin_closing)
        checks.daily_sheet.connect(partial(self.shell.go, "reports"))
        self.closing.wanted.connect(self._close)
        self.closing.cancelled.connect(self._leave_closing)
        self.closing.finished.connect(self._leave_closing)
        self.closing.unsettled.wanted.connect(partial(self._turn_to_unsettled, True))
        self.closed.reopened.connect(self._reopen)
        self.closed.went_on.connect(lambda: self._begin_closing())
        self.closing.sending.busy_changed.connect(self._look_at_end)
        self.conditions.wanted.connect(partial(self.shell.show_record, "sessions"))
        self.notice.wanted.connect(partial(self._turn_to_unsettled, True))
        self.unsettled.left.connect(partial(self._turn_to_unsettled, False))
        self.unsettled.looked_back.connect(self._looked_back)
        self._workplace.changed.connect(self._changed)
        self.shell.status_changed.connect(lambda _status: self._refresh_unsent())

    def _fetch(self) -> None:
        self._workplace.do(overview).then(self._show, owner=self)
        self.occurred.refresh()

    def _changed(self, changed: frozenset[type[Fact]]) -> None:
        if self.isVisible():
            self._fetch()
            if Settlement in changed:
                self.unsettled.look_back()
            if changed & _WATCHED:
                self.conditions.fetch()

    def _refresh_unsent(self) -> None:
        """Sending writes no fact: the header hears of it first."""
        if self._seen is not None and self.isVisible() and self.shell.status.unsent != self._seen.state.unsent:
            self._fetch()

    def _show(self, seen: Overview) -> None:
        self._seen = seen
        page = self._page_for(seen)
        self._show_notice(seen, page)
        self.conditions.show_on(page in (self.opening, self.running))
        self.unsettled.show_items(seen.unsettled)
        if page is self.opening:
            self.opening.show_overview(seen)
        elif page is self.running:
            self.running.show_overview(seen)
        elif page is self.closing:
            self.closing.refresh()
        elif page is self.closed:
            self.closed.show_overview(seen)
            self._look_at_end()
        self._turn_to(page)

    def _show_notice(self, seen: Overview, page: QWidget) -> None:
        """Not where there is a page for it already."""
        is_told = page is self.unsettled or (page is self.closing and bool(seen.unsettled))
        self.notice.show_number(*(0, 0) if is_told else (len(seen.unsettled), self._older))

    def _looked_back(self, older: int) -> None:
        self._older = older
        if self._seen is not None:
            self._show_notice(self._seen, self._page_for(self._seen))

    def _page_for(self, seen: Overview) -> QWidget:
        if self._settling:
            return self.unsettled
        if self._closing is not None:
            return self.closing
        if seen.state.is_open:
            return self.running
        return self.closed if seen.state.closed else self.opening

    def _turn_to(self, page: QWidget) -> None:
        is_running = page is self.running
        self.to_reception.setVisible(is_running)
        for button in (self.to_consultation, self.board):  # they stand in the rail, or are found by Ctrl+K, too
            button.setVisible(is_running and theme.scale() < theme.LARGE)
        self.end.setVisible(is_running)
        focus = self._focus_of(page)
        if self.pages.turn_to(page) and self.isVisible() and focus is not None:
            focus.setFocus()

    def _focus_of(self, page: QWidget) -> QWidget | None:
        focus: dict[QWidget, QWidget] = {
            self.opening: self.opening.checks.scan,
            self.running: self.to_reception,
            self.closing: self.closing.first_focus(),
            self.closed: self.closed.go_on,
            self.unsettled: self.unsettled.first_focus(),
        }
        return focus.get(page)

    def _look(self) -> None:
        """Checks run beside the window: a sleeping printer keeps nobody waiting."""
        checks = self.opening.checks
        checks.show_checks(waiting(code) for code in CheckCode if code is not CheckCode.SCAN)
        self._workplace.do(look_at_records).then(self._found, owner=self)
        load_printing()
        self.shell.jobs.background(look_at_machine, self._found, owner=self)

    def _found(self, checks: Iterable[Check]) -> None:
        self.opening.checks.show_checks(checks)

    def _open(self) -> None:
        codes = failed(self.opening.checks.checks())
        self._workplace.do(open_day, codes).then(self._opened, owner=self)

    def _opened(self, _changed: Changed) -> None:
        self.shell.tell(tr("開場しました"))

    def _touch(self, worker: Worker) -> None:
        if worker.duty is None:
            asked = self._workplace.do(start_duty, worker.supporter.supporter_id)
            sentence = "{name}さんが来たことを記録しました"
        else:
            asked = self._workplace.do(end_duty, worker.duty.duty.duty_id)
            sentence = "{name}さんの担当を終わりにしました"
        told = partial(self._touched, tr(sentence, name=worker.supporter.display_name), worker)
        asked.then(told, owner=self)

    def _touched(self, sentence: str, worker: Worker, _changed: Changed) -> None:
        self.shell.tell(sentence, partial(self._touch_back, worker.supporter.supporter_id))

    def _touch_back(self, supporter_id: str) -> None:
        """Undo: whatever stands now is turned round."""
        workers = self._seen.workers if self._seen else ()
        for worker in workers:
            if worker.supporter.supporter_id == supporter_id:
                self._touch(worker)

    def _turn_to_unsettled(self, wanted: bool) -> None:
        self._settling = wanted
        self._fetch()

    def _begin_closing(self, day: date | None = None) -> None:
        """Today, or a day that was left open; where it was left before, it goes on."""
        if self._seen is not None:
            self._closing = day or self._seen.state.day
            self.closing.begin(self._closing)
            self._fetch()

    def _leave_closing(self) -> None:
        self._closing = None
        self._fetch()
        self._look()

    def _close(self, day: date, weather: str, notes: str) -> None:
        self._workplace.do(close_day, weather, notes, day).then(partial(self._closed, day), owner=self)

    def _closed(self, day: date, _closed: Closed) -> None:
        self.closing.closed()
        is_today = self._seen is not None and day == self._seen.state.day
        sentence = tr("今日の窓口を締めました")
        if not is_today:
            sentence = tr("{month}月{date}日を締めました", month=day.month, date=day.day)
        self.shell.tell(sentence, self._reopen if is_today else partial(self._open_earlier, day))
        if self._seen is not None and self._seen.sends:
            self._workplace.sending.send_now()

    def _open_earlier(self, day: date) -> None:
        self._workplace.do(reopen_day, day).then(lambda _changed: self._look(), owner=self)

    def _look_at_end(self) -> None:
        """What still waits at the end of the day, and whether the power may go."""
        if self.pages.current() is self.closed or self._closing is None:
            self._workplace.do(closing_state).then(self._show_end, owner=self)

    def _show_end(self, state: ClosingState) -> None:
        self.closed.show_state(state, is_busy=self.closing.sending.is_busy)

    def _reopen(self) -> None:
        self._closing = None
        self._workplace.do(forget_place).then(owner=self)
        self._workplace.do(reopen_today).then(self._reopened, owner=self)

    def _reopened(self, _changed: Changed) -> None:
        self.shell.tell(tr("締めを取り消しました。続けられます"))
