"""設定 > 相談内容: the version in use, and the site's own topics from adding to retiring."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.published import PublishedCatalogue
from desktop.app.desk import Desk
from desktop.app.staff import set_pin
from desktop.sync.ports import Incoming
from desktop.ui import i18n, theme
from desktop.ui.screen import Shell
from desktop.ui.screens.settings.topics import TopicsSection
from tests.helpers.accessibility import problems
from tests.helpers.sites import fixed_clock
from tests.ui.busy import busy_day
from tests.ui.windows import PIN, Opened, open_window, settings_section


@pytest.fixture
def clock() -> FixedClock:
    return fixed_clock()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Desk:
    made = busy_day(tmp_path, clock)
    set_pin(made, PIN)
    return made


@pytest.fixture
def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> Opened:
    return open_window(qtbot, shell, desk, "settings")


def section(opened: Opened) -> TopicsSection:
    return settings_section(opened, "topics", TopicsSection)


def add(part: TopicsSection, opened: Opened) -> None:
    part.ja.setText("しろ丸ペイ")
    part.reading.setText("しろまるぺい")
    part.en.setText("Shiromaru Pay")
    part.add()
    opened.settle()


def test_a_topic_is_added_ended_and_used_again(opened: Opened) -> None:
    part = section(opened)
    add(part, opened)
    assert [row.topic for row in part.table.rows()] == ["V01-01"]
    assert (part.ja.text(), part.reading.text(), part.en.text()) == ("", "", "")
    assert opened.desk.catalogue.topic("V01-01").ja == "しろ丸ペイ"
    part.table.view.selectRow(0)
    part.retire.click()
    opened.settle()
    assert [row.valid_to for row in part.table.rows()] == ["2026-11-21"]
    part.table.view.selectRow(0)
    assert (part.retire.isEnabled(), part.offer.isEnabled()) == (False, True)
    part.offer.click()
    opened.settle()
    assert [row.valid_to for row in part.table.rows()] == [None]


def test_what_is_missing_is_told_and_nothing_typed_is_lost(opened: Opened) -> None:
    part = section(opened)
    part.ja.setText("しろ丸ペイ")
    part.add()
    opened.settle()
    assert part.table.rows() == []
    assert part.ja.text() == "しろ丸ペイ"


def test_the_version_in_use_the_next_one_and_one_that_cannot_be_used(opened: Opened) -> None:
    part = section(opened)
    assert part.version.value.text() == "第1版（令和8年4月1日（水） 公開）"
    assert not part.next.isVisible()
    assert not part.skipped.isVisible()
    versions = (
        PublishedCatalogue(2, "2026-11-21", b"?"),
        PublishedCatalogue(3, "2026-12-01", b"later"),
    )
    opened.desk.store.outbox.take_in(Incoming((), (), (), (), (), 0, versions))
    part.refresh()
    opened.settle()
    assert part.next.value.text() == "第3版（令和8年12月1日（火） から）"
    assert part.skipped.sentence.text().startswith("届いた第2版は、この窓口では使えません。")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_or_untold(
    opened: Opened, qapp: QApplication, language: i18n.Language, percent: int
) -> None:
    theme.apply(qapp, percent)
    i18n.install(language)
    opened.window.resize(1366, 728)
    part = section(opened)
    add(part, opened)
    assert problems(part) == []
    if language == "en":
        assert part.version.value.text() == "Version 1, published Wed 1 Apr 2026"
