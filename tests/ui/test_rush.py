"""Ten visitors in three minutes: cards, no cards, names, a couple, money, and all that goes wrong."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.age_band import AgeBand
from core.card_code import CodeKind, new_code
from core.facts import Card, Fee
from core.kinds import SessionPlanned
from desktop.app.cards import replace_card
from desktop.app.day import visitors_today
from desktop.app.sessions import open_session, plan_session
from desktop.app.settings import change_setting
from desktop.ui.screen import Shell
from desktop.ui.screens.reception.view import ReceptionScreen
from tests.helpers.sites import fixed_clock
from tests.ui.busy import named, new_desk
from tests.ui.supporter import Supporter
from tests.ui.windows import open_window

FOREIGN = "https://line.me/R/ti/p/example"


def test_ten_visitors_in_three_minutes(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    desk = new_desk(tmp_path, fixed_clock())
    change_setting(desk, "visitor_fields", "name,kana")
    plan = SessionPlanned(
        title="スマホ教室", day=desk.today.isoformat(), starts="09:00", ends="12:00", fee=100, quota=9
    )
    open_session(desk, plan_session(desk, plan).session.session_id)
    first, with_husband, in_a_hurry = (named(desk, name)[1] for name in ("山田 花子", "鈴木 和子", "高橋 清"))
    named(desk, "佐藤 節子", "Sato")
    renewed, old = named(desk, "田中 勇")
    replace_card(desk, desk.store.facts.where(Card, "person_id = ?", [renewed])[0].card_id)
    blank = new_code(CodeKind.CARD)

    opened = open_window(qtbot, shell, desk, "reception")
    screen = cast(ReceptionScreen, opened.screen)
    person = Supporter(opened)

    def sees(result: str, ticket: str = "") -> None:
        view = screen.panel.view
        assert view is not None
        assert (view.code, view.ticket) == (result, ticket)

    def takes_fee() -> None:
        person.touch(screen.questions.fee)
        assert not screen.questions.fee.isVisible()

    person.greet()  # 1: a card
    person.scan(first)
    sees("received", "A1")
    takes_fee()
    person.greet()  # 2: the scanner reads the card of a visitor with a companion twice
    person.scan(with_husband)
    person.scan(with_husband)
    sees("received", "A2")
    person.press("付き添い +1")
    takes_fee()
    person.greet()  # 3: no card; the supporter is at another screen
    opened.window.open("today")
    person.keys(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    sees("received", "A3")
    takes_fee()
    person.greet()  # 4 and 5: a couple; two touches
    for ticket in ("A4", "A5"):
        person.touch(screen.bands.buttons[AgeBand.OVER_80 if ticket == "A4" else AgeBand.SEVENTIES])
        sees("received", ticket)
        takes_fee()
    person.greet()
    person.greet()  # 6: the card was left at home
    person.type(screen.finder.field, "Sato")
    person.keys(Qt.Key.Key_Return)
    sees("received", "A6")
    takes_fee()
    person.greet()  # 7: an old card
    person.scan(old)
    sees("revoked")
    person.press("新しいカードを作って受け付ける")
    sees("received", "A7")
    takes_fee()
    person.greet()  # 8: a card that nobody had yet
    person.scan(blank)
    sees("unknown")
    person.press("このカードで登録して受け付ける")
    person.touch(screen.bands.buttons[AgeBand.SIXTIES])
    sees("received", "A8")
    takes_fee()
    person.greet()  # 9: the QR code of another system; then the wrong band, taken back
    person.scan(FOREIGN)
    sees("unreadable")
    person.touch(screen.bands.buttons[AgeBand.TWENTIES])
    sees("received", "A9")
    person.press("取り消す")
    person.touch(screen.bands.buttons[AgeBand.SEVENTIES])
    sees("received", "A10")
    takes_fee()
    person.greet()  # 10: the session is full by now
    person.scan(in_a_hurry)
    sees("full")
    person.press("受け付ける")
    sees("received", "A11")
    takes_fee()

    standing = [visit for visit in visitors_today(desk) if not visit.voided]
    assert sorted(int((visit.ticket or "")[1:]) for visit in standing) == [1, 2, 3, 4, 5, 6, 7, 8, 10, 11]
    assert [visit.companions for visit in standing if visit.companions] == [1]
    assert [visit.admitted_over for visit in standing if visit.admitted_over] == ["quota"]
    assert {visit.how for visit in standing} == {"card", "name", "number"}
    assert [fee.yen for fee in desk.store.facts.where(Fee, "voided = 0")] == [100] * 10
    assert person.visitors == 10
    assert person.seconds <= 180
