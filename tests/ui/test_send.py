"""本部へ送る against a real headquarters; the desk goes on meanwhile, and nothing is lost without one."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.segment import segment_hash
from desktop.app.desk import Desk
from desktop.app.enrolling import enrol
from desktop.app.send_trouble import note_trouble
from desktop.app.sending import SendProgress, send_state
from desktop.app.staff import set_pin
from desktop.app.training import make_training_day
from desktop.app.walk_in import receive_walk_in
from desktop.sync.certificate_times import CertificateTimes
from desktop.sync.faults import SyncProblem
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell, Status
from desktop.ui.screens.sending.model import clock_words
from desktop.ui.screens.sending.to_hq import ToHqPanel
from desktop.ui.screens.sending.view import SendScreen
from tests.helpers.accessibility import problems
from tests.helpers.answering import answering
from tests.helpers.headquarters import Headquarters, headquarters
from tests.ui.busy import busy_day
from tests.ui.windows import Opened, open_window

WAIT_MS = 20_000


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    return busy_day(tmp_path, clock)


@pytest.fixture
def hq() -> Iterator[Headquarters]:
    with headquarters() as running:
        yield running


def _screen(opened: Opened) -> ToHqPanel:
    return cast(ToHqPanel, cast(SendScreen, opened.screen).panel("hq"))


def _rests(opened: Opened) -> None:
    opened.qtbot.waitUntil(lambda: not opened.workplace.sending.is_sending, timeout=WAIT_MS)
    opened.settle()


def test_enrolling_asks_for_the_pin_then_sends_everything(
    qtbot: QtBot, shell: Shell, desk: Desk, hq: Headquarters
) -> None:
    set_pin(desk, "4649")
    opened = open_window(qtbot, shell, desk, "send")
    screen = _screen(opened)
    assert screen.headline.text() == "まだ送っていない記録 259件"
    assert not screen.send.isVisible()
    panel = screen.enrolment
    panel.address.setText(hq.url)
    panel.code.setText(hq.code(hq.add_site()))
    panel.button.click()
    qtbot.waitUntil(panel.pin.isVisible)
    panel.pin.entered.emit("0000")
    qtbot.waitUntil(panel.pin.refusal.isVisible)
    assert desk.identity.hq is None
    panel.pin.entered.emit("4649")
    qtbot.waitUntil(lambda: screen.headline.text() == "すべて本部に届いています", timeout=WAIT_MS)
    _rests(opened)
    assert "259件を本部が受け取りました。" in screen.notice.sentence.text()
    assert hq.query("SELECT count(*) FROM fact_attendance") == [(60,)]
    assert not panel.isVisible()
    assert screen.send.hasFocus()


def test_a_laptop_that_was_registered_elsewhere_is_no_longer_said_to_be_none(
    qtbot: QtBot, shell: Shell, desk: Desk, hq: Headquarters
) -> None:
    opened = open_window(qtbot, shell, desk, "send")
    assert "まだ本部に登録していません" in _screen(opened).notice.sentence.text()
    enrol(desk, hq.url, hq.code(hq.add_site()))  # on the page 本部 of the settings
    opened.workplace.changed.emit(frozenset())
    opened.settle()
    assert _screen(opened).send.isVisible()
    assert not _screen(opened).notice.isVisible()


def test_the_command_sends_from_any_screen_and_twice_is_once(
    qtbot: QtBot, shell: Shell, desk: Desk, hq: Headquarters
) -> None:
    enrol(desk, hq.url, hq.code(hq.add_site()))
    opened = open_window(qtbot, shell, desk, "send")
    assert shell.commands.run("send.now")
    shell.commands.run("send.now")
    assert _screen(opened).progress.isVisible()
    _rests(opened)
    assert send_state(desk).unsent == 0
    _screen(opened).send.click()
    _rests(opened)
    assert hq.query("SELECT count(*) FROM event") == [(259,)]
    assert _screen(opened).notice.sentence.text() == "新しく送る記録はありませんでした。"
    opened.workplace.do(receive_walk_in, "70s").then(owner=opened.window)
    opened.settle()
    assert _screen(opened).headline.text() == "まだ送っていない記録 2件"
    assert not _screen(opened).notice.isVisible()


def test_with_headquarters_gone_it_says_so_and_keeps_everything(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
    opened = open_window(qtbot, shell, desk, "send")
    _screen(opened).send.click()
    _rests(opened)
    assert "残っています" in _screen(opened).notice.sentence.text()
    assert _screen(opened).send.isEnabled()
    assert send_state(desk).unsent == 259


def test_the_keyboard_comes_back_to_the_button_and_enter_again_stops_nothing(
    qtbot: QtBot, shell: Shell, desk: Desk, hq: Headquarters
) -> None:
    enrol(desk, hq.url, hq.code(hq.add_site()))
    opened = open_window(qtbot, shell, desk, "send")
    screen = _screen(opened)
    screen.send.setFocus()
    shell.tell("本部へ送りました")
    for holds in (screen.send, screen.progress.bar):
        assert holds.hasFocus()
        QTest.keyClick(holds, Qt.Key.Key_Return)
    assert opened.window.undo_bar.sentence.text() == ""
    _rests(opened)
    assert screen.send.hasFocus()
    assert send_state(desk).unsent == 0


def test_a_wrong_code_is_a_sentence(qtbot: QtBot, shell: Shell, desk: Desk, hq: Headquarters) -> None:
    opened = open_window(qtbot, shell, desk, "send")
    panel = _screen(opened).enrolment
    panel.button.click()
    assert panel.notice.isVisible()
    panel.address.setText(hq.url)
    panel.code.setText("1234")
    panel.button.click()
    qtbot.waitUntil(opened.window.problem_strip.isVisible, timeout=WAIT_MS)
    assert "16文字" in opened.window.problem_strip.sentence.text()
    assert desk.identity.hq is None


def _send_to(desk: Desk, url: str) -> None:
    assert desk.identity.hq is not None
    link = msgspec.structs.replace(desk.identity.hq, url=url)
    desk.store.change_identity(msgspec.structs.replace(desk.identity, hq=link))


def test_why_nothing_arrives_is_told_with_since_when(qtbot: QtBot, shell: Shell, desk: Desk, clock: FixedClock) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
    note_trouble(desk, SyncProblem("no_connection", "本部につながりません。"))
    first = f"{clock.now():%-H:%M}"
    clock.advance(minutes=90)
    shell.set_status(Status(today=desk.today))
    here, begins, ends = desk.clock.now(), desk.clock.now(), desk.clock.now()
    sentence = "この端末の日付か時刻が違っているため、本部を確かめられません。"
    note_trouble(desk, SyncProblem("tls_clock", sentence, times=CertificateTimes(here, begins, ends)))
    desk.store.settings.put("clock_ahead_seconds", "540")
    desk.store.outbox.cut_segments()
    desk.store.outbox.hold_back(segment_hash(desk.store.outbox.outgoing(1).segments[0]), "hq_trouble")
    screen = _screen(open_window(qtbot, shell, desk, "send"))
    told = screen.notice.sentence.text()
    assert f"{first}から送れていません。この端末の日付か時刻が違っているため" in told
    assert f"この端末の時計は {here.year}年{here.month}月{here.day}日 {here:%-H:%M}、本部の証明書は" in told
    assert screen.clock.sentence.text().startswith("この端末の時計が9分進んでいます。")
    assert screen.held.sentence.text().startswith("259件の記録は、本部がまだ受け取れません。")
    assert not screen.plain.isVisible()


def test_an_open_line_is_told_for_as_long_as_it_is_used(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
    _send_to(desk, "http://hq.example")
    screen = _screen(open_window(qtbot, shell, desk, "send"))
    assert "暗号化されていません" in screen.plain.sentence.text()
    assert screen.plain.isVisible()


def test_progress_in_words_and_bar_and_a_way_out(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
    with answering(None) as silent:
        _send_to(desk, silent)
        opened = open_window(qtbot, shell, desk, "send")
        screen = _screen(opened)
        with qtbot.waitSignal(opened.workplace.sending.moved, timeout=WAIT_MS) as moved:
            screen.send.click()
        assert moved.args == [SendProgress(0, 259, True)]
        opened.workplace.sending.moved.emit(SendProgress(100, 259, True))
        assert screen.progress.sentence.text().startswith("本部へ送っています。259件のうち 100件が届きました。")
        assert (screen.progress.bar.value(), screen.progress.bar.maximum()) == (100, 259)
        screen.progress.stop.click()
        _rests(opened)
    assert screen.notice.sentence.text().startswith("送信を途中でやめました。")
    assert send_state(desk).unsent == 259
    assert send_state(desk).trouble is None
    assert opened.workplace.sending.last_problem is None


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(6, "6分"), (-9, "9分"), (200, "3時間"), (4_000, "3日"), (5_259_600, "10年"), (-5_259_600, "10年")],
)
def test_how_far_a_clock_is_off(minutes: int, told: str) -> None:
    words = clock_words(timedelta(minutes=minutes))
    assert words.startswith(f"この端末の時計が{told}{'進んで' if minutes > 0 else '遅れて'}います。")


def test_training_is_never_sent(qtbot: QtBot, shell: Shell, tmp_path: Path, clock: FixedClock) -> None:
    desk = make_training_day(tmp_path, clock)
    opened = open_window(qtbot, shell, desk, "send")
    screen = _screen(opened)
    assert "練習モード" in screen.notice.sentence.text()
    assert not screen.send.isVisible()
    assert not screen.enrolment.isVisible()
    shell.commands.run("send.now")
    _rests(opened)
    assert "送りません" in screen.notice.sentence.text()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_it(
    qtbot: QtBot, shell: Shell, desk: Desk, qapp: QApplication, language: i18n.Language, size: int
) -> None:
    opened = open_window(qtbot, shell, desk, "send")
    theme.apply(qapp, size)
    i18n.install(language)
    opened.window.resize(1366, 720)
    opened.settle()
    assert problems(opened.window) == []


def test_with_large_text_the_button_is_in_sight(qtbot: QtBot, shell: Shell, desk: Desk, qapp: QApplication) -> None:
    with headquarters() as hq:
        enrol(desk, hq.url, hq.code(hq.add_site()))
    theme.apply(qapp, 200)
    opened = open_window(qtbot, shell, desk, "send")
    opened.window.resize(1366, 768)
    _screen(opened).send.click()
    _rests(opened)
    send = _screen(opened).send
    qtbot.waitUntil(lambda: send.visibleRegion().contains(send.rect().center()))
