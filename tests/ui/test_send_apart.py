"""保留 and what was met of copies and restores, on the real window: what, why, what to do, and back again."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.segment import segment_hash
from core.surprises import Surprise
from core.wire import EventAnswer, Receipt, SegmentAnswer
from desktop.app.consultations import ConsultationForm, record_consultation
from desktop.app.desk import Desk
from desktop.app.staff import add_supporter
from desktop.app.walk_in import receive_walk_in
from desktop.storage import occurrences as kept
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.consultations.view import ConsultationsScreen
from desktop.ui.screens.sending.apart import ApartPanel
from desktop.ui.screens.sending.model import record_words
from desktop.ui.screens.sending.to_hq import ToHqPanel
from desktop.ui.screens.sending.view import SendScreen
from desktop.ui.screens.sessions.panel import SessionPanel
from desktop.ui.screens.sessions.view import SessionsScreen
from desktop.ui.screens.settings.view import SettingsScreen
from desktop.ui.screens.today.view import TodayScreen
from tests.helpers.accessibility import problems
from tests.helpers.apart import two_laptops
from tests.helpers.segments import bring, segments_of
from tests.ui.windows import Opened, open_window


@pytest.fixture
def both(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[Desk, Desk]]:
    """A knows nothing of B's certificate; B has received somebody, and A cannot take that in."""
    with two_laptops(tmp_path, clock) as (first, second):
        first.store.db.execute("DELETE FROM certificate WHERE device_id = ?", [second.identity.device_id])
        receive_walk_in(second, "70s")
        (segment,) = segments_of(second)
        assert bring(first, segment) == "not_certified"
        yield first, second


def certify(desk: Desk, other: Desk) -> None:
    """As if the certificate had been there when the program began: nothing looks again by itself."""
    desk.store.db.execute(
        "INSERT INTO certificate (device_id, data, confirmed) VALUES (?, ?, 1)",
        [other.identity.device_id, msgspec.msgpack.encode(other.identity.certificate)],
    )


def keep_at_headquarters(desk: Desk, reason: str) -> None:
    """Headquarters' answer to what was sent: all of it is kept apart."""
    receive_walk_in(desk, "60s")
    outbox = desk.store.outbox
    outbox.cut_segments()
    sent = outbox.outgoing(1)
    name = segment_hash(sent.segments[0])
    receipt = Receipt(desk.identity.site_id, desk.identity.device_id, (), (name,), (), 1, desk.now)
    kept_apart = tuple(EventAnswer(seq, "quarantined", reason) for seq in range(1, outbox.last_seq() + 1))
    outbox.accept(sent, receipt, (SegmentAnswer(name, kept_apart),))


def _page(opened: Opened) -> ApartPanel:
    return cast(ApartPanel, cast(SendScreen, opened.screen).panel("apart"))


def _first(opened: Opened) -> ToHqPanel:
    return cast(ToHqPanel, cast(SendScreen, opened.screen).panel("hq"))


def test_the_first_page_says_how_many_and_leads_to_them(qtbot: QtBot, shell: Shell, both: tuple[Desk, Desk]) -> None:
    desk, _ = both
    keep_at_headquarters(desk, "revoked_device")
    opened = open_window(qtbot, shell, desk, "send")
    notice = _first(opened).apart
    records = desk.store.outbox.refused()
    assert (notice.isVisible(), notice.sentence.text()) == (True, f"保留が {records + 1}件あります。")
    _first(opened).wanted.emit("apart")
    opened.settle()
    page = _page(opened)
    assert page.isVisible()
    assert opened.screen.isAncestorOf(opened.window.focusWidget())
    assert {line.at_hq for line in page.table.rows()} == {True, False}
    assert "利用を止められています" in page.reason.sentence.text()
    assert "本部の担当者" in page.reason.sentence.text()
    assert [record_words(line) for line in page.table.rows() if line.kind.startswith("attendance")] == ["受付"]


def test_not_accepting_keeps_everything_and_can_be_undone(qtbot: QtBot, shell: Shell, both: tuple[Desk, Desk]) -> None:
    desk, _ = both
    opened = open_window(qtbot, shell, desk, "send")
    cast(SendScreen, opened.screen).choose("apart")
    opened.settle()
    page = _page(opened)
    (line,) = page.table.rows()
    assert record_words(line).startswith("ほかの端末の記録 ")
    assert (page.away.text().strip(), page.open.isVisible()) == ("受け入れない", False)
    page.away.click()
    opened.settle()
    assert page.table.rows() == ()
    assert not page.away.isVisible()
    assert desk.store.db.execute("SELECT decision FROM bad_segment").fetchall() == [("rejected",)]
    shell.undo()
    opened.settle()
    assert page.table.rows() == (line,)
    assert page.away.isVisible()


