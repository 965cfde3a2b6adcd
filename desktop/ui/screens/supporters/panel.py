"""One supporter: the record, trainings, badges, what they did and what is ahead."""

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core import supporter_words
from core.facts import Badge, Session, Staffing, Training
from desktop.app.fitting_requests import FittingRequest
from desktop.app.supporter_page import SupporterPage
from desktop.ui.age_bands import band_text
from desktop.ui.i18n import tr
from desktop.ui.screens.supporters.model import (
    BADGES,
    ROLES,
    badge_until,
    day_text,
    groups_text,
    hours_text,
    places_text,
    titles,
    training_text,
)
from desktop.ui.widgets.buttons import SecondaryButton, TextButton
from desktop.ui.widgets.flow import FlowRow
from desktop.ui.widgets.frames import Card, InfoRow, StatusPill
from desktop.ui.widgets.text import Text
from desktop.ui.widgets.turning import TurningRow


class PageActions(Protocol):
    """What the page asks of its screen."""

    def close_page(self) -> None: ...
    def amend(self) -> None: ...
    def begin_training(self) -> None: ...
    def begin_badge(self) -> None: ...
    def begin_thanks(self) -> None: ...
    def show_card(self) -> None: ...
    def rest(self) -> None: ...
    def come_back(self) -> None: ...
    def void_training(self, training: Training) -> None: ...
    def save_file(self, badge: Badge) -> None: ...
    def revoke(self, badge: Badge) -> None: ...
    def open_session(self, session: Session) -> None: ...
    def apply(self, wanted: FittingRequest) -> None: ...


class SupporterPanel(QWidget):
    """Made anew whenever something of it changed."""

    def __init__(self, page: SupporterPage, actions: PageActions) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        deeds = _buttons(page, actions)
        self.setFocusProxy(deeds[0])
        column.addWidget(_record(page, deeds, actions))
        for part in (
            _trainings(page, actions),
            _badges(page, actions),
            _coming(page, actions),
            _fitting(page, actions),
        ):
            column.addWidget(part)
        column.addStretch()


def _record(page: SupporterPage, deeds: tuple[QWidget, ...], actions: PageActions) -> Card:
    one = page.supporter
    card = Card(one.display_name)
    card.header.addWidget(TextButton("閉じる", actions.close_page))
    card.add(_row(*_pills(page)))
    card.add(_row(*deeds))
    rows = (
        ("ふりがな", one.kana or ""),
        ("役割", tr(ROLES.get(one.role, one.role))),
        ("年代", band_text(one.age_band)),
        ("登録日", day_text(one.registered_on)),
        ("属性", titles(supporter_words.attributes(), one.attributes)),
        ("市区町村", places_text(one.municipalities)),
        ("曜日", titles(supporter_words.WEEKDAYS, one.weekdays)),
        ("得意なこと", groups_text(page.strengths)),
        ("今年度の活動", hours_text(page.worked)),
        ("これまでの活動", hours_text(page.ever)),
    )
    for label, value in rows:
        if value:
            card.add(InfoRow(label, value))
    return card


def _pills(page: SupporterPage) -> tuple[QWidget, ...]:
    source, tone = BADGES[page.badge.state]
    until = badge_until(page.badge)
    resting = () if page.supporter.active else (StatusPill("活動していません", "quiet"),)
    return (StatusPill(source, tone), *([Text(until, "muted")] if until else []), *resting)


def _buttons(page: SupporterPage, actions: PageActions) -> tuple[QWidget, ...]:
    amend = SecondaryButton("登録を直す", actions.amend, icon="edit")
    card = SecondaryButton("サポーター証", actions.show_card, icon="card")
    card.hint("受付で読み取ると、勤務の始めと終わりになります。")
    thanks = SecondaryButton("感謝状・お礼状", actions.begin_thanks, icon="print")
    if page.supporter.active:
        return amend, card, thanks, SecondaryButton("活動をやめる", actions.rest, icon="close")
    return amend, thanks, SecondaryButton("活動にもどす", actions.come_back, icon="undo")


def _trainings(page: SupporterPage, actions: PageActions) -> Card:
    card = Card("研修")
    card.header.addWidget(TextButton("研修を加える", actions.begin_training, icon="plus"))
    for each in page.trainings:
        card.add(_line(training_text(each), ("取り消す", partial(actions.void_training, each))))
    if not page.trainings:
        card.add(Text("まだありません", "muted"))
    return card


def _badges(page: SupporterPage, actions: PageActions) -> Card:
    card = Card("オープンバッジ")
    card.header.addWidget(TextButton("バッジを加える", actions.begin_badge, icon="plus"))
    for each in page.badges:
        until = tr("{day}まで", day=day_text(each.expires_on)) if each.expires_on else tr("期限なし")
        told = "　".join((each.badge, tr("{day}発行", day=day_text(each.issued_on)), until))
        file = (("ファイルを保存", partial(actions.save_file, each)),) if each.file_name else ()
        card.add(_line(told, *file, ("取り消す", partial(actions.revoke, each))))
    if not page.badges:
        card.add(Text("まだありません", "muted"))
    return card


def _coming(page: SupporterPage, actions: PageActions) -> Card:
    card = Card("これからの予定")
    for session, staffing in page.coming:
        told = "　".join((day_text(session.day), f"{session.starts}-{session.ends}", session.title, _state(staffing)))
        card.add(_line(told, ("予定を開く", partial(actions.open_session, session))))
    if not page.coming:
        card.add(Text("まだありません", "muted"))
    return card


def _fitting(page: SupporterPage, actions: PageActions) -> Card:
    card = Card("合う依頼")
    for each in page.fitting:
        session, missing = each.session, tr("{n}人足りません", n=each.missing)
        told = "　".join((day_text(session.day), f"{session.starts}-{session.ends}", session.title, missing))
        deeds = (("応募を記録", partial(actions.apply, each)), ("予定を開く", partial(actions.open_session, session)))
        card.add(_line(told, *deeds))
    if not page.fitting:
        card.add(Text("いまは、合う依頼がありません", "muted"))
    return card


def _state(staffing: Staffing) -> str:
    return tr("担当") if staffing.state == "matched" else tr("応募")


def _line(told: str, *deeds: tuple[str, "partial[None]"]) -> QWidget:
    buttons = []
    for source, deed in deeds:
        button = TextButton(source, deed)
        button.setAccessibleDescription(told)
        buttons.append(button)
    return TurningRow(Text("{told}", told=told), _row(*buttons))


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    row.setLayout(FlowRow(*parts))
    return row
