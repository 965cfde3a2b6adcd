"""The first start, the passphrase, and a record that does not open: the real files, the real key stretching."""

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.problem import Problem
from desktop.app.desk import Desk
from desktop.app.first_start import SiteWanted, municipalities_named, set_up
from desktop.app.site import current_site, keep_backup, open_site, site_folder
from desktop.app.staff import check_pin, has_pin, supporters
from desktop.app.walk_in import receive_walk_in
from desktop.ui import i18n, theme
from desktop.ui.jobs import Jobs
from desktop.ui.sounds import Sounds
from desktop.ui.start.window import StartWindow
from tests.helpers.accessibility import problems
from tests.ui.busy import PASSPHRASE, new_desk

LONG = "ひみつのことば12"
DAMAGED = Problem("database_damaged", "記録のファイルが壊れているため、開けません。", "控えから戻せます。")

Starter = Callable[..., StartWindow]


@pytest.fixture
def start(qtbot: QtBot, jobs: Jobs, tmp_path: Path, clock: FixedClock) -> Starter:
    def make(problem: Problem | None = None) -> StartWindow:
        window = StartWindow(jobs, Sounds(volume=0), tmp_path, clock, problem)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return make


def _opened(qtbot: QtBot, window: StartWindow, act: Callable[[], object]) -> Desk:
    with qtbot.waitSignal(window.ready, timeout=20_000) as ready:
        act()
    assert ready.args is not None
    desk = ready.args[0]
    assert isinstance(desk, Desk)
    return desk


def _press(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]  # any of our buttons


def _prepared(window: StartWindow, qtbot: QtBot) -> None:
    """The set-up page on a computer without a key store, filled in."""
    _press(window.choose.prepare)
    qtbot.waitUntil(window.set_up.passphrase.isVisible)
    page = window.set_up
    for field, text in (
        (page.name, "田無公民館"),
        (page.code, "１３２２９２"),
        (page.coordinator, "森 陽子"),
        (page.pin, "2468"),
        (page.passphrase.first, LONG),
        (page.passphrase.again, LONG),
    ):
        field.field.setText(text)


def test_a_fresh_machine_offers_practice_and_set_up(start: Starter) -> None:
    window = start()
    assert window.page() is window.choose
    assert window.choose.practise.isVisible()
    assert window.choose.prepare.hasFocus()


def test_practice_opens_a_made_up_day_in_its_own_folder(qtbot: QtBot, start: Starter, tmp_path: Path) -> None:
    window = start()
    desk = _opened(qtbot, window, lambda: _press(window.choose.practise))
    assert desk.training
    assert current_site(tmp_path) is None