def test_looking_again_takes_in_what_can_be(qtbot: QtBot, shell: Shell, both: tuple[Desk, Desk]) -> None:
    desk, other = both
    opened = open_window(qtbot, shell, desk, "send")
    cast(SendScreen, opened.screen).choose("apart")
    opened.settle()
    page = _page(opened)
    page.again.click()
    opened.settle()
    assert shell.last is not None
    assert shell.last.sentence.startswith("まだ取り込めません")
    assert len(page.table.rows()) == 1
    certify(desk, other)
    page.again.click()
    opened.settle()
    assert shell.last is not None
    assert shell.last.sentence == "記録を取り込みました"
    assert page.table.rows() == ()
    assert desk.store.db.execute("SELECT count(*) FROM fact_attendance").fetchone() == (1,)


def test_the_past_is_told_in_one_sentence_and_put_away_by_one_touch(
    qtbot: QtBot, shell: Shell, both: tuple[Desk, Desk]
) -> None:
    desk, _ = both
    for records, what in enumerate(Surprise, 11):
        kept.note(desk.store.db, what, records, desk.now)
    opened = open_window(qtbot, shell, desk, "send")
    occurred = _first(opened).occurred
    told = [notice.sentence.text() for notice in occurred.notices]
    assert "もう止められていました" in told[0]  # it is about a laptop, not about records
    assert [f"{records}件" in sentence for records, sentence in zip((13, 12, 11), told[1:], strict=True)] == [True] * 3
    assert "11月21日：この端末と同じ記録を持つ端末が、もう一台あるようです。" in told[-1]
    assert "加え直してください" in told[-1]
    occurred.seen[-1].click()
    opened.settle()
    assert [notice.sentence.text() for notice in occurred.notices] == told[:-1]
    shell.undo()
    opened.settle()
    assert [notice.sentence.text() for notice in occurred.notices] == told
    for _ in told:
        occurred.seen[0].click()
        opened.settle()
    assert not occurred.isVisible()


def _open_kept(opened: Opened, kind: str) -> str:
    """その記録を開く for the first record of this sort; its id."""
    page = _page(opened)
    cast(SendScreen, opened.screen).choose("apart")
    opened.settle()
    place, line = next((n, each) for n, each in enumerate(page.table.rows()) if each.kind.startswith(kind))
    page.table.view.selectRow(place)
    page.open.click()
    opened.settle()
    return line.record


def test_a_number_that_was_refused_leads_to_its_record(qtbot: QtBot, shell: Shell, both: tuple[Desk, Desk]) -> None:
    desk, _ = both
    add_supporter(desk, "佐藤")
    record_consultation(desk, ConsultationForm(topic="T02-01", outcome="O1", minutes=15))
    keep_at_headquarters(desk, "my_number")
    opened = open_window(qtbot, shell, desk, "send")
    record = _open_kept(opened, "session")
    sessions = cast(SessionsScreen, opened.window.open("sessions"))
    assert sessions.isVisible()
    assert sessions.session is not None
    assert (sessions.session.session_id, type(sessions.panel)) == (record, SessionPanel)
    opened.window.open("send")
    record = _open_kept(opened, "consultation")
    consultations = cast(ConsultationsScreen, opened.window.open("consultation"))
    assert consultations.opened.top.amending is not None
    assert consultations.opened.top.amending.consultation_id == record
    opened.window.open("send")
    assert _open_kept(opened, "supporter") == "staff"
    assert cast(SettingsScreen, opened.window.open("settings")).place == "staff"


def test_today_tells_of_a_copied_disk_too(qtbot: QtBot, shell: Shell, both: tuple[Desk, Desk]) -> None:
    desk, _ = both
    opened = open_window(qtbot, shell, desk, "today")
    occurred = cast(TodayScreen, opened.screen).occurred
    assert not occurred.isVisible()
    kept.note(desk.store.db, Surprise.CLONED, 3, desk.now)
    opened.workplace.changed.emit(frozenset())
    opened.settle()
    assert "もう一台あるようです" in occurred.notices[0].sentence.text()
    i18n.install("en")
    opened.settle()
    assert "another laptop with the same records" in occurred.notices[0].sentence.text()
    assert problems(opened.window) == []
    occurred.seen[0].click()
    opened.settle()
    assert not occurred.isVisible()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(
    qtbot: QtBot,
    shell: Shell,
    both: tuple[Desk, Desk],
    qapp: QApplication,
    language: i18n.Language,
    size: int,
) -> None:
    desk, _ = both
    keep_at_headquarters(desk, "my_number")
    kept.note(desk.store.db, Surprise.CLONED, 3, desk.now)
    opened = open_window(qtbot, shell, desk, "send")
    theme.apply(qapp, size)
    i18n.install(language)
    opened.window.resize(1366, 720)
    for page in ("hq", "apart"):
        cast(SendScreen, opened.screen).choose(page)
        opened.settle()
        assert problems(opened.window) == []
        if folder := os.environ.get("PICS"):
            opened.window.grab().save(f"{folder}/apart-{page}-{language}-{size}.png")
