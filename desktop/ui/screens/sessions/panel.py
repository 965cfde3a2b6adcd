"""One session: its plan, how it stands, and what can be done."""

from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.clock import time_of_day
from core.facts import Session
from desktop.app.session_about import SessionAbout
from desktop.app.session_remarks import Remark
from desktop.ui.i18n import tr
from desktop.ui.screens.sessions.model import (
    CHANNELS,
    STATES,
    fee_text,
    hours,
    kind_text,
    next_week,
    quota_text,
    session_day,
    slots_text,
)
from desktop.ui.screens.sessions.programme_rows import ProgrammeRows
from desktop.ui.screens.sessions.series_model import rule_text
from desktop.ui.widgets.buttons import Button, PrimaryButton, SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, InfoRow, Notice, StatusPill, Tone

_TONES: dict[str, Tone] = {"planned": "info", "open": "success", "closed": "quiet", "cancelled": "warning"}


class SessionActions(Protocol):
    """What the panel asks of its screen."""

    def close_panel(self) -> None: ...
    def open_doors(self) -> None: ...
    def close_doors(self) -> None: ...
    def open_bookings(self) -> None: ...
    def open_staffing(self) -> None: ...
    def print_survey(self) -> None: ...
    def amend(self) -> None: ...
    def copy_to_next_week(self) -> None: ...
    def print_poster(self) -> None: ...
    def cancel(self) -> None: ...
    def begin_series(self) -> None: ...
    def amend_series(self) -> None: ...
    def leave_day_out(self) -> None: ...
    def end_series(self) -> None: ...


class SessionPanel(Card):
    """Made anew for each session that is chosen."""

    def __init__(self, session: Session, today: date, actions: SessionActions) -> None:
        super().__init__(session.title)
        self.session = session
        self.about: SessionAbout | None = None
        self.header.addWidget(TextButton("閉じる", actions.close_panel))
        state = QWidget()
        state.setLayout(FlowRow(StatusPill(STATES.get(session.state, ""), _TONES.get(session.state, "quiet"))))
        self.add(state)
        for label, value in _rows(session):
            if value:
                self.add(InfoRow(label, value))
        self.under = ProgrammeRows(session)
        self.add(self.under)
        self._series = InfoRow("くり返し")
        self.add(self._series)
        self._series.hide()
        self._remarks = QVBoxLayout()
        self.add(self._remarks)
        row = QWidget()
        buttons = _buttons(session, today, actions)
        row.setLayout(FlowRow(*buttons))
        self.setFocusProxy(buttons[0])
        self.body.addSpacing(12)
        self.add(row)
        self.body.addStretch()

    def show_about(self, about: SessionAbout) -> None:
        """What should be known of it, once it is known."""
        self.about = about
        self.under.show_about(about)
        for remark in about.remarks:
            notice = Notice()
            self._remarks.addWidget(notice)
            notice.show_notice("{remark}", "warning", remark=partial(remark_text, remark))
        if about.plan is not None:
            self._series.value.say("{rule}", rule=partial(rule_text, about.plan))
            self._series.show()


def _rows(session: Session) -> tuple[tuple[str, str], ...]:
    age = tr("{n}歳から", n=session.min_age) if session.min_age is not None else ""
    return (
        ("日時", f"{session_day(session)} {hours(session)}"),
        ("種類", kind_text(session.session_kind)),
        ("会場", session.venue),
        ("定員", quota_text(session)),
        ("参加できる年齢", age),
        ("対象", session.target_group or ""),
        ("主催", session.organiser or ""),
        ("参加費", fee_text(session)),
        ("端末の貸し出し", tr("貸します") if session.lends_devices else ""),
        ("おたずねすること", session.conditions),
        ("予約の枠", slots_text(session)),
        ("開き方", tr(CHANNELS.get(session.channel, session.channel))),
        ("開けた時刻", time_of_day(session.opened_at)),
        ("閉じた時刻", time_of_day(session.closed_at)),
    )


def _buttons(session: Session, today: date, actions: SessionActions) -> list[Button]:
    bookings = SecondaryButton("予約を見る", actions.open_bookings, icon="phone")
    if session.state == "cancelled":
        return [bookings]
    buttons: list[Button] = []
    if session.state in ("planned", "closed") and session.day == today.isoformat():
        buttons.append(PrimaryButton("この回を開ける", actions.open_doors, icon="open"))
    if session.state == "open":
        buttons.append(PrimaryButton("この回を閉じる", actions.close_doors, icon="away"))
    buttons.append(bookings)
    buttons.append(SecondaryButton("担当の方", actions.open_staffing, icon="staff"))
    buttons.append(SecondaryButton("内容を直す", actions.amend, icon="edit"))
    buttons += _recurring(session, today, actions)
    if session.state != "closed" and session.day >= today.isoformat():
        buttons.append(SecondaryButton("ポスター", actions.print_poster, icon="print"))
        buttons.append(SecondaryButton("アンケート用紙", actions.print_survey, icon="print"))
    if session.state == "planned":
        buttons.append(SecondaryButton("中止にする", actions.cancel, icon="close"))
    return buttons


def _recurring(session: Session, today: date, actions: SessionActions) -> list[Button]:
    """Once more next week, or every week; of one of a series what concerns all of it."""
    if session.series_id is None:
        copy = SecondaryButton("次の週にも同じ予定を作る", actions.copy_to_next_week, icon="copy")
        copy.hint(session_day_hint(session))
        return [copy, SecondaryButton("くり返す予定にする", actions.begin_series, icon="refresh")]
    buttons: list[Button] = [SecondaryButton("くり返しを直す", actions.amend_series, icon="refresh")]
    if session.state == "planned" and session.day >= today.isoformat():
        buttons.append(SecondaryButton("この回だけ休みにする", actions.leave_day_out, icon="minus"))
    buttons.append(SecondaryButton("この回で終わりにする", actions.end_series, icon="flag"))
    return buttons


def remark_text(remark: Remark) -> str:
    """A remark with its next step; names of holidays are said in the language of the window."""
    values = {name: tr(str(value)) if name == "name" else value for name, value in remark.values}
    return tr("{sentence}{next_step}", sentence=tr(remark.template, **values), next_step=tr(remark.next_step)).rstrip()


def session_day_hint(session: Session) -> str:
    """Which day the copy will be on."""
    return next_week(session).strftime("%Y/%m/%d")