def test_setting_up_makes_site_coordinator_and_pin(
    qtbot: QtBot, start: Starter, tmp_path: Path, clock: FixedClock
) -> None:
    window = start()
    _prepared(window, qtbot)
    assert window.set_up.code.hint.text() == "東京都 西東京市"
    desk = _opened(qtbot, window, lambda: _press(window.set_up.start))
    assert desk.identity.site_name == "田無公民館"
    assert [(each.display_name, each.role) for each in supporters(desk)] == [("森 陽子", "coordinator")]
    check_pin(desk, "2468")
    desk.store.close()
    assert open_site(tmp_path, clock, LONG).identity.municipality == "132292"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("code", "132293"),
        ("pin", "12"),
        ("passphrase.first", "みじかい"),
        ("passphrase.again", "ちがうことば"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_made(
    qtbot: QtBot, start: Starter, tmp_path: Path, field: str, text: str
) -> None:
    window = start()
    _prepared(window, qtbot)
    wrong = attrgetter(field)(window.set_up)
    wrong.field.setText(text)
    _press(window.set_up.start)
    assert wrong.hint.isVisible()
    assert wrong.hint.property("kind") == "error"
    assert wrong.field.hasFocus()
    assert current_site(tmp_path) is None


def test_a_municipality_is_found_by_its_name(qtbot: QtBot, start: Starter) -> None:
    window = start()
    _press(window.choose.prepare)
    window.set_up.code.field.setText("にしとう")
    button = window.set_up.found.itemAt(0)
    assert button is not None
    _press(button.widget())
    assert window.set_up.code.text() == "132292"
    assert [each.code for each in municipalities_named("西東京")] == ["132292"]


def test_a_pin_that_cannot_be_leaves_no_half_made_site(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(Problem, match="暗証番号"):
        set_up(tmp_path, SiteWanted("田無公民館", "132292", "森", "12", LONG), clock)
    assert current_site(tmp_path) is None


def test_coordinator_and_pin_may_wait(tmp_path: Path, clock: FixedClock) -> None:
    desk = set_up(tmp_path, SiteWanted("田無公民館", "132292", passphrase=LONG), clock)
    assert not supporters(desk)
    assert not has_pin(desk)


def test_an_unreachable_headquarters_keeps_nobody_from_beginning(qtbot: QtBot, start: Starter) -> None:
    window = start()
    _prepared(window, qtbot)
    _press(window.set_up.use_hq)
    window.set_up.address.field.setText("http://127.0.0.1:9")
    window.set_up.enrolment.field.setText("0000-0000-0000-0000")
    _press(window.set_up.start)
    qtbot.waitUntil(window.set_up.trouble.isVisible, timeout=20_000)
    assert "拠点はできました" in window.set_up.trouble.sentence.text()
    desk = _opened(qtbot, window, lambda: _press(window.set_up.start))
    assert desk.identity.hq is None


def test_a_wrong_passphrase_is_a_sentence_and_the_next_one_opens(
    qtbot: QtBot, start: Starter, tmp_path: Path, clock: FixedClock
) -> None:
    new_desk(tmp_path, clock).store.close()
    window = start()
    assert window.page() is window.unlock
    window.unlock.field.field.setText("ちがう")
    QTest.keyClick(window.unlock.field.field, Qt.Key.Key_Return)
    assert window.unlock.progress.isVisible()
    qtbot.waitUntil(lambda: "パスフレーズがちがいます" in window.unlock.field.hint.text(), timeout=20_000)
    assert window.unlock.field.text() == ""
    window.unlock.field.field.setText(PASSPHRASE)
    desk = _opened(qtbot, window, lambda: _press(window.unlock.open))
    assert desk.identity.site_name == "田無公民館"


def _damage(data: Path) -> bytes:
    file = site_folder(data) / "site.db"
    whole = bytearray(file.read_bytes())
    whole[100:4000] = bytes(3900)
    file.write_bytes(whole)
    return bytes(whole)


def test_a_damaged_file_goes_back_to_the_newest_copy_and_is_kept(
    qtbot: QtBot, start: Starter, tmp_path: Path, clock: FixedClock
) -> None:
    desk = new_desk(tmp_path, clock)
    receive_walk_in(desk, "70s")
    keep_backup(desk)
    desk.store.close()
    damaged = _damage(tmp_path)
    window = start()
    window.unlock.field.field.setText(PASSPHRASE)
    _press(window.unlock.open)
    qtbot.waitUntil(lambda: window.page() is window.trouble, timeout=20_000)
    assert (site_folder(tmp_path) / "site.db").read_bytes() == damaged
    assert "11月21日 09:30" in window.trouble.restore.text()
    restored = _opened(qtbot, window, lambda: _press(window.trouble.restore))
    assert restored.store.db.execute("SELECT count(*) FROM fact_attendance").fetchone()[0] == 1
    assert [path.read_bytes() for path in site_folder(tmp_path).glob("damaged-*.db")] == [damaged]


def test_without_a_copy_nothing_is_offered_that_cannot_be(start: Starter, tmp_path: Path, clock: FixedClock) -> None:
    new_desk(tmp_path, clock).store.close()
    window = start(DAMAGED)
    assert window.page() is window.trouble
    assert not window.trouble.restore.isVisible()
    assert window.trouble.what.text() == DAMAGED.sentence
    assert window.trouble.leave.isVisible()


@pytest.mark.parametrize("code", ["database_too_new", "key_missing", "key_file"])
def test_other_troubles_are_told_with_their_next_step(
    start: Starter, tmp_path: Path, clock: FixedClock, code: str
) -> None:
    desk = new_desk(tmp_path, clock)
    keep_backup(desk)
    desk.store.close()
    window = start(Problem(code, "開けません。", "管理者にお知らせください。"))
    assert window.trouble.what.text() == "開けません。"
    assert window.trouble.next_step.text() == "管理者にお知らせください。"
    assert not window.trouble.restore.isVisible()


def test_a_lost_key_file_is_told(start: Starter, tmp_path: Path, clock: FixedClock) -> None:
    new_desk(tmp_path, clock).store.close()
    (site_folder(tmp_path) / "key.json").unlink()
    window = start()
    assert window.page() is window.trouble
    assert "鍵のファイル" in window.trouble.what.text()


def test_the_language_can_be_changed_before_anything_else(qtbot: QtBot, start: Starter) -> None:
    window = start()
    _press(window.language)
    assert i18n.language() == "en"
    qtbot.waitUntil(lambda: window.choose.title.text() == "Welcome to Madoguchi")
    assert window.language.text().strip() == "日本語"


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("page", ["choose", "set_up", "unlock", "trouble"])
def test_every_page_is_whole_for_everybody(
    qapp: QApplication, start: Starter, tmp_path: Path, clock: FixedClock, size: int, language: i18n.Language, page: str
) -> None:
    theme.apply(qapp, size)
    i18n.install(language)
    if page in ("unlock", "trouble"):
        desk = new_desk(tmp_path, clock)
        keep_backup(desk)
        desk.store.close()
    window = start(DAMAGED if page == "trouble" else None)
    if page == "set_up":
        _press(window.choose.prepare)
        window.set_up.need_passphrase(True)
        _press(window.set_up.use_hq)
        QApplication.sendPostedEvents()
    assert window.page() is getattr(window, page)
    assert problems(window) == []
